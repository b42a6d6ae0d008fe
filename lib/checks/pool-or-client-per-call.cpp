// pool-or-client-per-call: see docs/checks/pool-or-client-per-call.md. What is costly is data (lib/profile/data, `costly`). What
// is here tells the object that ends with the call from the one that is made to be kept, and the coroutine that is called
// again and again from the one that is the program.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "checks/common/uses.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class PoolOrClientPerCallCheck : public CoroCheck {
public:
  PoolOrClientPerCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                           llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), Types(listOption("Types")) {}
  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"Types", "", "Classes of yours, fully qualified and separated by semicolons, that are made to be kept."}};
    return Specs;
  }

  void startUnit() override { Setting = SettingUp(); }
  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("made"), this);
    Finder->addMatcher(cxxConstructExpr().bind("made"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<Expr>("made");
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    std::optional<std::string> Cost = Call ? costOf(*Call, Known) : std::nullopt;
    if (!Cost)
      return;
    ASTContext &Ctx = *Result.Context;
    const Callable Fn = nearestCallable(*E, Ctx);
    if (!Fn.isCoroutine() || !endsHere(*Call, *Fn.Function, Ctx))
      return;
    const CXXForRangeStmt *Loop = roundOf(*E, Ctx);
    if ((!Loop && Setting.contains(Fn, Ctx)) || !isWanted(*E, E->getExprLoc(), *Result.SourceManager))
      return;
    diag(E->getExprLoc(), "%select{what '%1' gives|this '%1'}0 %2, for each %select{call of|round of the loop in}3 '%4', and is "
                          "thrown away after it")
        << isa<CXXConstructorDecl>(Call->Callee) << Call->calleeName() << *Cost << (Loop != nullptr)
        << describe(*Fn.Function);
  }

private:
  /// Ends the sentence "this 'pool' "; nothing for a call that may be made as often as one likes.
  std::optional<std::string> costOf(const CallSite &Call, profile::Knowledge &Known) const {
    const auto *Ctor = dyn_cast<CXXConstructorDecl>(Call.Callee);
    // A copy of a handle, a move of the thing itself, an empty one.
    if (Ctor && (Ctor->isCopyOrMoveConstructor() || isUnevaluated(*Call.E, Known.context())))
      return std::nullopt;
    if (const profile::CostlyEntry *Entry = Known.costly(Call))
      return Entry->Cost;
    if (Ctor && llvm::any_of(Types, [&](const std::string &N) { return hasQualifiedName(*Ctor->getParent(), N); }))
      return "is costly to make";
    return std::nullopt;
  }

  /// Whether what \p Call makes is gone when the coroutine ends: a local that nobody else gets, or a temporary.
  static bool endsHere(const CallSite &Call, const FunctionDecl &F, ASTContext &Ctx) {
    const VarDecl *Var = initialisedBy(*Call.E, Ctx);
    if (!Var)
      return isTemporary(*Call.E, Ctx);
    if (!Var->hasLocalStorage())
      return false;
    const QualType T = Var->getType();
    // An object is lent; a handle, or a pointer, may be kept by whoever gets it.
    const bool IsObject = isa<CXXConstructExpr>(Call.E) && T->isRecordType();
    return llvm::all_of(mentionsOf(*Var, F), [&](const Mention &M) {
      if (isUnevaluated(*M.Ref, Ctx))
        return true;
      const Use U = useOf(*M.Ref, Ctx);
      if (U.What == Use::CalledOn)
        return !M.In || IsObject;
      if (U.What == Use::Captured)
        return IsObject;
      if (U.What == Use::PassedTo)
        return !U.Call->Callee->getBuiltinID() && U.Call->Callee->getOverloadedOperator() != OO_Equal &&
               (IsObject ? !isa<CXXConstructorDecl>(U.Call->Callee) || U.Call->E->getType() != T
                         : U.Call->Callee->isExternC());
      return isAsked(*M.Ref, Ctx);
    });
  }

  /// `if (!handle)`, `handle == nullptr`.
  static bool isAsked(const Expr &E, ASTContext &Ctx) {
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ImplicitCastExpr, ParenExpr>(P))
      P = parentStmt(*P, Ctx);
    if (const auto *Op = dyn_cast_or_null<BinaryOperator>(P))
      return Op->isComparisonOp() || Op->isLogicalOp();
    const auto *Not = dyn_cast_or_null<UnaryOperator>(P);
    return isa_and_nonnull<IfStmt, ConditionalOperator>(P) || (Not && Not->getOpcode() == UO_LNot);
  }

  /// Whether a method is called on the value right where it is made.
  static bool isTemporary(const Expr &E, ASTContext &Ctx) {
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                           CXXFunctionalCastExpr, CXXOperatorCallExpr>(P)) {
      if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(P); Op && Op->getOperator() != OO_Arrow)
        return false;
      P = parentStmt(*P, Ctx);
    }
    return isa_and_nonnull<MemberExpr>(P);
  }

  /// The loop over data that \p E is in. Others (`while (!stopped)`) make anew what was lost.
  static const CXXForRangeStmt *roundOf(const Expr &E, ASTContext &Ctx) {
    const Stmt *Child = &E;
    for (const Stmt *P = outerStmt(E, Ctx); P && !isa<LambdaExpr>(P); Child = P, P = outerStmt(*P, Ctx)) {
      if (isa<WhileStmt, DoStmt, ForStmt, CXXTryStmt>(P))
        return nullptr;
      if (const auto *Loop = dyn_cast<CXXForRangeStmt>(P); Loop && Loop->getBody() == Child)
        return Loop;
    }
    return nullptr;
  }

  const std::vector<std::string> Types;
  SettingUp Setting;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(PoolOrClientPerCallCheck)
