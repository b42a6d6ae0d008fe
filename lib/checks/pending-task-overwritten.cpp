// pending-task-overwritten: see docs/checks/pending-task-overwritten.md. A member that holds started work is
// assigned anew. That is a bug only if it happens twice, so a finding needs a sign of repetition (a loop, a
// slot, a constructor that has started the first one), and nothing in the function may look after the old
// work. Decided at the end of the unit, when all signs were seen.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/running-tasks.h"
#include "checks/common/task-locals.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The member of this object that \p E names; null for anything else.
const FieldDecl *ownField(const Expr *E) {
  const auto *M = dyn_cast_or_null<MemberExpr>(movedFrom(E));
  if (!M || !isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts()))
    return nullptr;
  return dyn_cast<FieldDecl>(M->getMemberDecl());
}

/// The assignment that is looked at.
struct Overwrite {
  const CXXOperatorCallExpr *E;
  const FieldDecl *Field;
  const Expr *Maker; ///< The call that starts the new work.
};

/// Looks for anything that may deal with the old work.
class CareFinder : public RecursiveASTVisitor<CareFinder> {
public:
  /// \p Until: what comes later in the source does not count; invalid for no limit.
  CareFinder(const Overwrite &By, SourceLocation Until, const SourceManager &SM, unsigned Depth = 0)
      : By(By), Until(Until), SM(SM), Depth(Depth) {}
  bool Found = false;

  bool VisitMemberExpr(MemberExpr *E) {
    if (E->getMemberDecl() == By.Field && E != movedFrom(By.E->getArg(0)) &&
        counts(E->getBeginLoc()))
      Found = true;
    return !Found;
  }
  /// `co_await done_`
  bool VisitCoawaitExpr(CoawaitExpr *E) {
    Found |= counts(E->getBeginLoc()) && ownField(E->getOperand());
    return !Found;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    const CXXMethodDecl *Method = E->getMethodDecl();
    const Expr *Object = E->getImplicitObjectArgument();
    if (Found || !Method || !Object || !counts(E->getBeginLoc()))
      return !Found;
    if (isa<CXXThisExpr>(Object->IgnoreParenImpCasts()))
      Found = mayCare(*Method, E == By.Maker);
    else if (ownField(Object))
      Found = soundsLikeAnEnd(identifierOf(*Method));
    return !Found;
  }

private:
  bool counts(SourceLocation Loc) const {
    return Until.isInvalid() || SM.isBeforeInTranslationUnit(Loc, Until);
  }
  /// Nobody knows what a method of this object does whose body cannot be seen. The one that starts the
  /// work is most likely just that.
  bool mayCare(const CXXMethodDecl &Method, bool IsMaker) const {
    const FunctionDecl *Def = nullptr;
    if (!Method.hasBody(Def))
      return !IsMaker;
    if (Depth > 1)
      return false;
    CareFinder Inner(By, {}, SM, Depth + 1);
    Inner.TraverseStmt(Def->getBody());
    return Inner.Found;
  }
  /// `stop_.request_stop()`, `gate_.close()`: the old work is told to end by other means.
  static bool soundsLikeAnEnd(llvm::StringRef Name) {
    static const llvm::StringRef Words[] = {"abort", "cancel", "close", "disconnect", "join",
                                            "kill",  "quit",   "reset", "shutdown",   "stop"};
    return Name == "wait" || Name == "emit" ||
           llvm::any_of(Words, [&](llvm::StringRef W) { return Name.contains_insensitive(W); });
  }

  const Overwrite &By;
  const SourceLocation Until;
  const SourceManager &SM;
  const unsigned Depth;
};

class PendingTaskOverwrittenCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxOperatorCallExpr(hasOverloadedOperatorName("=")).bind("assignment"), this);
    Finder->addMatcher(cxxConstructorDecl(isDefinition()).bind("constructor"), this);
    // `connect(timer, &QTimer::timeout, this, &page::refresh)`
    Finder->addMatcher(callExpr(hasAnyArgument(ignoringParenImpCasts(
                                    unaryOperator(hasOperatorName("&")))))
                           .bind("slot"),
                       this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    SM = Result.SourceManager;
    if (const auto *E = Result.Nodes.getNodeAs<CXXOperatorCallExpr>("assignment"))
      lookAt(*E, *Result.Context, knowledge(Result));
    else if (const auto *Ctor = Result.Nodes.getNodeAs<CXXConstructorDecl>("constructor"))
      keepInitialisers(*Ctor);
    else if (const auto *Call = Result.Nodes.getNodeAs<CallExpr>("slot"))
      keepSlots(*Call);
  }

  void endUnit() override {
    for (const Candidate &C : Candidates) {
      std::string Why;
      SourceLocation Where;
      if (C.Again) {
        Where = C.Again->getBeginLoc();
        Why = isa<Expr>(C.Again) ? "this handler may run many times"
                                 : "each round of this loop assigns it anew";
      } else if (auto Slot = Slots.find(C.In->getCanonicalDecl()); Slot != Slots.end()) {
        Where = Slot->second->getBeginLoc();
        Why = "this handler may run many times";
      } else if (Where = firstStart(*C.Field); Where.isValid()) {
        Why = "the constructor has started the first one here";
      } else {
        continue;
      }
      if (!isWanted(*C.Assignment, C.Assignment->getOperatorLoc(), *SM))
        continue;
      diag(C.Assignment->getOperatorLoc(),
           "the work in %0 may still run when it is replaced: %select{it goes on beside the new one, and "
           "nobody waits for it or sees its exception|the assignment stops this thread until it has "
           "ended}1")
          << C.Field << C.Blocks;
      diag(Where, Why, DiagnosticIDs::Note);
      diag(C.Field->getLocation(), "%0 is declared here", DiagnosticIDs::Note) << C.Field;
    }
    Candidates.clear();
    Slots.clear();
    StartedByConstructor.clear();
  }

