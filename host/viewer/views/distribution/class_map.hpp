// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/viewer/views/distribution/distribution_data.hpp"
#include "host/viewer/views/view.hpp"

class QToolButton;

namespace vantage::viewer {

// The classes as one model sees them, with the model's name above where there are several. Hover: look at a
// class; click: pin and select it, with Ctrl turn its selection over, with Shift add it; drag: the same for
// the classes in a rectangle, with Alt in a lasso. The name pins the model.
class ClassMap : public QWidget {
  Q_OBJECT
 public:
  explicit ClassMap(View& view, QWidget* parent = nullptr);

  ScatterChart* chart() const { return chart_; }
  size_t model() const { return model_; }
  const Keyed<ScatterPoint>& points() const { return points_; }

  void show_layout(size_t model, const core::NamedPoints&, bool with_name);
  void set_range(const std::optional<Zoom>&);
  void show_marks(const std::vector<size_t>& found, bool searching);  // and what the state says

 private:
  void resizeEvent(QResizeEvent*) override;
  void fit_markers();
  void show_name();
  int class_of(int item) const;
  void click(int item, Qt::KeyboardModifiers);
  void select(const std::vector<int>& items, Qt::KeyboardModifiers);

  View& view_;
  QToolButton* name_;
  ScatterChart* chart_;
  Keyed<ScatterPoint> points_;
  size_t model_ = Catalogue::kNone;
};

}  // namespace vantage::viewer
