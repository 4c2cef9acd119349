// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/result_view.hpp"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <algorithm>

#include "host/viewer/models/result_table.hpp"
#include "host/viewer/views/explanation/result_delegate.hpp"

namespace vantage::viewer {
namespace {

constexpr int kNameWidth = 104, kWidestName = 230, kShareWidth = 82;
constexpr size_t kMostLooked = 20000;  // rows, for their names' widths
constexpr size_t kMostMarked = 20000;  // rows; more are not marked one by one

}  // namespace

ResultView::ResultView(ResultTable& table, QWidget* parent) : QTableView(parent), table_(table) {
  setModel(&table);
  setSelectionBehavior(SelectRows);
  setSelectionMode(ExtendedSelection);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollMode(ScrollPerPixel);
  setMouseTracking(true);
  setWordWrap(false);
  setShowGrid(false);
  setTabKeyNavigation(false);
  setAccessibleName(tr("Results: a row for each model on each image"));
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(ResultDelegate::kSide + 2 * ResultDelegate::kMargin);
  horizontalHeader()->setSectionsClickable(true);
  horizontalHeader()->setSortIndicatorShown(true);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setAccessibleName(tr("Columns; a click sorts"));
  for (const auto& info : result_columns())
    setColumnWidth(static_cast<int>(info.column),
                   info.picture ? ResultDelegate::kSide + 2 * ResultDelegate::kMargin + 6
                   : info.share ? kShareWidth
                                : kNameWidth);
  // What is looked at together stands together, also where the window is too narrow for all columns.
  int place = 1;
  for (const auto column : {ResultColumn::contours, ResultColumn::overlay})
    horizontalHeader()->moveSection(horizontalHeader()->visualIndex(static_cast<int>(column)), place++);
  connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
    if (!fitting_) set_by_hand_.insert(column);
  });
  connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &ResultView::header_clicked);
  connect(this, &QTableView::entered, this, [this](const QModelIndex& index) { emit hovered(index.row()); });
  connect(this, &QTableView::viewportEntered, this, [this] { emit hovered(-1); });
  connect(this, &QTableView::doubleClicked, this,
          [this](const QModelIndex& index) { emit opened(index.row()); });
}

void ResultView::set_delegate(ResultDelegate* delegate) {
  setItemDelegate(delegate);
}

void ResultView::show_table(const Table& table, bool single_model) {
  const QScopedValueRollback<bool> fitting(fitting_, true);  // to hide a column is to resize it
  for (const auto& info : result_columns()) {
    const bool hidden = std::binary_search(table.hidden.begin(), table.hidden.end(), std::string(info.id)) ||
                        (info.column == ResultColumn::histogram && !single_model);
    setColumnHidden(static_cast<int>(info.column), hidden);
  }
  const auto sorted = result_column(table.sort);
  horizontalHeader()->setSortIndicator(sorted ? static_cast<int>(*sorted) : -1,
                                       table.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void ResultView::widen(ResultColumn column, const std::string& name) {
  const int wanted = fontMetrics().horizontalAdvance(QString::fromStdString(name)) + 16;
  const auto c = static_cast<int>(column);
  if (wanted > columnWidth(c) && !set_by_hand_.contains(c)) setColumnWidth(c, std::min(wanted, kWidestName));
}

void ResultView::fit_names() {
  const QScopedValueRollback<bool> fitting(fitting_, true);
  const TaskRows& rows = table_.rows();
  if (rows.question != fitted_) {
    fitted_ = rows.question;
    looked_at_ = 0;
    seen_.clear();
    for (const auto column : {ResultColumn::model, ResultColumn::label, ResultColumn::predicted})
      if (const auto c = static_cast<int>(column); !set_by_hand_.contains(c)) setColumnWidth(c, kNameWidth);
    for (const size_t m : fitted_.models) widen(ResultColumn::model, rows.catalogue->models[m].name);
  }
  const auto is_new = [this](int cls, char column) {
    if (cls < 0) return false;
    const auto place = static_cast<size_t>(cls);
    if (place >= seen_.size()) seen_.resize(place + 1);
    return (seen_[place] & column) == 0 && (seen_[place] |= column);
  };
  const size_t end = std::min(rows.rows.size(), kMostLooked);
  for (; looked_at_ < end; ++looked_at_) {  // rows come in pieces
    const TaskRows::Row& row = rows.rows[looked_at_];
    const int label = rows.image_of(row).cls;
    if (is_new(label, 1)) widen(ResultColumn::label, rows.class_name(label));
    if (is_new(row.predicted, 2)) widen(ResultColumn::predicted, rows.class_name(row.predicted));
  }
}

void ResultView::choose_images(const std::vector<int64_t>& positions) {
  const QScopedValueRollback<bool> quiet(quiet_, true);
  if (positions.empty() || table_.order().size() > kMostMarked) {
    if (positions.empty()) clearSelection();
    return;
  }
  QItemSelection selection;
  for (int row = 0; row < table_.rowCount(); ++row)
    if (std::binary_search(positions.begin(), positions.end(), table_.image_at(row).position))
      selection.select(table_.index(row, 0), table_.index(row, table_.columnCount() - 1));
  selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

std::vector<uint32_t> ResultView::chosen_rows() const {
  std::vector<int> shown;
  for (const QItemSelectionRange& range : selectionModel()->selection())
    for (int row = range.top(); row <= range.bottom(); ++row) shown.push_back(row);
  std::sort(shown.begin(), shown.end());
  shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
  std::vector<uint32_t> rows;
  for (const int row : shown) rows.push_back(table_.order()[static_cast<size_t>(row)]);
  return rows;
}

std::vector<int64_t> ResultView::chosen_images() const {
  std::vector<int64_t> positions;
  for (const uint32_t at : chosen_rows())
    positions.push_back(table_.rows().image_of(table_.rows().rows[at]).position);
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  return positions;
}

std::pair<int, int> ResultView::visible_rows() const {
  const int first = rowAt(0), last = rowAt(viewport()->height() - 1);
  if (first < 0) return {0, -1};
  return {first, last < 0 ? table_.rowCount() - 1 : last};
}

void ResultView::selectionChanged(const QItemSelection& now, const QItemSelection& before) {
  QTableView::selectionChanged(now, before);
  if (!quiet_) emit chosen();
}

void ResultView::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return emit copy_asked();
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
    return emit opened(currentIndex().row());
  QTableView::keyPressEvent(event);
}

void ResultView::leaveEvent(QEvent* event) {
  QTableView::leaveEvent(event);
  emit hovered(-1);
}

void ResultView::scrollContentsBy(int dx, int dy) {
  QTableView::scrollContentsBy(dx, dy);
  if (dy != 0) emit scrolled();
}

}  // namespace vantage::viewer
