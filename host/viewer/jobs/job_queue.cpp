// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/jobs/job_queue.hpp"

#include <algorithm>
#include <utility>

#include "host/viewer/error_line.hpp"

namespace vantage::viewer {

void JobControl::report(double fraction, const QString& text) {
  std::lock_guard lock(mutex_);
  progress_ = {std::min(fraction, 1.0), text};
}

JobProgress JobControl::progress() const {
  std::lock_guard lock(mutex_);
  return progress_;
}

JobQueue::JobQueue(QObject* parent) : QObject(parent), worker_(std::make_unique<Worker>("vantage-jobs")) {
  refresh_.setInterval(100);
  connect(&refresh_, &QTimer::timeout, this, &JobQueue::changed);
}

JobQueue::~JobQueue() {
  for (Entry& entry : entries_) entry.control->token_.cancel();
  worker_.reset();
}

JobQueue::Entry* JobQueue::find(uint64_t id) {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [id](const Entry& e) { return e.job.id == id; });
  return found == entries_.end() ? nullptr : &*found;
}

// A job that is cancelled while it waits still passes through the worker, where it ends at once: there is one
// way for a job to end.
void JobQueue::mark_cancelled(Entry& entry) {
  entry.control->token_.cancel();
  entry.job.state = State::cancelling;
}

uint64_t JobQueue::submit(const QString& title, const std::string& tag, Work work, QObject* context,
                          std::function<void()> then) {
  for (Entry& entry : entries_)
    if (entry.tag == tag) mark_cancelled(entry);
  Entry entry;
  entry.job.id = ++last_id_;
  entry.job.title = title;
  entry.tag = tag;
  entry.control = std::make_shared<JobControl>();
  entry.context = context;
  entry.has_context = context != nullptr;
  entry.then = std::move(then);
  const auto task = [this, id = entry.job.id, control = entry.control, work = std::move(work)](auto&) {
    QString error;
    if (!control->cancelled()) {
      QMetaObject::invokeMethod(
          this, [this, id] { started(id); }, Qt::QueuedConnection);
      try {
        work(*control);
      } catch (...) {
        error = error_line(std::current_exception());
      }
    }
    QMetaObject::invokeMethod(
        this, [this, id, error] { ended(id, error); }, Qt::QueuedConnection);
  };
  entries_.push_back(std::move(entry));
  worker_->post(std::to_string(last_id_), task);
  refresh_.start();
  emit changed();
  return last_id_;
}

void JobQueue::cancel(uint64_t id) {
  Entry* entry = find(id);
  if (!entry || entry->job.state == State::cancelling) return;  // whoever hears changed() may cancel again
  mark_cancelled(*entry);
  emit changed();
}

void JobQueue::cancel_all() {
  for (Entry& entry : entries_) mark_cancelled(entry);
  if (!entries_.empty()) emit changed();
}

std::vector<JobQueue::Job> JobQueue::jobs() const {
  std::vector<Job> all;
  for (const Entry& entry : entries_) {
    all.push_back(entry.job);
    all.back().progress = entry.control->progress();
  }
  return all;
}

void JobQueue::started(uint64_t id) {
  Entry* entry = find(id);
  if (entry && entry->job.state == State::waiting) entry->job.state = State::running;
  emit changed();
}

void JobQueue::ended(uint64_t id, const QString& error) {
  Entry* found = find(id);
  if (!found) return;
  const Entry entry = std::move(*found);
  entries_.erase(entries_.begin() + (found - entries_.data()));
  if (entries_.empty()) refresh_.stop();
  if (!entry.control->cancelled()) {
    if (!error.isEmpty())
      emit failed(entry.job.title, error);
    else if (entry.then && (!entry.has_context || entry.context))
      entry.then();
  }
  emit changed();
}

}  // namespace vantage::viewer
