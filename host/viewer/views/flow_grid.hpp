// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <vector>

namespace vantage::viewer {

// How many columns a number of equal panels should have, so that they come nearest to three wide by two high.
int columns_for(int panels, const QSize& size);

// Panels in a grid that turns with the room that it has: four in a row, two by two, or one above the other.
// Rows share the height as the vertical stretch of their panels says.
class FlowGrid : public QWidget {
  Q_OBJECT
 public:
  explicit FlowGrid(const std::vector<QWidget*>& panels, QWidget* parent = nullptr);

  // In the place of those before, which are hidden; a panel once given belongs to the grid.
  void set_panels(const std::vector<QWidget*>&);

 private:
  void resizeEvent(QResizeEvent*) override;
  void lay_out();

  std::vector<QWidget*> panels_;
  int columns_ = 0;
};

}  // namespace vantage::viewer
