// Following a task through the expression around it; see task-fate.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/task-fate.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;

namespace corolint::profile {
namespace {

/// Climbs from a value to what takes it.
class Follower {
public:
  explicit Follower(Knowledge &Known) : Known(Known), Ctx(Known.context()) {}

  TaskFate follow(const Expr &E) {
    Value = &E;
    while (true)
      switch (step()) {
      case Up:
        continue;
      case Done:
        // A value that went through something unknown is only known when somebody waits for all of it.
        if (!Certain && Fate.outlivesExpression())
          return {};
        return Fate;
      }
  }

private:
  enum Step { Up, Done };

  Step end(TaskFate::Kind What, const Expr *By, const VarDecl *Var = nullptr) {
    if (Spawn && What != TaskFate::Awaited && What != TaskFate::WaitedFor)
      Fate = {TaskFate::Detached, Spawn, What == TaskFate::Stored ? Var : nullptr};
    else
      Fate = {What, By, Var};
    return Done;
  }

  Step up(const Expr &To, bool Known = true) {
    Value = &To;
    Certain &= Known;
    return Up;
  }

  /// Whether a value of type \p T still stands for the work.
  bool standsForWork(QualType T) {
    return Known.taskFacts(T) || Known.tasks().isAwaitable(T);
  }

  Step step() {
    for (const DynTypedNode &P : Ctx.getParents(*Value)) {
      if (const auto *Var = P.get<VarDecl>()) {
        if (Var->isInitCapture() || isa<ParmVarDecl>(Var))
          return end(TaskFate::Unknown, nullptr);
        const bool Local = Var->hasLocalStorage();
        return end(Local ? TaskFate::Stored : TaskFate::Kept, Value, Local ? Var : nullptr);
      }
      if (P.get<FieldDecl>() || P.get<CXXCtorInitializer>())
        return end(TaskFate::Kept, Value);
    }
    const Stmt *P = nullptr;
    // The operand of an await is also that of the await_transform() which the compiler made of it.
    for (const DynTypedNode &Node : Ctx.getParents(*Value))
      if (const auto *S = Node.get<Stmt>(); S && (!P || isa<CoroutineSuspendExpr>(S)))
        P = S;
    if (!P)
      return end(TaskFate::Unknown, nullptr);
    if (const auto *Around = dyn_cast<Expr>(P))
      return expression(*Around);
    if (isa<ReturnStmt, CoreturnStmt>(P))
      return end(TaskFate::Returned, Value);
    return end(isDropped(*P) ? TaskFate::Dropped : TaskFate::Unknown, Value);
  }

  /// Whether \p P has the value as a statement of its own.
  bool isDropped(const Stmt &P) const {
    if (isa<CompoundStmt, LabelStmt, SwitchCase, AttributedStmt>(P))
      return true;
    if (const auto *If = dyn_cast<IfStmt>(&P))
      return Value == If->getThen() || Value == If->getElse() || Value == If->getInit();
    if (const auto *While = dyn_cast<WhileStmt>(&P))
      return Value == While->getBody();
    if (const auto *Loop = dyn_cast<DoStmt>(&P))
      return Value == Loop->getBody();
    if (const auto *For = dyn_cast<ForStmt>(&P))
      return Value == For->getBody() || Value == For->getInc() || Value == For->getInit();
    const auto *For = dyn_cast<CXXForRangeStmt>(&P);
    return For && (Value == For->getBody() || Value == For->getInit());
  }

  Step expression(const Expr &P) {
    if (isa<CoawaitExpr, DependentCoawaitExpr>(P))
      return end(TaskFate::Awaited, &P);
    if (isa<ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups, ConstantExpr,
            InitListExpr, CXXStdInitializerListExpr>(P))
      return up(P);
    if (const auto *Cast = dyn_cast<CastExpr>(&P)) {
      if (Cast->getCastKind() == CK_ToVoid)
        return end(TaskFate::Dropped, &P);
      // `wrapper(value)` is the constructor's doing, which was looked at on the way.
      return up(P, isa<ImplicitCastExpr>(P) || Cast->isXValue() ||
                       Cast->getCastKind() == CK_ConstructorConversion ||
                       standsForWork(Cast->getType()));
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(&P))
      return Choice->getCond() == Value ? end(TaskFate::Unknown, nullptr) : up(P);
    if (const auto *Op = dyn_cast<BinaryOperator>(&P); Op && Op->isCommaOp())
      return Op->getLHS() == Value ? end(TaskFate::Dropped, Value) : up(P);
    if (isa<MemberExpr>(&P)) {
      const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(parentStmt(P, Ctx));
      return Call ? call(*Call) : end(TaskFate::Unknown, nullptr);
    }
    if (callSite(P))
      return call(P);
    return end(TaskFate::Unknown, nullptr);
  }

