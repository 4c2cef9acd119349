// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/explanation_view.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <utility>

#include "host/viewer/services/format.hpp"
#include "host/viewer/services/text.hpp"
#include "host/viewer/views/explanation/method_gallery.hpp"
#include "host/viewer/views/explanation/result_delegate.hpp"
#include "host/viewer/views/explanation/result_view.hpp"
#include "host/viewer/views/explanation/table_bar.hpp"

namespace vantage::viewer {
ExplanationView::ExplanationView(const ViewContext& context, QWidget* parent)
    : View(context, parent),
      tiles_(context.reader.file()),
      sorter_(context.reader.file()),
      delegate_(new ResultDelegate(table_, context.thumbnails, tiles_, this)),
      bar_(new TableBar),
      results_(new ResultView(table_)),
      gallery_(new MethodGallery(tiles_)),
      pages_(new QStackedWidget(this)) {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar_);
  column->addWidget(results_, 1);
  pages_->addWidget(gallery_);
  pages_->addWidget(page);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(pages_);
  results_->set_delegate(delegate_);
  connect_bar();
  connect_table();
}

// Before what they show.
ExplanationView::~ExplanationView() {
  delete pages_;
}

void ExplanationView::connect_bar() {
  connect(bar_, &TableBar::command, this, [this](const Command& c) { send(c); });
  connect(bar_, &TableBar::drag_ended, this, [this] { context().store.end_drag(); });
  connect(bar_, &TableBar::save_asked, this, &ExplanationView::save_csv);
  connect(gallery_, &MethodGallery::method_chosen, this, [this](const QString& id) {
    send(set_methods({{id.toStdString(), {}}}));
  });
}

void ExplanationView::connect_table() {
  connect(&sorter_, &RowSorter::sorted, this, [this](const auto& sorted) { show_sorted(*sorted); });
  connect(&sorter_, &RowSorter::measuring, this, [this](qsizetype done, qsizetype of) {
    if (!sorter_.idle()) bar_->show_note(tr("Measuring ROI areas: %1 of %2").arg(grouped(done), grouped(of)));
  });
  connect(&sorter_, &RowSorter::failed, this, [this](const QString& line) {
    failure_ = line.toStdString();
    bar_->show_note(note());
  });
  connect(&tiles_, &Tiles::ready, this, &ExplanationView::show_pictures);
  connect(&context().thumbnails, &LaterCacheBase::ready, this, &ExplanationView::show_pictures);
  connect(results_, &ResultView::scrolled, this, [this] {
    tiles_.next_generation();
    context().thumbnails.next_generation();
    show_pictures();
  });
  connect(results_, &ResultView::hovered, this, &ExplanationView::look_at);
  connect(results_, &ResultView::chosen, this, [this] { choose(results_->chosen_images()); });
  connect(results_, &ResultView::opened, this, &ExplanationView::open_large);
  connect(results_, &ResultView::copy_asked, this, &ExplanationView::copy_rows);
  connect(results_, &ResultView::header_clicked, this, [this](int column) {
    const std::string id = result_columns()[static_cast<size_t>(column)].id;
    const Table& table = state().table;
    send(sort_by(id, table.sort == id && !table.descending));
  });
}

bool ExplanationView::idle() const {
  return tiles_.idle() && sorter_.idle();
}

// What was selected here is marked in the rows that are there; a selection from elsewhere chooses the rows,
// and a mark on all of them would say nothing.
TaskQuestion ExplanationView::present_question() const {
  if (own_images_.empty() || state().selection.images != own_images_)
    return task_question(state(), catalogue());
  AnalysisState without = state();
  without.selection.images = base_images_;
  return task_question(without, catalogue());
}

void ExplanationView::state_changed(Parts parts) {
  if (delegate_->set_focus(state().focus)) results_->viewport()->update();
  if (parts == Parts(Part::focus)) return;
  if (state().selection.images != own_images_) own_images_.clear();
  const bool other_data = asked_of_.get() != &catalogue();
  show_look();
  if (other_data || parts.has(Part::source | Part::workflow | Part::pin | Part::selection | Part::request)) {
    const TaskQuestion question = present_question();
    if (other_data || question != question_) {
      question_ = question;
      ask();
    }
  }
  if (sorted_by_ != state().table || (needs_areas(state().table) && sorted_at_ != state().request.threshold))
    sort(latest_);
  if (parts.has(Part::selection) && results_->chosen_images() != own_images_)
    results_->choose_images(own_images_);
  show_bar();
}

