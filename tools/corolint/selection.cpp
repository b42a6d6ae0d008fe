// What is linted; see selection.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "selection.h"
#include "commands.h"
#include "engine/configuration.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::list<std::string> Paths(cl::Positional, cl::desc("[FILES or DIRS] [-- COMPILER ARGS]"),
                                   cl::cat(optionCategory()));
static cl::opt<std::string> BuildDir("p",
                                     cl::desc("Directory with compile_commands.json; found upwards "
                                              "from here when not given"),
                                     cl::value_desc("BUILD_DIR"), cl::cat(optionCategory()));
static cl::opt<std::string>
    Checks("checks",
           cl::desc("Globs over check names, with or without 'coro-', added to the default set and "
                    ".clang-tidy: 'blocking-*', '-voided-lazy-task'"),
           cl::value_desc("GLOBS"), cl::cat(optionCategory()));

/// The database of `-- COMPILER ARGS`, of -p, or the nearest one.
static std::unique_ptr<CompileDatabase>
openDatabase(std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed, std::string &Error) {
  if (Fixed) {
    auto Out = std::make_unique<CompileDatabase>();
    Out->Commands = std::move(Fixed);
    return Out;
  }
  if (!BuildDir.empty())
    return loadDatabase(BuildDir, Error);
  return findDatabase(".", Error);
}

std::optional<Selection> corolint::selectFromCommandLine(
    std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed) {
  if (std::vector<std::string> Unknown = unknownGlobs(Checks); !Unknown.empty()) {
    for (const std::string &U : Unknown)
      complain(U);
    return std::nullopt;
  }
  Selection Out;
  std::string Error;
  Out.Database = openDatabase(std::move(Fixed), Error);
  if (!Out.Database) {
    complain(Error);
    return std::nullopt;
  }
  Out.Units = selectUnits(*Out.Database, std::vector<std::string>(Paths.begin(), Paths.end()),
                          Out.Errors);
  Out.How.Checks = Checks;
  return Out;
}
