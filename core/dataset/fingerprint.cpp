// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/fingerprint.hpp"

#include <opencv2/core/utility.hpp>

#include "core/dataset/text.hpp"
#include "core/image_file.hpp"

namespace vantage::core {
namespace {

Fingerprint fingerprint(const std::filesystem::path& path) try {
  const ImageFile file = read_image_file(path);
  return {file.sha256, static_cast<int>(file.width()), static_cast<int>(file.height()), {}};
} catch (const Error& error) {
  return {{}, 0, 0, error.what()};
} catch (const std::bad_alloc&) {
  return {{}, 0, 0, shown_path(path) + ": does not fit into memory; free some or make the file smaller"};
}

}  // namespace

std::vector<Fingerprint> fingerprints(const std::vector<std::filesystem::path>& files) {
  std::vector<Fingerprint> found(files.size());
  const auto count = static_cast<int>(files.size());
  cv::parallel_for_(cv::Range(0, count), [&](const cv::Range& part) {
    for (int i = part.start; i < part.end; ++i) {
      found[static_cast<size_t>(i)] = fingerprint(files[static_cast<size_t>(i)]);
    }
  });
  return found;
}

}  // namespace vantage::core
