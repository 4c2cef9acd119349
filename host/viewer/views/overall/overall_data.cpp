// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/overall/overall_data.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "host/viewer/services/format.hpp"
#include "host/viewer/services/text.hpp"

namespace vantage::viewer {
namespace {

QString images(int64_t n) {
  return n == 1 ? QString("1 image") : grouped(n) + " images";
}

QString top1(const core::Accuracy& a) {
  return "top-1 " + percent_interval(a.top1, a.top1_interval.low, a.top1_interval.high);
}

// A share of each model that has one.
struct Spread {
  double mean = NAN, low = NAN, high = NAN;
  size_t worst = Catalogue::kNone, best = Catalogue::kNone;
};

Spread spread_of(const Catalogue& c, const std::function<double(size_t model)>& share) {
  Spread s;
  double sum = 0;
  int n = 0;
  for (size_t m = 0; m < c.models.size(); ++m) {
    const double v = share(m);
    if (std::isnan(v)) continue;
    sum += v;
    ++n;
    if (!(v >= s.low)) s.low = v, s.worst = m;
    if (!(v <= s.high)) s.high = v, s.best = m;
  }
  if (n > 0) s.mean = sum / n;
  return s;
}

QString spread_text(const Catalogue& c, const Spread& s) {
  if (std::isnan(s.mean)) return "no model was tried";
  return "mean over models " + percent(s.mean) + "\nworst " + percent(s.low) + ": " +
         qt(c.models[s.worst].name) + "\nbest " + percent(s.high) + ": " + qt(c.models[s.best].name);
}

core::Accuracy of_class(const Catalogue& c, size_t model, size_t cls) {
  return core::accuracy({&c.at(model, cls), 1});
}

Spread class_spread(const Catalogue& c, size_t cls) {
  return spread_of(c, [&](size_t m) { return of_class(c, m, cls).top1; });
}

Spread root_spread(const Catalogue& c, size_t root) {
  return spread_of(c, [&](size_t m) { return c.accuracy(m, root).top1; });
}

QString model_line(const Catalogue& c, size_t model, const core::Accuracy& a) {
  return "\n" + qt(c.models[model].name) + ": " + top1(a);
}

QString heading(const Catalogue& c, size_t cls) {
  const auto& k = c.classes[cls];
  QString text = qt(k.label.empty() ? k.name : k.label) + "\n" + qt(c.roots[k.root]);
  return k.images > 0 ? text + ", " + images(k.images) : text;
}

Keyed<RankedBar> ranked(Keyed<RankedBar> bars) {
  std::vector<size_t> order(bars.items.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return bars.items[a].value > bars.items[b].value; });
  Keyed<RankedBar> sorted;
  for (const size_t i : order) {
    sorted.items.push_back(std::move(bars.items[i]));
    sorted.keys.push_back(bars.keys[i]);
  }
  return sorted;
}

RankedBar model_bar(const Catalogue& c, size_t model, size_t cls, Shade shade) {
  const core::Accuracy a = of_class(c, model, cls);
  RankedBar bar;
  bar.value = a.top1;
  bar.low = a.top1_interval.low;
  bar.high = a.top1_interval.high;
  bar.name = qt(c.classes[cls].name);
  bar.colour = root_style(c.classes[cls].root, shade).colour;
  return bar;
}

RankedBar mean_bar(const Catalogue& c, size_t cls, size_t marked, Shade shade) {
  const Spread s = class_spread(c, cls);
  RankedBar bar;
  bar.value = s.mean;
  bar.low = s.low;
  bar.high = s.high;
  bar.name = qt(c.classes[cls].name);
  bar.colour = root_style(c.classes[cls].root, shade).colour;
  if (marked != Catalogue::kNone) bar.mark = of_class(c, marked, cls).top1;
  return bar;
}

}  // namespace

Keyed<ScatterPoint> accuracy_points(const Catalogue& c, Complexity complexity, Shade shade) {
  Keyed<ScatterPoint> points;
  for (size_t m = 0; m < c.models.size(); ++m) {
    const auto& model = c.models[m];
    if (model.images == 0) continue;
    const core::Accuracy a = c.accuracy(m);
    ScatterPoint p;
    p.x = static_cast<double>(complexity == Complexity::parameters ? model.parameters : model.macs);
    p.y = a.top1;
    p.low = a.top1_interval.low;
    p.high = a.top1_interval.high;
    p.name = qt(model.name);
    p.label = qt(model.short_name);
    p.text = p.name + (model.architecture == model.name ? "" : " (" + qt(model.architecture) + ")") + "\n" +
             top1(a) + "\ntop-5 " + percent_interval(a.top5, a.top5_interval.low, a.top5_interval.high) +
             "\n" + compact(static_cast<double>(model.parameters)) + " parameters, " +
             compact(static_cast<double>(model.macs)) + " multiply-adds\n" + images(a.images);
    p.colour = model_style(m, shade).colour;
    points.items.push_back(std::move(p));
    points.keys.push_back(m);
  }
  return points;
}

