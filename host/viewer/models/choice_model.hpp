// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>
#include <set>
#include <vector>

namespace vantage::viewer {

// Things to choose from, a row each, with a box in the first column. The model shows what is chosen and never
// changes it: whoever knows what a choice means answers toggled().
class ChoiceModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  struct Item {
    QString id;         // unique
    QStringList texts;  // one a column
    QString help;       // a tool tip
    bool operator==(const Item&) const = default;
  };
  static constexpr int kIdRole = Qt::UserRole;

  // `beside`: how the texts beyond the first stand.
  ChoiceModel(QStringList columns, Qt::Alignment beside, QObject* parent = nullptr);

  void set_items(std::vector<Item>);
  void set_chosen(const std::vector<QString>& ids);                // ids that are not there are ignored
  void set_marks(const QString& bold, const QString& underlined);  // ids; empty: none
  const std::vector<Item>& items() const { return items_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex&, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex&, const QVariant&, int role) override;  // emits toggled()
  QVariant headerData(int section, Qt::Orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex&) const override;

 signals:
  void toggled(const QString& id, bool chosen);

 private:
  void tell_changed(int role);

  QStringList columns_;
  Qt::Alignment beside_;
  std::vector<Item> items_;
  std::set<QString> chosen_;
  QString bold_, underlined_;
};

}  // namespace vantage::viewer
