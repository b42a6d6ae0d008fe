// blocking-configured-call: see docs/checks/blocking-configured-call.md. Knows only what the project
// says: the option, a profile entry of kind "configured", or an annotation on the declaration.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;

namespace corolint {
namespace {

class BlockingConfiguredCallCheck : public BlockingCheck {
public:
  BlockingConfiguredCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                              llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Configured) {
    for (const std::string &Entry : listOption("Functions")) {
      auto [Pattern, Instead] = llvm::StringRef(Entry).split("->");
      Listed.push_back({Pattern.trim().str(), Instead.trim().str()});
    }
  }

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
    if (!Blocking && entryFor(*Call.Callee))
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
    const Configured *Entry = entryFor(*Call.Callee);
    if (!Entry || Entry->Instead.empty())
      return BlockingCheck::fix(Call, Blocking, Place, Known);
    // Words only: whether the arguments fit is for a person to see.
    Fix Out;
    Out.Title = "use '" + Entry->Instead + "' instead";
    return Out;
  }

private:
  struct Configured {
    std::string Pattern, Instead;
  };

  /// Qualified-suffix match: "Db::query" is ns::Db::query, but "query" is not "requery".
  const Configured *entryFor(const FunctionDecl &F) const {
    if (Listed.empty())
      return nullptr;
    std::string Name = "::" + qualifiedName(F);
    for (const Configured &C : Listed)
      if (llvm::StringRef(Name).ends_with(
              C.Pattern.compare(0, 2, "::") == 0 ? C.Pattern : "::" + C.Pattern) &&
          (C.Pattern.compare(0, 2, "::") != 0 || Name == C.Pattern))
        return &C;
    return nullptr;
  }

  std::vector<Configured> Listed;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingConfiguredCallCheck)
