// corolint-tidy.so: the checks as a clang-tidy plugin (`clang-tidy --load=corolint-tidy.so`).
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"
#include "llvm-compat.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace clang::tidy;

namespace {

/// A plugin of another LLVM version loads without complaint, lists its checks, and never reports
/// anything: its registry is a different object from the host's. Saying nothing would look like clean
/// code, so the mismatch ends the run.
struct VersionGuard {
  VersionGuard() {
    std::string Host = clang::getClangToolFullVersion("");
    llvm::StringRef Rest = llvm::StringRef(Host);
    unsigned Major = 0;
    size_t At = Rest.find("version ");
    if (At == llvm::StringRef::npos ||
        Rest.drop_front(At + 8).take_while([](char C) { return C >= '0' && C <= '9'; })
            .getAsInteger(10, Major) ||
        Major == corolint::compat::LLVMMajor)
      return;
    llvm::errs() << "corolint-tidy.so: error: built for LLVM " << corolint::compat::LLVMMajor
                 << ", loaded into LLVM " << Major << "; its checks would never fire. Use clang-tidy-"
                 << corolint::compat::LLVMMajor << ", or build corolint with -DCOROLINT_LLVM="
                 << Major << ".\n";
    llvm::errs().flush();
    std::_Exit(2);
  }
};

class CorolintModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    corolint::registerChecks(Factories);
  }
};

} // namespace

static VersionGuard Guard;
static ClangTidyModuleRegistry::Add<CorolintModule> Module("corolint-module",
                                                           "Checks for C++ coroutines.");
