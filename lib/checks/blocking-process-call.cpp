// blocking-process-call: see docs/checks/blocking-process-call.md. The calls are data (lib/profile/data); everything else is the
// common base.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"

namespace corolint {
namespace {

class BlockingProcessCallCheck : public BlockingCheck {
public:
  BlockingProcessCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Process) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for another process"; }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingProcessCallCheck)
