// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/large_view.hpp"

#include <QtCore/QBuffer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <algorithm>
#include <utility>

#include "core/files.hpp"
#include "core/npy.hpp"
#include "host/viewer/error_line.hpp"
#include "host/viewer/render/map_image.hpp"
#include "host/viewer/services/format.hpp"
#include "host/viewer/services/text.hpp"
#include "host/viewer/views/explanation/picture_box.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

constexpr int kWidth = 512;  // of an overlay, at least

QString number(double value) {
  return QString::number(value, 'g', 4);
}

// The raw map over its own range, with the scale beside it.
PictureBox* raw_map_box(const storage::Explanation& row, Colours colours) {
  const auto [low, high] = std::minmax_element(row.map.begin(), row.map.end());
  const double min = *low, max = *high;
  const ColourTable& table = colour_table(colours);
  QImage image(row.width, row.height, QImage::Format_RGB32);
  for (int y = 0; y < row.height; ++y)
    for (int x = 0; x < row.width; ++x) {
      const Rgb c =
          colour_of(row.map[static_cast<size_t>(y) * static_cast<size_t>(row.width) + static_cast<size_t>(x)],
                    min, max, table);
      image.setPixel(x, y, qRgb(c.r, c.g, c.b));
    }
  const auto draw = [image, min, max, &table](QPainter& painter, const QRectF& place) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const double side = place.width() * 0.78;
    painter.drawImage(QRectF(place.left(), place.top(), side, place.height()), image);
    const QRectF scale(place.left() + side + 6, place.top(), 12, place.height());
    for (int i = 0; i < 256; ++i) {
      const Rgb c = table[static_cast<size_t>(255 - i)];
      painter.fillRect(QRectF(scale.left(), scale.top() + scale.height() * i / 256, scale.width(),
                              scale.height() / 256 + 1),
                       QColor(c.r, c.g, c.b));
    }
    const QRectF labels(scale.right() + 4, place.top(), 80, place.height());
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, number(max));
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignBottom, number(min));
  };
  const double ratio = static_cast<double>(row.width) / row.height;
  return new PictureBox(QObject::tr("Raw map, %1 x %2").arg(row.width).arg(row.height),
                        QSizeF(ratio / 0.78, 1), draw);
}

void save(QWidget* parent, const QString& title, const QString& name, const QString& filter,
          const std::function<std::string()>& bytes) {
  const QString file = QFileDialog::getSaveFileName(parent, title, name, filter);
  if (file.isEmpty()) return;
  try {
    core::write_atomically(file.toStdString(), bytes());
  } catch (...) {
    QMessageBox::warning(parent, title, error_line(std::current_exception()));
  }
}

}  // namespace

ExplanationRecord read_record(storage::Database& db, const MapPlace& place) {
  ExplanationRecord record;
  record.row = find_explanation(db, place);
  record.explained = load_explained(db, place);
  if (auto model = storage::ModelRepository(db).find(place.model)) record.model = *model;
  for (auto& run : storage::RunRepository(db).all())
    if (run.id == record.row.run) record.run = run;
  return record;
}

ValueTable provenance(const ExplanationRecord& r, const MapPlace& place, double threshold) {
  ValueTable t{{"what", "value"}, {}};
  const auto add = [&](const char* name, const QString& value) {
    if (!value.isEmpty()) t.rows.push_back({QObject::tr(name), value});
  };
  add("Method", qt(r.row.method + " " + r.row.version));
  add("Parameters", qt(r.row.parameters));
  add("Profile", qt(r.row.profile));
  add("Layer", qt(r.row.layer));
  add("Class explained", QString::number(r.row.cls));
  add("Its probability", percent(r.row.probability, 2));
  add("Its logit", number(r.row.logit));
  add("Raw map", QString("%1 x %2").arg(r.row.height).arg(r.row.width));
  add("Attention", r.row.no_attention ? QObject::tr("none: the raw map is constant") : QString());
  add("ROI area", QObject::tr("%1 at threshold %2")
                      .arg(percent(area_at(r.explained.map, threshold), 2), number(threshold)));
  add("Model", qt(r.model.name + " (" + r.model.architecture + ")"));
  add("Weights SHA-256", qt(r.model.weights_sha256));
  add("Loader", qt(r.model.loader + " " + r.model.loader_version));
  add("Precision", qt(r.row.precision));
  add("Seed", QString::number(r.row.seed));
  add("Device", qt(r.run.device));
  add("Run", qt(r.run.started_utc));
  add("Command", qt(r.run.command_line));
  add("Took", QObject::tr("%1 s").arg(number(r.row.seconds)));
  add("Photograph", qt(place.path));
  add("Missing", qt(r.explained.missing));
  return t;
}

