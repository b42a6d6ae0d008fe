// timeout-parameter: see docs/checks/timeout-parameter.md. A coroutine that hands its deadline on keeps it. What is looked
// for is the one that only compares it with the clock, which nobody does while the coroutine is suspended.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/durations.h"
#include "checks/common/entry-points.h"
#include "checks/common/suspensions.h"
#include "checks/common/uses.h"
#include "checks/common/value-uses.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether something of this name keeps a time, or ends what takes too long.
bool isAboutTime(llvm::StringRef Name) {
  return hasWord(Name, {"alarm", "cancel", "cancellation", "deadline", "delay", "expire", "expires", "expiry", "pause",
                        "sleep", "timed", "timeout", "timer", "watchdog"});
}

/// Whether a function of this name is what keeps a time for others.
bool isTheFacility(llvm::StringRef Name) {
  if (isAboutTime(Name))
    return true;
  std::string Plain;
  for (char C : Name)
    if (C != '_')
      Plain += llvm::toLower(C);
  return Plain == "wait" || Plain == "waitfor" || Plain == "waituntil";
}

/// Whether awaiting a function of this name only gives others a turn.
bool isTurn(llvm::StringRef Name) {
  return hasWord(Name, {"defer", "dispatch", "post", "reschedule", "resched", "schedule", "yield"});
}

/// A parameter that says how long the coroutine may take, or until when: a time, or a number in some unit.
bool isTimeLimit(const ParmVarDecl &P) {
  if (!hasWord(identifierOf(P), {"deadline", "expiry", "timeout"}))
    return false;
  QualType T = P.getType().getNonReferenceType();
  if (isTime(T) || (T->isArithmeticType() && !T->isBooleanType()))
    return true;
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  return R && hasQualifiedName(*R, "std::optional") && R->getTemplateArgs().size() == 1 &&
         isTime(R->getTemplateArgs()[0].getAsType());
}

/// Whether the clock is read in \p S, or in the initialiser of a variable that is named there.
bool readsClock(const Stmt &S, unsigned Depth = 3) {
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (const FunctionDecl *F = Call->getDirectCallee(); F && identifierOf(*F) == "now")
      return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && Depth) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) && Var->getInit() && readsClock(*Var->getInit(), Depth - 1))
      return true;
  }
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && readsClock(*Child, Depth); });
}

/// What becomes of a time limit in the body of its coroutine.
class LimitUses {
public:
  LimitUses(const ParmVarDecl &P, const FunctionDecl &F, ASTContext &Ctx) : F(F), Ctx(Ctx) { follow(P); }

  /// Where it is compared with the clock; empty when it is given to anything that may keep it.
  llvm::ArrayRef<const Expr *> comparisons() const { return HandedOn ? llvm::ArrayRef<const Expr *>() : Comparisons; }

private:
  void follow(const VarDecl &Var) {
    if (!Seen.insert(&Var).second)
      return;
    for (const Mention &M : mentionsOf(Var, F)) {
      HandedOn |= M.In != nullptr;
      if (!HandedOn && !isOnlyTold(*M.Ref))
        follow(*M.Ref);
    }
  }

  /// Whether \p Mention is for people: part of a message, or of an exception.
  bool isOnlyTold(const Expr &Mention) const {
    for (const Stmt *P = parentStmt(Mention, Ctx); isa_and_nonnull<Expr>(P); P = parentStmt(*P, Ctx))
      if (isa<CXXThrowExpr>(P) || onlyLogs(*P))
        return true;
    return false;
  }

  /// Up from a mention, through arithmetic and the standard library, to what is done with the value.
  void follow(const Expr &Mention) {
    const Stmt *Child = &Mention;
    for (const Stmt *P = parentStmt(Mention, Ctx); P; Child = P, P = parentStmt(*P, Ctx)) {
      if (isa<IfStmt, ConditionalOperator>(P))
        return;
      if (isComparison(*P)) {
        if (readsClock(*P))
          Comparisons.push_back(cast<Expr>(P));
        return;
      }
      if (!isArithmetic(*P)) {
        HandedOn = true;
        return;
      }
    }
    // Clang's parents of an initialiser end at the variable.
    if (const VarDecl *Var = variableOf(*Child))
      return follow(*Var);
    HandedOn = true;
  }

  const VarDecl *variableOf(const Stmt &Init) const {
    for (const DynTypedNode &P : Ctx.getParents(Init))
      if (const auto *Var = P.get<VarDecl>(); Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var))
        return Var;
    return nullptr;
  }

  static bool isComparison(const Stmt &S) {
    if (const auto *Op = dyn_cast<BinaryOperator>(&S))
      return Op->isComparisonOp();
    const auto *Call = dyn_cast<CXXOperatorCallExpr>(&S);
    return isa<CXXRewrittenBinaryOperator>(S) || (Call && Call->isComparisonOp());
  }

  /// Whether \p S computes, out of a time, another one or a number.
  static bool isArithmetic(const Stmt &S) {
    if (const auto *Op = dyn_cast<BinaryOperator>(&S))
      return !Op->isAssignmentOp();
    if (const auto *Op = dyn_cast<UnaryOperator>(&S))
      return Op->getOpcode() != UO_AddrOf;
    if (isa<CoroutineSuspendExpr, InitListExpr, LambdaExpr>(S))
      return false;
    if (isa<CallExpr, CXXConstructExpr>(S)) {
      const std::optional<CallSite> Call = callSite(cast<Expr>(S));
      const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S);
      return Call && isOfStd(*Call->Callee) && !(Op && Op->isAssignmentOp()) && isPlain(cast<Expr>(S).getType());
    }
    return isa<Expr>(S);
  }

  /// A time, a number, or nothing but what is made of one: no function, pair or container that takes it along.
  static bool isPlain(QualType T) {
    T = T.getNonReferenceType();
    const CXXRecordDecl *R = recordOf(T);
    return isTime(T) || T->isArithmeticType() || (R && hasQualifiedName(*R, "std::optional"));
  }

  const FunctionDecl &F;
  ASTContext &Ctx;
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;
  llvm::SmallVector<const Expr *, 4> Comparisons;
  bool HandedOn = false;
};

