// SPDX-License-Identifier: GPL-3.0-or-later
// START HERE: all that the analyst has chosen, as one value. What is on the screen follows from it and from
// the database, so that undoing, sessions and drawing without a screen are the same thing: another value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vantage::viewer {

// The workflow of VAC-CNN, section 4: look around, choose a task, find out.
enum class Phase { overview, task, investigation };

// Section 4.2: several models on one class or image; one model on several classes; one model within a class.
enum class Task { compare_models, across_classes, within_class };

enum class Complexity { parameters, macs };  // what a model costs
enum class Scope { image, cls, dataset };    // over what maps are compared
enum class Theme { automatic, light, dark };
enum class Colours { viridis, cividis, inferno, jet };  // of maps; jet for comparing with old pictures alone

// Names hold beyond one file: a model's is unique within a database (query/catalogue.hpp), a class is the
// index of its logit, an image its position in the data set. Empty, or -1: none.
struct Source {
  std::string dataset, precision = "fp32";
  bool operator==(const Source&) const = default;
};

struct Workflow {
  Phase phase = Phase::overview;
  Task task = Task::compare_models;
  bool operator==(const Workflow&) const = default;
};

// What the overview is about: A3, A4 and B show these.
struct Pin {
  std::string model, root;
  int cls = -1;
  bool operator==(const Pin&) const = default;
};

// What a task is about.
struct Selection {
  std::vector<std::string> models;  // in the order in which they were chosen, each once
  std::vector<int> classes;         // ascending, each once
  std::vector<int64_t> images;      // ascending, each once
  bool operator==(const Selection&) const = default;
};

// What the mouse or the keyboard is at: every view marks it. No part of the history.
struct Focus {
  std::string model, root;
  int cls = -1;
  int64_t image = -1;
  bool operator==(const Focus&) const = default;
};

struct MethodChoice {
  std::string id;                                 // of the plugin: "grad-cam"
  std::map<std::string, std::string> parameters;  // what differs from the defaults, as text
  bool operator==(const MethodChoice&) const = default;
};

// What a task asks for.
struct Request {
  std::vector<MethodChoice> methods;  // each id once; the first is the one that views show
  std::string profile = "paper";      // how raw maps are finished (core/saliency.hpp)
  std::string layer;                  // the target layer; empty: each model's default
  std::string target = "label";       // the class to explain: "label", "predicted" or an index
  std::string measure = "l1";         // of similarity
  double threshold = 0.5;             // in [0,1]; what lies below is not highlighted
  int images = 50;                    // of each class, at least 1
  bool operator==(const Request&) const = default;
};

struct RangeFilter {
  std::string column;
  std::optional<double> min, max;  // both included
  bool operator==(const RangeFilter&) const = default;
};

// How the table of results is shown; columns by their ids.
struct Table {
  std::string sort;  // empty: by image, then model
  bool descending = false;
  std::string text;                 // rows must contain it
  std::vector<RangeFilter> ranges;  // at most one a column
  std::vector<std::string> hidden;  // ascending
  bool operator==(const Table&) const = default;
};

// The part of a chart that is shown, in the units of its axes; min < max.
struct Zoom {
  double x_min = 0, x_max = 1, y_min = 0, y_max = 1;
  bool operator==(const Zoom&) const = default;
};

struct Charts {
  Complexity complexity = Complexity::parameters;
  Scope scope = Scope::image;              // of the similarity matrix
  std::vector<std::string> hidden_models;  // ascending; models whose lines are switched off
  std::map<std::string, Zoom> zooms;       // by chart: "A1"; none: all of it
  bool side_by_side = false;               // B: the layouts of several models
  bool operator==(const Charts&) const = default;
};

struct Look {
  Theme theme = Theme::automatic;
  Colours colours = Colours::viridis;
  bool operator==(const Look&) const = default;
};

struct AnalysisState {
  Source source;
  Workflow workflow;
  Pin pin;
  Selection selection;
  Focus focus;
  Request request;
  Table table;
  Charts charts;
  Look look;
  bool operator==(const AnalysisState&) const = default;
};

enum class Part { source, workflow, pin, selection, focus, request, table, charts, look };

// A set of parts.
class Parts {
 public:
  constexpr Parts() = default;
  constexpr Parts(Part part) : bits_(1u << static_cast<unsigned>(part)) {}  // NOLINT: a part is a set of one
  static constexpr Parts all() { return Parts(0x1ffu); }

  constexpr bool has(Parts any_of) const { return (bits_ & any_of.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr Parts operator|(Parts other) const { return Parts(bits_ | other.bits_); }
  constexpr bool operator==(const Parts&) const = default;

 private:
  explicit constexpr Parts(unsigned bits) : bits_(bits) {}
  unsigned bits_ = 0;
};
constexpr Parts operator|(Part a, Part b) {
  return Parts(a) | Parts(b);
}

// The parts in which two states differ.
Parts difference(const AnalysisState&, const AnalysisState&);

// Puts lists into the order that is promised above and drops what is there twice.
void normalise(AnalysisState&);

}  // namespace vantage::viewer
