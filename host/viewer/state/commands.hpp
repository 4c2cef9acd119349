// SPDX-License-Identifier: GPL-3.0-or-later
// Every way to change the analysis state. A command is a value: a view makes one and sends it to the
// StateStore; nothing else changes a state.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

struct Command {
  std::string name;   // what was done, for "Undo ...": "pin resnet18"
  std::string merge;  // commands that follow each other with the same text are one step; empty: never
  bool recorded;      // false: passes by the history, as focus and theme do
  std::function<AnalysisState(AnalysisState)> apply;  // pure
};

// How a set meets the one that is there.
enum class Combine { replace, add, remove, toggle };

Command open_dataset(std::string name);  // drops what was chosen in another one
Command use_precision(std::string precision);
Command go_to(Phase);
Command choose_task(Task);

Command pin_model(std::string name);  // empty: unpin; likewise below
Command pin_root(std::string name);
Command pin_class(int cls);
Command pin_model_and_root(std::string model, std::string root);
Command unpin_all();

// The first and then the second, as one step with the first one's name.
Command both(Command first, Command second);

Command select_models(std::vector<std::string>, Combine = Combine::replace);
Command select_classes(std::vector<int>, Combine = Combine::replace);
Command select_images(std::vector<int64_t>, Combine = Combine::replace);
Command set_focus(Focus);

Command set_methods(std::vector<MethodChoice>);
Command set_parameter(std::string method, std::string key, std::optional<std::string> text);  // none: default
Command set_profile(std::string profile);
Command set_layer(std::string layer);
Command explain_class(std::string target);
Command set_measure(std::string measure);
Command set_threshold(double threshold);  // clamped to [0,1]
Command set_image_count(int images);      // at least 1

Command sort_by(std::string column, bool descending);
Command filter_text(std::string text);
Command filter_range(std::string column, std::optional<double> min,
                     std::optional<double> max);  // none: no filter
Command show_column(std::string column, bool shown);

Command set_complexity(Complexity);
Command set_scope(Scope);
Command show_model(std::string name, bool shown);
Command show_side_by_side(bool on);
Command set_zoom(std::string chart, std::optional<Zoom> zoom);  // none: all of it
Command set_theme(Theme);
Command set_colours(Colours);

}  // namespace vantage::viewer
