// blocking-console-input: see docs/checks/blocking-console-input.md. The calls are data (lib/profile/data); everything else is the
// common base.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"

namespace corolint {
namespace {

class BlockingConsoleInputCheck : public BlockingCheck {
public:
  BlockingConsoleInputCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Console) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for a person to type"; }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingConsoleInputCheck)
