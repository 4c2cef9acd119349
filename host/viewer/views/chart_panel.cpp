// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/chart_panel.hpp"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <utility>

#include "host/viewer/charts/chart.hpp"
#include "host/viewer/views/elided_label.hpp"
#include "host/viewer/views/table_dialog.hpp"

namespace vantage::viewer {

ChartPanel::ChartPanel(const QString& id, const QString& title, QWidget* parent)
    : QWidget(parent),
      id_(id),
      title_(new ElidedLabel(this)),
      tools_(new QHBoxLayout),
      column_(new QVBoxLayout(this)) {
  auto* letter = new QLabel(id, this);
  QFont bold = font();
  bold.setBold(true);
  letter->setFont(bold);

  auto* more = new QToolButton(this);
  more->setText(QString::fromUtf8("\u22ef"));
  more->setAutoRaise(true);
  more->setAccessibleName(tr("More of %1").arg(id));
  more->setToolTip(tr("Show as a table, copy, show all"));
  auto* menu = new QMenu(more);
  menu->addAction(tr("Show as a &table"), this, &ChartPanel::show_table);
  menu->addAction(tr("&Copy as CSV"), this, &ChartPanel::copy_table);
  menu->addAction(tr("Show &all"), this, &ChartPanel::reset_zoom);
  connect(more, &QToolButton::clicked, menu,
          [more, menu] { menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });

  auto* heading = new QHBoxLayout;
  heading->setContentsMargins(6, 2, 2, 0);
  heading->addWidget(letter);
  heading->addWidget(title_, 1);
  heading->addLayout(tools_);
  heading->addWidget(more);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(2);
  column_->addLayout(heading);
  set_title(title);
}

void ChartPanel::set_title(const QString& title) {
  title_->set_text(title);
  if (named_) named_->setAccessibleName(id_ + " " + title);
}

QString ChartPanel::title() const {
  return title_->text();
}

void ChartPanel::add_tool(QWidget* tool) {
  tools_->addWidget(tool);
}

void ChartPanel::set_content(QWidget* content, std::function<ValueTable()> table) {
  column_->addWidget(content, 1);
  named_ = content;
  while (named_->focusProxy()) named_ = named_->focusProxy();
  named_->setAccessibleName(id_ + " " + title());
  table_ = std::move(table);
}

void ChartPanel::set_chart(Chart* chart) {
  set_content(chart, [chart] { return chart->table(); });
  connect(this, &ChartPanel::reset_zoom, chart, [chart] { emit chart->zoomed(std::nullopt); });
}

void ChartPanel::show_table() {
  auto* dialog = new TableDialog(id_ + " " + title(), table(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

void ChartPanel::copy_table() {
  QGuiApplication::clipboard()->setText(QString::fromUtf8(to_csv(table())));
}

}  // namespace vantage::viewer
