// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/reader.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

size_t count_models(storage::Database& db) {
  return storage::ModelRepository(db).all().size();
}

TEST(Reader, AsksElsewhereAndAnswersHere) {
  const SmallDatabase small;
  Reader reader(small.file());
  size_t models = 0;
  std::thread::id asked, answered;
  reader.ask(
      "models", &reader,
      [&](storage::Database& db) {
        asked = std::this_thread::get_id();
        return count_models(db);
      },
      [&](size_t n) {
        models = n;
        answered = std::this_thread::get_id();
      });
  EXPECT_FALSE(reader.idle());
  ASSERT_TRUE(wait_until([&] { return reader.idle(); }));
  EXPECT_EQ(models, 3u);
  EXPECT_NE(asked, answered);
  EXPECT_EQ(answered, std::this_thread::get_id());
}

TEST(Reader, OfOneTagTheLatestQuestionIsAnswered) {
  const SmallDatabase small;
  Reader reader(small.file());
  std::vector<int> answers;
  std::atomic<bool> go_on = false;
  const auto ask = [&](const char* tag, int n) {
    reader.ask(
        tag, &reader,
        [&, n](storage::Database&) {
          while (!go_on) std::this_thread::yield();
          return n;
        },
        [&](int answer) { answers.push_back(answer); });
  };
  ask("a", 1);
  ask("b", 2);
  ask("a", 3);
  ask("a", 4);
  go_on = true;
  ASSERT_TRUE(wait_until([&] { return reader.idle(); }));
  EXPECT_THAT(answers, ElementsAre(2, 4));
}

TEST(Reader, NoticesWhatOthersWrite) {
  const SmallDatabase small;
  Reader reader(small.file());
  reader.set_poll_interval(1);
  bool opened = false;
  int changes = 0;
  QObject::connect(&reader, &Reader::opened, [&] { opened = true; });
  QObject::connect(&reader, &Reader::changed, [&] { ++changes; });
  ASSERT_TRUE(wait_until([&] { return opened; }));
  EXPECT_EQ(changes, 0);
  auto db = small.open();
  storage::ImageRepository(db).upsert({0, "new.png", std::string(64, 'f'), 1, 1});
  EXPECT_TRUE(wait_until([&] { return changes == 1; }));
}

TEST(Reader, WritesNothing) {
  const SmallDatabase small;
  Reader reader(small.file());
  QString line;
  QObject::connect(&reader, &Reader::failed, [&](const QString& l) { line = l; });
  reader.ask(
      "x", &reader,
      [](storage::Database& db) {
        return storage::ImageRepository(db).upsert({0, "new.png", std::string(64, 'f'), 1, 1});
      },
      [](int64_t) { ADD_FAILURE() << "it wrote"; });
  ASSERT_TRUE(wait_until([&] { return reader.idle(); }));
  EXPECT_FALSE(line.isEmpty());
}

TEST(Reader, AFileThatIsNoDatabaseIsOneLineOnce) {
  const vantage::testing::TemporaryFolder folder;
  std::ofstream(folder / "notes.db") << "shopping list\n";
  Reader reader(folder / "notes.db");
  std::vector<std::string> lines;
  QObject::connect(&reader, &Reader::failed, [&](const QString& l) { lines.push_back(l.toStdString()); });
  const auto never = [](size_t) { ADD_FAILURE() << "there is no answer"; };
  reader.ask("a", &reader, count_models, never);
  reader.ask("b", &reader, count_models, never);
  ASSERT_TRUE(wait_until([&] { return reader.idle(); }));
  EXPECT_THAT(lines, ElementsAre(HasSubstr("notes.db' is no SQLite database")));
}

TEST(Reader, WhoIsGoneGetsNoAnswer) {
  const SmallDatabase small;
  Reader reader(small.file());
  auto context = std::make_unique<QObject>();
  reader.ask("a", context.get(), count_models, [](size_t) { ADD_FAILURE(); });
  context.reset();
  ASSERT_TRUE(wait_until([&] { return reader.idle(); }));
}

}  // namespace
}  // namespace vantage::viewer
