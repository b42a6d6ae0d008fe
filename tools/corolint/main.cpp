// corolint: the checks on the command line.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/WithColor.h"

using namespace corolint;
namespace cl = llvm::cl;

cl::OptionCategory &corolint::optionCategory() {
  static cl::OptionCategory Category("corolint options");
  return Category;
}

void corolint::complain(const llvm::Twine &Message) {
  llvm::WithColor::error(llvm::errs(), "corolint") << Message << "\n";
}

std::string corolint::count(size_t N, llvm::StringRef Noun) {
  return (llvm::Twine(N) + " " + Noun + (N == 1 ? "" : "s")).str();
}

int main(int Argc, const char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmParser();
  cl::HideUnrelatedOptions({&optionCategory()});
  for (cl::SubCommand *Sub : cl::getRegisteredSubcommands())
    cl::HideUnrelatedOptions({&optionCategory()}, *Sub);
  cl::SetVersionPrinter([](llvm::raw_ostream &OS) {
    OS << "corolint " << COROLINT_VERSION << " (LLVM " << LLVM_VERSION_STRING << ")\n";
  });

  std::string Error;
  FixedArguments Fixed =
      clang::tooling::FixedCompilationDatabase::loadFromCommandLine(Argc, Argv, Error);
  if (!cl::ParseCommandLineOptions(Argc, Argv, "corolint: a linter for C++ coroutines\n",
                                   &llvm::errs()))
    return ToolError;
  if (listChosen())
    return listCommand();
  if (explainChosen())
    return explainCommand();
  if (schemaChosen())
    return schemaCommand();
  if (settingsChosen())
    return settingsCommand();
  if (profileChosen())
    return profileCommand(Fixed.get());
  if (doctorChosen())
    return doctorCommand(std::move(Fixed));
  if (completionChosen())
    return completionCommand();
  if (manChosen())
    return manCommand();
  return lintCommand(std::move(Fixed));
}
