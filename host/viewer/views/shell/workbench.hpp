// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

// One open database with its analysis: all that views are given. Another file is another workbench.
class Workbench : public QObject {
  Q_OBJECT
 public:
  Workbench(std::filesystem::path file, AnalysisState state);

  ViewContext context() { return {store_, reader_, jobs_, thumbnails_, plugins_}; }
  StateStore& store() { return store_; }
  JobQueue& jobs() { return jobs_; }
  Plugins& plugins() { return plugins_; }
  const std::filesystem::path& file() const { return reader_.file(); }
  std::shared_ptr<const Catalogue> catalogue() const { return catalogue_; }  // null before the first

  // Nothing is being asked, computed or decoded.
  bool idle() const { return reader_.idle() && jobs_.idle() && thumbnails_.idle(); }

 signals:
  void catalogue_changed();
  void failed(const QString& line);

 private:
  void load();

  StateStore store_;
  Thumbnails thumbnails_;
  JobQueue jobs_;
  Plugins plugins_;
  Reader reader_;
  std::shared_ptr<const Catalogue> catalogue_;
};

}  // namespace vantage::viewer
