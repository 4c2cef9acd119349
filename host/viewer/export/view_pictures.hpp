// SPDX-License-Identifier: GPL-3.0-or-later
// What the exports share: the views as they are on the screen.
#pragma once

#include <QtGui/QImage>
#include <filesystem>
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

QImage picture_of(View&);

// The bytes of a PNG file. Throws Error, naming `what`, for an empty picture.
QByteArray png_bytes(const QImage&, const std::string& what);

// Makes it where it is not there. Throws Error.
void make_folder(const std::filesystem::path&);

}  // namespace vantage::viewer
