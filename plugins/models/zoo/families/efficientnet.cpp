// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/inverted_residual.hpp"

namespace vantage::zoo {

void efficientnet(Builder& b, int64_t classes, double width, double depth) {
  struct Stage {  // table 1 of the paper, that is B0; the others scale channels and repeats
    int64_t expansion, kernel, stride;
    double out, repeats;
  };
  constexpr Stage kStages[] = {{1, 3, 1, 16, 1},  {6, 3, 2, 24, 2},  {6, 5, 2, 40, 2}, {6, 3, 2, 80, 3},
                               {6, 5, 1, 112, 3}, {6, 5, 2, 192, 4}, {6, 3, 1, 320, 1}};
  Sequential features(b, "features", 0);
  const auto outer = [&](const ConvSpec& c) {
    features.child([&](const std::string& n, int x) { return conv_norm(b, n, x, c, Op::silu); });
  };
  outer({.out = make_divisible(32 * width), .kernel = 3, .stride = 2});
  for (const auto& s : kStages)
    features.child([&](const std::string& name, int x) {
      Sequential stage(b, name, x);
      const int repeats = static_cast<int>(std::ceil(s.repeats * depth));
      for (int i = 0; i < repeats; ++i) {
        const int64_t in = stage.channels();
        const InvertedResidual block{s.kernel,
                                     i == 0 ? s.stride : 1,
                                     in * s.expansion,
                                     make_divisible(s.out * width),
                                     in / 4,
                                     Op::silu,
                                     Op::silu,
                                     Op::sigmoid,
                                     1e-5};
        stage.child([&](const std::string& n, int y) { return block.build(b, n, y); });
      }
      return stage.end();
    });
  outer({.out = 4 * features.channels()});

  Sequential classifier(b, "classifier", pool_and_flatten(b, features.end()));
  classifier.skip().linear(classes).end();
}

}  // namespace vantage::zoo
