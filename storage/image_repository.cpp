// SPDX-License-Identifier: Apache-2.0
#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kUpsert[] =
    "INSERT INTO images (path, sha256, width, height) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (sha256) DO UPDATE SET path = excluded.path RETURNING id";
constexpr char kAll[] = "SELECT id, path, sha256, width, height FROM images ORDER BY id";
constexpr char kOne[] = "SELECT id, path, sha256, width, height FROM images WHERE id = ?1";

Image read(const Query& row) {
  Image image;
  image.id = row.integer(0);
  image.path = row.text(1);
  image.sha256 = row.text(2);
  image.width = row.small(3);
  image.height = row.small(4);
  return image;
}

}  // namespace

int64_t ImageRepository::upsert(const Image& image) {
  return connection_.guarded([&] {
    return Query(connection_.cached(kUpsert), image.path, image.sha256, image.width, image.height)
        .run_for_id();
  });
}

std::optional<Image> ImageRepository::find(int64_t id) {
  return connection_.guarded([&]() -> std::optional<Image> {
    Query query(connection_.cached(kOne), id);
    if (!query.step()) return std::nullopt;
    return read(query);
  });
}

std::vector<Image> ImageRepository::all() {
  return connection_.guarded([&] {
    std::vector<Image> images;
    for (Query query(connection_.cached(kAll)); query.step();) images.push_back(read(query));
    return images;
  });
}

}  // namespace vantage::storage
