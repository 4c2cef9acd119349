// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/reader.hpp"

#include "host/viewer/error_line.hpp"

namespace vantage::viewer {
namespace {

constexpr char kPollTag[] = "\x01poll";  // no view's

}  // namespace

Reader::Reader(std::filesystem::path file, QObject* parent) : QObject(parent), file_(std::move(file)) {
  // The version is taken before the first question, so that no write can fall between the two.
  post("\x01open", this, [this](storage::Database& db) {
    return std::function<void()>([this, version = db.data_version()] {
      version_ = version;
      emit opened();
      poll_.start();
    });
  });
  poll_.setInterval(1000);
  connect(&poll_, &QTimer::timeout, this, &Reader::poll);
}

Reader::~Reader() = default;

storage::Database& Reader::database() {
  if (!database_) {
    storage::Options options;
    options.read_only = true;
    database_ = storage::Database::create_or_open(file_, options);
  }
  return *database_;
}

void Reader::post(const std::string& tag, QObject* context, Step step) {
  // A question whose answer is still on its way must count as asked: the guard goes with it to the end.
  auto guard = tag == kPollTag ? polling_ : outstanding_;
  worker_.post(tag, [this, guard, context = QPointer<QObject>(context),
                     step = std::move(step)](const CancelToken& token) mutable {
    try {
      auto deliver = step(database());
      QMetaObject::invokeMethod(
          this,
          [this, guard, context, token, deliver = std::move(deliver)] {
            if (token.cancelled() || !context) return;
            last_failure_.clear();
            deliver();
          },
          Qt::QueuedConnection);
    } catch (...) {
      const QString line = error_line(std::current_exception());
      QMetaObject::invokeMethod(
          this,
          [this, guard, token, line] {
            if (!token.cancelled()) fail(line);
          },
          Qt::QueuedConnection);
    }
  });
}

void Reader::fail(const QString& line) {
  if (line == last_failure_) return;
  last_failure_ = line;
  emit failed(line);
}

void Reader::poll() {
  if (polling_.use_count() > 1) return;  // the last one has not come back
  post(kPollTag, this, [this](storage::Database& db) {
    return std::function<void()>([this, version = db.data_version()] { compare(version); });
  });
}

void Reader::compare(int64_t version) {
  if (std::exchange(version_, version) != version) emit changed();
}

}  // namespace vantage::viewer