  /// The value is an argument of \p E, or the object that it is called on.
  Step call(const Expr &E) {
    std::optional<CallSite> Call = callSite(E);
    if (!Call)
      return end(TaskFate::Unknown, nullptr);
    const bool OnValue = Call->Object && holds(*Call->Object);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(&E))
      return up(E, Made->getConstructor()->isCopyOrMoveConstructor() || wraps(E.getType()));
    if (Call->Callee->getBuiltinID() == Builtin::BImove ||
        Call->Callee->getBuiltinID() == Builtin::BIforward)
      return up(E);
    if (Call->Callee->getOverloadedOperator() == OO_Equal && !OnValue && Call->Object)
      return store(*Call->Object, E);
    if (const SyncWaitEntry *Wait = Known.syncWait(*Call); Wait && isOperand(*Wait, *Call, OnValue))
      return end(TaskFate::WaitedFor, &E);
    if (OnValue && Known.blocking(*Call))
      return end(TaskFate::WaitedFor, &E);
    if (std::optional<SpawnCall> Found = Known.spawn(*Call); Found && holds(*Found->Task))
      return spawn(E);
    if (Call->Object && !OnValue)
      if (const ScopeEntry *Scope = Known.scope(Call->Object->getType());
          Scope && llvm::is_contained(Scope->Spawns, identifierOf(*Call->Callee)))
        return spawn(E);
    if (!OnValue && Call->Object && fills(*Call))
      return store(*Call->Object, E);
    if (OnValue && startsByItself(*Call))
      return end(TaskFate::Detached, &E);
    return up(E, standsForWork(E.getType()));
  }

  /// What a spawn gives back stands for the work from here on, if it can be waited for.
  Step spawn(const Expr &E) {
    Spawn = &E;
    if (E.getType()->isVoidType())
      return end(TaskFate::Detached, &E);
    return up(E);
  }

  bool holds(const Expr &Part) const { return &Part == Value; }

  bool isOperand(const SyncWaitEntry &Wait, const CallSite &Call, bool OnValue) const {
    unsigned Index = 0;
    if (Wait.Operand == "object" || llvm::StringRef(Wait.Operand).getAsInteger(10, Index))
      return OnValue;
    return Index < Call.Args.size() && holds(*Call.Args[Index]);
  }

  /// A class of the standard library that has its template argument in it.
  static bool wraps(QualType T) {
    const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
    return R && R->isInStdNamespace();
  }

  /// `tasks.push_back(f())`
  static bool fills(const CallSite &Call) {
    static const llvm::StringRef Names[] = {"push_back",  "emplace_back",  "push", "emplace", "insert",
                                            "push_front", "emplace_front", "add"};
    const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
    return Method && llvm::is_contained(Names, identifierOf(*Method)) &&
           (wraps(Call.Object->getType()) || Method->getParent()->isInStdNamespace());
  }

  /// `task.start(callback)`, `task.detach()`: a method of the task itself that gives nothing back, and is
  /// not there to wait.
  bool startsByItself(const CallSite &Call) {
    static const llvm::StringRef Names[] = {"start", "directlyStart", "detach", "launch", "run_detached"};
    return Call.E->getType()->isVoidType() && llvm::is_contained(Names, identifierOf(*Call.Callee)) &&
           standsForWork(Call.Object->IgnoreParenImpCasts()->getType());
  }

  /// The object that \p E is a part of: `client.tasks`, `tasks[0]`. Not what is behind a pointer.
  static const Expr &wholeOf(const Expr &E) {
    const Expr *Whole = E.IgnoreParenImpCasts();
    while (true) {
      const auto *Member = dyn_cast<MemberExpr>(Whole);
      const auto *Subscript = dyn_cast<CXXOperatorCallExpr>(Whole);
      if (Member && !Member->isArrow() && isa<FieldDecl>(Member->getMemberDecl()) &&
          !Member->getMemberDecl()->getType()->isReferenceType())
        Whole = Member->getBase()->IgnoreParenImpCasts();
      else if (Subscript && Subscript->getOperator() == OO_Subscript && wraps(Subscript->getArg(0)->getType()))
        Whole = Subscript->getArg(0)->IgnoreParenImpCasts();
      else
        return *Whole;
    }
  }

  /// Into the object that \p Target names.
  Step store(const Expr &Target, const Expr &By) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&wholeOf(Target));
    if (Ref && hasQualifiedName(*Ref->getDecl(), "std::ignore"))
      return end(TaskFate::Dropped, &By);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() &&
        !Ref->refersToEnclosingVariableOrCapture())
      return end(TaskFate::Stored, &By, Var);
    return end(TaskFate::Kept, &By);
  }

  Knowledge &Known;
  ASTContext &Ctx;
  const Expr *Value = nullptr;
  const Expr *Spawn = nullptr;
  bool Certain = true;
  TaskFate Fate;
};

} // namespace

TaskFate fateOf(const Expr &E, Knowledge &Known) { return Follower(Known).follow(E); }

} // namespace corolint::profile
