// unchecked-await-result: see docs/checks/unchecked-await-result.md. An outcome is known by its type; the error
// that `redirect_error` fills in by the variable that nobody reads.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "checks/common/uses.h"
#include "clang/AST/Attr.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"
#include "coroutine/name-words.h"
#include "coroutine/outcome-types.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The call of `redirect_error(token, ec)` in the arguments of an operation, or null.
const CallExpr *redirection(const Stmt &S) {
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (const FunctionDecl *F = Call->getDirectCallee();
        F && Call->getNumArgs() == 2 && identifierOf(*F) == "redirect_error")
      return Call;
  for (const Stmt *Child : S.children())
    if (Child && !isa<LambdaExpr>(Child))
      if (const CallExpr *Found = redirection(*Child))
        return Found;
  return nullptr;
}

/// The local variable that a redirection fills in, or null.
const VarDecl *filledIn(const CallExpr &Redirection) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Redirection.getArg(1)->IgnoreParenImpCasts());
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && !isa<ParmVarDecl>(V) && !V->getType()->isReferenceType() &&
                 !V->hasAttr<UnusedAttr>()
             ? V
             : nullptr;
}

class UncheckedAwaitResultCheck : public CoroCheck {
public:
  UncheckedAwaitResultCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                            llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedCalls(listOption("AllowedCalls")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedCalls", "",
         "Functions, fully qualified and separated by semicolons, whose outcome may be dropped."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    if (!Await)
      return;
    ASTContext &Ctx = *Result.Context;
    const VarDecl *Unread = nullptr;
    if (beginsWithOutcome(Await->getType())) {
      if (discardOf(*Await, Ctx).What != Discard::Dropped)
        return;
    } else {
      const CallExpr *Redirection = redirection(*Await->getOperand());
      Unread = Redirection ? filledIn(*Redirection) : nullptr;
      if (!Unread || isRead(*Unread, Ctx))
        return;
    }
    std::optional<CallSite> Call = callSite(*stripped(Await->getOperand()));
    if (isExempt(*Await, Call, knowledge(Result)) ||
        !isWanted(*Await, Await->getKeywordLoc(), *Result.SourceManager))
      return;
    // What is awaited may be a variable that is moved from.
    const auto *Plain = Call ? dyn_cast<CallExpr>(Call->E) : nullptr;
    const std::string Name = Plain && Plain->isCallToStdMove() ? "" : nameOf(Call);
    const std::string What = Name.empty() ? "the operation" : "'" + Name + "'";
    if (Unread)
      diag(Await->getKeywordLoc(),
           "nobody reads '%0': when %1 fails, the coroutine goes on as if it had not")
          << Unread->getName() << What;
    else
      diag(Await->getKeywordLoc(), "the outcome of %0 is dropped: when it fails, the coroutine goes on as "
                                   "if it had not")
          << What;
    if (Unread)
      diag(Unread->getLocation(), "declared here", DiagnosticIDs::Note);
  }

private:
  /// Whether \p Error is mentioned anywhere but where operations are told to fill it in.
  static bool isRead(const VarDecl &Error, ASTContext &Ctx) {
    const auto *F = dyn_cast<FunctionDecl>(Error.getDeclContext());
    if (!F || !F->hasBody())
      return true;
    auto Mentions = mentionsOf(Error, *F);
    return !mentionsAreComplete(Mentions, Error, *F) ||
           llvm::any_of(Mentions, [&](const Mention &M) {
             const Use U = useOf(*M.Ref, Ctx);
             return M.In || U.What != Use::PassedTo ||
                    identifierOf(*U.Call->Callee) != "redirect_error";
           });
  }

  /// Whether a failure tells the coroutine nothing: a wait that was cut short, something that is ended.
  bool isExempt(const CoawaitExpr &Await, const std::optional<CallSite> &Call,
                profile::Knowledge &Known) const {
    const Callable Around = nearestCallable(Await, Known.context());
    if (Around.Function && isNamedLikeCleanup(identifierOf(*Around.Function)))
      return true;
    if (!Call)
      return false;
    llvm::StringRef Name = identifierOf(*Call->Callee);
    return Known.isDelay(*Call) || Known.cannotFail(*Call) || isNamedLikeCleanup(Name) ||
           hasWord(Name, {"wait", "sleep", "delay"}) || isListed(Call->Callee, AllowedCalls);
  }

  const std::vector<std::string> AllowedCalls;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UncheckedAwaitResultCheck)
