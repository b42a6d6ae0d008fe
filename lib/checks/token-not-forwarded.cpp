// token-not-forwarded: see docs/checks/token-not-forwarded.md. The callee says that it can be cancelled, by a parameter that is
// defaulted or by an overload, and the coroutine has what it asks for.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/independent-call.h"
#include "checks/common/suspensions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class TokenNotForwardedCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    const auto *E = Await ? dyn_cast<CallExpr>(stripped(Await->getOperand())) : nullptr;
    std::optional<CallSite> Call = E ? callSite(*E) : std::nullopt;
    if (!Call || isa<CXXOperatorCallExpr>(E))
      return;
    ASTContext &Ctx = *Result.Context;
    profile::Knowledge &Known = knowledge(Result);
    // What ends something must not be cancelled half way.
    const Callable Fn = nearestCallable(*Await, Ctx);
    if (!Fn.Function || isNamedLikeCleanup(identifierOf(*Fn.Function)) || isNamedLikeCleanup(identifierOf(*Call->Callee)))
      return;
    for (const ParmVarDecl *Token : Fn.Function->parameters()) {
      if (!Token->getIdentifier() || !Known.isCancellationToken(Token->getType()))
        continue;
      const FunctionDecl *Taker = takerOf(*Call, *Token, Ctx);
      // A token of another source, or an explicit `{}`, is a decision.
      if (!Taker || passesToken(*Call, Known) || asked(*Await, *Token, Ctx) ||
          !isWanted(*Await, E->getExprLoc(), *Result.SourceManager))
        continue;
      report(*E, *Call, *Token, *Taker, Ctx);
      return;
    }
  }

private:
  /// The function that would be called with \p Token behind the arguments: the callee, where that parameter is left to its
  /// default, or an overload with one parameter more. Null for none.
  static const FunctionDecl *takerOf(const CallSite &Call, const ParmVarDecl &Token, ASTContext &Ctx) {
    const unsigned Given = Call.Args.size();
    auto Takes = [&](const FunctionDecl &F) {
      return F.getNumParams() > Given &&
             Ctx.hasSameUnqualifiedType(F.getParamDecl(Given)->getType().getNonReferenceType(),
                                        Token.getType().getNonReferenceType());
    };
    if (Takes(*Call.Callee))
      return Call.Callee;
    if (Call.Callee->getNumParams() != Given)
      return nullptr;
    // Templates are compared as they are written.
    const FunctionDecl *Written = Call.Callee->getTemplateInstantiationPattern();
    if (!Written)
      Written = Call.Callee;
    for (const NamedDecl *D : Written->getDeclContext()->lookup(Written->getDeclName())) {
      const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
      const auto *F = Template ? Template->getTemplatedDecl() : dyn_cast<FunctionDecl>(D);
      if (!F || F->getNumParams() != Given + 1 || !Takes(*F))
        continue;
      bool Same = true;
      for (unsigned I = 0; I < Given; ++I)
        Same &= Ctx.hasSameType(F->getParamDecl(I)->getType(), Written->getParamDecl(I)->getType());
      if (Same)
        return F;
    }
    return nullptr;
  }

  static bool passesToken(const CallSite &Call, profile::Knowledge &Known) {
    return llvm::any_of(Call.Args, [&](const Expr *A) { return Known.isCancellationToken(A->getType()); });
  }

  /// Whether the await stands where the token was asked, and cancellation is being dealt with, or in a handler.
  static bool asked(const Expr &Await, const ParmVarDecl &Token, ASTContext &Ctx) {
    for (const Stmt *P = outerStmt(Await, Ctx); P; P = outerStmt(*P, Ctx))
      if (const auto *If = dyn_cast<IfStmt>(P);
          isa<CXXCatchStmt>(P) ||
          (If && mentions(*If->getCond(), [&](const ValueDecl &D) { return &D == &Token; })))
        return true;
    return false;
  }

  void report(const CallExpr &E, const CallSite &Call, const ParmVarDecl &Token, const FunctionDecl &Taker,
              ASTContext &Ctx) {
    diag(E.getExprLoc(), "'%0' is not cancelled with the coroutine: it is not given '%1'")
        << Call.calleeName() << Token.getName();
    diag(Taker.getLocation(), "it can take a token, as declared here", DiagnosticIDs::Note);
    if (!isEditable(E, Ctx))
      return;
    diag(E.getExprLoc(), "hand it on", DiagnosticIDs::Note)
        << FixItHint::CreateInsertion(E.getRParenLoc(), (Call.Args.empty() ? "" : ", ") + Token.getName().str());
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TokenNotForwardedCheck)
