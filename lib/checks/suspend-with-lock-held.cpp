// suspend-with-lock-held: see docs/checks/suspend-with-lock-held.md. Reported where the lock is taken,
// with every suspension point that it spans as a note.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "flow/dataflow.h"
#include "flow/lock-types.h"
#include "flow/locks.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class SuspendWithLockHeldCheck : public CoroCheck {
public:
  SuspendWithLockHeldCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                           llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedMutexes(listOption("AllowedMutexes")),
        AllowedAwaits(listOption("AllowedAwaits")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedMutexes", "",
         "Mutex types, fully qualified and separated by semicolons, that may be held while a "
         "coroutine is suspended."},
        {"AllowedAwaits", "",
         "Functions and types, fully qualified and separated by semicolons: to await a call of one, "
         "or a value of one, does not suspend."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
      F = L->getCallOperator();
    if (!F || !coroutineBody(*F) || Result.SourceManager->isInSystemHeader(F->getLocation()))
      return;
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body)
      return;

    flow::LocksHeld Problem;
    flow::Solution<flow::LocksHeld> Locks(*Body, Problem);
    // By the place where a lock is taken: the suspension points it spans, in source order.
    struct Span {
      const ValueDecl *Lock;
      std::vector<const Expr *> Suspensions;
    };
    std::map<SourceLocation, Span> Spans;
    Locks.replay([&](const flow::LocksHeld::State &State, const CFGElement &E) {
      const Expr *Suspension = flow::suspensionAt(E);
      if (!Suspension || neverSuspends(*Suspension))
        return;
      for (const auto &[Lock, Is] : State)
        if (Is.Is == flow::LocksHeld::Lock::Yes && Is.Where && !mayBeHeld(Lock->getType()) &&
            !isHandedOver(*Suspension, *Lock, *Is.Where)) {
          Span &Found = Spans[Is.Where->getBeginLoc()];
          Found.Lock = Lock;
          Found.Suspensions.push_back(Suspension);
        }
    });
    for (auto &[Loc, Span] : Spans)
      report(Loc, *Span.Lock, Span.Suspensions, *Result.SourceManager);
  }

private:
  /// Whether the lock, or the mutex that was named where it was taken, is an argument of what is awaited:
  /// an asynchronous condition variable lets go of it (`co_await cv.wait(mutex, ready)`).
  static bool isHandedOver(const Expr &Suspension, const ValueDecl &Lock, const Stmt &Where) {
    const auto *Await = dyn_cast<CoawaitExpr>(&Suspension);
    std::optional<CallSite> Call = Await ? callSite(*stripped(Await->getOperand())) : std::nullopt;
    if (!Call)
      return false;
    auto Named = [](const Expr *E) -> const ValueDecl * {
      E = stripped(E);
      if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
        return Ref->getDecl();
      const auto *Member = dyn_cast_or_null<MemberExpr>(E);
      return Member ? Member->getMemberDecl() : nullptr;
    };
    llvm::SmallVector<const ValueDecl *, 4> Taken = {&Lock};
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Where))
      for (const Expr *A : Construct->arguments())
        Taken.push_back(Named(A));
    return llvm::any_of(Call->Args, [&](const Expr *A) {
      const ValueDecl *D = Named(A);
      return D && llvm::is_contained(Taken, D);
    });
  }

  static bool isListed(const NamedDecl *D, llvm::ArrayRef<std::string> Names) {
    return D && llvm::any_of(Names, [&](const std::string &N) { return hasQualifiedName(*D, N); });
  }

  /// Whether the project says so of this mutex, or of all that this guard locks.
  bool mayBeHeld(QualType Lock) const {
    if (AllowedMutexes.empty())
      return false;
    QualType T = Lock.getNonReferenceType();
    const CXXRecordDecl *R =
        (T->isPointerType() ? T->getPointeeType() : T)->getAsCXXRecordDecl();
    if (isListed(R, AllowedMutexes))
      return true;
    bool Some = false, Other = false;
    const auto Look = [&](const TemplateArgument &A) {
      if (A.getKind() != TemplateArgument::Type)
        return;
      const bool May = mayBeHeld(A.getAsType());
      Some |= May;
      Other |= !May && flow::isThreadMutex(A.getAsType());
    };
    if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R))
      for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
        llvm::for_each(A.getKind() == TemplateArgument::Pack ? A.pack_elements() : llvm::ArrayRef(A),
                       Look);
    return Some && !Other;
  }

  bool neverSuspends(const Expr &Suspension) const {
    const auto *Await = dyn_cast<CoawaitExpr>(&Suspension);
    if (!Await || AllowedAwaits.empty())
      return false;
    const Expr *Operand = Await->getOperand()->IgnoreImplicit()->IgnoreParens();
    const auto *Call = dyn_cast<CallExpr>(Operand);
    return isListed(recordOf(Operand->getType()), AllowedAwaits) ||
           (Call && isListed(Call->getDirectCallee(), AllowedAwaits));
  }

  std::vector<std::string> AllowedMutexes, AllowedAwaits;

  void report(SourceLocation Loc, const ValueDecl &Lock, std::vector<const Expr *> &Suspensions,
              const SourceManager &SM) {
    if (!isWanted(*Suspensions.front(), Loc, SM))
      return;
    llvm::sort(Suspensions, [&](const Expr *A, const Expr *B) {
      return SM.isBeforeInTranslationUnit(A->getExprLoc(), B->getExprLoc());
    });
    diag(Loc, "%0 is still locked when the coroutine suspends: another thread may resume it and "
              "unlock what it does not own, and until then whoever needs the lock stops a whole "
              "thread")
        << &Lock;
    for (const Expr *E : Suspensions)
      diag(E->getExprLoc(), "suspends here", DiagnosticIDs::Note);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SuspendWithLockHeldCheck)