LargeView::LargeView(const QString& title, ExplanationRecord record, const MapPlace& place, double threshold,
                     Colours colours, QWidget* parent)
    : QDialog(parent),
      record_(std::move(record)),
      tile_(draw_tile(record_.explained.rgb, record_.explained.map, threshold, colours, 4096)),
      colours_(colours),
      facts_(provenance(record_, place, threshold)) {
  setWindowTitle(title);
  setAttribute(Qt::WA_DeleteOnClose);
  const QSizeF shape = tile_.photograph.size();
  auto* pictures = new QHBoxLayout;
  pictures->addWidget(new PictureBox(
      record_.explained.missing.empty() ? tr("What the network sees") : tr("The photograph is missing"),
      shape, [this](QPainter& painter, const QRectF& at) { painter.drawImage(at, tile_.photograph); }));
  pictures->addWidget(raw_map_box(record_.row, colours));
  pictures->addWidget(new PictureBox(tr("Explanation, threshold %1").arg(number(threshold)), shape,
                                     [this](QPainter& painter, const QRectF& at) {
                                       painter.drawImage(at, tile_.over);
                                       draw_contours(painter, at, tile_.contours);
                                     }));
  pictures->addWidget(new PictureBox(
      tr("ROI colours, %1 pixels").arg(grouped(tile_.histogram.pixels)), QSizeF(1, 1),
      [this](QPainter& painter, const QRectF& at) { draw_histogram(painter, at, tile_.histogram); }));

  auto* model = new ValueTableModel(this);
  model->set_table(facts_);
  auto* table = new QTableView;
  table->setModel(model);
  table->setAccessibleName(tr("Provenance"));
  table->horizontalHeader()->hide();
  table->verticalHeader()->hide();
  table->horizontalHeader()->setStretchLastSection(true);
  table->resizeColumnToContents(0);
  table->setShowGrid(false);
  table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* copy = buttons->addButton(tr("&Copy picture"), QDialogButtonBox::ActionRole);
  auto* png = buttons->addButton(tr("Save &PNG\u2026"), QDialogButtonBox::ActionRole);
  auto* npy = buttons->addButton(tr("Save raw map (&NPY)\u2026"), QDialogButtonBox::ActionRole);
  connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setImage(overlay()); });
  connect(png, &QPushButton::clicked, this, &LargeView::save_png);
  connect(npy, &QPushButton::clicked, this, &LargeView::save_npy);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addLayout(pictures, 3);
  column->addWidget(table, 2);
  column->addWidget(buttons);
  resize(1040, 640);
}

QImage LargeView::overlay() const {
  const int factor = std::max(1, (kWidth + tile_.over.width() - 1) / tile_.over.width());
  QImage image =
      tile_.over.scaled(tile_.over.size() * factor, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  QPainter painter(&image);
  draw_contours(painter, image.rect(), tile_.contours);
  return image;
}

std::string LargeView::raw_map_npy() const {
  const int64_t shape[] = {record_.row.height, record_.row.width};
  return core::npy_bytes(shape, record_.row.map.data());
}

void LargeView::save_png() {
  save(this, tr("Save the picture"), "explanation.png", "PNG (*.png)", [this] {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    overlay().save(&buffer, "PNG");
    return bytes.toStdString();
  });
}

void LargeView::save_npy() {
  save(this, tr("Save the raw map"), "explanation.npy", "NumPy (*.npy)", [this] { return raw_map_npy(); });
}

}  // namespace vantage::viewer
