// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/view_pictures.hpp"

#include <fmt/format.h>

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QMetaObject>
#include <QtGui/QPainter>
#include <QtWidgets/QDockWidget>
#include <algorithm>
#include <future>
#include <system_error>

#include "host/viewer/error.hpp"
#include "host/viewer/views/chart_panel.hpp"

namespace vantage::viewer {
namespace {

QImage draw(MainWindow& window) {
  QImage image(window.size(), QImage::Format_RGB32);
  window.render(&image);
  return image;
}

}  // namespace

// Layouts ask for each other's events before they rest, and pictures are asked for when they are drawn: drawn
// until it stays the same.
QImage settled_picture(MainWindow& window) {
  QImage image = draw(window);
  for (int tries = 0; tries < 20; ++tries) {
    QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    while (!window.idle())
      QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents);
    QImage again = draw(window);
    if (again == image) break;
    image = again;
  }
  return image;
}

std::vector<MainWindow::OpenView> visible_views(const MainWindow& window) {
  std::vector<MainWindow::OpenView> views;
  for (const auto& open : window.open_views())
    if (open.dock->isVisible() && !open.view->size().isEmpty()) views.push_back(open);
  return views;
}

std::vector<const ChartPanel*> visible_panels(const View& view) {
  std::vector<const ChartPanel*> panels;
  for (const auto* panel : view.findChildren<ChartPanel*>())
    if (panel->isVisibleTo(&view)) panels.push_back(panel);
  std::stable_sort(panels.begin(), panels.end(),
                   [](const ChartPanel* a, const ChartPanel* b) { return a->id() < b->id(); });
  return panels;
}

QImage picture_of(View& view, const QImage& window) {
  const QRect place(view.mapTo(view.window(), QPoint()), view.size());
  if (qobject_cast<MainWindow*>(view.window()) && window.rect().contains(place)) return window.copy(place);
  QImage image(view.size(), QImage::Format_RGB32);
  image.fill(view.palette().color(QPalette::Window));
  QPainter painter(&image);
  view.paint_for_export(painter, image.size());
  return image;
}

QByteArray png_bytes(const QImage& image, const std::string& what) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (image.isNull() || !image.save(&buffer, "PNG"))
    throw Error(fmt::format("{} cannot be drawn: the window is too small; make it larger", what));
  return bytes;
}

void beside_the_window(const std::function<void()>& work) {
  QEventLoop loop;
  auto done = std::async(std::launch::async, [&] {
    struct Quit {
      ~Quit() { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); }
      QEventLoop& loop;
    } quit{loop};
    work();
  });
  loop.exec(QEventLoop::ExcludeUserInputEvents);
  done.get();
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw Error(
        fmt::format("folder {} cannot be made: {}; name another one", folder.string(), failed.message()));
}

}  // namespace vantage::viewer
