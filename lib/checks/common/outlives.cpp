// Following started work to the end of a variable's life; see outlives.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/outlives.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "flow/dataflow.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {
namespace {

using Decls = llvm::SmallPtrSet<const ValueDecl *, 8>;

struct MentionedDecls : RecursiveASTVisitor<MentionedDecls> {
  Decls Found;
  bool This = false;
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
      Found.insert(V->getCanonicalDecl());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    if (const auto *F = dyn_cast<FieldDecl>(E->getMemberDecl()))
      Found.insert(F->getCanonicalDecl());
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *) {
    This = true;
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (const LambdaCapture &C : L->captures())
      if (C.capturesVariable())
        Found.insert(cast<ValueDecl>(C.getCapturedVar()->getCanonicalDecl()));
      else
        This |= C.capturesThis();
    return true;
  }
};

MentionedDecls mentionedIn(const Stmt &S) {
  MentionedDecls Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(&S));
  return Finder;
}

bool meet(const Decls &A, const Decls &B) {
  return llvm::any_of(A, [&](const ValueDecl *D) { return B.contains(D); });
}

/// The variables of a body with what their initialisers mention.
struct Initialised : RecursiveASTVisitor<Initialised> {
  llvm::SmallVector<std::pair<const VarDecl *, Decls>, 8> Found;
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitVarDecl(VarDecl *V) {
    if (V->hasLocalStorage() && V->getInit())
      Found.emplace_back(V->getCanonicalDecl(), mentionedIn(*V->getInit()).Found);
    return true;
  }
};

/// The loops of a body that do nothing but wait for another thread: `while (pending.load()) ;`.
struct SpinLoops : RecursiveASTVisitor<SpinLoops> {
  /// What their conditions ask.
  llvm::SmallPtrSet<const Stmt *, 4> Asked;
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitWhileStmt(WhileStmt *Loop) { return look(*Loop->getCond(), *Loop->getBody()); }
  bool VisitDoStmt(DoStmt *Loop) { return look(*Loop->getCond(), *Loop->getBody()); }

private:
  bool look(const Stmt &Condition, const Stmt &Body) {
    const auto *Block = dyn_cast<CompoundStmt>(&Body);
    // A sleep, a yield: one call, with a number at most.
    if (isa<NullStmt>(Body) || (Block && (Block->body_empty() || (Block->size() == 1 && isPause(*Block->body_front())))) ||
        isPause(Body))
      collect(Condition);
    return true;
  }

  static bool isPause(const Stmt &S) {
    const auto *E = dyn_cast<Expr>(&S);
    std::optional<CallSite> Call = E ? callSite(*stripped(E)) : std::nullopt;
    return Call && !Call->Object &&
           hasWord(identifierOf(*Call->Callee), {"delay", "pause", "sleep", "usleep", "yield"});
  }

  void collect(const Stmt &S) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    const CXXRecordDecl *R = Call ? Call->getRecordDecl() : nullptr;
    if (R && R->isInStdNamespace() && identifierOf(*R).contains("atomic"))
      Asked.insert(&S);
    for (const Stmt *Child : S.children())
      if (Child)
        collect(*Child);
  }
};

/// Follows whether the work runs and nothing has waited for it; a problem for flow/dataflow.h.
class Running {
public:
  using State = bool;

  Running(const StartedWork &Work, const VarDecl &Var, const FunctionDecl &F,
          profile::Knowledge &Known)
      : Work(Work), Known(Known) {
    for (const Expr *E : Work.With) {
      MentionedDecls Found = mentionedIn(*E);
      Related.insert(Found.Found.begin(), Found.Found.end());
      OfThis |= Found.This;
    }
    // `auto strand = make_strand(io)`, `auto handle = co_spawn(...)`: what is done with one is done with
    // the other.
    Initialised Locals;
    Locals.TraverseStmt(F.getBody());
    for (bool Grown = true; Grown;) {
      Grown = false;
      for (const auto &[V, From] : Locals.Found)
        if (Related.contains(V)) {
          for (const ValueDecl *D : From)
            Grown |= Related.insert(D).second;
        } else if (meet(From, Related)) {
          Grown |= Related.insert(V).second;
        }
    }
    for (const VarDecl *V : Work.Uses)
      if (!isText(V->getType()))
        Related.insert(V->getCanonicalDecl());
    if (!isText(Var.getType()))
      Related.insert(Var.getCanonicalDecl());
    Spins.TraverseStmt(F.getBody());
  }

  State start() { return false; }
  void join(State &Into, const State &From) { Into |= From; }

  void transfer(State &S, const CFGElement &E) {
    if (auto Dtor = E.getAs<CFGAutomaticObjDtor>()) {
      QualType T = Dtor->getVarDecl()->getType();
      S &= !Known.joining(T) && !Known.scope(T);
      return;
    }
    std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
    if (!Element)
      return;
    if (Element->getStmt() == Work.Where) {
      S = true;
      return;
    }
    // An exception that leaves the function is not what it is written for.
    if (S && (flow::suspensionAt(E) || isa<CXXThrowExpr>(Element->getStmt()) ||
              mayWait(*Element->getStmt())))
      S = false;
  }

private:
  bool mayWait(const Stmt &S) {
    const auto *E = dyn_cast<Expr>(&S);
    std::optional<CallSite> Call = E ? callSite(*E) : std::nullopt;
    if (!Call)
      return false;
    if (Spins.Asked.contains(&S))
      return true;
    if (Known.loopRun(*Call) || Known.syncWait(*Call) || Known.blocking(*Call) || isNamedWait(*Call))
      return true;
    if (startsMore(*Call) || isa<CXXConstructExpr>(E) || namesOnly(*Call->Callee) ||
        Call->Callee->getOverloadedOperator() == OO_LessLess)
      return false;
    // The task of a lazy coroutine has not begun.
    if (std::optional<profile::TaskFacts> Task = Known.taskFacts(E->getType());
        Task && Task->Type && Task->isLazy())
      return false;
    MentionedDecls Found = mentionedIn(S);
    return meet(Found.Found, Related) || (OfThis && Found.This);
  }

