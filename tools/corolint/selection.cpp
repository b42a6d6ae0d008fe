// What is linted; see selection.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "selection.h"
#include "checks/common/presets.h"
#include "engine/configuration.h"
#include "option-values.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::list<std::string> Paths(cl::Positional, cl::desc("[FILES or DIRS] [-- COMPILER ARGS]"),
                                   cl::cat(optionCategory()));
static cl::opt<std::string> BuildDir("p",
                                     cl::desc("Directory with compile_commands.json; found upwards "
                                              "from here when not given"),
                                     cl::value_desc("BUILD_DIR"), cl::cat(optionCategory()),
           cl::sub(cl::SubCommand::getTopLevel()), cl::sub(doctorSubCommand()));
static cl::opt<std::string>
    Checks("checks",
           cl::desc("Globs over check names, with or without 'coro-', added to the default set and "
                    ".clang-tidy: 'blocking-*', '-voided-lazy-task'"),
           cl::value_desc("GLOBS"), cl::cat(optionCategory()),
           cl::sub(cl::SubCommand::getTopLevel()), cl::sub(doctorSubCommand()));

static cl::opt<std::string>
    Preset("preset",
           cl::desc("Set of checks to start from: recommended, strict, server, test, library-author, or "
                    "an edition that never changes (recommended-2026)"),
           cl::value_desc("NAME"), cl::cat(optionCategory()),
           cl::sub(cl::SubCommand::getTopLevel()), cl::sub(doctorSubCommand()));
static KnownValues Presets(Preset, [] {
  std::vector<OptionValue> Out;
  for (const PresetInfo &P : allPresets())
    Out.push_back({P.Name, P.Summary.str()});
  return Out;
});
static cl::opt<std::string>
    HeaderFilter("header-filter",
                 cl::desc("Report findings in headers whose path matches this regular expression only"),
                 cl::value_desc("REGEX"), cl::cat(optionCategory()));
static cl::opt<bool> RequireReason("require-reason",
                                   cl::desc("Report suppressions of coro checks that say no reason: "
                                            "NOLINT(coro-x): why"),
                                   cl::cat(optionCategory()));

Overrides corolint::commandLineSettings() {
  Overrides Out;
  Out.Checks = Checks;
  if (RequireReason)
    Out.Checks += (Out.Checks.empty() ? "" : ",") + std::string("suppression-without-reason");
  Out.Preset = Preset;
  Out.HeaderFilter = HeaderFilter;
  return Out;
}

std::unique_ptr<CompileDatabase> corolint::openDatabase(FixedArguments Fixed, std::string &Error) {
  if (Fixed) {
    auto Out = std::make_unique<CompileDatabase>();
    Out->Commands = std::move(Fixed);
    return Out;
  }
  if (!BuildDir.empty())
    return loadDatabase(BuildDir, Error);
  return findDatabase(".", Error);
}

std::optional<Selection> corolint::selectFromCommandLine(FixedArguments Fixed) {
  Selection Out;
  Out.How.Settings = commandLineSettings();
  if (std::vector<std::string> Wrong = errorsIn(Out.How.Settings); !Wrong.empty()) {
    for (const std::string &W : Wrong)
      complain(W);
    return std::nullopt;
  }
  std::string Error;
  Out.Database = openDatabase(std::move(Fixed), Error);
  if (!Out.Database) {
    complain(Error);
    return std::nullopt;
  }
  Out.Units = selectUnits(*Out.Database, std::vector<std::string>(Paths.begin(), Paths.end()),
                          Out.Errors);
  return Out;
}
