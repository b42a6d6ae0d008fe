// What the parts of the command share: exit statuses, how it complains, and the subcommands.
//
// Each part owns its options: what is linted is selection.cpp's, how is running.cpp's, fixes are
// fixing.cpp's, formats are output.cpp's. An option is added where it is used.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_COMMANDS_H
#define COROLINT_TOOL_COMMANDS_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/CommandLine.h"
#include <memory>

namespace corolint {

enum ExitStatus {
  Clean = 0,        ///< Everything was linted and nothing was found.
  HasFindings = 1,  ///< Everything was linted.
  ToolError = 2,    ///< Something could not be linted, or the command line is wrong.
  Interrupted = 130 ///< The user stopped it; a shell's status for that.
};

/// The category of every option that --help shows.
llvm::cl::OptionCategory &optionCategory();

/// "corolint: error: ..." on standard error.
void complain(const llvm::Twine &Message);

/// "1 file", "2 files".
std::string count(size_t N, llvm::StringRef Noun);

/// The compiler arguments after `--`; null without.
using FixedArguments = std::unique_ptr<clang::tooling::FixedCompilationDatabase>;

/// The command without a subcommand.
int lintCommand(FixedArguments Fixed);

// The subcommands, each in NAME-command.cpp: whether it was chosen, and what it does.
bool listChosen();
int listCommand();
bool explainChosen();
int explainCommand();
bool schemaChosen();
int schemaCommand();
/// `--show-settings FILE`, no subcommand since it takes the options of a lint.
bool settingsChosen();
int settingsCommand();
bool profileChosen();
int profileCommand(const clang::tooling::FixedCompilationDatabase *Fixed);
/// `doctor` takes some of the options of a lint, too.
llvm::cl::SubCommand &doctorSubCommand();
bool doctorChosen();
int doctorCommand(FixedArguments Fixed);
bool completionChosen();
int completionCommand();
bool manChosen();
int manCommand();

} // namespace corolint

#endif
