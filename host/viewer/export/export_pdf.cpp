// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/export_pdf.hpp"

#include <fmt/format.h>

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QUuid>
#include <QtGui/QPageLayout>
#include <QtGui/QPageSize>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtWidgets/QGraphicsTextItem>
#include <QtWidgets/QGraphicsView>

#include "core/files.hpp"
#include "host/viewer/error.hpp"
#include "host/viewer/export/view_pictures.hpp"

namespace vantage::viewer {
namespace {

constexpr int kPixelsPerInch = 96;

QPageLayout page_of(const QSize& pixels) {
  const QSizeF points = QSizeF(pixels) * 72.0 / kPixelsPerInch;
  return {QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch), QPageLayout::Portrait, {}};
}

// Qt writes the time of day, from 6.8 twice; a file of the same contents shall have the same bytes. Of equal
// length, so that the table of offsets stays true.
void undate(QByteArray& pdf) {
  for (const QByteArray key : {"/CreationDate (D:", "/ModDate (D:"}) {
    const auto from = pdf.indexOf(key);
    if (from < 0) continue;
    const QByteArray start = "19700101000000";
    pdf.replace(from + key.size(), start.size(), start);
    const auto zone = from + key.size() + start.size(), end = pdf.indexOf(')', zone);
    for (auto at = zone; at < end; ++at)
      if (pdf[at] >= '0' && pdf[at] <= '9') pdf[at] = '0';
  }
}

// From 6.8 Qt names each file anew, in two places, and writes the time into one of them.
void unname(QPdfWriter& writer) {
  writer.setDocumentXmpMetadata(
      "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></x:xmpmeta><?xpacket end='w'?>");
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
  writer.setDocumentId(QUuid("{5f0c6f0e-6a3c-5b0e-9d0b-76616e746167}"));
#endif
}

// Qt Charts keeps empty labels whose size depends on what they held before. They paint nothing but would
// leave traces in the file; the next layout shows them again.
void hide_empty_labels(const View& view) {
  for (const auto* graphics : view.findChildren<QGraphicsView*>())
    for (QGraphicsItem* item : graphics->scene()->items())
      if (auto* label = dynamic_cast<QGraphicsTextItem*>(item); label && label->toPlainText().isEmpty())
        label->setVisible(false);
}

}  // namespace

size_t export_pdf(MainWindow& window, const std::filesystem::path& file) {
  settled_picture(window);
  const auto views = visible_views(window);
  if (views.empty())
    throw Error(fmt::format("{} would be empty: no view is shown; open one in the View menu", file.string()));
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setResolution(kPixelsPerInch);
    writer.setTitle(window.windowTitle());
    writer.setCreator("Vantage " VANTAGE_VERSION);
    unname(writer);
    QPainter painter;
    for (const auto& open : views) {
      QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);  // a page takes as long as a frame
      writer.setPageLayout(page_of(open.view->size()));
      if (!painter.isActive())
        painter.begin(&writer);
      else
        writer.newPage();
      painter.fillRect(QRect({}, open.view->size()), open.view->palette().color(QPalette::Window));
      hide_empty_labels(*open.view);
      open.view->paint_for_export(painter, open.view->size());
    }
  }
  undate(bytes);
  core::write_atomically(file, bytes.toStdString());
  return views.size();
}

}  // namespace vantage::viewer