/// Looks for calls in a body that keep a time.
class TimeKeeping : public RecursiveASTVisitor<TimeKeeping> {
public:
  bool Found = false;
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    Found |= F && !isOfStd(*F) && hasWord(identifierOf(*F), {"cancel", "deadline", "expires", "timed", "timeout"});
    return !Found;
  }
};

class TimeoutParameterCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void startUnit() override { Values.reset(); }
  void registerMatchers(MatchFinder *Finder) override { matchBodies(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    if (!F || Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
      return;
    ASTContext &Ctx = *Result.Context;
    for (const ParmVarDecl *P : F->parameters()) {
      if (!isTimeLimit(*P) || isGiven(*F, Ctx))
        continue;
      const LimitUses Uses(*P, *F, Ctx);
      for (const Expr *Looked : Uses.comparisons())
        if (const CoawaitExpr *Await = unlimitedAwait(*Looked, *F, knowledge(Result))) {
          if (isWanted(*Await, P->getLocation(), *Result.SourceManager))
            report(*P, *Looked, *Await);
          break;
        }
    }
  }

private:
  void report(const ParmVarDecl &P, const Expr &Looked, const CoawaitExpr &Await) {
    const std::optional<CallSite> Call = callSite(*stripped(Await.getOperand()));
    diag(P.getLocation(), "'%0' is only compared with the clock, and not while '%1' is suspended: when the time is up then, "
                          "nothing ends it")
        << identifierOf(P) << Call->calleeName();
    diag(Looked.getExprLoc(), "the clock is looked at here", DiagnosticIDs::Note);
    diag(Await.getKeywordLoc(), "suspends here, for as long as '%0' takes", DiagnosticIDs::Note) << Call->calleeName();
  }

  /// Whether the parameters of \p F are not its own choice, or are what it is for.
  bool isGiven(const FunctionDecl &F, ASTContext &Ctx) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    if (F.isOverloadedOperator() || isEntryPoint(F) || (Method && Method->isVirtual()) || isTheFacility(identifierOf(F)))
      return true;
    if (!Values)
      Values.emplace(Ctx);
    return Values->contains(F);
  }

  /// An operation that the look at the clock is about, and that nothing else ends: awaited in the same loop, or before.
  static const CoawaitExpr *unlimitedAwait(const Expr &Looked, const FunctionDecl &F, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    TimeKeeping Keeping;
    Keeping.TraverseStmt(F.getBody());
    if (Keeping.Found)
      return nullptr;
    const SourceManager &SM = Ctx.getSourceManager();
    for (const SuspensionPoint &Point : suspensionPoints(*coroutineBody(F))) {
      const auto *Await = dyn_cast<CoawaitExpr>(Point.E);
      if (!Await || !mayTakeLong(*Await, Known))
        continue;
      const Stmt *Loop = loopAround(Looked, Ctx);
      while (Loop && !Loop->getSourceRange().fullyContains(Await->getSourceRange()))
        Loop = loopAround(*Loop, Ctx);
      if (Loop || (!loopAround(Looked, Ctx) && SM.isBeforeInTranslationUnit(Await->getBeginLoc(), Looked.getBeginLoc())))
        return Await;
    }
    return nullptr;
  }

  /// Whether \p Await is for an operation of its own length: no delay, no turn of others, and given no time and no token.
  static bool mayTakeLong(const CoawaitExpr &Await, profile::Knowledge &Known) {
    const std::optional<CallSite> Call = callSite(*stripped(Await.getOperand()));
    return Call && Call->Callee->getIdentifier() && !Call->Callee->isInStdNamespace() && !Known.isDelay(*Call) &&
           !isTurn(identifierOf(*Call->Callee)) && !mayBeEnded(*Await.getOperand(), Known);
  }

  static bool mayBeEnded(const Stmt &S, profile::Knowledge &Known) {
    if (const auto *E = dyn_cast<Expr>(&S)) {
      if (isTime(E->getType()) || Known.isCancellationToken(E->getType()))
        return true;
      const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
      if (Op && Op->getOperator() == OO_PipePipe)
        return true;
      const auto *Ref = dyn_cast<DeclRefExpr>(E);
      const auto *Member = dyn_cast<MemberExpr>(E);
      const NamedDecl *D = Ref ? Ref->getDecl() : Member ? Member->getMemberDecl() : nullptr;
      if (D && isAboutTime(identifierOf(*D)))
        return true;
    }
    return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && mayBeEnded(*Child, Known); });
  }

  std::optional<ValueUses> Values;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TimeoutParameterCheck)
