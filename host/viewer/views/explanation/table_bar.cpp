// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/table_bar.hpp"

#include <QtCore/QSignalBlocker>
#include <QtGui/QDoubleValidator>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolButton>
#include <algorithm>
#include <cmath>

#include "host/viewer/query/result_column.hpp"
#include "host/viewer/services/format.hpp"
#include "host/viewer/views/elided_label.hpp"

namespace vantage::viewer {
namespace {

constexpr int kSteps = 100;  // of the threshold

QLineEdit* percent_field(const QString& placeholder, const QString& name) {
  auto* field = new QLineEdit;
  field->setPlaceholderText(placeholder);
  field->setAccessibleName(name);
  field->setToolTip(name);
  field->setFixedWidth(64);
  auto* numbers = new QDoubleValidator(0, 100, 2, field);
  numbers->setLocale(QLocale::c());
  numbers->setNotation(QDoubleValidator::StandardNotation);
  field->setValidator(numbers);
  return field;
}

std::optional<double> share_of(const QLineEdit& field) {
  bool is_number = false;
  const double value = QLocale::c().toDouble(field.text(), &is_number);
  return is_number && field.hasAcceptableInput() ? std::optional(value / 100) : std::nullopt;
}

void show_share(QLineEdit& field, const std::optional<double>& share) {
  if (field.hasFocus() && share_of(field) == share) return;  // as it was typed
  const QSignalBlocker quiet(field);
  field.setText(share ? QString::number(std::round(*share * 10000) / 100) : QString());
}

}  // namespace

TableBar::TableBar(QWidget* parent) : QWidget(parent) {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(6, 2, 6, 2);
  rows->setSpacing(3);
  rows->addWidget(make_upper());
  rows->addWidget(make_lower());
  note_ = new ElidedLabel(this);
  note_->hide();
  rows->addWidget(note_);
}

QWidget* TableBar::make_upper() {
  auto* upper = new QWidget(this);
  auto* row = new QHBoxLayout(upper);
  row->setContentsMargins(0, 0, 0, 0);
  method_ = new QComboBox;
  method_->setAccessibleName(tr("Method that is shown"));
  method_->setToolTip(tr("Whose explanations are shown"));
  method_->setMinimumContentsLength(10);
  method_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  threshold_ = new QSlider(Qt::Horizontal);
  threshold_->setRange(0, kSteps);
  threshold_->setPageStep(10);
  threshold_->setMinimumWidth(80);
  threshold_->setMaximumWidth(240);
  threshold_->setAccessibleName(tr("Threshold"));
  threshold_->setToolTip(tr("What lies below the threshold is not highlighted"));
  threshold_text_ = new QLabel;
  threshold_text_->setMinimumWidth(fontMetrics().horizontalAdvance("0.000"));
  columns_ = new QToolButton;
  columns_->setText(tr("Columns"));
  columns_->setToolTip(tr("Which columns are shown"));
  columns_->setAccessibleName(tr("Choose columns"));
  columns_menu_ = new QMenu(columns_);
  make_columns_menu();
  auto* save = new QToolButton;
  save->setText(tr("Save CSV"));
  save->setToolTip(tr("Save the rows that are shown as a CSV file"));
  save->setAccessibleName(tr("Save the table as CSV"));
  all_images_ = new QPushButton(tr("All images"));
  all_images_->setToolTip(tr("Back from the selected images to all of the class"));
  all_images_->hide();
  row->addWidget(method_);
  row->addWidget(new QLabel(tr("Threshold")));
  row->addWidget(threshold_, 1);
  row->addWidget(threshold_text_);
  row->addStretch();
  row->addWidget(all_images_);
  row->addWidget(columns_);
  row->addWidget(save);
  connect(method_, &QComboBox::activated, this, &TableBar::send_method);
  connect(threshold_, &QSlider::valueChanged, this,
          [this](int step) { emit command(set_threshold(static_cast<double>(step) / kSteps)); });
  connect(threshold_, &QSlider::sliderReleased, this, &TableBar::drag_ended);
  connect(columns_, &QToolButton::clicked, this,
          [this] { columns_menu_->popup(columns_->mapToGlobal(QPoint(0, columns_->height()))); });
  connect(save, &QToolButton::clicked, this, &TableBar::save_asked);
  connect(all_images_, &QPushButton::clicked, this, [this] { emit command(select_images({})); });
  return upper;
}

void TableBar::make_columns_menu() {
  for (const auto& info : result_columns()) {
    QAction* action = columns_menu_->addAction(tr(info.title));
    action->setCheckable(true);
    action->setData(QString(info.id));
    connect(action, &QAction::triggered, this,
            [this, id = std::string(info.id)](bool shown) { emit command(show_column(id, shown)); });
  }
}

QWidget* TableBar::make_lower() {
  auto* lower = new QWidget(this);
  auto* row = new QHBoxLayout(lower);
  row->setContentsMargins(0, 0, 0, 0);
  text_ = new QLineEdit;
  text_->setPlaceholderText(tr("Filter by name"));
  text_->setClearButtonEnabled(true);
  text_->setAccessibleName(tr("Filter by text"));
  text_->setToolTip(tr("Rows whose model, classes or file have this text in their names"));
  text_->setMinimumWidth(90);
  column_ = new QComboBox;
  column_->setAccessibleName(tr("Column to filter by a range"));
  column_->setToolTip(tr("Column whose numbers must lie between the two"));
  for (const auto& info : result_columns())
    if (info.share) column_->addItem(tr(info.title), QString(info.id));
  min_ = percent_field(tr("from %"), tr("Lowest value, percent"));
  max_ = percent_field(tr("to %"), tr("Highest value, percent"));
  clear_ = new QPushButton(tr("Clear filters"));
  clear_->setToolTip(tr("Show all rows"));
  count_ = new QLabel;
  row->addWidget(text_, 1);
  row->addWidget(column_);
  row->addWidget(min_);
  row->addWidget(max_);
  row->addWidget(clear_);
  row->addStretch();
  row->addWidget(count_);
  connect(text_, &QLineEdit::textEdited, this,
          [this](const QString& text) { emit command(filter_text(text.toStdString())); });
  connect(column_, &QComboBox::activated, this, &TableBar::show_range);
  for (QLineEdit* field : {min_, max_}) connect(field, &QLineEdit::textEdited, this, &TableBar::send_range);
  connect(clear_, &QPushButton::clicked, this, [this] {
    for (const RangeFilter& f : std::vector<RangeFilter>(state_.table.ranges))
      emit command(filter_range(f.column, std::nullopt, std::nullopt));
    if (!state_.table.text.empty()) emit command(filter_text(""));
  });
  return lower;
}

std::string TableBar::range_column() const {
  return column_->currentData().toString().toStdString();
}

void TableBar::send_range() {
  emit command(filter_range(range_column(), share_of(*min_), share_of(*max_)));
}

void TableBar::show_range() {
  const auto& ranges = state_.table.ranges;
  const auto found =
      std::find_if(ranges.begin(), ranges.end(), [&](const auto& f) { return f.column == range_column(); });
  show_share(*min_, found == ranges.end() ? std::nullopt : found->min);
  show_share(*max_, found == ranges.end() ? std::nullopt : found->max);
}

// The methods of the request are kept; the first of them is the one that is shown.
void TableBar::send_method(int index) {
  const std::string id = method_->itemText(index).toStdString();
  std::vector<MethodChoice> methods = state_.request.methods;
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const auto& m) { return m.id == id; });
  MethodChoice first{id, {}};
  if (found != methods.end()) {
    first = *found;
    methods.erase(found);
  }
  methods.insert(methods.begin(), first);
  emit command(set_methods(methods));
}

