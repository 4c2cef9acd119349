// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QListWidget>

#include "host/viewer/query/method_examples.hpp"
#include "host/viewer/views/explanation/tiles.hpp"

class QLabel;

namespace vantage::viewer {

// Before a task: one image and what each method of the database makes of it. Enter chooses a method.
class MethodGallery : public QWidget {
  Q_OBJECT
 public:
  explicit MethodGallery(Tiles&, QWidget* parent = nullptr);

  void show_examples(MethodExamples, const Catalogue&, const QString& advice);
  void show_pictures();  // those that are drawn by now; asks for the others

 signals:
  void method_chosen(const QString& id);

 private:
  void resizeEvent(QResizeEvent*) override;
  QImage framed(const QImage&, const std::vector<ContourPath>*) const;

  static constexpr int kSide = 176;
  Tiles& tiles_;
  MethodExamples examples_;
  QLabel* advice_;
  QListWidget* list_;
};

}  // namespace vantage::viewer
