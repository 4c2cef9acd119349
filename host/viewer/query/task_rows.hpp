// SPDX-License-Identifier: GPL-3.0-or-later
// What the table of results is about: a row for each model on each image of a task, as plain values. 650,000
// rows of 50,000 images take about 25 MB.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "host/viewer/query/catalogue.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

// Which rows a state asks for. Models by their places in the catalogue.
struct TaskQuestion {
  std::vector<size_t> models;   // in the order in which they were chosen
  std::vector<int> classes;     // ascending; the first `per_class` images of each
  std::vector<int64_t> images;  // positions; if there are any, these alone
  int per_class = 50;
  bool single_model = false;  // the task is about one model
  MethodChoice method;        // whose maps; id empty: the first that the database has
  std::string profile, layer, target;

  bool empty() const { return models.empty() || (classes.empty() && images.empty()); }
  bool operator==(const TaskQuestion&) const = default;
};

// Comparing models: the selected ones (none: all) on the selected images, or else on images of the selected
// or the pinned class. The other tasks: one model, the first selected or the pinned, on the selected classes,
// or else the pinned one.
TaskQuestion task_question(const AnalysisState&, const Catalogue&);

struct TaskRows {
  struct Image {
    int64_t position = 0, id = 0;  // in the data set; of the row
    int cls = -1;                  // the label; -1: none
    std::string path;
  };
  struct Row {
    uint32_t image = 0;  // place in `images`
    int predicted = -1;  // -1: there is no prediction
    float confidence = std::numeric_limits<float>::quiet_NaN();
    uint16_t model = 0;       // place in the catalogue
    int explained = -1;       // the class that the map explains
    int64_t explanation = 0;  // 0: there is no map
  };
  std::shared_ptr<const Catalogue> catalogue;
  TaskQuestion question;
  std::string method;  // whose maps these are; empty: the database has none
  std::vector<Image> images;
  std::vector<Row> rows;  // by image in the order of the question, then model
  size_t explained = 0;   // how many rows have a map
  size_t next_class = 0;  // of the question's, where to go on; all of them: complete

  // Once the catalogue is set, before anything below; read_rows() does it.
  void index_catalogue();
  bool complete() const { return next_class >= question.classes.size() || !question.images.empty(); }
  const Image& image_of(const Row& row) const { return images[row.image]; }
  // Of the model over all classes, and on the class of the image. NaN where nothing was counted.
  float model_accuracy(const Row&) const;
  float class_accuracy(const Row&) const;
  const std::string& class_name(int cls) const;  // "–" for a class that is not known
  size_t class_place(int cls) const;             // in the catalogue, at once; kNone

 private:
  std::vector<float> model_accuracies_;
  std::vector<size_t> class_places_;  // by class
};

// Reads on where `rows`, which has its catalogue and question, ends: about `count` rows more, or all of the
// chosen images. Throws storage::Error.
void read_rows(storage::Database&, TaskRows& rows, size_t count);

}  // namespace vantage::viewer
