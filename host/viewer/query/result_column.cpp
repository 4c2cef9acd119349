// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/result_column.hpp"

namespace vantage::viewer {

const std::vector<ResultColumnInfo>& result_columns() {
  using enum ResultColumn;
  static const std::vector<ResultColumnInfo> kColumns = {
      {image, "image", "Image", "The photograph; sorts by its place in the data set", true, false},
      {model, "model", "Model", "Which network", false, false},
      {model_accuracy, "model_accuracy", "Accuracy", "Top-1 accuracy of the model on the data set", false,
       true},
      {class_accuracy, "class_accuracy", "Class acc.", "Top-1 accuracy of the model on the image's class",
       false, true},
      {label, "label", "Ground truth", "The class that the data set gives the image", false, false},
      {predicted, "predicted", "Predicted", "The model's most probable class", false, false},
      {confidence, "confidence", "Confidence", "The probability that the model gives it", false, true},
      {contours, "contours", "Contours",
       "What the network sees, with lines where the explanation rises to the threshold and to each 0.1 "
       "above; "
       "sorts by ROI area",
       true, false},
      {overlay, "overlay", "Explanation",
       "The explanation's colours where it is at least the threshold; sorts by ROI area", true, false},
      {area, "area", "ROI area",
       "The region of interest: the share of the picture where the explanation is at least the threshold",
       false, true},
      {histogram, "histogram", "ROI colours",
       "Colour intensity histogram of the region of interest; sorts by ROI area", true, false},
  };
  return kColumns;
}

const ResultColumnInfo& info_of(ResultColumn column) {
  return result_columns()[static_cast<size_t>(column)];
}

std::optional<ResultColumn> result_column(const std::string& id) {
  for (const auto& info : result_columns())
    if (info.id == id) return info.column;
  return std::nullopt;
}

}  // namespace vantage::viewer
