// SPDX-License-Identifier: GPL-3.0-or-later
// E4: what is shown, and what a click does. What is asked for is in similarity_questions.cpp.
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <algorithm>
#include <cmath>

#include "host/viewer/charts/colour_scale.hpp"
#include "host/viewer/charts/heat_map.hpp"
#include "host/viewer/render/map_image.hpp"
#include "host/viewer/services/format.hpp"
#include "host/viewer/views/supplement/comparison_panels.hpp"
#include "host/viewer/views/supplement/pair_dialog.hpp"
#include "host/viewer/views/supplement/similarity_data.hpp"

namespace vantage::viewer {

SimilarityPanel::SimilarityPanel(View& view, const ImagePanel& image)
    : ViewPanel("E4", tr("Similarity"), view),
      image_(image),
      scope_(new QComboBox),
      either_(new QStackedWidget),
      cells_(new HeatMap),
      scale_(new ColourScale),
      message_(new QLabel),
      compute_(new QPushButton(tr("Compare all maps now"))) {
  scope_->addItems({tr("This image"), tr("This class"), tr("Data set")});
  scope_->setAccessibleName(tr("Compare maps over"));
  scope_->setToolTip(tr("Compare the maps of one image, or their mean over a class or the data set"));
  add_tool(scope_);
  message_->setWordWrap(true);
  message_->setAlignment(Qt::AlignCenter);

  auto* shown = new QWidget;
  auto* column = new QVBoxLayout(shown);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(cells_, 1);
  column->addWidget(scale_);
  auto* said = new QWidget;
  auto* lines = new QVBoxLayout(said);
  lines->addStretch();
  lines->addWidget(message_);
  lines->addWidget(compute_, 0, Qt::AlignHCenter);
  lines->addStretch();
  either_->addWidget(said);
  either_->addWidget(shown);
  either_->setFocusProxy(cells_);
  set_content(either_, [this] {
    return matrix() && matrix()->known() ? matrix_table(matrix_of(*matrix(), models_.names))
                                         : ValueTable{{"model"}, {}};
  });

  connect(scope_, &QComboBox::activated, this,
          [this](int index) { send(set_scope(static_cast<Scope>(index))); });
  connect(compute_, &QPushButton::clicked, this, &SimilarityPanel::compute);
  connect(&context().jobs, &JobQueue::changed, this, [this] {
    const auto jobs = context().jobs.jobs();
    compute_->setEnabled(std::none_of(jobs.begin(), jobs.end(),
                                      [this](const JobQueue::Job& job) { return job.id == computing_; }));
  });
  connect(cells_, &HeatMap::clicked, this, &SimilarityPanel::choose);
  connect(cells_, &HeatMap::hovered, this, [this](int row, int) {
    const int model = row < 0 || !matrix() ? -1 : matrix()->order[static_cast<size_t>(row)];
    focus_on({model < 0 ? "" : models_.names[model].toStdString(), "", -1, -1});
  });
  connect(&image, &ImagePanel::entry_changed, this, [this] { ask(); });
  connect(&context().plugins, &Plugins::ready, this, [this] {
    if (started_) ask();
  });
}

void SimilarityPanel::update_parts(Parts parts) {
  started_ = true;
  scope_->setCurrentIndex(static_cast<int>(state().charts.scope));
  if (parts == Parts::all()) cells_->set_theme(theme());
  cells_->set_colours(state().look.colours);
  ask(parts == Parts::all());
  if (parts.has(Part::look)) show_answer();
  mark();
}

const SimilarityMatrix* SimilarityPanel::matrix() const {
  if (!asked_) return nullptr;
  if (asked_->scope == Scope::image) return maps_ ? &maps_->matrix : nullptr;
  return means_ ? &*means_ : nullptr;
}

void SimilarityPanel::say(const QString& message, bool can_compute) {
  message_->setText(message);
  compute_->setVisible(can_compute);
  cells_->set_matrix({});
  either_->setCurrentIndex(0);
}

QString SimilarityPanel::heading(const SimilarityMatrix& m) const {
  const QString what =
      tr("%1 by %2")
          .arg(QString::fromStdString(asked_->request.method.id), QString::fromStdString(m.measure));
  if (asked_->scope == Scope::image) return tr("%1, this image").arg(what);
  const size_t cls = catalogue().class_index(asked_->cls);
  const QString over =
      QString::fromStdString(cls == Catalogue::kNone ? catalogue().dataset : catalogue().classes[cls].name);
  const QString images =
      m.fewest == m.most ? grouped(m.most) : tr("%1 to %2").arg(grouped(m.fewest), grouped(m.most));
  return tr("%1, mean over %2 (%3 images)").arg(what, over, images);
}

void SimilarityPanel::show_answer() {
  if (!asked_) return;
  const bool of_image = asked_->scope == Scope::image;
  const SimilarityMatrix* m = matrix();
  if (m && m->known()) return show_matrix(*m);
  set_title(tr("Similarity"));
  const QString& failure = of_image ? maps_failure_ : means_failure_;
  if (!m) return say(failure.isEmpty() ? tr("Comparing maps...") : failure);
  const QString method = QString::fromStdString(asked_->request.method.id),
                measure = QString::fromStdString(m->measure);
  if (of_image)
    say(tr("The database has no maps of this image by %1 of two of these models. Run the task in C.")
            .arg(method));
  else
    say(tr("The database keeps no similarities of %1 by %2 here yet.").arg(method, measure), true);
}

// The colours span the scores that there are: by most measures those of good networks are close together.
void SimilarityPanel::show_matrix(const SimilarityMatrix& similarity) {
  set_title(heading(similarity));
  Matrix m = matrix_of(similarity, models_.short_names);
  const bool rising = similarity.best >= similarity.worst;
  scale_->set_words(rising ? tr("different") : tr("alike"), rising ? tr("alike") : tr("different"));
  scale_->set_scale(m.min, m.max, m.decimals,
                    [min = m.min, max = m.max, colours = state().look.colours](double value) {
                      return colour_of(value, min, max, colour_table(colours));
                    });
  cells_->set_matrix(std::move(m));
  either_->setCurrentIndex(1);
  mark();
}

void SimilarityPanel::mark() {
  const auto place = [this](const std::string& model) {
    if (!matrix()) return -1;
    const auto& order = matrix()->order;
    const auto found =
        std::find(order.begin(), order.end(), models_.names.indexOf(QString::fromStdString(model)));
    return found == order.end() ? -1 : static_cast<int>(found - order.begin());
  };
  const int pinned = place(state().pin.model);
  cells_->set_marks(pinned, pinned);
  cells_->set_focus_cell(place(state().focus.model), -1);
}

void SimilarityPanel::choose(int row, int column) {
  if (!matrix()) return;
  const auto model = [this](int place) {
    return static_cast<size_t>(matrix()->order[static_cast<size_t>(place)]);
  };
  if (row >= 0 && column >= 0) return open_pair(model(row), model(column));
  send(pin_model(models_.names[static_cast<qsizetype>(model(std::max(row, column)))].toStdString()));
}

void SimilarityPanel::open_pair(size_t first, size_t second) {
  const auto score = [&](const SimilarityMatrix& m) {
    return m.scores(static_cast<Eigen::Index>(first), static_cast<Eigen::Index>(second));
  };
  const auto side = [this](size_t model) {
    return MapPair::Side{models_.names[static_cast<qsizetype>(model)],
                         maps_ ? maps_->maps[model] : ModelMap{}};
  };
  MapPair pair;
  pair.first = side(first);
  pair.second = side(second);
  pair.heading =
      tr("%1, %2").arg(QString::fromStdString(asked_->request.method.id), image_.title().toLower());
  pair.score =
      tr("%1 on this image: %2")
          .arg(QString::fromStdString(matrix()->measure), maps_ ? score_text(score(maps_->matrix)) : "");
  if (asked_->scope != Scope::image) pair.score += tr("; mean: %1").arg(score_text(score(*means_)));
  if (maps_) pair.note = QString::fromStdString(maps_->picture_error);
  auto* dialog = new PairDialog(pair, state().look.colours, state().request.threshold, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

}  // namespace vantage::viewer
