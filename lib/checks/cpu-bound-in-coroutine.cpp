// cpu-bound-in-coroutine: see docs/checks/cpu-bound-in-coroutine.md. What a call costs cannot be seen: the calls are
// those that are made to be slow (profiles, kind "cpu") and those that the project lists.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/configured-calls.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;

namespace corolint {
namespace {

class CpuBoundInCoroutineCheck : public BlockingCheck {
public:
  CpuBoundInCoroutineCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                           llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Cpu), Listed(listOption("Functions")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"Functions", "",
         "Functions and methods of yours that compute for long, separated by semicolons: 'ns::render; "
         "Model::train'. A name matches fully qualified or by its last components."}};
    return Specs;
  }

protected:
  llvm::StringRef effect() const override { return "computes for long"; }

  std::optional<profile::BlockingCall> classify(const CallSite &Call, profile::Knowledge &Known) override {
    std::optional<profile::BlockingCall> Heavy = BlockingCheck::classify(Call, Known);
    if (!Heavy && Listed.find(Call, Known))
      Heavy = profile::BlockingCall{Kind, nullptr, nullptr, nullptr};
    return Heavy;
  }

private:
  const ConfiguredCalls Listed;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(CpuBoundInCoroutineCheck)
