// SPDX-License-Identifier: Apache-2.0
// Reading and writing, one class a table family. A repository borrows its Database, is as cheap as a pointer
// and belongs to the Database's thread. What writes is atomic: inside a Transaction it is part of it,
// otherwise it is its own. Everything throws Error; exceptions of a callback pass through. A callback may use
// the Database, but writing what is being read gives unspecified rows.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/database.hpp"
#include "storage/records.hpp"

namespace vantage::storage {

class ModelRepository {
 public:
  explicit ModelRepository(Database& database) : connection_(database.connection()) {}
  int64_t upsert(const Model&);  // the id; new or that of the same identity. Model::id is ignored
  std::optional<Model> find(int64_t id);
  std::vector<Model> all();  // by id

 private:
  Connection& connection_;
};

class ImageRepository {
 public:
  explicit ImageRepository(Database& database) : connection_(database.connection()) {}
  int64_t upsert(const Image&);
  std::optional<Image> find(int64_t id);
  std::vector<Image> all();

 private:
  Connection& connection_;
};

class RunRepository {
 public:
  explicit RunRepository(Database& database) : connection_(database.connection()) {}
  int64_t add(const Run&);
  std::vector<Run> all();

 private:
  Connection& connection_;
};

// What stands between now and a whole table: each triple of image, model and method once.
class FailureRepository {
 public:
  explicit FailureRepository(Database& database) : connection_(database.connection()) {}
  int64_t put(const Failure&);  // in the place of an earlier one of the same triple
  // The result is there after all. Texts as in the Failure.
  void resolve(const std::string& image, const std::string& model, const std::string& method);
  std::vector<Failure> all();  // by id

 private:
  Connection& connection_;
};

class MethodRepository {
 public:
  explicit MethodRepository(Database& database) : connection_(database.connection()) {}
  int64_t upsert(const MethodSettings&);
  std::vector<Method> all();  // by id

 private:
  Connection& connection_;
};

class PredictionRepository {
 public:
  explicit PredictionRepository(Database& database) : connection_(database.connection()) {}
  // Throws Error where top5 is empty or longer than five.
  int64_t put(const Prediction&);
  std::optional<Prediction> find(int64_t model, int64_t image, const std::string& precision);
  void for_each(const std::function<void(const Prediction&)>&);  // by id

  // The whole softmax vector, values in [0,1], in the order of the classes; kept as float16. Throws Error for
  // anything else and where the model has another number of classes.
  void put_confidences(int64_t prediction, const std::vector<float>&);
  std::optional<std::vector<float>> confidences(int64_t prediction);

 private:
  Connection& connection_;
};

// What is not set fits every row.
struct ExplanationFilter {
  std::optional<int64_t> run, model, image;
  std::optional<int> cls;
  std::optional<std::string> method, profile, layer;
  bool with_map = true;  // false leaves Explanation::map empty and does not read it
};

class ExplanationRepository {
 public:
  explicit ExplanationRepository(Database& database) : connection_(database.connection()) {}
  // Throws Error where the map is not height x width finite numbers, 1 to 4096 a side.
  int64_t put(const Explanation&);
  bool contains(const ExplanationKey&);
  std::optional<Explanation> find(const ExplanationKey&);
  void for_each(const ExplanationFilter&, const std::function<void(const Explanation&)>&);  // by id
  int64_t count();
  // What need not be computed again: image and class of every explanation of the model that is there with
  // these settings, ordered.
  std::vector<std::pair<int64_t, int>> done(int64_t model, const MethodSettings&,
                                            const std::string& precision, uint64_t seed);

 private:
  Connection& connection_;
};

}  // namespace vantage::storage
