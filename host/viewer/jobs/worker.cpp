// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/jobs/worker.hpp"

#include <pthread.h>

#include <utility>

namespace vantage::viewer {
namespace {
std::atomic<int> workers{0};
}

Worker::Worker(const char* thread_name) : thread_([this] { run(); }) {
  ++workers;
  pthread_setname_np(thread_.native_handle(), thread_name);
}

int Worker::alive() {
  return workers;
}

Worker::~Worker() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
    running_.cancel();
  }
  wake_.notify_one();
  thread_.join();
  --workers;
}

// Tasks may own much; what is dropped is destroyed by the caller, outside the lock.
void Worker::drop(const std::string& tag, std::deque<Item>& dropped) {
  std::deque<Item> kept;
  for (Item& item : waiting_) {
    if (item.tag == tag) item.token.cancel();
    (item.tag == tag ? dropped : kept).push_back(std::move(item));
  }
  waiting_.swap(kept);
  if (running_tag_ == tag) running_.cancel();
}

CancelToken Worker::post(std::string tag, Task task) {
  Item item{std::move(tag), {}, std::move(task)};
  const CancelToken token = item.token;
  std::deque<Item> dropped;
  {
    std::lock_guard lock(mutex_);
    drop(item.tag, dropped);
    waiting_.push_back(std::move(item));
  }
  wake_.notify_one();
  return token;
}

void Worker::cancel(const std::string& tag) {
  std::deque<Item> dropped;
  std::lock_guard lock(mutex_);
  drop(tag, dropped);
}

void Worker::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (closing_) return;
    Item item = std::move(waiting_.front());
    waiting_.pop_front();
    running_tag_ = item.tag;
    running_ = item.token;
    lock.unlock();
    item.task(item.token);
    item.task = nullptr;
    lock.lock();
    running_tag_.clear();
    running_ = {};
  }
}

}  // namespace vantage::viewer
