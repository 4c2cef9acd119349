// SPDX-License-Identifier: GPL-3.0-or-later
// View C as its user meets it.
#include "host/viewer/views/task/task_view.hpp"

#include <gmock/gmock.h>

#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

#include "host/viewer/testing/built_plugins.hpp"
#include "host/viewer/testing/task_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/task/choice_box.hpp"
#include "host/viewer/views/task/parameter_form.hpp"
#include "host/viewer/views/task/run_panel.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TaskViewTest : public ::testing::Test {
 protected:
  TaskViewTest()
      : plugins(jobs, built_plugins()),
        reader(base.file()),
        view(ViewContext{store, reader, jobs, thumbnails, plugins}) {
    QObject::connect(&store, &StateStore::changed, &view,
                     [this](const AnalysisState&, Parts parts) { view.show_state(parts); });
    view.resize(320, 1400);
    view.show();
    reader.ask(
        "catalogue", &view, [](storage::Database& db) { return load_catalogue(db, {}); },
        [this](std::shared_ptr<const Catalogue> c) { view.show_catalogue(std::move(c)); });
    settle();
  }
  void settle() {
    EXPECT_TRUE(wait_until([this] { return plugins.registry() && jobs.idle() && reader.idle(); }));
    QApplication::processEvents();
  }
  const AnalysisState& state() { return store.state(); }
  ChoiceBox& box(int index) {
    return *view.findChildren<ChoiceBox*>().at(index);
  }  // models, classes, methods
  template <typename T>
  T& named(const QString& name) {
    for (T* w : view.findChildren<T*>())
      if (w->accessibleName() == name) return *w;
    throw std::runtime_error("there is no " + name.toStdString());
  }
  QPushButton& button(const QString& text) {
    for (auto* b : view.findChildren<QPushButton*>())
      if (b->text().remove('&') == text) return *b;
    throw std::runtime_error("there is no button " + text.toStdString());
  }
  // Clicks the box before the row with this text.
  void click_box(ChoiceBox& choices, const QString& text) {
    QTreeView& list = *choices.list();
    const auto found = list.model()->match(list.model()->index(0, 0), Qt::DisplayRole, text, 1,
                                           Qt::MatchExactly | Qt::MatchRecursive);
    ASSERT_FALSE(found.isEmpty()) << text.toStdString();
    list.expand(found[0].parent());
    list.scrollTo(found[0]);
    const QRect row = list.visualRect(found[0]);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, {row.left() + 10, row.center().y()});
  }
  ParameterForm& form() { return *view.findChildren<ParameterForm*>().at(0); }
  QString plan() { return view.findChildren<RunPanel*>().at(0)->text(); }

  const TaskDatabase base;
  StateStore store;
  JobQueue jobs;
  Thumbnails thumbnails;
  Plugins plugins;
  Reader reader;
  TaskView view;
};

TEST_F(TaskViewTest, ModelsAreChosenByTheirBoxes) {
  click_box(box(0), "large");
  click_box(box(0), "small");
  EXPECT_THAT(state().selection.models, ElementsAre("large", "small"));
  click_box(box(0), "large");
  EXPECT_THAT(state().selection.models, ElementsAre("small"));
  store.undo();
  store.undo();
  EXPECT_THAT(state().selection.models, ElementsAre("large"));
  EXPECT_EQ(box(0).list()->model()->index(0, 0).data(Qt::CheckStateRole), Qt::Unchecked);
}

TEST_F(TaskViewTest, AllMeansAllThatAreFound) {
  box(0).search()->setText("L");
  QTest::mouseClick(&named<QToolButton>("Choose all models that are listed"), Qt::LeftButton);
  EXPECT_THAT(state().selection.models, ElementsAre("small", "large", "lost"));
  QTest::mouseClick(&named<QToolButton>("Choose no models"), Qt::LeftButton);
  box(0).search()->setText("lo");
  QTest::mouseClick(&named<QToolButton>("Choose all models that are listed"), Qt::LeftButton);
  EXPECT_THAT(state().selection.models, ElementsAre("lost"));
}

TEST_F(TaskViewTest, ATaskOfOneModelTakesOne) {
  store.apply(select_models({"large", "small"}));
  store.apply(select_classes({0, 2}));
  view.findChildren<QRadioButton*>().at(2)->click();
  EXPECT_EQ(state().workflow.task, Task::within_class);
  EXPECT_THAT(state().selection.models, ElementsAre("large"));
  EXPECT_THAT(state().selection.classes, ElementsAre(0));
  click_box(box(0), "small");
  EXPECT_THAT(state().selection.models, ElementsAre("small"));
  click_box(box(1), "class1");
  EXPECT_THAT(state().selection.classes, ElementsAre(1));
  store.undo();
  store.undo();
  store.undo();
  EXPECT_THAT(state().selection.models, ElementsAre("large", "small"));
  EXPECT_TRUE(view.findChildren<QRadioButton*>().at(0)->isChecked());
}

TEST_F(TaskViewTest, ClassesAreChosenInTheTree) {
  click_box(box(1), "class2");
  EXPECT_THAT(state().selection.classes, ElementsAre(2));
  const QModelIndex root = box(1).list()->model()->index(0, 0);
  EXPECT_EQ(root.data(Qt::CheckStateRole), Qt::PartiallyChecked);
  click_box(box(1), root.data().toString());
  EXPECT_THAT(state().selection.classes, ElementsAre(0, 1, 2));
  store.undo();
  EXPECT_EQ(root.data(Qt::CheckStateRole), Qt::PartiallyChecked);
}

