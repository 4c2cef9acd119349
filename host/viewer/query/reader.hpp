// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "host/viewer/jobs/worker.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

// Asks one database questions on a thread of its own, over a connection of its own that only reads. Lives in
// the user interface's thread.
class Reader : public QObject {
  Q_OBJECT
 public:
  explicit Reader(std::filesystem::path file, QObject* parent = nullptr);
  ~Reader() override;  // waits for the question at work

  const std::filesystem::path& file() const { return file_; }

  // `question` runs on the reading thread and gives the answer, which `answer` receives in this one, unless a
  // later question of the same tag was asked meanwhile or `context` is gone. What the question throws is
  // reported by failed(), once in a row for the same line.
  template <typename Question, typename Answer>
  void ask(const std::string& tag, QObject* context, Question question, Answer answer) {
    using Result = std::invoke_result_t<Question, storage::Database&>;
    post(tag, context,
         [question = std::move(question), answer = std::move(answer)](storage::Database& db) mutable {
           auto result = std::make_shared<Result>(question(db));
           return std::function<void()>([result, answer] { answer(std::move(*result)); });
         });
  }

  // No question is waiting, at work or on the way back.
  bool idle() const { return outstanding_.use_count() == 1; }

  // How often the file is asked whether another program has written, milliseconds.
  void set_poll_interval(int ms) { poll_.setInterval(ms); }

 signals:
  void opened();
  void changed();  // another connection has written: ask again
  void failed(const QString& line);

 private:
  using Step = std::function<std::function<void()>(storage::Database&)>;
  void post(const std::string& tag, QObject* context, Step);
  storage::Database& database();  // reading thread; opened at the first use
  void fail(const QString& line);
  void poll();
  void compare(int64_t version);

  std::filesystem::path file_;
  QTimer poll_;
  int64_t version_ = -1;
  QString last_failure_;
  std::shared_ptr<int> outstanding_ = std::make_shared<int>(0);
  std::shared_ptr<int> polling_ = std::make_shared<int>(0);
  std::optional<storage::Database> database_;  // the reading thread's
  Worker worker_{"vantage-reader"};            // ends first
};

}  // namespace vantage::viewer
