// SPDX-License-Identifier: Apache-2.0
#include "host/engine/host_services.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "vantage/core.hpp"

namespace {

using namespace vantage::engine;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

const vtg_host_core& core() {
  return *static_cast<const vtg_host_core*>(plugin_host()->get(plugin_host(), VTG_HOST_CORE));
}

std::string refusal(std::vector<int64_t> shape) {
  vtg_tensor* t = nullptr;
  vtg_error e{};
  e.struct_size = sizeof e;
  const auto status =
      core().new_tensor(plugin_host(), static_cast<int32_t>(shape.size()), shape.data(), &t, &e);
  EXPECT_NE(status, VTG_OK);
  EXPECT_EQ(status, e.status);
  EXPECT_FALSE(t);
  return e.message;
}

TEST(HostServices, SaysWhoItIs) {
  EXPECT_EQ(plugin_host()->abi_major, VTG_ABI_MAJOR);
  EXPECT_STREQ(plugin_host()->name, "vantage");
  EXPECT_STREQ(plugin_host()->version, VANTAGE_VERSION);
  EXPECT_FALSE(plugin_host()->get(plugin_host(), "vantage.host.core/9"));
  EXPECT_FALSE(plugin_host()->get(plugin_host(), nullptr));
}

TEST(HostServices, TensorIsZeroDenseAndAligned) {
  auto t = vantage::Host(plugin_host()).zeros({2, 3, 5});
  const vtg_view* v = t.view().c();
  EXPECT_THAT(std::vector<int64_t>(v->strides, v->strides + 3), ElementsAre(15, 5, 1));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(t.data()) % 64, 0u);
  EXPECT_THAT(std::vector<float>(t.data(), t.data() + 30), Each(0.0f));
  EXPECT_EQ(v->dtype.code, 2);
  EXPECT_EQ(v->dtype.bits, 32);
}

TEST(HostServices, ImpossibleTensorsAreRefused) {
  const int64_t huge = int64_t{1} << 62;
  EXPECT_THAT(refusal({-1, 2}), HasSubstr("a dimension is negative"));
  EXPECT_THAT(refusal({huge, huge, huge}), HasSubstr("larger than this machine's memory"));
  EXPECT_THAT(refusal({0, huge, huge}), HasSubstr("larger than this machine's memory"));
  EXPECT_THAT(refusal({1, 1, 1, 1, 1, 1, 1, 1, 1}), HasSubstr("0 to 8 dimensions"));
  EXPECT_EQ(core().new_tensor(plugin_host(), 1, nullptr, nullptr, nullptr), VTG_INVALID);
}

TEST(HostServices, SameSeedSameNumbers) {
  // The 64-bit Mersenne Twister of the C++ standard: its 10000th number from the default seed is given there.
  Job standard(5489);
  double x = 0;
  for (int i = 0; i < 10000; ++i) core().uniform(standard.c(), &x, 1);
  EXPECT_EQ(x, static_cast<double>(9981545732273789042ull >> 11) / 9007199254740992.0);

  Job a(1), b(1), c(2);
  double xa[4], xb[4], xc[4];
  core().uniform(a.c(), xa, 4);
  core().uniform(b.c(), xb, 2);
  core().uniform(b.c(), xb + 2, 2);
  core().uniform(c.c(), xc, 4);
  EXPECT_TRUE(std::equal(xa, xa + 4, xb));
  EXPECT_NE(xa[0], xc[0]);
}

TEST(HostServices, ProgressCanStopTheWork) {
  Job job;
  EXPECT_EQ(core().progress(job.c(), 0.5, "half"), 0);
  std::vector<double> seen;
  job.on_progress = [&](double f, const char*) {
    seen.push_back(f);
    return f >= 1;
  };
  EXPECT_EQ(core().progress(job.c(), 0.25, nullptr), 0);
  EXPECT_EQ(core().progress(job.c(), 7, "done"), 1);
  EXPECT_THAT(seen, ElementsAre(0.25, 1));
  job.on_progress = [](double, const char*) -> bool { throw std::runtime_error("must not cross the ABI"); };
  EXPECT_EQ(core().progress(job.c(), 0, nullptr), 1);
  EXPECT_EQ(core().progress(nullptr, 0, nullptr), 0);
}

TEST(HostServices, LimitsAreConfigured) {
  configure(3, 1000);
  EXPECT_EQ(core().threads(plugin_host()), 3);
  EXPECT_EQ(core().memory(plugin_host()), 1000u);
  configure(0, 0);
  EXPECT_GE(core().threads(plugin_host()), 1);
  EXPECT_GT(core().memory(plugin_host()), 0u);
}

TEST(HostServices, LogIsOneLineEach) {
  std::vector<std::string> lines;
  set_log_sink([&](int level, std::string_view line) {
    lines.push_back(std::to_string(level) + " " + std::string(line));
  });
  core().log(plugin_host(), 2, "two\nlines");
  core().log(plugin_host(), 2, nullptr);
  set_log_sink(nullptr);
  core().log(plugin_host(), 2, "nobody listens");
  EXPECT_THAT(lines, ElementsAre("2 two lines"));
}

}  // namespace
