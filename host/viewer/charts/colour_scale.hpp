// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <functional>

#include "host/viewer/services/rgb.hpp"

namespace vantage::viewer {

// What colours mean: a strip from the least value to the greatest, with both at its ends.
class ColourScale : public QWidget {
  Q_OBJECT
 public:
  explicit ColourScale(QWidget* parent = nullptr);

  // `colour`: of a value in [min, max].
  void set_scale(double min, double max, int decimals, std::function<Rgb(double)> colour);
  void set_words(const QString& least, const QString& greatest);  // behind the numbers; may be empty

  QSize sizeHint() const override;

 private:
  void paintEvent(QPaintEvent*) override;
  QString end(double value, const QString& word) const;

  double min_ = 0, max_ = 1;
  int decimals_ = 1;
  std::function<Rgb(double)> colour_;
  QString least_, greatest_;
};

}  // namespace vantage::viewer
