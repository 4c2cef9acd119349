// SPDX-License-Identifier: Apache-2.0
// Where on [0,1] an integral is sampled, and what each sample weighs.
#pragma once
#include <cmath>
#include <string>
#include <vector>

namespace vantage::gradients {

struct Node {
  double at, weight;
};

/// n nodes, weights adding up to 1. gauss-legendre: exact for polynomials up to degree 2n-1; trapezoid: both
/// ends are nodes, n > 1; riemann-midpoint: the middles of n equal steps.
inline std::vector<Node> quadrature(const std::string& rule, int n) {
  std::vector<Node> nodes;
  for (int i = 0; i < n; ++i) {
    if (rule == "riemann-midpoint") {
      nodes.push_back({(i + 0.5) / n, 1.0 / n});
    } else if (rule == "trapezoid") {
      nodes.push_back({double(i) / (n - 1), (i == 0 || i == n - 1 ? 0.5 : 1.0) / (n - 1)});
    } else {
      // Newton's method on the Legendre polynomial P_n from Tricomi's estimate of its roots on [-1,1].
      double x = -std::cos(3.141592653589793 * (i + 0.75) / (n + 0.5)), slope = 1;
      for (int round = 0; round < 8; ++round) {
        double p = 1, before = 0;
        for (int k = 1; k <= n; ++k) {
          const double next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
          before = p;
          p = next;
        }
        slope = n * (x * p - before) / (x * x - 1);
        x -= p / slope;
      }
      nodes.push_back({(x + 1) / 2, 1 / ((1 - x * x) * slope * slope)});
    }
  }
  return nodes;
}

}  // namespace vantage::gradients
