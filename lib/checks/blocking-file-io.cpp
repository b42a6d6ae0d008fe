// blocking-file-io: see docs/checks/blocking-file-io.md. The calls are data (lib/profile/data); everything else is the
// common base.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"

namespace corolint {
namespace {

class BlockingFileIoCheck : public BlockingCheck {
public:
  BlockingFileIoCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::File) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for the disk"; }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingFileIoCheck)
