// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <memory>

#include "host/viewer/query/explained_source.hpp"
#include "host/viewer/render/later_cache.hpp"
#include "host/viewer/render/tile.hpp"

namespace vantage::viewer {

// How explanations are drawn.
struct TileLook {
  double threshold = 0.5;
  Colours colours = Colours::viridis;
  int side = 96;  // device pixels
  bool operator==(const TileLook&) const = default;
};

struct TileKey {
  MapPlace map;
  TileLook look;
  bool operator==(const TileKey&) const = default;
};
size_t qHash(const TileKey&, size_t seed = 0);

// Explanations as pictures, drawn away from the user interface. While one is drawn anew for another threshold
// the old one stays.
class Tiles : public QObject {
  Q_OBJECT
 public:
  explicit Tiles(std::filesystem::path database, QObject* parent = nullptr);

  void set_look(const TileLook&);
  const TileLook& look() const { return look_; }

  // Null: none yet. Valid until the next event.
  const Tile* find(const MapPlace&);
  // Only if it is there, and of the present look.
  const Tile* peek(const MapPlace&) const;

  void next_generation() { cache_.next_generation(); }
  bool idle() const { return cache_.idle(); }

 signals:
  void ready();

 private:
  TileLook look_;
  QHash<int64_t, TileKey> shown_;  // by explanation, since the look was last settled
  std::shared_ptr<ExplainedSource> source_;
  LaterCache<TileKey, Tile> cache_;
};

}  // namespace vantage::viewer
