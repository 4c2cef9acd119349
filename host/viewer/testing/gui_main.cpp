// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of what needs no widgets.
#include <gmock/gmock.h>

#include <QtGui/QGuiApplication>

#include "host/viewer/testing/leak_gate.hpp"

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  ::testing::InitGoogleMock(&argc, argv);
  const QGuiApplication application(argc, argv);
  return vantage::viewer::run_all_tests();
}
