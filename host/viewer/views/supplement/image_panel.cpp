// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtCore/QFileInfo>

#include "host/viewer/views/supplement/comparison_panels.hpp"
#include "host/viewer/views/supplement/picture_pane.hpp"

namespace vantage::viewer {

ImagePanel::ImagePanel(View& view) : ViewPanel("E3", tr("Image"), view), picture_(new PicturePane) {
  set_content(picture_, [this] { return values(); });
  connect(&context().thumbnails, &Thumbnails::ready, this, &ImagePanel::show_picture);
}

EntryQuestion ImagePanel::question() const {
  const AnalysisState& s = state();
  EntryQuestion q;
  q.dataset = catalogue().dataset_id;
  q.position = s.selection.images.empty() ? s.focus.image : s.selection.images.front();
  q.cls = s.selection.classes.empty() ? s.pin.cls : s.selection.classes.front();
  if (q.cls >= 0) q.classes.push_back(q.cls);
  for (const auto& k : catalogue().classes)
    if (k.cls != q.cls) q.classes.push_back(k.cls);
  return q;
}

void ImagePanel::update_parts(Parts parts) {
  const EntryQuestion now = question();
  if (parts != Parts::all() && asked_ == now) return;
  asked_ = now;
  context().reader.ask(
      "E image", this, [now](storage::Database& db) { return find_entry(db, now); },
      [this](const std::vector<storage::DatasetEntry>& found) {
        const auto entry = found.empty() ? std::nullopt : std::optional(found.front());
        const bool another = entry != entry_;
        entry_ = entry;
        show_picture();
        if (another) emit entry_changed();
      });
}

void ImagePanel::show_picture() {
  if (!entry_) {
    set_title(tr("Image"));
    return picture_->set_message(tr("Choose an image in D, or a class in C."));
  }
  const size_t cls = catalogue().class_index(entry_->cls);
  const QString label =
      cls == Catalogue::kNone ? tr("without a label") : QString::fromStdString(catalogue().classes[cls].name);
  set_title(tr("Image %1, %2").arg(entry_->position).arg(label));
  const QString path = QString::fromStdString(entry_->path);
  const auto* thumbnail = context().thumbnails.find(path);
  if (!thumbnail)
    picture_->set_message(tr("Reading..."));
  else if (thumbnail->image.isNull())
    picture_->set_message(thumbnail->error);
  else
    picture_->set_image(thumbnail->image, tr("%1: %2").arg(label, QFileInfo(path).fileName()));
}

ValueTable ImagePanel::values() const {
  ValueTable table{{tr("position"), tr("class"), tr("file")}, {}};
  if (entry_)
    table.rows.push_back({qlonglong{entry_->position}, entry_->cls, QString::fromStdString(entry_->path)});
  return table;
}

}  // namespace vantage::viewer
