// SPDX-License-Identifier: Apache-2.0
#include "storage/dataset_rows.hpp"

#include <fmt/format.h>

#include "core/files.hpp"
#include "storage/error.hpp"

namespace vantage::storage {

std::string entries_sql(const std::string& where) {
  return "SELECT d.id, d.position, d.image_id, d.path, d.class, d.split, d.mask, b.number, b.xmin, b.ymin, "
         "b.xmax, b.ymax FROM dataset_images d LEFT JOIN boxes b ON b.dataset_image_id = d.id WHERE " +
         where + " ORDER BY d.position, b.number";
}

// The rows of one entry follow each other, one a box; calls back when the next one begins.
void gather_entries(Query& rows, const std::function<void(const DatasetEntry&)>& callback) {
  DatasetEntry entry;
  while (rows.step()) {
    if (const int64_t id = rows.integer(0); id != entry.id) {
      if (entry.id) callback(entry);
      entry = {id, rows.integer(1), rows.integer(2), rows.text(3), rows.small(4), rows.text(5), rows.text(6),
               {}};
    }
    if (rows.integer(7) > 0)  // 0: NULL, for an entry without boxes
      entry.boxes.push_back({rows.real(8), rows.real(9), rows.real(10), rows.real(11)});
  }
  if (entry.id) callback(entry);
}

std::string hash_of(Connection& connection, const std::vector<DatasetEntry>& entries) {
  std::string text;
  for (const auto& e : entries) {
    Query image(connection.cached("SELECT sha256 FROM images WHERE id = ?1"), e.image);
    if (!image.step())
      throw Error(
          fmt::format("entry '{}' of a data set has image {}, which is not in database {}; put the "
                      "image there first",
                      e.path, e.image, quoted(connection.file())));
    text += fmt::format("{} {} {}", image.text(0), e.cls, e.boxes.size());
    for (const auto& b : e.boxes)
      text += fmt::format(" {:.17g} {:.17g} {:.17g} {:.17g}", b.xmin, b.ymin, b.xmax, b.ymax);
    text += fmt::format(" {}:{}\n", e.split.size(), e.split);
  }
  return core::sha256_hex(text);
}

}  // namespace vantage::storage
