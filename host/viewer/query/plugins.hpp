// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <memory>
#include <utility>

#include "host/engine/registry.hpp"
#include "host/viewer/jobs/job_queue.hpp"

namespace vantage::viewer {

// The plugins that are installed. Looking for them starts a process for each that is new, so it is a job,
// begun when someone first asks. Lives in the user interface's thread.
class Plugins : public QObject {
  Q_OBJECT
 public:
  explicit Plugins(JobQueue& jobs, engine::RegistryOptions options = usual(), QObject* parent = nullptr)
      : QObject(parent), jobs_(jobs), options_(std::move(options)) {}

  // Where plugins are looked for unless it is said otherwise: set by main(), before any window.
  static engine::RegistryOptions& usual() {
    static engine::RegistryOptions options;
    return options;
  }

  // Null until ready(); this begins the search. Itself thread-safe, and what it returns lives as long as it
  // does: jobs keep a copy of the pointer.
  std::shared_ptr<engine::Registry> registry();

 signals:
  void ready();

 private:
  JobQueue& jobs_;
  engine::RegistryOptions options_;
  std::shared_ptr<engine::Registry> registry_;
  bool asked_ = false;
};

}  // namespace vantage::viewer
