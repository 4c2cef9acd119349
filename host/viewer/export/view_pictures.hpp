// SPDX-License-Identifier: GPL-3.0-or-later
// What the exports share: the views as they are on the screen.
#pragma once

#include <QtGui/QImage>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "host/viewer/views/shell/main_window.hpp"

namespace vantage::viewer {

class ChartPanel;

// The window, drawn when its layout has come to rest.
QImage settled_picture(MainWindow&);

// Those that the phase of the workflow shows, in the order of their letters.
std::vector<MainWindow::OpenView> visible_views(const MainWindow&);
// Of a view, those that it shows, in the order of their ids.
std::vector<const ChartPanel*> visible_panels(const View&);

// A view as it is in the settled picture of its window; drawn where it floats beside it.
QImage picture_of(View&, const QImage& window);

// The bytes of a PNG file. Throws Error, naming `what`, for an empty picture.
QByteArray png_bytes(const QImage&, const std::string& what);

// Does what needs no widget, compressing and writing, on a thread of its own while this one draws what it is
// asked to; without the user's input, so that nothing else begins. Throws what `work` throws.
void beside_the_window(const std::function<void()>& work);

// Makes it where it is not there. Throws Error.
void make_folder(const std::filesystem::path&);

}  // namespace vantage::viewer
