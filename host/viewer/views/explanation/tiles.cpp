// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/tiles.hpp"

#include "host/viewer/error_line.hpp"

namespace vantage::viewer {
namespace {

// Together with thumbnails less than 256 MB.
constexpr qint64 kSourceBytes = qint64{48} << 20, kTileBytes = qint64{48} << 20;
constexpr qsizetype kMostShown = 4096;

Tile make_tile(ExplainedSource& source, const TileKey& key) {
  try {
    const auto explained = source.get(key.map);
    Tile tile =
        draw_tile(explained->rgb, explained->map, key.look.threshold, key.look.colours, key.look.side);
    tile.error = QString::fromStdString(explained->missing);
    return tile;
  } catch (...) {
    Tile tile;
    tile.error = error_line(std::current_exception());
    return tile;
  }
}

}  // namespace

size_t qHash(const TileKey& key, size_t seed) {
  return qHashMulti(seed, key.map.explanation, key.look.threshold, static_cast<int>(key.look.colours),
                    key.look.side);
}

Tiles::Tiles(std::filesystem::path database, QObject* parent)
    : QObject(parent),
      source_(std::make_shared<ExplainedSource>(std::move(database), kSourceBytes)),
      cache_(
          "vantage-tiles", kTileBytes,
          [source = source_](const TileKey& key) { return make_tile(*source, key); },
          [](const Tile& tile) { return tile.bytes(); }) {
  connect(&cache_, &LaterCacheBase::ready, this, &Tiles::ready);
}

void Tiles::set_look(const TileLook& look) {
  if (look == look_) return;
  look_ = look;
  cache_.next_generation();
}

const Tile* Tiles::find(const MapPlace& place) {
  const TileKey key{place, look_};
  if (const Tile* tile = cache_.find(key)) {
    if (shown_.size() > kMostShown) shown_.clear();
    shown_[place.explanation] = key;
    return tile;
  }
  const auto before = shown_.constFind(place.explanation);
  return before == shown_.cend() ? nullptr : cache_.peek(before.value());
}

const Tile* Tiles::peek(const MapPlace& place) const {
  return cache_.peek({place, look_});
}

}  // namespace vantage::viewer
