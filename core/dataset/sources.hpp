// SPDX-License-Identifier: Apache-2.0
// The parts of list_dataset(), for its own files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace vantage::core {

// Both fill `listing`; `source` is absolute.
void list_folder(const std::filesystem::path& source, const DatasetOptions& options, DatasetListing& listing);
void list_csv(const std::filesystem::path& source, const DatasetOptions& options, DatasetListing& listing);

// Folders that pictures lie in, written from the source, "" being itself, with the number of their pictures.
using Folders = std::map<std::string, size_t>;

// The class of each folder: -1 where it says none, -2 where its name is in no class of the taxonomy, which is
// noted. Fills listing.classes.
std::map<std::string, int> classes_of_folders(const Folders& folders, const std::filesystem::path& source,
                                              const DatasetOptions& options, DatasetListing& listing);

// The name among "train", "val", "validation", "test" that a folder above this one has; else "".
std::string split_of(const std::string& folder);

// Adds a problem; throws Error where there are too many to be of use.
void note(DatasetListing& listing, std::string problem);

// A file whose name ends as those of pictures do, and that is no mask ("x.mask.png").
bool is_picture(const std::filesystem::path& file);

// All files below a folder, each written from there with slashes, sorted. Links to files count as files,
// links to folders become problems, names that begin with a dot are passed over. Throws Error where `folder`
// is none.
std::vector<std::string> files_below(const std::filesystem::path& folder, DatasetListing& listing);

// Adds boxes and masks from files that bear the entries' names, to entries that have none. `files` are those
// below `folder`, where companions may lie beside the pictures; with none, only the options' folders count.
void add_companions(const std::filesystem::path& folder, const std::vector<std::string>& files,
                    const DatasetOptions& options, DatasetListing& listing);

}  // namespace vantage::core
