// SPDX-License-Identifier: Apache-2.0
// The least program that can be a probe: PROGRAM plugins probe FILE.
#include <cstring>

#include "host/engine/probe.hpp"

int main(int argc, char** argv) {
  if (argc != 4 || std::strcmp(argv[1], "plugins") != 0 || std::strcmp(argv[2], "probe") != 0) return 2;
  vantage::engine::probe_main(argv[3]);
}
