// SPDX-License-Identifier: Apache-2.0
// What is counted and computed over data sets. Repositories as in repositories.hpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/analysis_records.hpp"
#include "storage/database.hpp"

namespace vantage::storage {

class ClassSumRepository {
 public:
  explicit ClassSumRepository(Database& database) : connection_(database.connection()) {}
  // Adds images and sums to what is there. Throws Error unless there is a sum for each class of the model.
  void add(const ClassSum& delta);
  // By class. Throws Error for a damaged row.
  void for_each(int64_t dataset, int64_t model, const std::string& precision,
                const std::function<void(const ClassSum&)>&);
  // Of how many classes there are sums; reads none of them.
  int64_t count(int64_t dataset, int64_t model, const std::string& precision);

 private:
  Connection& connection_;
};

// What is not set fits every row.
struct AccuracyFilter {
  std::optional<int64_t> model{};
  std::optional<std::string> precision{}, root{};
};

class AccuracyRepository {
 public:
  explicit AccuracyRepository(Database& database) : connection_(database.connection()) {}
  // Counts a data set's labelled predictions anew, by model, precision and class. Twice gives the same bytes.
  void refresh(int64_t dataset);
  std::vector<ClassAccuracy> rows(int64_t dataset, const AccuracyFilter& = {});  // by model, precision, class

 private:
  Connection& connection_;
};

class LayoutRepository {
 public:
  explicit LayoutRepository(Database& database) : connection_(database.connection()) {}
  // In the place of one with the same identity. Throws Error unless there are two finite coordinates a class.
  void put(const Layout&);
  std::vector<Layout> of(int64_t dataset, int64_t model,
                         const std::string& precision);  // by perplexity, seed

 private:
  Connection& connection_;
};

class SimilarityRepository {
 public:
  explicit SimilarityRepository(Database& database) : connection_(database.connection()) {}
  // In the place of one with the same identity; the models' order does not matter and comes back ascending.
  void put(const Similarity&);
  std::vector<SimilarityKey> keys(int64_t dataset);                    // which matrices there are
  std::vector<Similarity> matrix(const SimilarityKey&, int cls = -1);  // each pair once, by model_a, model_b

 private:
  Connection& connection_;
};

class AttentionRepository {
 public:
  explicit AttentionRepository(Database& database) : connection_(database.connection()) {}
  void put(const Attention&);  // both in the place of one with the same identity
  void put(const Localisation&);
  std::vector<Attention> attention(int64_t explanation);                // by threshold
  std::vector<Localisation> localisation(int64_t explanation);          // by entry, threshold
  std::vector<AttentionMean> means(int64_t dataset, double threshold);  // by model, method, precision, seed

 private:
  Connection& connection_;
};

}  // namespace vantage::storage
