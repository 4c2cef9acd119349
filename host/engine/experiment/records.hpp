// SPDX-License-Identifier: Apache-2.0
// The engine's results as the rows that the database keeps.
#pragma once
#include <string>

#include "host/engine/explain.hpp"
#include "storage/records.hpp"

namespace vantage::engine {

/// This start of the program: version, time, platform, libraries. `device` is left empty.
storage::Run new_run(const std::string& command_line, uint64_t seed, int threads);

storage::Model record_of(const OpenModel&);

/// The five most probable classes. Ids of run, model and image are left to the caller.
storage::Prediction record_of(const std::string& precision, const Prediction&,
                              const std::vector<double>& probabilities);

storage::Explanation record_of(const OpenModel&, const Explanation&);

/// What one method of a plan would record for a class: to ask whether the database has it already.
storage::ExplanationKey key_of(const OpenModel&, const ExplainPlan::Bound&, const ExplainOptions&,
                               int64_t cls);

/// How a model of the database wants its pictures.
core::Preprocessing preprocessing_of(const storage::Model&);

}  // namespace vantage::engine
