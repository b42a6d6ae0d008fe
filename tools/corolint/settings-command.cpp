// corolint --show-settings FILE: every check and every option, and why it is as it is.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/settings.h"
#include "commands.h"
#include "llvm/Support/FileSystem.h"
#include "project/compile-database.h"
#include "selection.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<std::string> ShowSettings("show-settings",
                                         cl::desc("Show which checks are on for FILE, the options, "
                                                  "and where each comes from"),
                                         cl::value_desc("FILE"), cl::cat(optionCategory()));

bool corolint::settingsChosen() { return ShowSettings.getNumOccurrences(); }

static void print(const Settings &All) {
  llvm::raw_ostream &OS = llvm::outs();
  for (const std::string &File : All.Files)
    OS << "configuration: " << File << "\n";
  if (All.Files.empty())
    OS << "configuration: no .clang-tidy in the file's directory or above\n";
  size_t Width = 0;
  for (const CheckSetting &S : All.Checks)
    Width = std::max(Width, S.Check->fullName().size());
  OS << "\nchecks:\n";
  for (const CheckSetting &S : All.Checks)
    OS << (S.On ? "  on   " : "  off  ") << llvm::left_justify(S.Check->fullName(), Width) << "  "
       << S.Why << "\n";
  OS << "\noptions:\n";
  for (const OptionSetting &S : All.Options)
    OS << "  " << S.Name << ": '" << S.Value << "'  (" << S.Why << ")\n";
}

int corolint::settingsCommand() {
  const Overrides CommandLine = commandLineSettings();
  std::vector<std::string> Errors = errorsIn(CommandLine);
  const std::string File = absoluteFile(ShowSettings);
  if (Errors.empty() && !llvm::sys::fs::is_regular_file(File))
    Errors.push_back(ShowSettings + ": no such file");
  if (Errors.empty()) {
    const Settings All = settingsOf(File, CommandLine);
    print(All);
    Errors = All.Errors;
  }
  llvm::outs().flush();
  for (const std::string &E : Errors)
    complain(E);
  return Errors.empty() ? Clean : ToolError;
}