size_t only_model(const Catalogue& c) {
  size_t only = Catalogue::kNone;
  for (size_t m = 0; m < c.models.size(); ++m)
    if (c.models[m].images > 0) {
      if (only != Catalogue::kNone) return Catalogue::kNone;
      only = m;
    }
  return only;
}

Keyed<RadarLine> root_lines(const Catalogue& c, const std::vector<std::string>& hidden, Shade shade) {
  Keyed<RadarLine> lines;
  for (size_t m = 0; m < c.models.size(); ++m) {
    const auto& model = c.models[m];
    if (model.images == 0 || std::binary_search(hidden.begin(), hidden.end(), model.name)) continue;
    RadarLine line;
    line.name = qt(model.name);
    line.style = model_style(m, shade);
    for (size_t r = 0; r < c.roots.size(); ++r) {
      const core::Accuracy a = c.accuracy(m, r);
      line.values.push_back(a.top1);
      line.texts << line.name + "\n" + qt(c.roots[r]) + ": " + top1(a) + "\n" + images(a.images);
    }
    lines.items.push_back(std::move(line));
    lines.keys.push_back(m);
  }
  return lines;
}

Matrix root_matrix(const Catalogue& c, const Keyed<RadarLine>& lines) {
  Matrix matrix;
  for (const auto& root : c.roots) matrix.columns << qt(root);
  for (const RadarLine& line : lines.items) {
    matrix.rows << line.name;
    matrix.values.insert(matrix.values.end(), line.values.begin(), line.values.end());
  }
  matrix.percent = true;
  matrix.decimals = 0;
  return matrix;
}

Keyed<RankedBar> class_bars(const Catalogue& c, size_t model, Shade shade) {
  Keyed<RankedBar> bars;
  for (size_t k = 0; k < c.classes.size(); ++k) {
    RankedBar bar = model == Catalogue::kNone ? mean_bar(c, k, model, shade) : model_bar(c, model, k, shade);
    if (std::isnan(bar.value)) continue;
    bars.items.push_back(std::move(bar));
    bars.keys.push_back(k);
  }
  return ranked(std::move(bars));
}

QString class_text(const Catalogue& c, size_t cls, size_t model) {
  if (model == Catalogue::kNone) return class_spread_text(c, cls, model);
  return heading(c, cls) + model_line(c, model, of_class(c, model, cls));
}

QString class_spread_text(const Catalogue& c, size_t cls, size_t marked) {
  const QString text = heading(c, cls) + "\n" + spread_text(c, class_spread(c, cls));
  if (marked == Catalogue::kNone) return text;
  const core::Accuracy a = of_class(c, marked, cls);
  return a.images > 0 ? text + model_line(c, marked, a) : text;
}

QString root_spread_text(const Catalogue& c, size_t root, size_t marked) {
  const auto classes =
      std::count_if(c.classes.begin(), c.classes.end(), [&](const auto& k) { return k.root == root; });
  const QString text = qt(c.roots[root]) + ", " + grouped(classes) + (classes == 1 ? " class" : " classes") +
                       "\n" + spread_text(c, root_spread(c, root));
  if (marked == Catalogue::kNone) return text;
  const core::Accuracy a = c.accuracy(marked, root);
  return a.images > 0 ? text + model_line(c, marked, a) : text;
}

Keyed<RankedBar> class_bars_of_root(const Catalogue& c, size_t root, size_t model, Shade shade) {
  Keyed<RankedBar> bars;
  for (size_t k = 0; k < c.classes.size(); ++k) {
    if (c.classes[k].root != root) continue;
    RankedBar bar = mean_bar(c, k, model, shade);
    if (std::isnan(bar.value)) continue;
    bars.items.push_back(std::move(bar));
    bars.keys.push_back(k);
  }
  return ranked(std::move(bars));
}

Keyed<RankedBar> root_bars(const Catalogue& c, size_t model, Shade shade) {
  Keyed<RankedBar> bars;
  for (size_t r = 0; r < c.roots.size(); ++r) {
    const Spread s = root_spread(c, r);
    if (std::isnan(s.mean)) continue;
    RankedBar bar;
    bar.value = s.mean;
    bar.low = s.low;
    bar.high = s.high;
    bar.name = qt(c.roots[r]);
    bar.colour = root_style(r, shade).colour;
    if (model != Catalogue::kNone) bar.mark = c.accuracy(model, r).top1;
    bars.items.push_back(std::move(bar));
    bars.keys.push_back(r);
  }
  return ranked(std::move(bars));
}

}  // namespace vantage::viewer
