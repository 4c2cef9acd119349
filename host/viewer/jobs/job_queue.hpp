// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtCore/QTimer>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "host/viewer/jobs/worker.hpp"

namespace vantage::viewer {

struct JobProgress {
  double fraction = -1;  // in [0,1]; less: not known
  QString text;          // what it is at
};

// A job's end of the line; thread-safe.
class JobControl {
 public:
  bool cancelled() const { return token_.cancelled(); }  // ask at least ten times a second
  void report(double fraction, const QString& text = {});
  JobProgress progress() const;

 private:
  friend class JobQueue;
  CancelToken token_;
  mutable std::mutex mutex_;
  JobProgress progress_;
};

// Long work, one job after the other, away from the user interface. Lives in its thread.
class JobQueue : public QObject {
  Q_OBJECT
 public:
  enum class State { waiting, running, cancelling };
  struct Job {
    uint64_t id = 0;
    QString title;  // "t-SNE of resnet18"
    State state = State::waiting;
    JobProgress progress;
  };
  using Work = std::function<void(JobControl&)>;  // on another thread; what it throws is reported

  explicit JobQueue(QObject* parent = nullptr);
  ~JobQueue() override;  // cancels all, waits for the one at work

  // A job of the same tag that waits or runs is cancelled. `then` is called in this thread when the work is
  // done, unless it was cancelled or has failed or `context` is gone.
  uint64_t submit(const QString& title, const std::string& tag, Work, QObject* context,
                  std::function<void()> then);
  void cancel(uint64_t id);  // seen in jobs() at once; the work ends when it next asks
  void cancel_all();

  std::vector<Job> jobs() const;  // waiting and running, oldest first
  bool idle() const { return entries_.empty(); }

 signals:
  void changed();  // jobs(): at once for beginnings and ends, ten times a second for progress
  void failed(const QString& title, const QString& line);

 private:
  struct Entry {
    Job job;
    std::string tag;
    std::shared_ptr<JobControl> control;
    QPointer<QObject> context;
    bool has_context = false;
    std::function<void()> then;
  };
  Entry* find(uint64_t id);
  void mark_cancelled(Entry&);
  void started(uint64_t id);
  void ended(uint64_t id, const QString& error);

  std::vector<Entry> entries_;
  uint64_t last_id_ = 0;
  QTimer refresh_;
  std::unique_ptr<Worker> worker_;  // ends first: its tasks speak to this object
};

}  // namespace vantage::viewer
