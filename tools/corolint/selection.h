// What is linted: the files, their compile commands, the checks.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_SELECTION_H
#define COROLINT_TOOL_SELECTION_H

#include "commands.h"
#include "project/run.h"

namespace corolint {

struct Selection {
  std::unique_ptr<CompileDatabase> Database;
  std::vector<std::string> Units;
  LintOptions How;
  /// What is wrong with some of the paths; the rest is linted.
  std::vector<std::string> Errors;
};

/// What the command line says about the checks.
Overrides commandLineSettings();

/// The database of `-- COMPILER ARGS`, of -p, or the nearest one. Null with a message in \p Error.
std::unique_ptr<CompileDatabase> openDatabase(FixedArguments Fixed, std::string &Error);

/// What the command line selects; nothing, after complaints, if it cannot be made sense of.
std::optional<Selection> selectFromCommandLine(FixedArguments Fixed);

} // namespace corolint

#endif
