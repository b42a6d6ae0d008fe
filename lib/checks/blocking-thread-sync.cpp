// blocking-thread-sync: see docs/checks/blocking-thread-sync.md. Short critical sections are no
// finding: a mutex lock is reported only on request.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"

namespace corolint {
namespace {

class BlockingThreadSyncCheck : public BlockingCheck {
public:
  BlockingThreadSyncCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                          llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::ThreadSync),
        CheckMutexLock(boolOption("CheckMutexLock")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"CheckMutexLock", "false",
         "Report the locking of a thread mutex as well; meant for loops that never share a lock "
         "with slow code."}};
    return Specs;
  }

protected:
  llvm::StringRef effect() const override { return "waits for another thread"; }

  std::optional<profile::BlockingCall> classify(const CallSite &Call,
                                                profile::Knowledge &Known) override {
    std::optional<profile::BlockingCall> Blocking = Known.blocking(Call);
    if (Blocking && (Blocking->Kind == profile::BlockKind::ThreadSync ||
                     (CheckMutexLock && Blocking->Kind == profile::BlockKind::MutexLock)))
      return Blocking;
    return std::nullopt;
  }

private:
  const bool CheckMutexLock;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingThreadSyncCheck)
