// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

#include "host/viewer/models/value_table.hpp"
#include "host/viewer/query/explained.hpp"
#include "host/viewer/render/tile.hpp"

namespace vantage::viewer {

// All that the database knows of one explanation.
struct ExplanationRecord {
  Explained explained;
  storage::Explanation row;  // with the raw map
  storage::Model model;
  storage::Run run;
};
// Throws storage::Error or core::Error.
ExplanationRecord read_record(storage::Database&, const MapPlace&);

// Where it comes from and what it says, as names and values.
ValueTable provenance(const ExplanationRecord&, const MapPlace&, double threshold);

// One explanation in large: what the network sees, the raw map, both together, the colours of the region of
// interest, and where it all comes from. To be looked at beside the window.
class LargeView : public QDialog {
  Q_OBJECT
 public:
  LargeView(const QString& title, ExplanationRecord, const MapPlace&, double threshold, Colours,
            QWidget* parent = nullptr);

  QImage overlay() const;           // with contours, at least 512 pixels wide
  std::string raw_map_npy() const;  // the method's own values, height x width
  const ValueTable& facts() const { return facts_; }

 private:
  void save_png();
  void save_npy();

  ExplanationRecord record_;
  Tile tile_;
  Colours colours_;
  ValueTable facts_;
};

}  // namespace vantage::viewer
