// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace vantage::viewer {

// Says that a result is not wanted any more. Copies mean the same; thread-safe.
class CancelToken {
 public:
  void cancel() const { *cancelled_ = true; }
  bool cancelled() const { return *cancelled_; }

 private:
  std::shared_ptr<std::atomic<bool>> cancelled_ = std::make_shared<std::atomic<bool>>(false);
};

// One thread that carries out tasks in their order. Of the tasks of one tag the latest wins: those that wait
// are dropped, the one at work sees its token cancelled. Thread-safe.
class Worker {
 public:
  // A task catches what it throws.
  using Task = std::function<void(const CancelToken&)>;

  explicit Worker(const char* thread_name);  // at most 15 bytes
  // Cancels everything and waits for the task at work.
  ~Worker();
  Worker(const Worker&) = delete;

  CancelToken post(std::string tag, Task);
  void cancel(const std::string& tag);

  static int alive();  // how many there are in this process; their names go over to what libraries start

 private:
  struct Item {
    std::string tag;
    CancelToken token;
    Task task;
  };
  void drop(const std::string& tag, std::deque<Item>& dropped);
  void run();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Item> waiting_;
  std::string running_tag_;
  CancelToken running_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace vantage::viewer
