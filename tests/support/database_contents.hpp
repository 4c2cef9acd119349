// SPDX-License-Identifier: Apache-2.0
// What runs leave in a database, as text that can be compared.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>
#include <vector>

namespace vantage::test {

/// Everything that a run makes, but for ids, runs and times; in an order that does not depend on them.
inline std::vector<std::string> database_contents(const std::filesystem::path& file) {
  std::vector<std::string> all;
  SQLite::Database db(file.string(), SQLite::OPEN_READONLY);
  for (const char* sql : {"SELECT m.name, i.sha256, p.precision, t.rank, t.class, t.probability FROM "
                          "predictions p JOIN models m ON "
                          "m.id = p.model_id JOIN images i ON i.id = p.image_id JOIN prediction_top t ON "
                          "t.prediction_id = p.id "
                          "ORDER BY 1, 2, 3, 4",
                          "SELECT m.name, d.path, l.probability, l.rank FROM labelled_predictions l JOIN "
                          "predictions p ON p.id = "
                          "l.prediction_id JOIN models m ON m.id = p.model_id JOIN dataset_images d ON "
                          "d.id = l.dataset_image_id "
                          "ORDER BY 1, 2",
                          "SELECT m.name, s.precision, s.class, s.images, hex(s.sums) FROM class_sums s "
                          "JOIN models m ON m.id = "
                          "s.model_id ORDER BY 1, 2, 3",
                          "SELECT m.name, i.sha256, x.method, x.parameters, x.profile, x.layer, e.class, "
                          "e.precision, e.seed, "
                          "e.logit, e.probability, e.no_attention, e.height, e.width, e.format, hex(e.map) "
                          "FROM explanations e JOIN "
                          "models m ON m.id = e.model_id JOIN images i ON i.id = e.image_id JOIN methods x "
                          "ON x.id = e.method_id "
                          "ORDER BY 1, 2, 3, 4, 7",
                          "SELECT image, model, method, reason FROM failures ORDER BY 1, 2, 3"}) {
    SQLite::Statement rows(db, sql);
    while (rows.executeStep()) {
      std::string line;
      for (int c = 0; c < rows.getColumnCount(); ++c) line += rows.getColumn(c).getString() + "|";
      all.push_back(std::move(line));
    }
  }
  return all;
}

}  // namespace vantage::test
