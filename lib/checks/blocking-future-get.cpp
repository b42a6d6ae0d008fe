// blocking-future-get: see docs/checks/blocking-future-get.md. Silent where a poll of the same future
// comes first: code that asks whether the result is there knows what it does.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The variable or member that an expression names: `f`, `this->f`, `s.f`.
const ValueDecl *namedObject(const Expr *E) {
  E = E ? stripped(E) : nullptr;
  if (const auto *Move = dyn_cast_or_null<CallExpr>(E);
      Move && Move->getNumArgs() == 1 && Move->isCallToStdMove())
    E = stripped(Move->getArg(0));
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    return Ref->getDecl();
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
    return Member->getMemberDecl();
  return nullptr;
}

/// Looks for a question about whether \p Object is ready, before a place in the same callable.
class PollFinder : public RecursiveASTVisitor<PollFinder> {
public:
  PollFinder(const ValueDecl &Object, SourceLocation Before, ASTContext &Ctx)
      : Object(Object), Before(Before), Ctx(Ctx) {}
  bool Found = false;

  bool VisitCallExpr(CallExpr *E) {
    std::optional<CallSite> Call = callSite(*E);
    if (!Call || !Call->Object || namedObject(Call->Object) != &Object ||
        !Ctx.getSourceManager().isBeforeInTranslationUnit(E->getBeginLoc(), Before))
      return true;
    llvm::StringRef Name = identifierOf(*Call->Callee);
    bool ZeroWait = (Name == "wait_for" || Name == "wait_until") && !Call->Args.empty() &&
                    profile::isZero(*Call->Args.front(), Ctx);
    Found |= ZeroWait || Name == "is_ready" || Name == "isReady" || Name == "ready" ||
             Name == "available" || Name == "isFinished";
    return true;
  }

private:
  const ValueDecl &Object;
  SourceLocation Before;
  ASTContext &Ctx;
};

class BlockingFutureGetCheck : public BlockingCheck {
public:
  BlockingFutureGetCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                         llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Future) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for the future on this thread"; }

  std::optional<profile::BlockingCall> classify(const CallSite &Call,
                                                profile::Knowledge &Known) override {
    if (std::optional<profile::BlockingCall> Blocking = BlockingCheck::classify(Call, Known))
      return Blocking;
    // The future of a discarded `std::async` waits in its destructor, at the semicolon.
    if (hasQualifiedName(*Call.Callee, "std::async") && isa<CallExpr>(Call.E) &&
        !isResultUsed(*Call.E, Known.context())) {
      static const profile::BlockingEntry Discarded = [] {
        profile::BlockingEntry E;
        E.Effect = "returns a future whose destructor waits for the work right here";
        return E;
      }();
      return profile::BlockingCall{Kind, &Discarded, nullptr, nullptr};
    }
    return std::nullopt;
  }

  bool confirm(const CallSite &Call, const profile::Place &Place,
               profile::Knowledge &Known) override {
    const ValueDecl *Object = namedObject(Call.Object);
    if (!Object)
      return true;
    PollFinder Finder(*Object, Call.E->getBeginLoc(), Known.context());
    Finder.TraverseStmt(Place.Fn.Function->getBody());
    return !Finder.Found;
  }

  std::optional<Fix> fix(const CallSite &Call, const profile::BlockingCall &Blocking,
                         const profile::Place &Place, profile::Knowledge &Known) override {
    // Some libraries make their futures, or std's, awaitable.
    if (Place.Where != profile::Runs::InCoroutine || !Call.Object ||
        identifierOf(*Call.Callee) != "get" || !Call.Args.empty())
      return std::nullopt;
    ASTContext &Ctx = Known.context();
    QualType Future = Call.Object->IgnoreParenImpCasts()->getType().getUnqualifiedType();
    if (Known.tasks().canAwait(*Place.Fn.Function, Future) != Answer::Yes)
      return std::nullopt;
    QualType Result = Known.tasks().awaitResult(Future);
    if (isResultUsed(*Call.E, Ctx) &&
        (Result.isNull() || !Ctx.hasSameUnqualifiedType(Result.getNonReferenceType(),
                                                        Call.E->getType().getNonReferenceType())))
      return std::nullopt;
    std::optional<std::string> Text = writtenText(*Call.Object->IgnoreParenImpCasts(), Ctx);
    if (!Text)
      return std::nullopt;
    // An lvalue is moved: get() leaves the future empty as well.
    if (Call.Object->IgnoreParenImpCasts()->isLValue())
      *Text = "std::move(" + *Text + ")";
    Fix Out;
    Out.Title = "await the future instead";
    auto Edits = replaceByAwait(*Call.E, "co_await " + *Text, Ctx);
    if (Edits.empty())
      return std::nullopt;
    Out.Hints.append(Edits.begin(), Edits.end());
    return Out;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingFutureGetCheck)