  /// Nobody waits for a string to change.
  static bool isText(QualType T) {
    const CXXRecordDecl *R = recordOf(T.getNonReferenceType());
    return R && R->isInStdNamespace() && llvm::is_contained({"basic_string", "basic_string_view"}, identifierOf(*R));
  }

  /// `std::move(x)`, `std::ref(x)`: does nothing with it yet.
  static bool namesOnly(const FunctionDecl &F) {
    return F.isInStdNamespace() &&
           llvm::is_contained({"move", "forward", "ref", "cref", "addressof", "as_const"}, identifierOf(F));
  }

  static bool isNamedWait(const CallSite &Call) {
    static const llvm::StringRef Names[] = {"join", "wait", "get", "run", "exec", "sync", "stop",
                                            "shutdown", "close", "drain", "wait_for", "wait_until"};
    return llvm::is_contained(Names, identifierOf(*Call.Callee));
  }

  bool startsMore(const CallSite &Call) {
    if (Known.spawn(Call) || Known.sink(Call))
      return true;
    const profile::ScopeEntry *Scope = Call.Object ? Known.scope(Call.Object->getType()) : nullptr;
    return Scope && llvm::is_contained(Scope->Spawns, identifierOf(*Call.Callee));
  }

  const StartedWork &Work;
  profile::Knowledge &Known;
  Decls Related;
  SpinLoops Spins;
  bool OfThis = false;
};

/// Whether the work runs on a loop of the function's own, which only runs when the function runs it.
bool isOnOwnLoop(const StartedWork &Work, profile::Knowledge &Known) {
  for (const Expr *E : Work.With)
    for (const ValueDecl *D : mentionedIn(*E).Found)
      if (const auto *V = dyn_cast<VarDecl>(D);
          V && V->hasLocalStorage() && !V->getType()->isReferenceType() &&
          Known.isDrivenLoop(V->getType()))
        return true;
  return false;
}

} // namespace

const Stmt *blockOf(const VarDecl &Var, ASTContext &Ctx) {
  for (const DynTypedNode &P : Ctx.getParents(Var))
    if (const auto *Declared = P.get<DeclStmt>())
      return parentStmt(*Declared, Ctx);
  return nullptr;
}

std::string beforeTheEndOf(const profile::TaskFate &Fate) {
  using profile::TaskFate;
  switch (Fate.What) {
  case TaskFate::Stored:
    // The hidden variable of a range-for.
    return Fate.Var->isImplicit() ? ", before the loop begins"
                                  : ", before the task in '" + Fate.Var->getNameAsString() + "' is done";
  case TaskFate::Returned:
    return ", before the returned task is done";
  case TaskFate::Kept:
    return ", before the stored task is done";
  default:
    return ", and the coroutine goes on";
  }
}

StartedWork startedBy(const CallSite &Call, const Expr *Task) {
  StartedWork Work;
  Work.Where = Call.E;
  if (!Task)
    return Work;
  if (Call.Object && Call.Object != Task)
    Work.With.push_back(Call.Object);
  for (const Expr *A : Call.Args)
    if (A != Task)
      Work.With.push_back(A);
  return Work;
}

const VarDecl *joiningLocal(const StartedWork &Work, profile::Knowledge &Known) {
  for (const Expr *E : Work.With)
    for (const ValueDecl *D : mentionedIn(*E).Found)
      if (const auto *V = dyn_cast<VarDecl>(D);
          V && V->hasLocalStorage() && !isa<ParmVarDecl>(V) && !V->getType()->isReferenceType() &&
          Known.joining(V->getType()))
        return V;
  return nullptr;
}

bool mayOutlive(const StartedWork &Work, const VarDecl &Var, const flow::BodyFlow &Body,
                profile::Knowledge &Known) {
  const SourceManager &SM = Known.context().getSourceManager();
  Running Problem(Work, Var, Body.function(), Known);
  flow::Solution<Running> Solved(Body, Problem);
  const Stmt *Block = blockOf(Var, Known.context());
  const bool Outermost = !Block || Block == Body.function().getBody() ||
                         (coroutineBody(Body.function()) &&
                          coroutineBody(Body.function())->getBody() == Block);
  bool Dies = false;
  Solved.replay([&](const bool &Runs, const CFGElement &E) {
    if (!Runs || Dies)
      return;
    if (auto Dtor = E.getAs<CFGAutomaticObjDtor>()) {
      // What was declared later, and may have no destructor, is gone before.
      const VarDecl *Ended = Dtor->getVarDecl();
      Dies = Ended == &Var ||
             (Block && blockOf(*Ended, Known.context()) == Block &&
              SM.isBeforeInTranslationUnit(Ended->getLocation(), Var.getLocation()));
    } else if (auto Element = E.getAs<CFGStmt>(); Element && Block && !Outermost) {
      // What has no destructor is gone as soon as its block is left, or entered again.
      const auto *Again = dyn_cast<DeclStmt>(Element->getStmt());
      Dies = (Again && llvm::is_contained(Again->decls(), &Var)) ||
             SM.isBeforeInTranslationUnit(Block->getEndLoc(), Element->getStmt()->getBeginLoc());
    }
  });
  if (isOnOwnLoop(Work, Known))
    return Dies && !Outermost;
  const std::optional<bool> &AtExit = Solved.at(Body.cfg()->getExit());
  return Dies || (AtExit && *AtExit);
}

} // namespace corolint
