// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/tour.hpp"

#include <gmock/gmock.h>

#include <QtTest/QTest>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/shell/main_window.hpp"
#include "host/viewer/views/shell/tour_steps.hpp"

namespace vantage::viewer {
namespace {

class TourTest : public ::testing::Test {
 protected:
  void open() {
    window.resize(1200, 700);
    window.show();
    window.open(small.file());
    ASSERT_TRUE(wait_until([this] { return window.idle(); }));
  }
  Tour* tour() { return window.findChild<Tour*>(); }
  void press(const QString& text) {
    for (auto* button : tour()->findChildren<QPushButton*>())
      if (button->text().remove('&') == text) return QTest::mouseClick(button, Qt::LeftButton);
    FAIL() << "there is no button " << text.toStdString();
  }
  Phase phase() { return window.workbench()->store().state().workflow.phase; }
  void settle() {
    for (int i = 0; i < 3; ++i) QApplication::processEvents();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }

  const SmallDatabase small;
  MainWindow window;
};

TEST_F(TourTest, EveryStepPointsAtWhatItSpeaksOf) {
  open();
  window.offer_tour();
  ASSERT_TRUE(tour());
  for (std::size_t i = 0; i < tour_steps().size(); ++i) {
    settle();
    const TourStep& step = tour_steps()[i];
    EXPECT_EQ(tour()->step(), static_cast<int>(i));
    EXPECT_EQ(phase(), step.phase) << step.title.toStdString();
    const auto* target = window.findChild<QWidget*>(step.target);
    ASSERT_TRUE(target) << step.target.toStdString();
    EXPECT_TRUE(target->isVisible()) << step.title.toStdString();
    EXPECT_TRUE(window.rect().contains(tour()->geometry())) << "the bubble is within the window";
    for (const QLabel* label : tour()->findChildren<QLabel*>())
      EXPECT_GE(label->height(), label->heightForWidth(label->width())) << "nothing of the text is cut off";
    press(i + 1 < tour_steps().size() ? "Next" : "Done");
  }
  settle();
  EXPECT_FALSE(tour());
  EXPECT_EQ(phase(), Phase::overview);
}

TEST_F(TourTest, ItWaitsForSomethingToShow) {
  window.show();
  window.offer_tour();
  EXPECT_FALSE(tour());
  open();
  EXPECT_TRUE(tour());
}

TEST_F(TourTest, EscapeEndsItWhereItBegan) {
  open();
  window.workbench()->store().apply(pin_model("vgg16"));
  window.workbench()->store().apply(go_to(Phase::task));
  window.offer_tour();
  EXPECT_EQ(phase(), Phase::overview);
  settle();
  QTest::keyClick(tour()->findChildren<QPushButton*>().last(), Qt::Key_Escape);
  settle();
  EXPECT_FALSE(tour());
  EXPECT_EQ(phase(), Phase::task);
  EXPECT_EQ(window.workbench()->store().state().pin.model, "vgg16") << "Esc was for the tour";
}

TEST_F(TourTest, AnotherFileEndsIt) {
  open();
  window.offer_tour();
  window.close_database();
  EXPECT_FALSE(tour());
  window.offer_tour();
  EXPECT_FALSE(tour()) << "there is nothing to show";
}

}  // namespace
}  // namespace vantage::viewer
