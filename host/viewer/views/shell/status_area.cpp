// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/status_area.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QToolButton>

#include "host/viewer/jobs/job_queue.hpp"

namespace vantage::viewer {
namespace {

QToolButton* text_button(const QString& text, const QString& name, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setAccessibleName(name);
  button->setToolTip(name);
  return button;
}

QHBoxLayout* row_in(QWidget* widget) {
  auto* row = new QHBoxLayout(widget);
  row->setContentsMargins(4, 0, 4, 0);
  return row;
}

}  // namespace

StatusArea::StatusArea(QWidget* parent)
    : QStatusBar(parent),
      failure_(new QWidget(this)),
      work_(new QWidget(this)),
      line_(new QLabel(failure_)),
      title_(new QLabel(work_)),
      bar_(new QProgressBar(work_)),
      cancel_(text_button(tr("Cancel"), tr("Cancel this work"), work_)) {
  auto* close = text_button(tr("Close"), tr("Close this message"), failure_);
  line_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  line_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  line_->setAccessibleName(tr("Error"));
  auto* failure_row = row_in(failure_);
  failure_row->addWidget(line_, 1);
  failure_row->addWidget(close);
  connect(close, &QToolButton::clicked, failure_, &QWidget::hide);

  bar_->setFixedWidth(180);
  bar_->setAccessibleName(tr("Progress"));
  auto* work_row = row_in(work_);
  work_row->addWidget(title_);
  work_row->addWidget(bar_);
  work_row->addWidget(cancel_);
  connect(cancel_, &QToolButton::clicked, this, [this] {
    if (jobs_ && !jobs_->idle()) jobs_->cancel(jobs_->jobs().front().id);
  });

  addWidget(failure_, 1);
  addPermanentWidget(work_);
  failure_->hide();
  work_->hide();
}

void StatusArea::watch(JobQueue* jobs) {
  jobs_ = jobs;
  if (jobs_) {
    connect(jobs_, &JobQueue::changed, this, &StatusArea::refresh);
    connect(jobs_, &JobQueue::failed, this,
            [this](const QString& title, const QString& line) { show_error(title + ": " + line); });
  }
  refresh();
}

void StatusArea::show_error(const QString& line) {
  line_->setText(line);
  line_->setToolTip(line);
  failure_->show();
}

void StatusArea::show_note(const QString& line) {
  failure_->hide();
  showMessage(line, 8000);
}

QString StatusArea::error() const {
  return failure_->isHidden() ? QString() : line_->text();
}

void StatusArea::refresh() {
  const auto jobs = jobs_ ? jobs_->jobs() : std::vector<JobQueue::Job>();
  work_->setVisible(!jobs.empty());
  if (jobs.empty()) return;
  const auto& job = jobs.front();
  QString title = job.title;
  if (!job.progress.text.isEmpty()) title += ": " + job.progress.text;
  if (jobs.size() > 1) title += tr(" (%1 more)").arg(jobs.size() - 1);
  const bool cancelling = job.state == JobQueue::State::cancelling;
  title_->setText(cancelling ? tr("Cancelling %1").arg(job.title) : title);
  bar_->setRange(0, job.progress.fraction < 0 ? 0 : 1000);
  bar_->setValue(static_cast<int>(1000 * job.progress.fraction));
  cancel_->setEnabled(!cancelling);
}

}  // namespace vantage::viewer
