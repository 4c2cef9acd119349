// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "storage/blob.hpp"
#include "storage/half.hpp"
#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kPutConfidences[] =
    "INSERT INTO confidences (prediction_id, format, probabilities) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (prediction_id) DO UPDATE SET format = excluded.format, probabilities = "
    "excluded.probabilities";
constexpr char kConfidences[] =
    "SELECT c.format, c.probabilities, m.classes FROM confidences c JOIN predictions p ON p.id = "
    "c.prediction_id JOIN models m ON m.id = p.model_id WHERE c.prediction_id = ?1";
constexpr char kClasses[] =
    "SELECT m.classes FROM predictions p JOIN models m ON m.id = p.model_id WHERE p.id = ?1";

// confidences.format. Do not renumber: the values are in people's files.
constexpr int kFloat16Zstd = 0;  // a zstd frame of one binary16 for each class

float checked(float confidence) {
  if (!(confidence >= 0 && confidence <= 1))
    throw Error(fmt::format("a confidence is {}; it must lie in [0,1]", confidence));
  return confidence;
}

}  // namespace

void PredictionRepository::put_confidences(int64_t prediction, const std::vector<float>& values) {
  std::vector<uint16_t> halves;
  halves.reserve(values.size());
  for (const float v : values) halves.push_back(to_half(checked(v)));
  connection_.guarded([&] {
    Scope scope(connection_);
    const auto classes = [&] {
      Query query(connection_.cached(kClasses), prediction);
      return query.step() ? query.small(0) : -1;
    }();
    if (classes < 0 || halves.size() != static_cast<size_t>(classes))
      throw Error(fmt::format("{} confidences do not fit prediction {}, whose model has {} classes",
                              halves.size(), prediction, classes));
    const std::string bytes = compress(raw_bytes(halves));
    Query(connection_.cached(kPutConfidences), prediction, kFloat16Zstd, std::string_view(bytes)).run();
    scope.commit();
  });
}

std::optional<std::vector<float>> PredictionRepository::confidences(int64_t prediction) {
  return connection_.guarded([&]() -> std::optional<std::vector<float>> {
    Query row(connection_.cached(kConfidences), prediction);
    if (!row.step()) return std::nullopt;
    try {
      if (row.small(0) != kFloat16Zstd) throw Error("its format is not known to this program");
      const auto plain = decompress(row.blob(1), 2 * checked_classes(row.integer(2)), "vector");
      std::vector<float> values;
      for (const uint16_t half : raw_values<uint16_t>(plain)) values.push_back(checked(from_half(half)));
      return values;
    } catch (const Error& wrong) {
      throw Error(
          fmt::format("database {} is damaged at the confidences of prediction {}: {}; delete that row "
                      "and compute it again",
                      quoted(connection_.file()), prediction, wrong.what()));
    }
  });
}

}  // namespace vantage::storage