private:
  struct Candidate {
    const CXXOperatorCallExpr *Assignment;
    const FieldDecl *Field;
    const FunctionDecl *In;
    /// The loop, or the call that was given the lambda, that makes it happen again; null for none.
    const Stmt *Again;
    bool Blocks;
  };

  /// Where construction starts work in \p Field; invalid when it does not.
  SourceLocation firstStart(const FieldDecl &Field) const {
    if (auto First = StartedByConstructor.find(&Field); First != StartedByConstructor.end())
      return First->second;
    const Expr *Init = Field.getInClassInitializer();
    std::optional<CallSite> Call = Init ? makingCall(*Init) : std::nullopt;
    return Call && !startsNothing(*Call) ? Init->getBeginLoc() : SourceLocation();
  }

  /// Whether the old work in a \p T goes on, or stops the thread, when it is assigned anew with what \p
  /// Call gives. Nothing for a type of which neither is certain.
  static std::optional<bool> blocks(QualType T, const CallSite &Call, const Expr &At,
                                    profile::Knowledge &Known) {
    const CXXRecordDecl *R = recordOf(T);
    if (R && hasQualifiedName(*R, "std::future")) {
      // Only where other work waits for this thread; a batch program may wait.
      if (!hasQualifiedName(*Call.Callee, "std::async") || !Known.placeOf(At).onLoop())
        return std::nullopt;
      return true;
    }
    return goesOnWhenDropped(T, Known) ? std::optional(false) : std::nullopt;
  }

  void lookAt(const CXXOperatorCallExpr &E, ASTContext &Ctx, profile::Knowledge &Known) {
    const FieldDecl *Field = E.getNumArgs() == 2 ? ownField(E.getArg(0)) : nullptr;
    std::optional<CallSite> Call = Field ? makingCall(*E.getArg(1)) : std::nullopt;
    std::optional<bool> Blocks =
        Call ? blocks(Field->getType(), *Call, E, Known) : std::nullopt;
    if (!Blocks || startsNothing(*Call) || SM->isInSystemHeader(E.getBeginLoc()))
      return;
    Callable In = nearestCallable(E, Ctx);
    if (!In.Function || !In.Function->hasBody())
      return;
    if (isa<CXXConstructorDecl>(In.Function)) {
      StartedByConstructor.try_emplace(Field, E.getBeginLoc());
      return;
    }
    const Overwrite By{&E, Field, Call->E};
    if (isa<CXXDestructorDecl>(In.Function) || isGuarded(By, *In.Function, Ctx))
      return;
    Candidates.push_back({&E, Field, In.Function, repeatedBy(By, In, Ctx), *Blocks});
  }

  /// Whether the function looks after the old work before it assigns, or a condition that has to do with
  /// this object decides whether it assigns at all.
  bool isGuarded(const Overwrite &By, const FunctionDecl &In, ASTContext &Ctx) const {
    CareFinder Care(By, By.E->getEndLoc(), *SM);
    Care.TraverseStmt(In.getBody());
    if (Care.Found)
      return true;
    const Stmt *Child = By.E;
    for (const Stmt *P = outerStmt(*By.E, Ctx); P; Child = P, P = outerStmt(*P, Ctx)) {
      if (isa<LambdaExpr>(P))
        break;
      if (const auto *If = dyn_cast<IfStmt>(P); If && isAboutThis(If->getCond()))
        return true;
      if (const auto *Switch = dyn_cast<SwitchStmt>(P); Switch && isAboutThis(Switch->getCond()))
        return true;
      if (isa<AbstractConditionalOperator, CXXCatchStmt>(P))
        return true;
      // `if (running_) return;`
      if (const auto *Block = dyn_cast<CompoundStmt>(P))
        for (const Stmt *S : Block->body()) {
          if (S == Child)
            break;
          if (const auto *If = dyn_cast<IfStmt>(S); If && mayLeave(S) && isAboutThis(If->getCond()))
            return true;
        }
    }
    return false;
  }

  /// Whether a condition asks for the state of this object, by a variable too.
  static bool isAboutThis(const Expr *Cond) {
    return Cond && (mentionsThis(*Cond) || llvm::any_of(mentionedIn(*Cond), [](const VarDecl *V) {
                      return V->getInit() && mentionsThis(*V->getInit());
                    }));
  }

  /// The loop in which nobody looks after the old work, or the call that makes a slot of the lambda.
  const Stmt *repeatedBy(const Overwrite &By, const Callable &In, ASTContext &Ctx) const {
    if (const Stmt *Loop = loopAround(*By.E, Ctx)) {
      CareFinder Care(By, {}, *SM);
      Care.TraverseStmt(const_cast<Stmt *>(Loop));
      return Care.Found || endsAtOnce(*Loop) ? nullptr : Loop;
    }
    if (!In.Lambda)
      return nullptr;
    std::optional<CallSite> Given = profile::receivingCall(*In.Lambda, Ctx);
    return Given && isConnect(*Given->Callee) ? Given->E : nullptr;
  }

  /// Whether the loop is none: its body always ends with a jump out of it.
  static bool endsAtOnce(const Stmt &Loop) {
    const Stmt *Last = nullptr;
    for (const Stmt *Part : Loop.children())
      Last = Part ? Part : Last;
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Last);
    return Block && !Block->body_empty() &&
           isa<BreakStmt, ReturnStmt, CoreturnStmt>(Block->body_back());
  }

  /// Qt, boost::signals2, sigc++: what is connected runs for each signal.
  static bool isConnect(const FunctionDecl &F) {
    return identifierOf(F) == "connect" || identifierOf(F) == "callOnTimeout";
  }

  void keepInitialisers(const CXXConstructorDecl &Ctor) {
    for (const CXXCtorInitializer *Init : Ctor.inits())
      if (const FieldDecl *Field = Init->getMember(); Field && Init->getInit())
        if (std::optional<CallSite> Call = makingCall(*Init->getInit());
            Call && !startsNothing(*Call))
          StartedByConstructor.try_emplace(Field, Init->getInit()->getBeginLoc());
  }

  void keepSlots(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || !isConnect(*Callee))
      return;
    for (const Expr *A : Call.arguments())
      if (const auto *Address = dyn_cast<UnaryOperator>(A->IgnoreParenImpCasts()))
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenImpCasts()))
          if (const auto *Method = dyn_cast<CXXMethodDecl>(Ref->getDecl()))
            Slots.try_emplace(Method->getCanonicalDecl(), &Call);
  }

  const SourceManager *SM = nullptr;
  std::vector<Candidate> Candidates;
  llvm::DenseMap<const FunctionDecl *, const CallExpr *> Slots;
  llvm::DenseMap<const FieldDecl *, SourceLocation> StartedByConstructor;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(PendingTaskOverwrittenCheck)
