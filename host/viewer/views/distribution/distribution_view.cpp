// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/distribution/distribution_view.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QToolButton>
#include <algorithm>

#include "host/viewer/compute/layouts.hpp"
#include "host/viewer/services/text.hpp"
#include "host/viewer/views/chart_panel.hpp"
#include "host/viewer/views/distribution/class_map.hpp"
#include "host/viewer/views/distribution/class_search.hpp"
#include "host/viewer/views/distribution/layout_offer.hpp"
#include "host/viewer/views/distribution/root_legend.hpp"
#include "host/viewer/views/flow_grid.hpp"

namespace vantage::viewer {
DistributionView::DistributionView(const ViewContext& context, QWidget* parent)
    : View(context, parent),
      panel_(new ChartPanel("B", tr("Class distribution"), this)),
      search_(new ClassSearch),
      side_by_side_(new QToolButton),
      offer_(new LayoutOffer),
      grid_(new FlowGrid(std::vector<QWidget*>())),
      legend_(new RootLegend) {
  side_by_side_->setText(tr("Side by side"));
  side_by_side_->setCheckable(true);
  side_by_side_->setAccessibleName(tr("Models side by side"));
  side_by_side_->setToolTip(tr("The selected models, or all, turned so that equal classes lie alike"));
  maps_.push_back(new ClassMap(*this, grid_));
  grid_->set_panels({maps_.front()});
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  auto* tools = new QHBoxLayout;
  tools->setContentsMargins(6, 0, 4, 0);
  tools->addWidget(search_, 1);
  tools->addWidget(side_by_side_);
  column->addLayout(tools);
  column->addWidget(offer_);
  column->addWidget(grid_, 1);
  column->addWidget(legend_);
  content->setFocusProxy(maps_.front()->chart());
  panel_->set_content(content, [this] { return table(); });
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(panel_);

  connect(panel_, &ChartPanel::reset_zoom, this, [this] { send(set_zoom("B", std::nullopt)); });
  connect(search_, &ClassSearch::found_changed, this, &DistributionView::show_state_in_maps);
  connect(search_, &ClassSearch::chosen, this, &DistributionView::choose);
  connect(side_by_side_, &QToolButton::clicked, this, [this](bool on) { send(show_side_by_side(on)); });
  connect(legend_, &RootLegend::chosen, this, [this](const QString& name) {
    send(pin_root(state().pin.root == name.toStdString() ? "" : name.toStdString()));
  });
  connect(legend_, &RootLegend::hovered, this, [this](const QString& name) {
    const Focus focus{"", name.toStdString(), -1, -1};
    if (!(focus == state().focus)) send(set_focus(focus));
  });
  connect(offer_, &LayoutOffer::compute, this, &DistributionView::compute);
  connect(offer_, &LayoutOffer::cancel, this, [this] { this->context().jobs.cancel(job_); });
  connect(&context.jobs, &JobQueue::changed, this, &DistributionView::follow_job);
}

void DistributionView::state_changed(Parts parts) {
  if (parts == Parts::all()) {
    load();
    search_->set_catalogue(catalogue());
    rebuild();
  } else if (parts.has(Part::source | Part::pin | Part::selection | Part::charts) && wanted() != shown_) {
    rebuild();
  } else if (parts.has(Part::pin | Part::selection | Part::focus | Part::charts)) {
    show_state_in_maps();
  }
}

void DistributionView::load() {
  if (const auto of = std::pair(catalogue().dataset_id, catalogue().precision); of != layouts_of_) {
    layouts_of_ = of;
    layouts_.clear();
    loaded_ = false;
  }
  std::vector<int64_t> models;
  for (const auto& m : catalogue().models) models.push_back(m.id);
  context().reader.ask(
      "B layouts", this,
      [dataset = catalogue().dataset_id, models, precision = catalogue().precision](storage::Database& db) {
        return load_layouts(db, dataset, models, precision);
      },
      [this](Layouts layouts) {
        layouts_ = std::move(layouts);
        loaded_ = true;
        rebuild();
      });
}

DistributionView::Shown DistributionView::wanted() const {
  Shown s;
  s.side_by_side = state().charts.side_by_side;
  s.model = model_to_show(catalogue(), layouts_, state().pin.model);
  if (s.side_by_side)
    s.models = models_side_by_side(catalogue(), state().selection.models, s.model);
  else if (s.model != Catalogue::kNone)
    s.models = {s.model};
  return s;
}

void DistributionView::rebuild() {
  shown_ = wanted();
  const auto layouts = aligned_layouts(catalogue(), layouts_, shown_.models, shown_.model);
  range_ = common_range(layouts);
  panel_->set_title(title());
  while (maps_.size() < layouts.size()) maps_.push_back(new ClassMap(*this, grid_));
  for (size_t i = 0; i < layouts.size(); ++i)
    maps_[i]->show_layout(shown_.models[i], layouts[i], shown_.side_by_side);
  grid_->set_panels({maps_.begin(), maps_.begin() + static_cast<std::ptrdiff_t>(layouts.size())});
  std::vector<RootLegend::Entry> entries;
  for (size_t r = 0; r < catalogue().roots.size(); ++r)
    entries.push_back({qt(catalogue().roots[r]), root_style(r, theme().shade)});
  legend_->set_entries(entries);
  side_by_side_->setChecked(shown_.side_by_side);
  say_what_is_missing();
  show_state_in_maps();
}

void DistributionView::show_state_in_maps() {
  const auto zoom = state().charts.zooms.find("B");
  for (size_t i = 0; i < shown_.models.size(); ++i) {
    maps_[i]->set_range(zoom == state().charts.zooms.end() ? range_ : std::optional(zoom->second));
    maps_[i]->show_marks(search_->found(), search_->searching());
  }
  const size_t cls = catalogue().class_index(state().focus.cls);
  const std::string& root =
      cls == Catalogue::kNone ? state().focus.root : catalogue().roots[catalogue().classes[cls].root];
  legend_->set_marks(qt(state().pin.root), qt(root));
}

QString DistributionView::title() const {
  if (shown_.model == Catalogue::kNone) return tr("Class distribution");
  const QString name = qt(catalogue().models[shown_.model].name);
  if (shown_.side_by_side) {
    const bool leads = has_layout(catalogue(), layouts_, shown_.model);
    const size_t leader = leads ? shown_.model : model_to_show(catalogue(), layouts_, "");
    return tr("Classes of %1 models, aligned to %2")
        .arg(shown_.models.size())
        .arg(qt(catalogue().models[leader].name));
  }
  return catalogue().model_index(state().pin.model) != Catalogue::kNone
             ? tr("Classes as %1 confuses them").arg(name)
             : tr("Classes as %1 confuses them; pin a model for its own").arg(name);
}

std::vector<size_t> DistributionView::missing() const {
  std::vector<size_t> models;
  for (size_t m = 0; m < catalogue().models.size(); ++m)
    if (lacks_layout(catalogue(), layouts_, m)) models.push_back(m);
  std::stable_partition(models.begin(), models.end(), [this](size_t m) { return m == shown_.model; });
  return models;
}

void DistributionView::say_what_is_missing() {
  std::vector<QString> without, impossible;
  for (const size_t m : shown_.models) {
    if (has_layout(catalogue(), layouts_, m)) continue;
    (lacks_layout(catalogue(), layouts_, m) ? without : impossible).push_back(qt(catalogue().models[m].name));
  }
  const auto named = [](const std::vector<QString>& models) {
    return models.size() == 1 ? models.front() : tr("%1 models").arg(models.size());
  };
  grid_->setVisible(without.size() + impossible.size() < shown_.models.size());
  if (job_ != 0) return follow_job();
  QStringList lines;
  if (!without.empty())
    lines << tr("There is no layout of the classes for %1 yet, or its predictions have changed since.")
                 .arg(named(without));
  if (!impossible.empty())
    lines << tr("The classes cannot be laid out for %1: distances between them are computed of the "
                "confidences that a run sums up, and there are none for this data set. Run it: "
                "vantage run EXPERIMENT.yaml --db %2")
                 .arg(named(impossible), qt(context().reader.file().filename().string()));
  offer_->say(loaded_ ? lines.join("\n") : QString(), !without.empty());
}

void DistributionView::compute() {
  LayoutRequest request{context().reader.file(), catalogue().dataset_id, catalogue().precision, {}};
  for (const size_t m : missing())
    request.models.push_back({catalogue().models[m].id, catalogue().models[m].name});
  job_ = context().jobs.submit(
      tr("t-SNE of classes"), "B layouts",
      [request](JobControl& control) { compute_layouts(request, control); }, this, [this] { load(); });
  follow_job();
}

void DistributionView::follow_job() {
  if (job_ == 0) return;
  for (const auto& job : context().jobs.jobs())
    if (job.id == job_) {
      offer_->show_progress(job.progress, job.state == JobQueue::State::cancelling);
      return;
    }
  job_ = 0;
  say_what_is_missing();
}

void DistributionView::choose(size_t cls) {
  const int index = catalogue().classes[cls].cls;
  send(pin_class(index));
  send(set_focus({"", "", index, -1}));
}

ValueTable DistributionView::table() const {
  ValueTable table{{tr("model"), tr("class"), tr("name"), tr("root class"), tr("top-1 accuracy"), "x", "y"},
                   {}};
  for (size_t i = 0; i < shown_.models.size(); ++i) {
    const auto& points = maps_[i]->points();
    const size_t model = shown_.models[i];
    for (size_t k = 0; k < points.items.size(); ++k) {
      const auto& cls = catalogue().classes[points.keys[k]];
      const core::ClassCounts& counts = catalogue().at(model, points.keys[k]);
      table.rows.push_back({qt(catalogue().models[model].name), cls.cls, full_name(cls),
                            qt(catalogue().roots[cls.root]), core::accuracy({&counts, 1}).top1,
                            points.items[k].x, points.items[k].y});
    }
  }
  return table;
}

}  // namespace vantage::viewer
