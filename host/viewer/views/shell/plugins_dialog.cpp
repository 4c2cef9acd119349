// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/plugins_dialog.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

#include "host/viewer/query/plugins.hpp"
#include "host/viewer/services/text.hpp"

namespace vantage::viewer {
namespace {

QTableView* table_of(ValueTableModel* model, const QString& name) {
  auto* table = new QTableView;
  table->setModel(model);
  table->setAccessibleName(name);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->verticalHeader()->hide();
  table->horizontalHeader()->setStretchLastSection(true);
  table->setWordWrap(true);
  return table;
}

}  // namespace

PluginsDialog::PluginsDialog(Plugins& plugins, QWidget* parent)
    : QDialog(parent),
      plugins_(plugins),
      found_(new ValueTableModel(this)),
      refused_(new ValueTableModel(this)),
      summary_(new QLabel(this)) {
  setWindowTitle(tr("Plugins"));
  auto* tabs = new QTabWidget(this);
  tabs->addTab(table_of(found_, tr("Installed plugins")), tr("&Installed"));
  tabs->addTab(table_of(refused_, tr("Refused libraries")), tr("&Refused"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addWidget(summary_);
  column->addWidget(tabs);
  column->addWidget(buttons);
  resize(820, 520);
  connect(&plugins, &Plugins::ready, this, &PluginsDialog::fill);
  fill();
}

void PluginsDialog::fill() {
  const auto registry = plugins_.registry();
  if (!registry) {
    summary_->setText(tr("Looking for plugins..."));
    return;
  }
  ValueTable found{{tr("kind"), tr("id"), tr("version"), tr("what it does"), tr("paper")}, {}};
  ValueTable refused{{tr("file"), tr("reason")}, {}};
  for (const engine::Verdict& v : registry->verdicts()) {
    if (!v.good()) refused.rows.push_back({qt(v.file.string()), qt(v.reason)});
    for (const std::string& note : v.notes) refused.rows.push_back({qt(v.file.string()), qt(note)});
    if (v.good())
      for (const engine::PluginInfo& p : v.plugins)
        found.rows.push_back({qt(p.kind), qt(p.id), qt(p.version), qt(p.summary), qt(p.reference)});
  }
  summary_->setText(tr("%1 installed, %2 refused").arg(found.rows.size()).arg(refused.rows.size()));
  found_->set_table(std::move(found));
  refused_->set_table(std::move(refused));
}

}  // namespace vantage::viewer
