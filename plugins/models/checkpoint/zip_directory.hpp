// SPDX-License-Identifier: Apache-2.0
// A zip archive as names and views of its stored bytes. A library would copy every entry out; weights can be
// large, and torch.save stores them uncompressed for this very purpose.
// Source: PKWARE APPNOTE.TXT 6.3.9, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.14-16 (its end).
#pragma once

#include <map>
#include <string_view>

namespace vantage::checkpoint {

class ZipDirectory {
 public:
  /// Borrows the bytes. Throws Error when the archive is cut short, damaged, encrypted or ambiguous.
  explicit ZipDirectory(std::string_view bytes);

  struct Entry {
    std::string_view data;  ///< as it lies in the file
    bool plain = true;      ///< false: compressed, so that data is not the content
  };

  /// By full name, "archive/data.pkl"; names are unique.
  const std::map<std::string_view, Entry>& entries() const { return entries_; }
  bool has(std::string_view name) const { return entries_.contains(name); }

  /// The content of an entry. Throws Error when it is missing or compressed.
  std::string_view content(std::string_view name) const;

 private:
  std::map<std::string_view, Entry> entries_;
};

}  // namespace vantage::checkpoint
