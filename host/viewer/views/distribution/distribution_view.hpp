// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/viewer/models/value_table.hpp"
#include "host/viewer/query/layouts.hpp"
#include "host/viewer/views/view.hpp"

class QToolButton;

namespace vantage::viewer {

class ChartPanel;
class ClassMap;
class ClassSearch;
class FlowGrid;
class LayoutOffer;
class RootLegend;

// B. Distribution graph: the leaf classes where t-SNE places them for the pinned model, so that those it
// takes for each other lie together (Xuan et al. 2022, section 4.2 and Algorithm 1); or for several models
// side by side. What the database lacks is computed in the background.
class DistributionView : public View {
  Q_OBJECT
 public:
  explicit DistributionView(const ViewContext&, QWidget* parent = nullptr);

  QSize sizeHint() const override { return {900, 700}; }  // its charts would do with less than they deserve

 protected:
  void state_changed(Parts) override;

 private:
  // What a picture is made of; another one is a new picture.
  struct Shown {
    std::vector<size_t> models;
    size_t model = 0;  // the pinned one, or the one in its place
    bool side_by_side = false;
    bool operator==(const Shown&) const = default;
  };
  void load();
  Shown wanted() const;
  void rebuild();
  void show_state_in_maps();
  void say_what_is_missing();
  QString title() const;
  std::vector<size_t> missing() const;  // models whose layout could be computed, the one that is shown first
  void compute();
  void follow_job();
  void choose(size_t cls);
  ValueTable table() const;

  ChartPanel* panel_;
  ClassSearch* search_;
  QToolButton* side_by_side_;
  LayoutOffer* offer_;
  FlowGrid* grid_;
  RootLegend* legend_;
  std::vector<ClassMap*> maps_;  // made when first needed, kept for the next time
  Layouts layouts_;
  std::pair<int64_t, std::string> layouts_of_;  // data set and precision
  bool loaded_ = false;
  Shown shown_;
  std::optional<Zoom> range_;
  uint64_t job_ = 0;  // 0: none
};

}  // namespace vantage::viewer
