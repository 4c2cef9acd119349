// SPDX-License-Identifier: GPL-3.0-or-later
// A window that someone walks through: what is on it is found by its name and clicked.
#pragma once

#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QTreeView>
#include <stdexcept>

#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/chart_panel.hpp"
#include "host/viewer/views/shell/main_window.hpp"
#include "host/viewer/views/task/choice_box.hpp"

namespace vantage::viewer {

// All of these throw where what they look for is not on the screen.
class Walk {
 public:
  explicit Walk(MainWindow& window) : window_(window) {}

  // Lets everything happen that is under way; what is drawn may ask for more.
  void settle() {
    for (int i = 0; i < 3; ++i) {
      if (!wait_until([this] { return window_.workbench() && window_.idle(); }))
        throw std::runtime_error("the window does not come to rest");
      window_.grab();
      QApplication::processEvents();
    }
  }

  template <typename T, typename Fits>
  T& visible(const std::string& what, Fits fits) {
    for (T* widget : window_.findChildren<T*>())
      if (widget->isVisible() && fits(*widget)) return *widget;
    throw std::runtime_error("there is no " + what);
  }
  template <typename T>
  T& named(const QString& name) {
    return visible<T>(name.toStdString(), [&](const T& w) { return w.accessibleName() == name; });
  }
  template <typename T>
  T& titled(const QString& text) {
    return visible<T>(text.toStdString(), [&](const T& w) { return w.text().remove('&') == text; });
  }
  ChartPanel& panel(const QString& id) {
    return visible<ChartPanel>(id.toStdString(), [&](const ChartPanel& p) { return p.id() == id; });
  }
  template <typename T>
  T& in(const QString& id) {
    return *panel(id).findChild<T*>();
  }
  std::string title(const QString& id) { return panel(id).title().toStdString(); }

  QAction& action(const QString& text) {
    for (QAction* a : window_.findChildren<QAction*>())
      if (a->text().remove('&').startsWith(text)) return *a;
    throw std::runtime_error("there is no action " + text.toStdString());
  }
  void press(QAbstractButton& button) {
    QTest::mouseClick(&button, Qt::LeftButton, {}, {8, button.height() / 2});
  }
  void go_to(const QString& phase) {
    auto* bar = window_.findChild<QToolBar*>("phases");
    QTest::mouseClick(bar->widgetForAction(&action(phase)), Qt::LeftButton);
    settle();
  }
  // Searches the list with this name in its buttons and clicks the box before the row with this text.
  void tick(const QString& list, const QString& text) {
    auto& box = visible<ChoiceBox>(list.toStdString(), [&](const ChoiceBox& b) {
      return b.search()->accessibleName().contains(list, Qt::CaseInsensitive);
    });
    QTest::keyClicks(box.search(), text);
    QTreeView& tree = *box.list();
    const auto found = tree.model()->match(tree.model()->index(0, 0), Qt::DisplayRole, text, 1,
                                           Qt::MatchExactly | Qt::MatchRecursive);
    if (found.isEmpty()) throw std::runtime_error("there is no " + text.toStdString());
    tree.expand(found[0].parent());
    tree.scrollTo(found[0]);
    const QRect row = tree.visualRect(found[0]);
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, {row.left() + 10, row.center().y()});
    box.search()->clear();
    settle();
  }
  void click_header(QTableView& table, int section) {
    auto* header = table.horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      {header->sectionViewportPosition(section) + 20, header->height() / 2});
    settle();
  }
  // Takes back all there is to take back; returns how many steps that were.
  int undo_all() {
    int steps = 0;
    for (; action("Undo").isEnabled() && steps < 200; ++steps) action("Undo").trigger();
    settle();
    return steps;
  }

 private:
  MainWindow& window_;
};

}  // namespace vantage::viewer
