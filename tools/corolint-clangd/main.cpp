// corolint-clangd: clangd with corolint's checks in it, for any editor that can be told where clangd is.
// Everything is clangd's own but what hooks.cpp changes and where the compiler's headers are found.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clangd.h"
#include "llvm-compat.h"
#include "llvm/Support/FileSystem.h"
#include <cstdlib>

namespace {

class CoroModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    corolint::registerChecks(Factories);
  }
};

} // namespace

static clang::tidy::ClangTidyModuleRegistry::Add<CoroModule> Module("corolint-module",
                                                                    "Checks for C++ coroutines.");

static bool namesResourceDir(llvm::StringRef Argument) {
  Argument = Argument.ltrim('-');
  return Argument == "resource-dir" || Argument.starts_with("resource-dir=");
}

/// clangd also takes arguments from the environment; an option that is there twice is an error.
static bool userNamesResourceDir(int Count, char *Arguments[]) {
  for (int I = 1; I < Count; ++I)
    if (llvm::StringRef(Arguments[I]).starts_with("-") && namesResourceDir(Arguments[I]))
      return true;
  const char *Flags = std::getenv("CLANGD_FLAGS");
  return Flags && llvm::StringRef(Flags).contains("-resource-dir");
}

int main(int argc, char *argv[]) {
  std::vector<char *> Arguments(argv, argv + argc);
  // clangd looks beside its own binary, which is right only where LLVM is installed.
  static char ResourceDir[] = "--resource-dir=" COROLINT_RESOURCE_DIR;
  if (!userNamesResourceDir(argc, argv) &&
      llvm::sys::fs::is_directory(COROLINT_RESOURCE_DIR "/include"))
    Arguments.insert(Arguments.begin() + 1, ResourceDir);
  Arguments.push_back(nullptr);
  return clang::clangd::clangdMain(Arguments.size() - 1, Arguments.data());
}