void ExplanationView::show_look() {
  if (delegate_->set_theme(theme())) results_->viewport()->update();
  const bool table = pages_->currentIndex() == 1;
  const double side = table ? ResultDelegate::kSide : 176;
  const TileLook look{state().request.threshold, state().look.colours,
                      static_cast<int>(side * devicePixelRatioF() + 0.5)};
  if (look == tiles_.look()) return;
  const bool other_threshold = look.threshold != tiles_.look().threshold;
  tiles_.set_look(look);
  if (other_threshold) {
    const auto [first, last] = results_->visible_rows();
    table_.forget_areas(first, last);
  }
  show_pictures();
}

void ExplanationView::show_bar() {
  const std::string shown = !table_.rows().method.empty() ? table_.rows().method
                            : methods_.empty()            ? ""
                                                          : methods_.front();
  bar_->show_state(state(), methods_,
                   state().request.methods.empty() ? shown : state().request.methods.front().id);
  bar_->show_count(table_.order().size(), table_.rows().rows.size());
  bar_->offer_all_images(!question_.images.empty() && !question_.classes.empty());
  if (sorter_.idle()) bar_->show_note(note());
  results_->show_table(state().table, question_.single_model);
}

QString ExplanationView::note() const {
  if (!failure_.empty()) return qt(failure_);
  const TaskRows& rows = table_.rows();
  if (rows.question != question_) return {};  // still on its way
  if (rows.rows.empty()) return rows.complete() ? tr("There are no images of this selection.") : QString();
  if (rows.method.empty())
    return tr("There are no maps in this database yet: choose methods in C and run them.");
  if (rows.explained == 0)
    return tr("There are no maps of %1 for these rows (profile %2, class to explain: %3): Run in C computes "
              "them.")
        .arg(qt(rows.method), qt(question_.profile), qt(question_.target));
  if (!rows.complete()) return tr("Reading on \u2026");
  return {};
}

void ExplanationView::sort(std::shared_ptr<const TaskRows> rows) {
  sorted_by_ = state().table;
  sorted_at_ = state().request.threshold;
  latest_ = std::move(rows);
  if (latest_) sorter_.sort(latest_, sorted_by_, sorted_at_);
}

void ExplanationView::show_sorted(const RowSorter::Sorted& sorted) {
  failure_.clear();
  if (table_.shared_rows() != sorted.rows) {
    table_.set_rows(sorted.rows, sorted.order);
    results_->fit_names();
  } else {
    table_.set_order(sorted.order);
  }
  if (!sorted.areas.empty() && sorted.threshold == state().request.threshold) table_.set_areas(sorted.areas);
  results_->choose_images(own_images_);
  show_bar();
  show_pictures();
}

// Areas of the rows that are seen come with their pictures. A row whose pictures are those that it had is not
// painted again; where one is drawn anew the old one stays.
void ExplanationView::show_pictures() {
  if (pages_->currentIndex() == 0) return gallery_->show_pictures();
  constexpr qint64 kMissing = -1;  // it is known to be
  const auto [first, last] = results_->visible_rows();
  pictures_.resize(static_cast<size_t>(last - first + 1));
  for (int row = first; row <= last; ++row) {
    Pictures& before = pictures_[static_cast<size_t>(row - first)];
    Pictures now = before;
    if (const auto* t = context().thumbnails.peek(qt(table_.image_at(row).path)))
      now.thumbnail = t->image.isNull() ? kMissing : t->image.cacheKey();
    if (table_.at(row).explanation != 0) {
      const MapPlace place = place_of(table_.rows(), table_.at(row));
      tiles_.find(place);  // for its area, even where no picture is seen
      if (const Tile* tile = tiles_.peek(place)) {
        table_.set_area(row, static_cast<float>(tile->area));
        now.tile = tile->over.isNull() ? kMissing : tile->over.cacheKey();
      }
    }
    if (now == before) continue;
    before = now;
    table_.pictures_changed(row);
  }
}

}  // namespace vantage::viewer
