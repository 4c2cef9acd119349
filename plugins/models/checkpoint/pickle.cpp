// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/pickle.hpp"

#include <map>
#include <utility>

#include "plugins/models/checkpoint/pickle_build.hpp"
#include "plugins/models/checkpoint/pickle_text.hpp"

namespace vantage::checkpoint {
namespace {

using Kind = Value::Kind;

/// The stack machine: opcodes in the order of pickletools, each group by what it touches.
class Machine {
 public:
  explicit Machine(Cursor& in) : in_(in), build_(in.remaining()) {}

  Pickle run() {
    for (auto op = in_.number<uint8_t>(); op != '.'; op = in_.number<uint8_t>()) {
      build_.charge(1);
      if (!number(op) && !text(op) && !container(op) && !memory(op) && !object(op))
        throw Error(
            fmt::format("uses pickle opcode 0x{:02x}, which a state dict does not need; it is damaged, "
                        "or save model.state_dict() with torch.save",
                        op));
    }
    build_.pickle().root = pop();
    return std::move(build_.pickle());
  }

 private:
  bool number(uint8_t op) {
    switch (op) {
      case 'N':
        return push(Value::of(Kind::none));
      case 0x88:
      case 0x89:
        return push(Value::of(Kind::boolean, op == 0x88));
      case 'I':
      case 'L':
        return push(decimal(in_.line()));
      case 'J':
        return integer(in_.number<int32_t>());
      case 'K':
        return integer(in_.number<uint8_t>());
      case 'M':
        return integer(in_.number<uint16_t>());
      case 0x8a:
        return push(longInteger(in_.take(in_.number<uint8_t>())));
      case 0x8b:
        return push(longInteger(in_.take(in_.number<uint32_t>())));
      case 'F':
        in_.line();
        return push(Value::of(Kind::real));
      case 'G':
        in_.take(8);
        return push(Value::of(Kind::real));
      default:
        return false;
    }
  }

  bool text(uint8_t op) {
    switch (op) {
      case 'S':
        return borrow(build_.pickle().texts.emplace_back(unquote(in_.line())));
      case 'V':
        return borrow(build_.pickle().texts.emplace_back(unescape(in_.line())));
      case 'C':
      case 'U':
      case 0x8c:
        return borrow(in_.take(in_.number<uint8_t>()));
      case 'B':
      case 'T':
      case 'X':
        return borrow(in_.take(in_.number<uint32_t>()));
      case 0x8d:
      case 0x8e:
      case 0x96:
        return borrow(in_.take(in_.number<uint64_t>()));
      default:
        return false;
    }
  }

  bool container(uint8_t op) {
    switch (op) {
      case ')':
        return push(Value::of(Kind::tuple));
      case ']':
        return push(Value::of(Kind::list));
      case '}':
        return push(Value::of(Kind::dict));
      case 't':
        return push(Value::of(Kind::tuple, popMark()));
      case 0x85:
      case 0x86:
      case 0x87:
        return push(Value::of(Kind::tuple, popLast(op - 0x84u)));
      case 'l':
        return push(Value::of(Kind::list, popMark()));
      case 'd': {
        const auto items = popMark();
        push(Value::of(Kind::dict));
        return build_.setItems(top(), items), true;
      }
      case 'a':
      case 'e': {
        const auto items = op == 'a' ? popLast(1) : popMark();
        return build_.append(top(), items), true;
      }
      case 's':
      case 'u': {
        const auto items = op == 's' ? popLast(2) : popMark();
        return build_.setItems(top(), items), true;
      }
      default:
        return false;
    }
  }

  bool memory(uint8_t op) {
    switch (op) {
      case 0x80:
        return protocol(in_.number<uint8_t>());
      case 0x95:
        return frame(in_.number<uint64_t>());
      case '(':
        return marks_.push_back(stack_.size()), true;
      case '0':
        return pop(), true;
      case '1':
        return popMark(), true;
      case '2':
        return pushId(top());
      case 'g':
        return get(decimal(in_.line()).integer);
      case 'h':
        return get(in_.number<uint8_t>());
      case 'j':
        return get(in_.number<uint32_t>());
      case 'p':
        return put(decimal(in_.line()).integer);
      case 'q':
        return put(in_.number<uint8_t>());
      case 'r':
        return put(in_.number<uint32_t>());
      case 0x94:
        return put(static_cast<int64_t>(memo_.size()));
      default:
        return false;
    }
  }

  bool object(uint8_t op) {
    switch (op) {
      case 'c':
      case 'i': {  // INST is refused, but by the name of what it would make
        const auto module = in_.line();
        return pushId(build_.global(module, in_.line())) && op == 'c';
      }
      case 0x93: {
        const auto names = popLast(2);
        return pushId(build_.global(build_.value(names[0]).text, build_.value(names[1]).text));
      }
      case 'R':
      case 0x81: {
        const auto call = popLast(2);
        return pushId(build_.apply(call[0], call[1]));
      }
      case 'b':
        return pop(), build_.setState(top()), true;
      case 'Q':
        return pushId(build_.persistent(pop()));
      default:
        return false;
    }
  }

  bool protocol(uint8_t version) const {
    if (version > 5)
      throw Error(fmt::format("is pickled with protocol {}; save it with protocol 2", version));
    return true;
  }
  /// FRAME only groups what follows; it has to be there, though.
  bool frame(uint64_t length) const { return Cursor(in_).take(length), true; }
  bool integer(int64_t n) { return push(Value::of(Kind::integer, n)); }
  bool borrow(std::string_view s) { return push(Value::of(Kind::text, 0, s)); }
  bool push(Value value) { return pushId(build_.add(std::move(value))); }
  bool pushId(Id id) { return stack_.push_back(id), true; }

  bool put(int64_t key) { return memo_[key] = top(), true; }
  bool get(int64_t key) {
    const auto found = memo_.find(key);
    if (found == memo_.end())
      throw Error("is damaged: its pickle uses a value that it has not made; download it again");
    return pushId(found->second);
  }

  /// What lies above the last mark; nothing below it may be touched.
  size_t available() const { return stack_.size() - (marks_.empty() ? 0 : marks_.back()); }
  void need(size_t count) const {
    if (available() < count)
      throw Error("is damaged: its pickle takes more values than it has made; download it again");
  }
  Id top() const { return need(1), stack_.back(); }
  Id pop() { return popLast(1)[0]; }
  std::vector<Id> popLast(size_t count) {
    need(count);
    std::vector<Id> out(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end());
    stack_.resize(stack_.size() - count);
    return out;
  }
  std::vector<Id> popMark() {
    if (marks_.empty())
      throw Error("is damaged: its pickle closes a bracket that it has not opened; download it again");
    auto out = popLast(available());
    marks_.pop_back();
    return out;
  }

  Cursor& in_;
  PickleBuilder build_;
  std::vector<Id> stack_;
  std::vector<size_t> marks_;
  std::map<int64_t, Id> memo_;  // ordered, so that chosen keys cannot make it slow
};

}  // namespace

Pickle readPickle(Cursor& in) {
  return Machine(in).run();
}

}  // namespace vantage::checkpoint
