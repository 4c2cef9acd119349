// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractItemModel>
#include <vector>

namespace vantage::viewer {

// Root classes with their leaf classes, a box before each and a number beside it. A root's box is checked
// with all of its leaves and half checked with some. Shows what is chosen and never changes it: answer
// toggled().
class ClassTreeModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  struct Leaf {
    int cls = 0;
    QString name, label;  // the label is the tool tip, and is searched
    QString number;       // "81.0 %"
    bool operator==(const Leaf&) const = default;
  };
  struct Root {
    QString name, number;
    std::vector<Leaf> leaves;
    bool operator==(const Root&) const = default;
  };
  static constexpr int kSearchRole = Qt::UserRole;

  explicit ClassTreeModel(QObject* parent = nullptr) : QAbstractItemModel(parent) {}

  // Only numbers that change keep what is unfolded.
  void set_roots(std::vector<Root>);
  void set_header(const QString& number);            // what the numbers are
  void set_chosen(const std::vector<int>& classes);  // ascending
  void set_marks(int bold, int underlined);          // classes; -1: none
  const std::vector<Root>& roots() const { return roots_; }
  std::vector<int> classes_at(const QModelIndex&) const;  // of a leaf, or of a root's leaves

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex&) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex&, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex&, const QVariant&, int role) override;  // emits toggled()
  QVariant headerData(int section, Qt::Orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex&) const override;

 signals:
  void toggled(const std::vector<int>& classes, bool chosen);

 private:
  bool has(int cls) const;
  Qt::CheckState state_of(const Root&) const;
  void tell_changed(const QList<int>& roles);

  std::vector<Root> roots_;
  std::vector<int> chosen_;
  QString header_;
  int bold_ = -1, underlined_ = -1;
};

}  // namespace vantage::viewer
