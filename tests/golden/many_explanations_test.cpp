// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "host/engine/memory_policy.hpp"
#include "tests/support/engine.hpp"

namespace vantage::engine {
namespace {

double resident_mb() {
  std::ifstream statm("/proc/self/statm");
  long all = 0, resident = 0;
  statm >> all >> resident;
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// A leak of one 7 x 7 map an explanation would show: 10,000 of them are 2 MB, and a leaked input 480 MB.
TEST(ManyExplanations, MemoryAfterTenThousandIsThatAfterAHundred) {
  keep_freed_memory();  // as the programs do
  const auto model = OpenModel::open(test::plugins(), parse_model("squeezenet1_1,seed=1,classes=5,input=64"));
  const std::vector<std::string> methods = {"grad-cam",
                                            "grad-cam++",
                                            "layer-cam",
                                            "eigen-cam",
                                            "saliency",
                                            "recipro-cam",
                                            "ablation-cam",
                                            "score-cam:max_channels=4",
                                            "smooth-grad-cam++:samples=2",
                                            "random-cam"};
  const std::vector<core::Input> images{test::noise(model->info(), 1), test::noise(model->info(), 2)};
  double after_hundred = 0;
  size_t done = 0;
  while (done < 10000) {
    done += test::explain(*model, methods, images, {"0", "1"}).size();
    if (after_hundred == 0 && done >= 100) after_hundred = resident_mb();
  }
  EXPECT_LE(resident_mb(), 1.05 * after_hundred);
}

}  // namespace
}  // namespace vantage::engine
