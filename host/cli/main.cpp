// SPDX-License-Identifier: Apache-2.0
// The vantage program: finds the command, runs it, turns what it throws into one line and a status.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <new>

#ifndef VANTAGE_FRONT
#include <opencv2/core.hpp>
#endif

#include "core/error.hpp"
#include "host/cli/commands.hpp"
#include "host/engine/error.hpp"
#include "host/engine/memory_policy.hpp"
#include "host/engine/wait_policy.hpp"
#include "storage/error.hpp"
#include "vantage/core.hpp"

namespace vantage::cli {
namespace {

#ifdef VANTAGE_FRONT
// This program starts in a few milliseconds because it links none of the image libraries; what needs them
// is done by another, which takes this one's place.
int needs_images(Context& context, const Strings&) {
  engine::let_waiting_threads_sleep();
  context.become(VANTAGE_IMAGE_PROGRAM);
}
constexpr auto run = needs_images, demo = needs_images, predict = needs_images, explain = needs_images,
               compare = needs_images, dataset_add = needs_images, dataset_list = needs_images,
               dataset_synth = needs_images, status = needs_images, merge = needs_images,
               analyze = needs_images, export_tables = needs_images;
#endif

constexpr Command kCommands[] = {
    {"plugins list", "what is installed: methods, measures, model loaders, and what was refused",
     plugins_list},
    {"plugins show", "one plugin: its parameters, what it needs, its paper", plugins_show},
    {"plugins probe", "read one library in this process and print what it says of itself", plugins_probe},
    {"models list", "the architectures that the loaders know", models_list},
    {"models show", "one model: layers with shapes, parameters, multiply-adds, input", models_show},
    {"predict", "the most probable classes of images", predict},
    {"explain", "saliency maps: what models look at in images", explain},
    {"compare", "how alike models look at an image", compare},
    {"dataset add", "register a folder or table of images with labels, boxes, classes", dataset_add},
    {"dataset list", "the data sets of a database", dataset_list},
    {"dataset synth", "draw pictures whose truth is known", dataset_synth},
    {"run", "an experiment: models x methods x images, resumed where it stopped", run},
    {"status", "how far the experiments of a database are, and what failed", status},
    {"merge", "join databases, such as the parts of a run in shards", merge},
    {"analyze", "accuracies, class distributions, attention, similarities of a data set", analyze},
    {"export", "what a database holds, as CSV, JSON, NPY or PNG", export_tables},
    {"demo", "everything, on drawn pictures and the networks that come with the program", demo},
};

bool takes_value(const std::string& option) {
  return option == "--plugin-dir" || option == "--threads" || option == "--seed" || option == "--memory";
}

// The command is made of the first words that are neither options nor a global option's value; `args`
// keeps the rest.
const Command* find_command(Strings& args, std::string& words) {
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i].rfind("-", 0) == 0) {
      if (takes_value(args[i])) ++i;
      continue;
    }
    words += (words.empty() ? "" : " ") + args[i];
    args.erase(args.begin() + static_cast<std::ptrdiff_t>(i--));
    bool group = false;
    for (const auto& c : kCommands) {
      if (words == c.name) return &c;
      group |= std::string(c.name).rfind(words + " ", 0) == 0;
    }
    if (!group) break;
  }
  return nullptr;
}

void print_help() {
  fmt::print(
      "vantage [OPTIONS] COMMAND ...\n\n"
      "Compares convolutional networks by what they look at.\n\nCommands:\n");
  for (const auto& c : kCommands) fmt::print("  {:<15} {}\n", c.name, c.summary);
  Globals g;
  std::cout << std::flush << "\n" << global_options(g);
  fmt::print(
      "\nA model is ARCHITECTURE:CHECKPOINT (resnet18:resnet18.pth), NAME=ARCHITECTURE:CHECKPOINT to call\n"
      "it something, with parameters of its loader behind a comma (resnet18:r.pth,precision=bf16).\n"
      "A method is its id, with parameters behind a colon (grad-cam:relu=false).\n"
      "'vantage COMMAND --help' says more, 'vantage --version' which one this is. Exit status: 0 done, 1 "
      "failed, 2 wrong usage.\n");
}

int start(int argc, char** argv) {
  Strings args(argv + 1, argv + argc);
  std::string line = "vantage";
  for (const auto& a : args) line += " " + a;
  Context context(line, argv);

  std::string words;
  if (const auto* command = find_command(args, words)) return command->run(context, args);
  if (!words.empty()) {
    std::string known;
    for (const auto& c : kCommands)
      if (std::string(c.name).rfind(words.substr(0, words.find(' ')) + " ", 0) == 0)
        known += (known.empty() ? "" : ", ") + std::string(c.name);
    if (!known.empty()) throw UsageError("'" + words + "' is not complete; there are: " + known);
    throw UsageError("there is no command '" + words + "'; 'vantage --help' shows them");
  }
  for (const auto& a : args)
    if (a == "--version") {
      fmt::print("vantage {} (ABI {}.{}, {})\n", VANTAGE_VERSION, VTG_ABI_MAJOR, VTG_ABI_MINOR,
                 VANTAGE_RUNTIME);
      return 0;
    }
  print_help();
  for (const auto& a : args)
    if (a == "--help" || a == "-h") return 0;
  return 2;
}

constexpr char kNoMemory[] = "there is not enough memory for this; use smaller images or fewer models";
constexpr char kMistake[] = "this is a mistake in vantage itself, please report it: ";

int fail(int exit_status, const std::string& text) {
  fmt::print(stderr, "vantage: {}\n", text);
  return exit_status;
}

}  // namespace
}  // namespace vantage::cli

int main(int argc, char** argv) {
  using namespace vantage;
  using cli::kMistake, cli::kNoMemory;
#ifndef VANTAGE_FRONT
  engine::keep_freed_memory();
#endif
  try {
    return cli::start(argc, argv);
  } catch (const cli::UsageError& e) {
    return cli::fail(2, e.what());
  } catch (const engine::Error& e) {
    return cli::fail(1, e.what());
  } catch (const core::Error& e) {
    return cli::fail(1, e.what());
  } catch (const storage::Error& e) {
    return cli::fail(1, e.what());
  } catch (const vantage::Error& e) {  // a model's or a method's own words
    return cli::fail(1, e.what());
  } catch (const std::bad_alloc&) {
    return cli::fail(1, kNoMemory);
#ifndef VANTAGE_FRONT
  } catch (const cv::Exception& e) {
    return cli::fail(1, e.code == cv::Error::StsNoMem ? kNoMemory : kMistake + std::string(e.what()));
#endif
  } catch (const std::exception& e) {
    return cli::fail(1, kMistake + std::string(e.what()));
  }
}
