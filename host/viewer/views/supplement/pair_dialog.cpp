// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/pair_dialog.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <algorithm>

#include "host/viewer/charts/colour_scale.hpp"
#include "host/viewer/render/difference_image.hpp"
#include "host/viewer/render/map_image.hpp"
#include "host/viewer/views/supplement/picture_pane.hpp"

namespace vantage::viewer {
namespace {

// Small inputs are enlarged, so that the maps over them have smooth edges.
QImage picture_of(const ModelMap& m) {
  constexpr int kSide = 384;  // pixels
  if (m.picture.empty()) return {};
  const QImage shared(m.picture.data, m.picture.cols, m.picture.rows, static_cast<qsizetype>(m.picture.step),
                      QImage::Format_RGB888);
  return std::max(shared.width(), shared.height()) >= kSide
             ? shared.copy()
             : shared.scaled(kSide, kSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

// A name above a picture above what its colours mean.
QWidget* framed(const QString& name, PicturePane* picture, ColourScale* scale) {
  auto* frame = new QWidget;
  auto* column = new QVBoxLayout(frame);
  column->setContentsMargins(0, 0, 0, 0);
  auto* label = new QLabel(name);
  label->setTextFormat(Qt::PlainText);
  label->setAlignment(Qt::AlignCenter);
  column->addWidget(label);
  column->addWidget(picture, 1);
  column->addWidget(scale);
  return frame;
}

}  // namespace

PairDialog::PairDialog(const MapPair& pair, Colours colours, double threshold, QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(tr("%1 and %2").arg(pair.first.model, pair.second.model));
  auto* column = new QVBoxLayout(this);
  for (const QString& line : {pair.heading, pair.score, pair.note}) {
    if (line.isEmpty()) continue;
    auto* label = new QLabel(line, this);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    column->addWidget(label);
  }
  auto* row = new QHBoxLayout;
  row->addWidget(side(pair.first, colours, threshold), 1);
  row->addWidget(side(pair.second, colours, threshold), 1);
  row->addWidget(difference_of(pair), 1);
  column->addLayout(row, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
  resize(900, 440);
}

QWidget* PairDialog::side(const MapPair::Side& s, Colours colours, double threshold) {
  auto* picture = new PicturePane;
  auto* scale = new ColourScale;
  scale->set_scale(0, 1, 1,
                   [colours](double value) { return colour_of(value, 0, 1, colour_table(colours)); });
  const QImage photograph = picture_of(s.map);
  if (s.map.map.empty())
    picture->set_message(tr("The database has no map of this model."));
  else
    picture->set_image(photograph.isNull() ? map_image(s.map.map, colours)
                                           : map_over(photograph, s.map.map, colours, threshold),
                       tr("Where %1 looks").arg(s.model));
  return framed(s.model, picture, scale);
}

QWidget* PairDialog::difference_of(const MapPair& pair) {
  auto* picture = new PicturePane;
  auto* scale = new ColourScale;
  scale->set_words(pair.second.model, pair.first.model);
  scale->set_scale(-1, 1, 0, difference_colour);
  const core::Map d = difference(pair.first.map.map, pair.second.map.map);
  if (d.empty())
    picture->set_message(tr("Without both maps there is no difference."));
  else
    picture->set_image(difference_over(picture_of(pair.first.map), d),
                       tr("%1 minus %2").arg(pair.first.model, pair.second.model));
  return framed(tr("%1 \u2212 %2").arg(pair.first.model, pair.second.model), picture, scale);
}

}  // namespace vantage::viewer
