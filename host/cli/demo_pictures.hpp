// SPDX-License-Identifier: Apache-2.0
// Pictures made of a database's maps: networks side by side, framed where they are wrong.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/contact_sheet.hpp"
#include "host/engine/analysis/stored_maps.hpp"
#include "storage/database.hpp"

namespace vantage::cli {

class DemoPictures {
 public:
  /// Borrows the database. Throws storage::Error.
  DemoPictures(storage::Database&, int64_t dataset);

  /// Of the entries with maps of the method, the one on which models disagree most: about half of them find
  /// its label. Throws engine::Error where there is none.
  const storage::DatasetEntry& most_disputed(const std::string& method);

  /// One picture: a column a model, a row a method. Throws core::Error where the picture cannot be read.
  cv::Mat comparison(const storage::DatasetEntry&, const std::vector<std::string>& methods);

  struct Captioned {
    const storage::DatasetEntry* entry;
    std::string caption;
  };
  /// Several pictures: a column each, a row a model. Throws likewise.
  cv::Mat side_by_side(const std::vector<Captioned>&, const std::vector<std::string>& models,
                       const std::string& method);

  /// Whether a model's most probable class is the label. Throws engine::Error where it was not tried.
  bool right(const storage::DatasetEntry&, const std::string& model);

  const std::vector<storage::DatasetEntry>& entries() const { return maps_.entries(); }

 private:
  struct Shown {  // what a model makes of an entry
    int predicted = -1;
    double confidence = 0;
  };
  std::map<int64_t, Shown> shown(const storage::DatasetEntry&);  // by model
  cv::Mat tile(const storage::DatasetEntry&, const storage::Explanation&, bool right) const;
  std::string label(int cls) const;
  int64_t model_id(const std::string& name) const;

  storage::Database& db_;
  engine::StoredMaps maps_;
  std::map<int, std::string> labels_;
};

}  // namespace vantage::cli
