// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

#include "host/viewer/compute/similarity.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

class PicturePane;

struct MapPair {
  struct Side {
    QString model;
    ModelMap map;
  };
  Side first, second;
  QString heading, score;
  QString note;  // what is amiss; empty: nothing
};

// Two models' maps over the picture that they see, and where the first is higher or lower than the second.
class PairDialog : public QDialog {
  Q_OBJECT
 public:
  PairDialog(const MapPair&, Colours, double threshold, QWidget* parent);

 private:
  QWidget* side(const MapPair::Side&, Colours, double threshold);
  QWidget* difference_of(const MapPair&);
};

}  // namespace vantage::viewer
