// SPDX-License-Identifier: Apache-2.0
// Every command: its words on the command line, one line about it, and what runs.
#pragma once
#include "host/cli/arguments.hpp"

namespace vantage::cli {

struct Command {
  const char* name;  // "plugins list"
  const char* summary;
  int (*run)(Context&, const Strings& args);
};

int plugins_list(Context&, const Strings&);
int plugins_show(Context&, const Strings&);
int plugins_probe(Context&, const Strings&);
int models_list(Context&, const Strings&);
int models_show(Context&, const Strings&);
int predict(Context&, const Strings&);
int explain(Context&, const Strings&);
int compare(Context&, const Strings&);
int dataset_add(Context&, const Strings&);
int dataset_list(Context&, const Strings&);
int dataset_synth(Context&, const Strings&);
int run(Context&, const Strings&);
int status(Context&, const Strings&);
int merge(Context&, const Strings&);
int analyze(Context&, const Strings&);
int export_tables(Context&, const Strings&);
int demo(Context&, const Strings&);

}  // namespace vantage::cli
