// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of view E that compare models on maps. Internal to this folder.
#pragma once

#include <memory>
#include <optional>

#include "host/viewer/compute/similarity.hpp"
#include "host/viewer/views/view_panel.hpp"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace vantage::viewer {

class ColourScale;
class HeatMap;
class PicturePane;

// E3. The first chosen image, or the one that is looked at, or the first of the chosen or pinned class.
class ImagePanel : public ViewPanel {
  Q_OBJECT
 public:
  explicit ImagePanel(View&);
  void update_parts(Parts) override;

  const std::optional<storage::DatasetEntry>& entry() const { return entry_; }

 signals:
  void entry_changed();

 private:
  EntryQuestion question() const;
  void show_picture();
  ValueTable values() const;

  PicturePane* picture_;
  std::optional<EntryQuestion> asked_;
  std::optional<storage::DatasetEntry> entry_;
};

// E4. How alike the chosen models look by the first method and the measure: at E3's image, or over a class or
// the data set. Click on a cell: the two maps and their difference; on a name: pin the model.
class SimilarityPanel : public ViewPanel {
  Q_OBJECT
 public:
  SimilarityPanel(View&, const ImagePanel&);
  void update_parts(Parts) override;

 private:
  struct Models {
    std::vector<int64_t> ids;
    QStringList names, short_names;
  };
  struct Asked {
    SimilarityRequest request;
    int64_t entry = 0;  // 0: none
    Scope scope = Scope::image;
    int cls = -1;
    bool operator==(const Asked&) const = default;
  };

  Models shown_models() const;
  MethodChoice shown_method() const;  // id empty: there is none
  int shown_class() const;            // over whose images; -1: none, or all
  QString lacking() const;            // what has to be chosen first; empty: nothing
  void ask(bool again = false);
  void ask_for_maps(const std::shared_ptr<engine::Registry>&);
  void ask_for_means(const std::shared_ptr<engine::Registry>&);
  void compute();

  const SimilarityMatrix* matrix() const;  // null: not here yet
  void show_answer();
  void show_matrix(const SimilarityMatrix&);
  void say(const QString& message, bool can_compute = false);
  QString heading(const SimilarityMatrix&) const;
  void mark();
  void choose(int row, int column);
  void open_pair(size_t first, size_t second);

  const ImagePanel& image_;
  QComboBox* scope_;
  QStackedWidget* either_;
  HeatMap* cells_;
  ColourScale* scale_;
  QLabel* message_;
  QPushButton* compute_;
  Models models_;
  bool started_ = false;
  std::optional<Asked> asked_;  // none: something is lacking
  // Of what was asked; empty until the answer comes, and where there is none but the failure.
  std::shared_ptr<const ImageSimilarity> maps_;
  std::optional<SimilarityMatrix> means_;
  QString maps_failure_, means_failure_;
  // Of the thread of jobs, one of which may outlive this panel; opened by the first.
  std::shared_ptr<std::optional<storage::Database>> database_ =
      std::make_shared<std::optional<storage::Database>>();
  uint64_t computing_ = 0;  // the job
};

}  // namespace vantage::viewer
