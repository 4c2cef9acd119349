// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCache>
#include <QtCore/QObject>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace vantage::viewer {

// What a LaterCache is to those who do not ask what it holds.
class LaterCacheBase : public QObject {
  Q_OBJECT
 public:
  explicit LaterCacheBase(const QString& pool_name, QObject* parent = nullptr);

 signals:
  void ready();  // some came in since the last signal: once in 16 ms, and when all are there

 protected:
  void tell(bool last);

  QThreadPool pool_;
  QTimer tell_;
};

// Values that are made on a pool of threads and kept while they fit; lives in the user interface's thread.
// What was asked for last is made first, and what is not asked for again in a newer generation (the view has
// scrolled on) not at all. A key has operator== and qHash.
template <typename Key, typename Value>
class LaterCache : public LaterCacheBase {
 public:
  using Maker = std::function<Value(const Key&)>;     // thread-safe, does not throw
  using Bytes = std::function<qint64(const Value&)>;  // what it takes

  LaterCache(const QString& pool_name, qint64 max_bytes, Maker make, Bytes size, QObject* parent = nullptr)
      : LaterCacheBase(pool_name, parent),
        make_(std::move(make)),
        size_(std::move(size)),
        cache_(static_cast<qsizetype>(max_bytes)) {}
  ~LaterCache() override {  // waits for those at work
    pool_.clear();
    pool_.waitForDone();
  }

  // If it is there; otherwise null, and ready() tells when to ask again. Valid until the next event.
  const Value* find(const Key& key) {
    if (const Value* there = cache_.object(key)) return there;
    if (std::find(at_work_.begin(), at_work_.end(), key) != at_work_.end()) return nullptr;
    std::erase_if(wanted_, [&](const Wanted& w) { return w.key == key || w.generation < generation_; });
    wanted_.push_back({key, generation_});
    start();
    return nullptr;
  }
  // The same without asking for it.
  const Value* peek(const Key& key) const { return cache_.object(key); }

  void next_generation() { ++generation_; }

  bool idle() const { return wanted_.empty() && at_work_.empty() && !tell_.isActive(); }
  qint64 bytes() const { return cache_.totalCost(); }

 private:
  struct Wanted {
    Key key;
    uint64_t generation;
  };

  void start() {
    while (static_cast<int>(at_work_.size()) < pool_.maxThreadCount() && !wanted_.empty()) {
      const Wanted next = wanted_.back();
      wanted_.pop_back();
      if (next.generation < generation_) continue;
      at_work_.push_back(next.key);
      pool_.start([this, key = next.key] {
        QMetaObject::invokeMethod(
            this, [this, key, made = make_(key)] { arrived(key, made); }, Qt::QueuedConnection);
      });
    }
  }

  void arrived(const Key& key, const Value& made) {
    at_work_.erase(std::find(at_work_.begin(), at_work_.end(), key));
    cache_.insert(key, new Value(made), static_cast<qsizetype>(size_(made)));
    start();
    tell(at_work_.empty());
  }

  Maker make_;
  Bytes size_;
  QCache<Key, Value> cache_;    // cost: bytes
  std::vector<Wanted> wanted_;  // the last is the next
  std::vector<Key> at_work_;    // as many as the pool has threads, at most
  uint64_t generation_ = 0;
};

}  // namespace vantage::viewer
