// corolint-tidy.so: the checks as a clang-tidy plugin (`clang-tidy --load=corolint-tidy.so`).
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../version-guard.h"
#include "checks/common/registry.h"
#include "clang-tidy/ClangTidyModule.h"
#include "llvm-compat.h"

using namespace clang::tidy;

namespace {

class CorolintModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    corolint::registerChecks(Factories);
  }
};

} // namespace

static corolint::VersionGuard Guard("corolint-tidy.so", "clang-tidy", /*Status=*/2);
static ClangTidyModuleRegistry::Add<CorolintModule> Module("corolint-module",
                                                           "Checks for C++ coroutines.");
