// blocking-sleep: see docs/checks/blocking-sleep.md. The thread's sleep becomes the library's timer
// where the timer needs nothing but the executor that the coroutine runs on.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"

namespace corolint {
namespace {

class BlockingSleepCheck : public BlockingCheck {
public:
  BlockingSleepCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                     llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Sleep) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "puts the thread to sleep"; }

  std::optional<Fix> fix(const CallSite &Call, const profile::BlockingCall &Blocking,
                         const profile::Place &Place, profile::Knowledge &Known) override {
    std::optional<Fix> New = BlockingCheck::fix(Call, Blocking, Place, Known);
    // A sleep waits for time and nothing else: the timer waits for the same time, so the only thing
    // that changes is that others may run meanwhile.
    if (New)
      New->Safe = true;
    return New;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingSleepCheck)
