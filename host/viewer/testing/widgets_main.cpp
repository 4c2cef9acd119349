// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of what is seen, without a display and with the font that comes with the program.
#include <gmock/gmock.h>

#include <QtWidgets/QApplication>

#include "host/viewer/query/plugins.hpp"
#include "host/viewer/testing/built_plugins.hpp"
#include "host/viewer/testing/leak_gate.hpp"
#include "host/viewer/views/shell/appearance.hpp"

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  ::testing::InitGoogleMock(&argc, argv);
  const QApplication application(argc, argv);
  vantage::viewer::prepare_appearance(13);
  vantage::viewer::Plugins::usual() = vantage::viewer::built_plugins();
  return vantage::viewer::run_all_tests();
}
