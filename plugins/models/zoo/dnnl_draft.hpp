// SPDX-License-Identifier: Apache-2.0
// A program while it is written: which values are there, in which layouts, where they lie and until when.
#pragma once
#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plugins/models/zoo/dnnl_arena.hpp"
#include "plugins/models/zoo/dnnl_geometry.hpp"
#include "plugins/models/zoo/dnnl_program.hpp"

namespace vantage::zoo::dnn {

using Type = memory::data_type;
constexpr auto kFloat = Type::f32;

// A value of the pass, and its copies in other layouts.
struct Value {
  Desc desc;
  memory mem;
  size_t offset = 0;
  bool owned = false;  // lies in the block, to be given back; else the caller's
  std::vector<Value> copies;
};

class Draft {
 public:
  Draft(const dnnl::engine& engine, const DnnlPath::Part& part, int64_t batch)
      : engine_(engine),
        part_(part),
        graph_(part.graph),
        batch_(batch),
        blocked_(block_tag(part.graph)),
        low_(part.type == at::kBFloat16 ? memory::data_type::bf16 : kFloat) {}

 protected:
  using Args = std::unordered_map<int, memory>;

  // Parts of values that do not fill blocks would be moved element by element: a graph with such parts runs
  // with its channels last.
  static Tag block_tag(const Graph& g) {
    const int64_t block = channels_a_block();
    for (const auto& n : g.nodes) {
      if (n.op == Op::concat)
        for (const int i : n.inputs)
          if (g.nodes[static_cast<size_t>(i)].shape[0] % block) return Tag::nhwc;
      if (n.op == Op::slice && (n.begin % block || n.shape[0] % block)) return Tag::nhwc;
    }
    return blocks_of_channels();
  }

  // Descriptions of node i's value.
  const Node& node(int i) const { return graph_.nodes[static_cast<size_t>(i)]; }
  Dims dims(int i) const {
    Dims d = node(i).shape;
    d.insert(d.begin(), batch_);
    return d;
  }
  Desc desc(int i, Tag tag, Type type) const {
    return {dims(i), type, node(i).shape.size() == 1 ? Tag::nc : tag};
  }
  Desc plain(int i, Type type) const { return desc(i, Tag::nchw, type); }
  Desc plain(int i) const { return plain(i, type_); }
  Desc any(int i, Type type) const { return {dims(i), type, Tag::any}; }
  Desc best(int i, Type type) const { return desc(i, blocked_, type); }
  Desc best(int i) const { return best(i, type_); }

  // Memory in the block.
  Value make(const Desc& d) {
    Value v;
    v.desc = d;
    v.offset = arena_.take(d.get_size());
    v.mem = bind(d, v.offset);
    v.owned = true;
    return v;
  }
  memory bind(const Desc& d, size_t offset) {
    memory m(d, engine_, DNNL_MEMORY_NONE);
    program_.placed.emplace_back(m, offset);
    return m;
  }
  void release(Value& v) {
    for (auto& c : v.copies) release(c);
    v.copies.clear();
    if (v.owned) arena_.give_back(v.offset, v.desc.get_size());
    v.owned = false;
  }
  bool last_use(int i) const { return part_.plan.last_use[static_cast<size_t>(i)] <= static_cast<int>(now_); }
  void drop(int i) {
    const auto it = values_.find(i);
    if (it == values_.end() || !last_use(i)) return;
    release(it->second);
    values_.erase(it);
  }

  // Calls.
  template <class Pd>
  void call(const Pd& pd, Args args) {
    if (const auto size = pd.scratchpad_desc().get_size()) {
      memory m(pd.scratchpad_desc(), engine_, DNNL_MEMORY_NONE);
      scratch_.push_back(m);
      scratch_bytes_ = std::max(scratch_bytes_, size);
      args.emplace(DNNL_ARG_SCRATCHPAD, m);
    }
    program_.calls.push_back(
        [p = dnnl::primitive(pd.get()), args = std::move(args)](dnnl::stream& s) { p.execute(s, args); });
  }
  void copy(const memory& from, const memory& to) {
    const dnnl::reorder::primitive_desc pd(engine_, from.get_desc(), engine_, to.get_desc(), attributes());
    call(pd, {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
  }
  static dnnl::primitive_attr attributes(const dnnl::post_ops& ops = {}) {
    dnnl::primitive_attr a;
    a.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    a.set_post_ops(ops);
    return a;
  }

  Value& value(int i) { return values_.at(i); }
  memory as(int i, const Desc& d) {
    auto& v = value(i);
    if (v.desc == d) return v.mem;
    for (auto& c : v.copies)
      if (c.desc == d) return c.mem;
    auto c = make(d);
    copy(v.mem, c.mem);
    v.copies.push_back(std::move(c));
    return v.copies.back().mem;
  }
  // The value's own memory, to be written over, where nobody needs it any more; else a copy.
  Value overwritable(int i, const Desc& d, bool read_too = false) {
    auto& v = value(i);
    if (v.owned && last_use(i) && !read_too && v.desc == d) {
      Value mine = v;
      mine.copies.clear();
      v.owned = false;
      return mine;
    }
    auto mine = make(d);
    copy(v.mem, mine.mem);
    return mine;
  }
  void emit(int i) {
    memory out(desc(i, part_.channels_last ? Tag::nhwc : Tag::nchw, kFloat), engine_, DNNL_MEMORY_NONE);
    copy(value(i).mem, out);
    program_.outputs.emplace(i, out);
  }

  // The caller's value of the node that the part starts from, and what is left to do when all calls are
  // there.
  void begin() {
    Value start;
    start.desc = plain(part_.from, kFloat);
    start.mem = program_.input = memory(start.desc, engine_, DNNL_MEMORY_NONE);
    values_[part_.from] = std::move(start);
  }
  Program finish() {
    const size_t scratch = arena_.size();  // behind all values; the calls take turns with it
    for (auto& m : scratch_) program_.placed.emplace_back(m, scratch);
    program_.bytes = scratch + scratch_bytes_;
    return std::move(program_);
  }

  const dnnl::engine& engine_;
  const DnnlPath::Part& part_;
  const Graph& graph_;
  int64_t batch_;
  Tag blocked_;
  Type low_;            // what convolutions and linear layers multiply
  Type type_ = kFloat;  // what the present step writes, and reads where it does not multiply
  Program program_;
  Arena arena_;
  std::vector<memory> scratch_;
  size_t scratch_bytes_ = 0;
  size_t now_ = 0;
  std::map<int, Value> values_;
};

}  // namespace vantage::zoo::dnn
