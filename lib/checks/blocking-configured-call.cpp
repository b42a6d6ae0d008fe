// blocking-configured-call: see docs/checks/blocking-configured-call.md. Knows only what the project
// says: the option, a profile entry of kind "configured", or an annotation on the declaration.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/configured-calls.h"
#include "checks/common/fixes.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;

namespace corolint {
namespace {

class BlockingConfiguredCallCheck : public BlockingCheck {
public:
  BlockingConfiguredCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                              llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Configured), Listed(listOption("Functions")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"Functions", "",
         "Functions and methods that block, separated by semicolons: 'ns::fetch; ns::Db::query -> "
         "ns::Db::asyncQuery'. A name matches fully qualified or by its last components; what "
         "follows the arrow is suggested instead."}};
    return Specs;
  }

protected:
  llvm::StringRef effect() const override { return "is declared to block"; }

  std::optional<profile::BlockingCall> classify(const CallSite &Call,
                                                profile::Knowledge &Known) override {
    std::optional<profile::BlockingCall> Blocking = BlockingCheck::classify(Call, Known);
    if (!Blocking && Listed.find(Call, Known))
      Blocking = profile::BlockingCall{Kind, nullptr, nullptr, nullptr};
    return Blocking;
  }

  bool confirm(const CallSite &Call, const profile::Place &Place,
               profile::Knowledge &Known) override {
    // What is awaited suspends, whatever its name.
    ASTContext &Ctx = Known.context();
    for (const Stmt *P = parentStmt(*Call.E, Ctx); P; P = parentStmt(*P, Ctx)) {
      if (isa<CoawaitExpr, DependentCoawaitExpr>(P))
        return false;
      if (!isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P))
        return true;
    }
    return true;
  }

  std::optional<Fix> fix(const CallSite &Call, const profile::BlockingCall &Blocking,
                         const profile::Place &Place, profile::Knowledge &Known) override {
    const ConfiguredCalls::Entry *Entry = Listed.find(Call, Known);
    if (!Entry || Entry->Instead.empty())
      return BlockingCheck::fix(Call, Blocking, Place, Known);
    // Words only: whether the arguments fit is for a person to see.
    Fix Out;
    Out.Title = "use '" + Entry->Instead + "' instead";
    return Out;
  }

private:
  const ConfiguredCalls Listed;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingConfiguredCallCheck)
