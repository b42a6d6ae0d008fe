// blocking-network-call: see docs/checks/blocking-network-call.md. The calls are data (lib/profile/data); everything else is the
// common base.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"

namespace corolint {
namespace {

class BlockingNetworkCallCheck : public BlockingCheck {
public:
  BlockingNetworkCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
    llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Network) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for the network"; }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingNetworkCallCheck)
