// SPDX-License-Identifier: Apache-2.0
#include "host/cli/similarity.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/analysis/similarity_matrix.hpp"

namespace vantage::cli {
namespace {

// The models that have a score with any other, in the order of the clustering.
std::vector<Eigen::Index> order_of(const Eigen::MatrixXd& scores, const engine::Measure& measure) {
  std::vector<Eigen::Index> known;
  for (Eigen::Index i = 0; i < scores.rows(); ++i)
    if (scores.row(i).array().isFinite().any()) known.push_back(i);
  const Eigen::MatrixXd some = scores(known, known);
  std::vector<Eigen::Index> ordered;
  for (const int i : core::model_order(some, measure.best(), measure.worst()))
    ordered.push_back(known[static_cast<size_t>(i)]);
  return ordered;
}

}  // namespace

Table similarity_table(const std::vector<std::string>& models, const Eigen::MatrixXd& scores,
                       const engine::Measure& measure) {
  const auto order = order_of(scores, measure);
  std::vector<std::string> headings{"model"};
  for (const auto i : order) headings.push_back(">" + models[static_cast<size_t>(i)]);
  Table table(headings);
  for (const auto i : order) {
    std::vector<std::string> row{models[static_cast<size_t>(i)]};
    for (const auto j : order)
      row.push_back(std::isfinite(scores(i, j)) ? fmt::format("{:.4f}", scores(i, j)) : "");
    table.row(std::move(row));
  }
  return table;
}

Json similarity_json(const std::vector<std::string>& models, const Eigen::MatrixXd& scores,
                     const engine::Measure& measure) {
  Json rows = Json::array(), order = Json::array();
  for (Eigen::Index i = 0; i < scores.rows(); ++i) {
    Json row = Json::array();
    for (Eigen::Index j = 0; j < scores.cols(); ++j)
      row.push_back(std::isfinite(scores(i, j)) ? Json(scores(i, j)) : Json());
    rows.push_back(std::move(row));
  }
  for (const auto i : order_of(scores, measure)) order.push_back(models[static_cast<size_t>(i)]);
  return {{"measure", measure.canonical()},
          {"best", measure.best()},
          {"models", models},
          {"scores", rows},
          {"order", order}};
}

}  // namespace vantage::cli