void TableBar::show_state(const AnalysisState& state, const std::vector<std::string>& methods,
                          const std::string& method) {
  state_ = state;
  const QSignalBlocker quiet_method(method_), quiet_threshold(threshold_), quiet_text(text_);
  QStringList names;
  for (const auto& m : state.request.methods) names << QString::fromStdString(m.id);
  for (const auto& id : methods) names << QString::fromStdString(id);
  names.removeDuplicates();
  QStringList there;
  for (int i = 0; i < method_->count(); ++i) there << method_->itemText(i);
  there.sort();
  names.sort();
  if (there != names) {
    method_->clear();
    method_->addItems(names);
  }
  method_->setCurrentIndex(method_->findText(QString::fromStdString(method)));
  threshold_->setValue(static_cast<int>(std::lround(state.request.threshold * kSteps)));
  threshold_text_->setText(QString::number(state.request.threshold, 'f', 2));
  if (text_->text() != QString::fromStdString(state.table.text))
    text_->setText(QString::fromStdString(state.table.text));
  if (!state.table.ranges.empty() && !min_->hasFocus() && !max_->hasFocus() && min_->text().isEmpty() &&
      max_->text().isEmpty())
    column_->setCurrentIndex(
        std::max(0, column_->findData(QString::fromStdString(state.table.ranges[0].column))));
  show_range();
  clear_->setEnabled(!state.table.text.empty() || !state.table.ranges.empty());
  for (QAction* action : columns_menu_->actions())
    action->setChecked(!std::binary_search(state.table.hidden.begin(), state.table.hidden.end(),
                                           action->data().toString().toStdString()));
}

void TableBar::show_count(size_t shown, size_t of) {
  const QString all = grouped(static_cast<int64_t>(of));
  count_->setText(shown == of ? tr("%1 rows").arg(all)
                              : tr("%1 of %2 rows").arg(grouped(static_cast<int64_t>(shown)), all));
}

void TableBar::show_note(const QString& note) {
  note_->set_text(note);
  note_->setVisible(!note.isEmpty());
}

void TableBar::offer_all_images(bool offer) {
  all_images_->setVisible(offer);
}

}  // namespace vantage::viewer
