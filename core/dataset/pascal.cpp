// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/pascal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "core/dataset/text.hpp"
#include "core/error.hpp"
#include "core/files.hpp"

namespace vantage::core {
namespace {

constexpr uint64_t kMaxBytes = 1 << 20;

// A document together with the text that its errors point into.
class Annotation {
 public:
  explicit Annotation(const std::filesystem::path& xml)
      : name_(shown_path(xml)), text_(read_file(xml, kMaxBytes)) {
    // Only elements and text: entities stay as they are, comments and document types are dropped.
    const auto result = document_.load_buffer(text_.data(), text_.size(), pugi::parse_minimal);
    if (!result) throw error(result.offset, "is no XML from here on; repair the annotation or remove it");
    if (!root()) throw error(0, "has no element <annotation>; is it a PASCAL VOC annotation?");
  }

  pugi::xml_node root() const { return document_.child("annotation"); }

  float number(pugi::xml_node in, const char* tag) const {
    const pugi::xml_node element = in.child(tag);
    const auto value = to_number(element.child_value());
    if (value) return *value;
    throw error((element ? element : in).offset_debug(),
                element
                    ? fmt::format("<{}> holds '{}', no number; correct it", tag, shown(element.child_value()))
                    : fmt::format("<{}> has no <{}>; add it", in.name(), tag));
  }

  Error error(ptrdiff_t offset, const std::string& what) const {
    const std::string_view before =
        std::string_view(text_).substr(0, static_cast<size_t>(std::max<ptrdiff_t>(offset, 0)));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    return Error(fmt::format("{}:{}:{}: {}", name_, line, column, what));
  }

 private:
  std::string name_, text_;
  pugi::xml_document document_;
};

}  // namespace

std::vector<Box> read_pascal(const std::filesystem::path& xml, cv::Size picture) {
  const Annotation annotation(xml);
  const pugi::xml_node size = annotation.root().child("size");
  if (size && !picture.empty()) {
    const float width = annotation.number(size, "width"), height = annotation.number(size, "height");
    if (width != static_cast<float>(picture.width) || height != static_cast<float>(picture.height)) {
      throw annotation.error(
          size.offset_debug(),
          fmt::format("is made for a picture of {} x {} pixels, but this one has {} x {}; scale the boxes or "
                      "take the original picture",
                      width, height, picture.width, picture.height));
    }
  }
  std::vector<Box> boxes;
  for (const pugi::xml_node object : annotation.root().children("object")) {
    const pugi::xml_node at = object.child("bndbox");
    if (!at)
      throw annotation.error(object.offset_debug(), "<object> has no <bndbox>; add it or remove the object");
    const Box box{annotation.number(at, "xmin"), annotation.number(at, "ymin"), annotation.number(at, "xmax"),
                  annotation.number(at, "ymax")};
    if (const char* wrong = flaw(box)) {
      throw annotation.error(at.offset_debug(), fmt::format("the box {}; correct it", wrong));
    }
    boxes.push_back(box);
  }
  return boxes;
}

}  // namespace vantage::core
