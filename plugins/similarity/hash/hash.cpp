// SPDX-License-Identifier: Apache-2.0
// Hash: two maps' perceptual hashes, 64 bits each about the signs of their lowest frequencies.
#include <opencv2/core.hpp>
#include <opencv2/img_hash/phash.hpp>

#include "plugins/similarity/map_view.hpp"
#include "vantage/similarity.hpp"

namespace {

struct Hash {
  static constexpr const char* tags[] = {"hash", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "hash",
      VTG_SIMILARITY,
      "Perceptual hash",
      "1.0.0",
      "The share of 64 bits in which the maps' perceptual hashes differ: the Hamming distance over 64. "
      "Blind to what is small.",
      "Krawetz, Looks Like It, hackerfactor.com, 2011 (pHash), as OpenCV's cv::img_hash::PHash computes it",
      "Apache-2.0",
      tags};
  static constexpr uint64_t traits = VTG_SIM_SYMMETRIC;
  static constexpr double best = 0, worst = 1;

  static vantage::Params params() { return {}; }

  double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values&) {
    return cv::norm(hash_of(a, h, w), hash_of(b, h, w), cv::NORM_HAMMING) / 64;
  }

 private:
  // OpenCV hashes 8 bits a pixel: values are rounded to 1/255, those outside [0,1] to its ends.
  static cv::Mat hash_of(const float* map, int64_t h, int64_t w) {
    cv::Mat grey, hash;
    cv::Mat(cv::max(cv::min(vantage::similarity::view_of(map, h, w), 1), 0)).convertTo(grey, CV_8U, 255);
    cv::img_hash::pHash(grey, hash);
    return hash;
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Hash)
