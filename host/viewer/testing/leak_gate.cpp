// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/testing/leak_gate.hpp"

#include <gtest/gtest.h>

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "host/viewer/jobs/worker.hpp"

// Qt tells tools of every QObject that comes and goes through this table (qhooks_p.h, version 1 and later).
extern quintptr qtHookData[];

namespace vantage::viewer {
namespace {

constexpr int kAddQObject = 3, kRemoveQObject = 4;

std::mutex mutex;
std::set<QObject*>& objects() {
  static auto* const all = new std::set<QObject*>;  // outlives what is destroyed at the end
  return *all;
}

void added(QObject* object) {
  std::lock_guard lock(mutex);
  objects().insert(object);
}
void removed(QObject* object) {
  std::lock_guard lock(mutex);
  objects().erase(object);
}

std::set<QObject*> present() {
  std::lock_guard lock(mutex);
  return objects();
}

// Not waitForDone(): it deletes the pool's threads, which are on the list that is being walked.
bool comes_to_rest(const QThreadPool& pool) {
  for (int tries = 0; tries < 100 && pool.activeThreadCount() > 0; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return pool.activeThreadCount() == 0;
}

const char* leak_of(QObject* object) {
  if (object->thread() != QThread::currentThread()) return nullptr;
  // Qt fills large areas on threads of a pool of its own, which keeps them: of pools the work counts.
  const auto* thread = qobject_cast<QThread*>(object);
  if (thread && thread->isRunning() && !object->inherits("QThreadPoolThread")) return "a running thread";
  if (const auto* pool = qobject_cast<QThreadPool*>(object); pool && !comes_to_rest(*pool))
    return "a pool at work";
  if (object->isWidgetType() && !object->parent()) return "a window";
  if (object->inherits("QPMCache")) return nullptr;          // Qt's own pixmaps
  if (object->inherits("QAnimationDriver")) return nullptr;  // Qt's own: of styles' animations
  if (!QAbstractEventDispatcher::instance()->registeredTimers(object).isEmpty()) return "a running timer";
  return nullptr;
}

class LeakGate : public ::testing::EmptyTestEventListener {
  void OnTestStart(const ::testing::TestInfo&) override { before_ = present(); }
  void OnTestEnd(const ::testing::TestInfo&) override {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    for (QObject* object : present()) {
      if (before_.contains(object)) continue;
      if (const char* leak = leak_of(object))
        ADD_FAILURE() << "the test leaves " << leak << ": " << object->metaObject()->className() << " "
                      << object->objectName().toStdString();
    }
    EXPECT_EQ(Worker::alive(), 0) << "the test leaves threads";
  }
  std::set<QObject*> before_;
};

}  // namespace

int run_all_tests() {
  qtHookData[kAddQObject] = reinterpret_cast<quintptr>(&added);
  qtHookData[kRemoveQObject] = reinterpret_cast<quintptr>(&removed);
  ::testing::UnitTest::GetInstance()->listeners().Append(new LeakGate);
  const int status = RUN_ALL_TESTS();
  qtHookData[kAddQObject] = qtHookData[kRemoveQObject] = 0;
  return status;
}

}  // namespace vantage::viewer
