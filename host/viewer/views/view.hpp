// SPDX-License-Identifier: GPL-3.0-or-later
// START HERE to write a view: what it is given and what it owes.
#pragma once

#include <QtWidgets/QWidget>
#include <memory>

#include "host/viewer/jobs/job_queue.hpp"
#include "host/viewer/query/catalogue.hpp"
#include "host/viewer/query/plugins.hpp"
#include "host/viewer/query/reader.hpp"
#include "host/viewer/render/thumbnails.hpp"
#include "host/viewer/services/state_store.hpp"
#include "host/viewer/services/theme.hpp"

class QPainter;

namespace vantage::viewer {

// What a view may use; all of it outlives the view.
struct ViewContext {
  StateStore& store;
  Reader& reader;
  JobQueue& jobs;
  Thumbnails& thumbnails;
  Plugins& plugins;
};

// A view shows the catalogue and the state, and sends commands. It knows no other view: what it changes it
// learns from state_changed(), like everyone else. It never waits: what takes longer than a few milliseconds
// is a question to the reader or a job.
class View : public QWidget {
  Q_OBJECT
 public:
  explicit View(const ViewContext& context, QWidget* parent = nullptr);

  // Called by the window. A first catalogue comes before the first state.
  void show_catalogue(std::shared_ptr<const Catalogue>);
  void show_state(Parts);
  void show_theme(const ThemeColours&);

  // Whether all is shown that there is to show, as far as the view itself is at work.
  virtual bool idle() const { return true; }

  // The view as it is, into a rectangle of this size. The default draws the widget.
  virtual void paint_for_export(QPainter&, const QSize&);

  // For the view and the parts that it is made of.
  const ViewContext& context() const { return context_; }
  const AnalysisState& state() const { return context_.store.state(); }
  const Catalogue& catalogue() const { return *catalogue_; }  // empty at first, never null
  std::shared_ptr<const Catalogue> shared_catalogue() const { return catalogue_; }
  const ThemeColours& theme() const { return *theme_; }
  void send(const Command& command) { context_.store.apply(command); }

 protected:
  // Show what has changed. All parts: after new data and another theme, where nothing that was shown counts
  // any more.
  virtual void state_changed(Parts) = 0;

 private:
  ViewContext context_;
  std::shared_ptr<const Catalogue> catalogue_;
  const ThemeColours* theme_;
};

}  // namespace vantage::viewer
