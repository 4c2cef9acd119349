// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/run_panel.hpp"

#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <algorithm>
#include <cmath>

#include "host/viewer/services/format.hpp"
#include "host/viewer/views/task/task_panel.hpp"

namespace vantage::viewer {
namespace {

QString times(int64_t n, const char* one, const char* many) {
  return grouped(n) + ' ' + (n == 1 ? one : many);
}

}  // namespace

QString duration(double seconds) {
  if (seconds < 1) return RunPanel::tr("less than a second");
  if (seconds < 90) return RunPanel::tr("about %1 s").arg(std::lround(seconds));
  if (seconds < 90 * 60) return RunPanel::tr("about %1 min").arg(std::lround(seconds / 60));
  return RunPanel::tr("about %1 h").arg(seconds / 3600, 0, 'f', 1);
}

QString describe(const TaskPlan& p) {
  const QString images =
      times(p.images, "image", "images") +
      (p.classes == 1 ? RunPanel::tr(" of one class") : RunPanel::tr(" of %1 classes").arg(p.classes));
  QString text =
      QStringList{times(p.models, "model", "models"), images, times(p.methods, "method", "methods")}.join(
          QString::fromUtf8(" × "));
  text += ": ";
  if (!p.counted)
    return text + RunPanel::tr("%1 maps; those that are there are not computed again").arg(grouped(p.maps));
  if (p.predictions_lacking == 0 && p.maps_lacking == 0)
    return text + RunPanel::tr("all %1 maps are there").arg(grouped(p.maps));
  QStringList lacking;
  if (p.predictions_lacking > 0)
    lacking
        << RunPanel::tr("%1 of %2 predictions").arg(grouped(p.predictions_lacking), grouped(p.predictions));
  if (p.maps_lacking > 0)
    lacking << RunPanel::tr("%1 of %2 maps").arg(grouped(p.maps_lacking), grouped(p.maps));
  text += RunPanel::tr("%1 lacking").arg(lacking.join(RunPanel::tr(" and ")));
  return p.seconds ? text + "; " + duration(*p.seconds) : text;
}

RunPanel::RunPanel(View& view)
    : view_(view),
      plan_(new QLabel(this)),
      problems_(new QLabel(this)),
      run_(new QPushButton(tr("&Run"), this)),
      cancel_(new QPushButton(tr("Cancel"), this)) {
  for (QLabel* label : {plan_, problems_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  }
  plan_->setAccessibleName(tr("What a run will do"));
  problems_->setAccessibleName(tr("What went wrong"));
  problems_->hide();
  run_->setToolTip(tr("Compute what the database lacks for this task, in the background"));
  cancel_->setToolTip(tr("End the run after its present step; what is done stays"));
  cancel_->hide();
  auto* row = new QHBoxLayout;
  row->addStretch();
  row->addWidget(cancel_);
  row->addWidget(run_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(plan_);
  column->addWidget(problems_);
  column->addLayout(row);
  JobQueue& jobs = view_.context().jobs;
  connect(run_, &QPushButton::clicked, this, &RunPanel::run);
  connect(cancel_, &QPushButton::clicked, this, [this] { view_.context().jobs.cancel(job_); });
  connect(&jobs, &JobQueue::changed, this, &RunPanel::show_job);
  connect(&jobs, &JobQueue::failed, this, [this](const QString& title, const QString& line) {
    if (title == tr("Task")) show_problems({line.toStdString()});
  });
}

QString RunPanel::text() const {
  return plan_->text();
}

QString RunPanel::reason() const {
  const auto registry = view_.context().plugins.registry();
  if (!registry) return tr("Looking for plugins ...");
  if (!QFileInfo(qt(view_.context().reader.file().string())).isWritable())
    return tr("The database cannot be written: what it has is shown, nothing new can be computed.");
  return qt(what_is_missing(view_.state(), view_.catalogue(), *registry));
}

void RunPanel::update_parts(Parts parts) {
  if (!parts.has(Part::source | Part::workflow | Part::selection | Part::request)) return;
  const QString missing = reason();
  run_->setEnabled(missing.isEmpty());
  plan_->setText(missing);
  // In any case: an older answer that is on its way must not come now.
  ask_for_plan();
}

// Counting takes longer than what other views ask at the same change: it is asked when that is answered.
void RunPanel::ask_for_plan() {
  view_.context().reader.ask(
      "task plan", this, [](storage::Database&) { return true; }, [this](bool) { count(); });
}

void RunPanel::count() {
  if (!reason().isEmpty()) return;
  view_.context().reader.ask(
      "task plan", this,
      [registry = view_.context().plugins.registry(),
       request = task_request(view_.state(), view_.catalogue())](storage::Database& db) {
        return plan_task(db, *registry, request);
      },
      [this](const TaskPlan& plan) { plan_->setText(describe(plan)); });
}

void RunPanel::run() {
  show_problems({});
  const ViewContext& context = view_.context();
  const auto outcome = std::make_shared<TaskOutcome>();
  job_ = context.jobs.submit(
      tr("Task"), "task",
      [registry = context.plugins.registry(), file = context.reader.file(),
       request = task_request(view_.state(), view_.catalogue()),
       outcome](JobControl& control) { *outcome = run_task(*registry, file, request, control); },
      this, [this, outcome] { finish(*outcome); });
  show_job();
}

void RunPanel::finish(const TaskOutcome& outcome) {
  show_problems(outcome.problems);
  update_parts(Part::source);
  view_.send(go_to(Phase::investigation));
}

void RunPanel::show_job() {
  const auto jobs = view_.context().jobs.jobs();
  const auto job = std::find_if(jobs.begin(), jobs.end(), [this](const auto& j) { return j.id == job_; });
  cancel_->setVisible(job != jobs.end());
  cancel_->setEnabled(job != jobs.end() && job->state != JobQueue::State::cancelling);
  run_->setVisible(job == jobs.end());
}

void RunPanel::show_problems(const std::vector<std::string>& lines) {
  constexpr size_t kShown = 6;
  QStringList shown;
  for (size_t i = 0; i < std::min(lines.size(), kShown); ++i) shown << qt(lines[i]);
  if (lines.size() > kShown)
    shown << tr("and %1 more; 'vantage status' lists them").arg(lines.size() - kShown);
  problems_->setText(shown.join('\n'));
  problems_->setVisible(!shown.isEmpty());
}

}  // namespace vantage::viewer