TEST_F(TaskViewTest, MethodsComeWithTheirParameters) {
  EXPECT_FALSE(form().isVisible());
  click_box(box(2), "SmoothGrad");
  EXPECT_EQ(state().request.methods, (std::vector<MethodChoice>{{"smooth-grad", {}}}));
  ASSERT_TRUE(form().control("samples"));
  auto& samples = dynamic_cast<QSpinBox&>(*form().control("samples"));
  EXPECT_EQ(samples.value(), 50);
  EXPECT_EQ(samples.maximum(), 1000);
  samples.setValue(20);
  samples.setValue(21);
  EXPECT_EQ(state().request.methods[0].parameters, (std::map<std::string, std::string>{{"samples", "21"}}));
  store.undo();
  EXPECT_TRUE(state().request.methods[0].parameters.empty()) << "typing is one step";
  EXPECT_EQ(samples.value(), 50);
}

TEST_F(TaskViewTest, WhatAParameterDoesNotTakeIsRefused) {
  click_box(box(2), "SmoothGrad");
  auto& sigma = dynamic_cast<QLineEdit&>(*form().control("sigma"));
  EXPECT_EQ(sigma.text(), "0.15");
  sigma.setFocus();
  sigma.selectAll();
  QTest::keyClicks(&sigma, "11");
  EXPECT_EQ(form().refusal(), "Noise must be a number from 0 to 10");
  EXPECT_EQ(state().request.methods[0].parameters.at("sigma"), "1") << "11 was not passed on";
  QTest::keyClick(&sigma, Qt::Key_Return);
  EXPECT_EQ(sigma.text(), "1");
  EXPECT_EQ(form().refusal(), "");
  for (auto* b : form().findChildren<QToolButton*>())
    if (b->text() == "Reset to defaults") b->click();
  EXPECT_TRUE(state().request.methods[0].parameters.empty());
  EXPECT_EQ(sigma.text(), "0.15");
}

TEST_F(TaskViewTest, ChoicesAndFlagsAreParametersToo) {
  click_box(box(2), "Grad-CAM");
  auto& relu = dynamic_cast<QCheckBox&>(*form().control("relu"));
  EXPECT_TRUE(relu.isChecked());
  relu.click();
  EXPECT_EQ(state().request.methods[0].parameters.at("relu"), "false");
  click_box(box(2), "SmoothGrad");
  auto& average = dynamic_cast<QComboBox&>(*form().control("average"));
  EXPECT_GT(average.count(), 1);
  average.setCurrentIndex(1);
  EXPECT_EQ(state().request.methods[1].parameters.at("average"), average.itemText(1).toStdString());
  named<QToolButton>("Show first").click();
  EXPECT_EQ(state().request.methods[0].id, "smooth-grad");
}

TEST_F(TaskViewTest, TheClassToExplainIsANumberOrAName) {
  auto& target = named<QComboBox>("Explain the class");
  const auto enter = [&](const char* text) {
    target.lineEdit()->selectAll();
    QTest::keyClicks(target.lineEdit(), text);
    QTest::keyClick(target.lineEdit(), Qt::Key_Return);
  };
  enter("2");
  EXPECT_EQ(state().request.target, "2");
  EXPECT_EQ(target.currentText(), "class2");
  enter("CLASS1");
  EXPECT_EQ(state().request.target, "1");
  enter("zebra");
  EXPECT_EQ(state().request.target, "1");
  EXPECT_THAT(named<QLabel>("Refused class").text().toStdString(), HasSubstr("no class “zebra”"));
  store.undo();
  EXPECT_EQ(target.currentText(), "class2");
}

TEST_F(TaskViewTest, DraggingTheThresholdIsOneStep) {
  auto& slider = named<QSlider>("Threshold");
  for (const int t : {51, 55, 60}) slider.setValue(t);
  EXPECT_DOUBLE_EQ(state().request.threshold, 0.6);
  EXPECT_DOUBLE_EQ(named<QDoubleSpinBox>("Threshold").value(), 0.6);
  store.undo();
  EXPECT_DOUBLE_EQ(state().request.threshold, 0.5);
  EXPECT_EQ(slider.value(), 50);
}

TEST_F(TaskViewTest, SaysWhatLacksAndRunsIt) {
  EXPECT_EQ(plan(), "Choose at least two models to compare.");
  EXPECT_FALSE(button("Run").isEnabled());
  store.apply(select_models({"small", "large"}));
  store.apply(select_classes({1}));
  store.apply(set_methods({{"grad-cam", {}}}));
  settle();
  EXPECT_EQ(plan(), QString::fromUtf8("2 models × 3 images of one class × 1 method: 6 of 6 maps lacking"));
  button("Run").click();
  EXPECT_TRUE(button("Cancel").isVisible());
  settle();
  EXPECT_EQ(state().workflow.phase, Phase::investigation);
  settle();
  EXPECT_EQ(plan(), QString::fromUtf8("2 models × 3 images of one class × 1 method: all 6 maps are there"));
  auto db = base.open();
  EXPECT_EQ(storage::ExplanationRepository(db).count(), 6);
}

TEST_F(TaskViewTest, WhatWentWrongIsListed) {
  store.apply(select_models({"small", "lost", "large"}));
  store.apply(select_classes({1}));
  store.apply(set_methods({{"grad-cam", {}}}));
  button("Run").click();
  settle();
  EXPECT_THAT(named<QLabel>("What went wrong").text().toStdString(), HasSubstr("/nowhere/lost.pth is gone"));
}

}  // namespace
}  // namespace vantage::viewer
