// SPDX-License-Identifier: Apache-2.0
// draw_sample FILE.png [SEED]: a picture that nobody owns, for the demo.
#include <cstdlib>
#include <iostream>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/sample_image.hpp"

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: draw_sample FILE.png [SEED]\n";
    return 2;
  }
  try {
    const auto seed = argc == 3 ? std::strtoull(argv[2], nullptr, 10) : 1;
    vantage::core::write_atomically(
        argv[1], vantage::core::encode_png(vantage::core::draw_sample_image(seed, 448, 336)));
    return 0;
  } catch (const vantage::core::Error& e) {
    std::cerr << "draw_sample: " << e.what() << "\n";
    return 1;
  }
}
