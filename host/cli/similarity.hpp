// SPDX-License-Identifier: Apache-2.0
// Similarity matrices for people and for programs.
#pragma once
#include <Eigen/Core>
#include <map>
#include <string>
#include <vector>

#include "host/cli/json.hpp"
#include "host/cli/table.hpp"
#include "host/engine/analysis/comparison.hpp"

namespace vantage::cli {

/// L x L scores, the models that look alike beside each other; models without any score are left out.
Table similarity_table(const std::vector<std::string>& models, const Eigen::MatrixXd& scores,
                       const engine::Measure&);

/// {"models": [...], "scores": [[...]], "order": [...]}, null where there is no score.
Json similarity_json(const std::vector<std::string>& models, const Eigen::MatrixXd& scores,
                     const engine::Measure&);

}  // namespace vantage::cli
