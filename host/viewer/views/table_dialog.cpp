// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/table_dialog.hpp"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <utility>

#include "core/files.hpp"
#include "host/viewer/error_line.hpp"

namespace vantage::viewer {

TableDialog::TableDialog(const QString& title, ValueTable table, QWidget* parent)
    : QDialog(parent), table_(std::move(table)) {
  setWindowTitle(title);
  auto* model = new ValueTableModel(this);
  model->set_table(table_);
  auto* sorted = new QSortFilterProxyModel(this);
  sorted->setSourceModel(model);
  sorted->setSortRole(Qt::EditRole);  // numbers as numbers
  auto* view = new QTableView(this);
  view->setModel(sorted);
  view->setSortingEnabled(true);
  view->sortByColumn(-1, Qt::AscendingOrder);
  view->setAccessibleName(title);
  view->horizontalHeader()->setStretchLastSection(true);
  view->resizeColumnsToContents();

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close | QDialogButtonBox::Save, this);
  auto* copy = buttons->addButton(tr("&Copy as CSV"), QDialogButtonBox::ActionRole);
  connect(copy, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(to_csv(table_))); });
  connect(buttons, &QDialogButtonBox::accepted, this, &TableDialog::save);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

  auto* column = new QVBoxLayout(this);
  column->addWidget(view);
  column->addWidget(buttons);
  resize(640, 480);
}

void TableDialog::save() {
  const QString file =
      QFileDialog::getSaveFileName(this, tr("Save the table"), windowTitle() + ".csv", "CSV (*.csv)");
  if (file.isEmpty()) return;
  try {
    core::write_atomically(file.toStdString(), to_csv(table_).toStdString());
  } catch (...) {
    QMessageBox::warning(this, tr("Save the table"), error_line(std::current_exception()));
  }
}

}  // namespace vantage::viewer
