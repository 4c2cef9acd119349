// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/layouts.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "host/viewer/query/layouts.hpp"
#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/wait.hpp"

namespace vantage::viewer {
namespace {

class ComputeLayouts : public ::testing::Test {
 protected:
  LayoutRequest request() const {
    return {small.file(), 1, "fp32", {{1, "alexnet"}, {2, "resnet18"}, {3, "vgg16"}}};
  }
  size_t laid_out() const {
    auto db = small.open();
    size_t n = 0;
    for (const auto& [model, layout] : load_layouts(db, 1, {1, 2, 3}, "fp32")) n += !layout.points.empty();
    return n;
  }
  const SmallDatabase small;
};

TEST_F(ComputeLayouts, PlacesTheClassesOfARootTogether) {
  auto db = small.open();
  add_class_sums(db);
  JobControl control;
  compute_layouts(request(), control);
  EXPECT_EQ(laid_out(), 3u);
  EXPECT_GT(control.progress().fraction, 0.99);
  EXPECT_EQ(control.progress().text, "vgg16");
  const auto points = load_layouts(db, 1, {2}, "fp32").at(2).points;
  ASSERT_EQ(points.size(), 6u);
  for (const auto& [cls, at] : points)
    for (const auto& [other, there] : points) {
      if (cls / 2 == other / 2) continue;
      EXPECT_LT((at - points.at(cls ^ 1)).norm(), (at - there).norm()) << cls << " " << other;
    }
}

TEST_F(ComputeLayouts, CancellingKeepsWhatIsDone) {
  auto db = small.open();
  add_class_sums(db);
  JobQueue queue;
  bool done = false;
  uint64_t id = 0;
  QObject::connect(&queue, &JobQueue::changed, [&] {
    if (queue.idle()) return;
    const auto job = queue.jobs().at(0);
    if (job.progress.text == "vgg16" && job.state != JobQueue::State::cancelling) queue.cancel(id);
  });
  auto many = request();
  for (int i = 0; i < 100000; ++i) many.models.push_back({3, "vgg16"});
  id = queue.submit(
      "layouts", "layouts", [&](JobControl& control) { compute_layouts(many, control); }, nullptr,
      [&] { done = true; });
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
  EXPECT_FALSE(done);
  EXPECT_GE(laid_out(), 2u);
}

TEST_F(ComputeLayouts, WithoutSumsNothingIsKept) {
  JobControl control;
  compute_layouts(request(), control);
  EXPECT_EQ(laid_out(), 0u);
}

TEST_F(ComputeLayouts, AFileThatIsNoDatabaseIsOneLine) {
  const vantage::testing::TemporaryFolder folder;
  std::ofstream(folder / "notes.db") << "shopping list\n";
  JobQueue queue;
  QString line;
  QObject::connect(&queue, &JobQueue::failed, [&](const QString&, const QString& l) { line = l; });
  LayoutRequest wrong = request();
  wrong.database = folder / "notes.db";
  queue.submit("x", "x", [&](JobControl& control) { compute_layouts(wrong, control); }, nullptr, {});
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
  EXPECT_TRUE(line.contains("notes.db' is no SQLite database")) << line.toStdString();
}

}  // namespace
}  // namespace vantage::viewer
