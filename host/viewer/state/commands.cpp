// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/commands.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace vantage::viewer {
namespace {

// A command that edits its copy of the state.
template <typename Edit>
Command command(std::string name, Edit edit, std::string merge = "", bool recorded = true) {
  return {std::move(name), std::move(merge), recorded, [edit = std::move(edit)](AnalysisState state) {
            edit(state);
            normalise(state);
            return state;
          }};
}

template <typename T>
std::vector<T> combined(std::vector<T> there, const std::vector<T>& given, Combine how) {
  if (how == Combine::replace) return given;
  const std::set<T> before(there.begin(), there.end()), named(given.begin(), given.end());
  if (how != Combine::add) std::erase_if(there, [&](const T& value) { return named.contains(value); });
  if (how != Combine::remove)
    for (const T& value : given)
      if (!before.contains(value)) there.push_back(value);
  return there;
}

std::string counted(size_t n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string verb(Combine how) {
  return how == Combine::remove ? "deselect " : "select ";
}

std::string pinning(const std::string& what) {
  return what.empty() ? "unpin" : "pin " + what;
}

}  // namespace

Command open_dataset(std::string name) {
  return command("open " + name, [name](AnalysisState& s) {
    if (s.source.dataset == name) return;
    s.source.dataset = name;
    s.workflow = {};
    s.pin = {};
    s.selection = {};
    s.focus = {};
    s.charts.zooms.clear();
    s.charts.hidden_models.clear();
  });
}
Command use_precision(std::string precision) {
  return command("show " + precision, [precision](AnalysisState& s) { s.source.precision = precision; });
}
Command go_to(Phase phase) {
  constexpr const char* kNames[] = {"go to the overview", "go to the tasks", "go to the investigation"};
  return command(kNames[static_cast<int>(phase)], [phase](AnalysisState& s) { s.workflow.phase = phase; });
}
Command choose_task(Task task) {
  return command("choose a task", [task](AnalysisState& s) { s.workflow.task = task; });
}

Command pin_model(std::string name) {
  return command(pinning(name), [name](AnalysisState& s) { s.pin.model = name; });
}
Command pin_root(std::string name) {
  return command(pinning(name), [name](AnalysisState& s) { s.pin.root = name; });
}
Command pin_class(int cls) {
  return command(cls < 0 ? "unpin the class" : "pin a class",
                 [cls](AnalysisState& s) { s.pin.cls = std::max(cls, -1); });
}
Command pin_model_and_root(std::string model, std::string root) {
  return command(pinning(model + (model.empty() || root.empty() ? "" : " and ") + root),
                 [model, root](AnalysisState& s) {
                   s.pin.model = model;
                   s.pin.root = root;
                 });
}
Command unpin_all() {
  return command("unpin all", [](AnalysisState& s) { s.pin = {}; });
}

Command both(Command first, Command second) {
  first.apply = [one = std::move(first.apply), two = std::move(second.apply)](AnalysisState state) {
    return two(one(std::move(state)));
  };
  return first;
}

Command select_models(std::vector<std::string> models, Combine how) {
  return command(verb(how) + counted(models.size(), "model", "models"), [models, how](AnalysisState& s) {
    s.selection.models = combined(s.selection.models, models, how);
  });
}
Command select_classes(std::vector<int> classes, Combine how) {
  return command(verb(how) + counted(classes.size(), "class", "classes"), [classes, how](AnalysisState& s) {
    s.selection.classes = combined(s.selection.classes, classes, how);
  });
}
Command select_images(std::vector<int64_t> images, Combine how) {
  return command(verb(how) + counted(images.size(), "image", "images"), [images, how](AnalysisState& s) {
    s.selection.images = combined(s.selection.images, images, how);
  });
}
Command set_focus(Focus focus) {
  return command(
      "look at", [focus](AnalysisState& s) { s.focus = focus; }, "", false);
}

Command set_methods(std::vector<MethodChoice> methods) {
  return command("choose " + counted(methods.size(), "method", "methods"),
                 [methods](AnalysisState& s) { s.request.methods = methods; });
}
Command set_parameter(std::string method, std::string key, std::optional<std::string> text) {
  return command(
      "set " + key,
      [method, key, text](AnalysisState& s) {
        for (auto& m : s.request.methods) {
          if (m.id != method) continue;
          if (text)
            m.parameters[key] = *text;
          else
            m.parameters.erase(key);
        }
      },
      "parameter " + method + " " + key);
}
Command set_profile(std::string profile) {
  return command("use profile " + profile, [profile](AnalysisState& s) { s.request.profile = profile; });
}
Command set_layer(std::string layer) {
  return command("choose a layer", [layer](AnalysisState& s) { s.request.layer = layer; });
}
Command explain_class(std::string target) {
  return command("explain " + target, [target](AnalysisState& s) { s.request.target = target; });
}
Command set_measure(std::string measure) {
  return command("measure by " + measure, [measure](AnalysisState& s) { s.request.measure = measure; });
}
Command set_threshold(double threshold) {
  return command(
      "move the threshold",
      [threshold](AnalysisState& s) {
        if (!std::isnan(threshold)) s.request.threshold = std::clamp(threshold, 0.0, 1.0);
      },
      "threshold");
}
Command set_image_count(int images) {
  return command(
      "change the number of images", [images](AnalysisState& s) { s.request.images = std::max(images, 1); },
      "images");
}

Command sort_by(std::string column, bool descending) {
  return command("sort by " + column, [column, descending](AnalysisState& s) {
    s.table.sort = column;
    s.table.descending = descending;
  });
}
Command filter_text(std::string text) {
  return command(
      "filter", [text](AnalysisState& s) { s.table.text = text; }, "filter");
}
Command filter_range(std::string column, std::optional<double> min, std::optional<double> max) {
  return command(
      "filter by " + column,
      [column, min, max](AnalysisState& s) {
        std::erase_if(s.table.ranges, [&](const RangeFilter& f) { return f.column == column; });
        if (min || max) s.table.ranges.push_back({column, min, max});
      },
      "filter " + column);
}
Command show_column(std::string column, bool shown) {
  return command((shown ? "show column " : "hide column ") + column, [column, shown](AnalysisState& s) {
    s.table.hidden = combined(s.table.hidden, {column}, shown ? Combine::remove : Combine::add);
  });
}

Command set_complexity(Complexity complexity) {
  return command("change the axis", [complexity](AnalysisState& s) { s.charts.complexity = complexity; });
}
Command set_scope(Scope scope) {
  return command("compare over something else", [scope](AnalysisState& s) { s.charts.scope = scope; });
}
Command show_model(std::string name, bool shown) {
  return command((shown ? "show " : "hide ") + name, [name, shown](AnalysisState& s) {
    s.charts.hidden_models = combined(s.charts.hidden_models, {name}, shown ? Combine::remove : Combine::add);
  });
}
Command show_side_by_side(bool on) {
  return command(on ? "show models side by side" : "show one model",
                 [on](AnalysisState& s) { s.charts.side_by_side = on; });
}
Command set_zoom(std::string chart, std::optional<Zoom> zoom) {
  return command(
      "zoom",
      [chart, zoom](AnalysisState& s) {
        if (zoom && zoom->x_min < zoom->x_max && zoom->y_min < zoom->y_max)
          s.charts.zooms[chart] = *zoom;
        else
          s.charts.zooms.erase(chart);
      },
      "zoom " + chart);
}
Command set_theme(Theme theme) {
  return command(
      "change the theme", [theme](AnalysisState& s) { s.look.theme = theme; }, "", false);
}
Command set_colours(Colours colours) {
  return command(
      "change the colours", [colours](AnalysisState& s) { s.look.colours = colours; }, "", false);
}

}  // namespace vantage::viewer
