// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "host/viewer/models/result_table.hpp"
#include "host/viewer/views/explanation/row_sorter.hpp"
#include "host/viewer/views/explanation/tiles.hpp"
#include "host/viewer/views/view.hpp"

class QStackedWidget;

namespace vantage::viewer {

class MethodGallery;
class ResultDelegate;
class ResultView;
class TableBar;

// D. Visual explanation: before a task one example of each method, then a row for each model on each image of
// the task with what the model said and what it looked at (Xuan et al. 2022, section 4.2).
class ExplanationView : public View {
  Q_OBJECT
 public:
  explicit ExplanationView(const ViewContext&, QWidget* parent = nullptr);
  ~ExplanationView() override;

  bool idle() const override;
  // All rows that are shown, as a job; with the areas of all their regions of interest.
  void save_csv_to(const std::filesystem::path&);

 protected:
  void state_changed(Parts) override;

 private:
  void connect_bar();
  void connect_table();

  TaskQuestion present_question() const;
  void ask();
  void ask_examples();
  void read_on(std::shared_ptr<TaskRows>);
  void sort(std::shared_ptr<const TaskRows>);
  void show_sorted(const RowSorter::Sorted&);

  void show_look();
  void show_bar();
  void show_pictures();
  QString note() const;

  void choose(const std::vector<int64_t>& images);
  void look_at(int row);
  void open_large(int row);
  void copy_rows();
  void save_csv();

  std::shared_ptr<const Catalogue> asked_of_;  // the catalogue that the question was about
  TaskQuestion question_;
  std::vector<std::string> methods_;  // of the database
  std::vector<int64_t> own_images_;   // that were selected here: they are marked, the rows stay
  std::vector<int64_t> base_images_;  // that the rows were about before
  std::string failure_;
  std::shared_ptr<const TaskRows> latest_;  // that were given to the sorter
  Table sorted_by_;
  double sorted_at_ = -1;

  struct Pictures {
    qint64 thumbnail = 0, tile = 0;  // 0: not there yet
    bool operator==(const Pictures&) const = default;
  };
  std::vector<Pictures> pictures_;  // of the rows that are seen

  Tiles tiles_;
  RowSorter sorter_;
  ResultTable table_;
  ResultDelegate* delegate_;
  TableBar* bar_;
  ResultView* results_;
  MethodGallery* gallery_;
  QStackedWidget* pages_;
};

}  // namespace vantage::viewer
