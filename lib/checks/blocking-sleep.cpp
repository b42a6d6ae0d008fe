// blocking-sleep: see docs/checks/blocking-sleep.md. The thread's sleep becomes the library's timer
// where the timer needs nothing but the executor that the coroutine runs on.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {
namespace {

bool isLockGuard(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  static constexpr llvm::StringRef Guards[] = {
      "std::lock_guard",    "std::unique_lock",   "std::shared_lock",   "std::scoped_lock",
      "boost::lock_guard",  "boost::unique_lock", "boost::shared_lock", "boost::shared_lock_guard",
      "boost::scoped_lock", "QMutexLocker",       "QReadLocker",        "QWriteLocker"};
  return R->hasAttr<ScopedLockableAttr>() ||
         llvm::any_of(Guards, [&](llvm::StringRef G) { return hasQualifiedName(*R, G); });
}

bool declaresGuard(const Stmt *S) {
  const auto *Decls = dyn_cast_or_null<DeclStmt>(S);
  return Decls && llvm::any_of(Decls->decls(), [](const Decl *D) {
           const auto *V = dyn_cast<VarDecl>(D);
           return V && isLockGuard(V->getType());
         });
}

/// Whether a lock guard declared around \p E is alive there.
bool isUnderGuard(const Expr &E, ASTContext &Ctx) {
  const Stmt *Child = &E;
  for (const Stmt *P = outerStmt(E, Ctx); P && !isa<LambdaExpr>(P);
       Child = P, P = outerStmt(*P, Ctx)) {
    if (const auto *Block = dyn_cast<CompoundStmt>(P))
      for (const Stmt *Before : Block->body()) {
        if (Before == Child)
          break;
        if (declaresGuard(Before))
          return true;
      }
    if (const auto *If = dyn_cast<IfStmt>(P); If && declaresGuard(If->getInit()))
      return true;
    if (const auto *For = dyn_cast<ForStmt>(P); For && declaresGuard(For->getInit()))
      return true;
    if (const auto *Switch = dyn_cast<SwitchStmt>(P); Switch && declaresGuard(Switch->getInit()))
      return true;
  }
  return false;
}

/// Looks for a mutex that is locked by a call (`m.lock()`) before a place.
class LockFinder : public RecursiveASTVisitor<LockFinder> {
public:
  LockFinder(SourceLocation Before, profile::Knowledge &Known) : Before(Before), Known(Known) {}
  bool Found = false;

  bool VisitCallExpr(CallExpr *E) {
    const SourceManager &SM = Known.context().getSourceManager();
    std::optional<CallSite> Call = callSite(*E);
    if (!Call || !SM.isBeforeInTranslationUnit(E->getBeginLoc(), Before))
      return true;
    std::optional<profile::BlockingCall> Blocking = Known.blocking(*Call);
    Found |= Blocking && Blocking->Kind == profile::BlockKind::MutexLock;
    return true;
  }

private:
  SourceLocation Before;
  profile::Knowledge &Known;
};

/// Finds a call of a template's pattern by its place: instances keep the locations.
class CallAt : public RecursiveASTVisitor<CallAt> {
public:
  explicit CallAt(SourceLocation Loc) : Loc(Loc) {}
  const CallExpr *Found = nullptr;
  bool VisitCallExpr(CallExpr *E) {
    if (E->getBeginLoc() == Loc && !Found)
      Found = E;
    return true;
  }

private:
  SourceLocation Loc;
};

/// Whether \p Call stands in a template and the type of its argument depends on the template's:
/// what fits this instance need not compile in the next.
bool argumentVaries(const CallSite &Call, const FunctionDecl &Where) {
  for (const DeclContext *DC = &Where; DC; DC = DC->getParent()) {
    const auto *F = dyn_cast<FunctionDecl>(DC);
    const FunctionDecl *Pattern = F ? F->getTemplateInstantiationPattern() : nullptr;
    if (!Pattern || !Pattern->getBody())
      continue;
    CallAt Finder(Call.E->getBeginLoc());
    Finder.TraverseStmt(Pattern->getBody());
    if (Finder.Found)
      return !Finder.Found->getNumArgs() || Finder.Found->getArg(0)->isTypeDependent();
  }
  return false;
}

/// False for a time point of another precision than its clock's: a timer takes no other.
bool isExactTimePoint(const Expr &Arg, ASTContext &Ctx) {
  QualType T = Arg.getType().getNonReferenceType();
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R || !hasQualifiedName(*R, "std::chrono::time_point"))
    return true;
  const CXXRecordDecl *Clock = recordOf(R->getTemplateArgs()[0].getAsType());
  if (!Clock)
    return false;
  for (const NamedDecl *D : Clock->lookup(&Ctx.Idents.get("time_point")))
    if (const auto *Typedef = dyn_cast<TypedefNameDecl>(D))
      return Ctx.hasSameUnqualifiedType(Typedef->getUnderlyingType(), T);
  return false;
}

/// Whether an edit of \p E that keeps \p Kept loses a comment.
bool losesComment(const Expr &E, const Expr &Kept, ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  auto HasComment = [&](SourceLocation From, SourceLocation To) {
    llvm::StringRef Text =
        Lexer::getSourceText(CharSourceRange::getCharRange(From, To), SM, Ctx.getLangOpts());
    return Text.contains("/*") || Text.contains("//");
  };
  CharSourceRange Arg = SM.getExpansionRange(Kept.getSourceRange());
  return HasComment(E.getBeginLoc(), Arg.getBegin()) ||
         HasComment(Lexer::getLocForEndOfToken(Arg.getEnd(), 0, SM, Ctx.getLangOpts()),
                    E.getEndLoc());
}

class BlockingSleepCheck : public BlockingCheck {
public:
  BlockingSleepCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                     llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Sleep) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "puts the thread to sleep"; }

  std::optional<Fix> fix(const CallSite &Call, const profile::BlockingCall &Blocking,
                         const profile::Place &Place, profile::Knowledge &Known) override {
    std::optional<Fix> New = BlockingCheck::fix(Call, Blocking, Place, Known);
    // A suspension under a lock is worse than a sleep under it: the next to want the lock may run
    // on this very thread.
    if (!New || isUnderLock(*Call.E, *Place.Fn.Function, Known))
      return std::nullopt;
    // A timer that is waited on completes on the loop it was made for, which need not be running.
    if (Blocking.Entry->AsyncTwin || New->Hints.empty())
      return New;
    ASTContext &Ctx = Known.context();
    const Expr &Arg = *Call.Args.front();
    if (argumentVaries(Call, *Place.Fn.Function) || !isExactTimePoint(Arg, Ctx))
      return std::nullopt;
    // A sleep waits for time and nothing else: the timer waits for the same time, so the only thing
    // that changes is that others may run meanwhile.
    New->Safe = !losesComment(*Call.E, Arg, Ctx);
    return New;
  }

private:
  static bool isUnderLock(const Expr &E, const FunctionDecl &Where, profile::Knowledge &Known) {
    LockFinder Finder(E.getBeginLoc(), Known);
    Finder.TraverseStmt(Where.getBody());
    return Finder.Found || isUnderGuard(E, Known.context());
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingSleepCheck)
