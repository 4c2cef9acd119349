// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLineEdit>
#include <vector>

#include "host/viewer/query/catalogue.hpp"

class QCompleter;
class QStandardItemModel;

namespace vantage::viewer {

// A field that finds classes by any of their names while one writes. Enter chooses the first that was found,
// the list below any other, Esc forgets the text.
class ClassSearch : public QLineEdit {
  Q_OBJECT
 public:
  explicit ClassSearch(QWidget* parent = nullptr);

  void set_catalogue(const Catalogue&);  // which must outlive the next call
  bool searching() const { return !text().trimmed().isEmpty(); }
  const std::vector<size_t>& found() const { return found_; }  // classes, the best match first

 signals:
  void found_changed();
  void chosen(size_t cls);

 private:
  bool event(QEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void search();

  const Catalogue* catalogue_ = nullptr;
  QStandardItemModel* names_;
  std::vector<size_t> found_;
};

}  // namespace vantage::viewer
