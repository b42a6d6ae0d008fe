// Following tasks in variables; see task-state.h. The body is read once: every mention of a variable becomes
// an event at the statement where it takes effect, and a mention that is not understood lets the variable
// escape.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/task-state.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace corolint::flow {

class TaskStates::Reader {
public:
  Reader(TaskStates &Out, const Types &T) : Out(Out), T(T) {}

  void readParameters(const FunctionDecl &F) {
    for (const ParmVarDecl *P : F.parameters())
      track(*P);
  }
  void read(const Stmt *S);

  /// The tracked variable that an expression names, perhaps moved: `t`, `std::move(t)`.
  struct Mention {
    const VarDecl *Var = nullptr;
    bool Moved = false;
    explicit operator bool() const { return Var; }
  };
  Mention mention(const Expr *E) const;

private:
  bool track(const VarDecl &V) {
    if (V.getType()->isReferenceType() || !V.hasLocalStorage() || V.isInvalidDecl() ||
        isa<DecompositionDecl>(V) || !T.IsTask(V.getType()))
      return false;
    Out.Tracked.try_emplace(&V);
    return true;
  }
  void add(const Stmt &At, Event E) { Out.Events[Redirect ? Redirect : &At].push_back(E); }

  void declare(const VarDecl &V);
  Value value(const Expr *E);
  void readAwait(const CoawaitExpr &E);
  void readLambda(const LambdaExpr &L);
  void readConstruct(const CXXConstructExpr &C);
  void readCall(const CallExpr &Call);
  bool readKnownCall(const CallExpr &Call, const FunctionDecl &Callee);
  bool readMethod(const CXXMemberCallExpr &Call);
  void readArguments(const Stmt &At, llvm::ArrayRef<const Expr *> Args, const FunctionDecl *Callee,
                     unsigned First);
  void readChildren(const Stmt &S) {
    for (const Stmt *Child : S.children())
      read(Child);
  }

  TaskStates &Out;
  const Types &T;
  /// Inside the captures of a lambda, which are no elements of the control flow of their own.
  const Stmt *Redirect = nullptr;
};

TaskStates::Reader::Mention TaskStates::Reader::mention(const Expr *E) const {
  Mention M;
  while (E) {
    E = E->IgnoreImplicit()->IgnoreParens();
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *F = Call->getDirectCallee();
      if (!F || Call->getNumArgs() != 1 || !F->isInStdNamespace() ||
          (identifierOf(*F) != "move" && identifierOf(*F) != "forward"))
        return {};
      M.Moved |= Call->isXValue();
      E = Call->getArg(0);
    } else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
      if (!Cast->isXValue())
        return {};
      M.Moved = true;
      E = Cast->getSubExpr();
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
      if (!V || !Out.Tracked.contains(V))
        return {};
      M.Var = V;
      return M;
    } else {
      return {};
    }
  }
  return {};
}

/// Whether \p Construct makes a \p T out of another one.
static bool isTransfer(const CXXConstructExpr &C) {
  return C.getNumArgs() == 1 && C.getConstructor()->isCopyOrMoveConstructor();
}

/// What a variable of a task type holds that is given \p E. Reads \p E on the way.
TaskStates::Value TaskStates::Reader::value(const Expr *E) {
  if (!E)
    return {Empty};
  const Expr *Bare = E->IgnoreImplicit()->IgnoreParens();
  if (Bare->getType().isNull() || Bare->containsErrors()) {
    read(E);
    return {};
  }
  if (const auto *List = dyn_cast<InitListExpr>(Bare); List && List->getNumInits() <= 1)
    return List->getNumInits() ? value(List->getInit(0)) : Value{Empty};
  if (const auto *C = dyn_cast<CXXConstructExpr>(Bare)) {
    if (C->getNumArgs() == 0)
      return {Empty};
    if (isTransfer(*C))
      return value(C->getArg(0));
  }
  if (const auto *Functional = dyn_cast<CXXFunctionalCastExpr>(Bare))
    return value(Functional->getSubExpr());
  if (Mention M = mention(Bare)) {
    if (M.Moved || (isa<DeclRefExpr>(Bare) && Bare->isXValue()))
      return {Unknown, Bare, M.Var};
    // A copy: both have it.
    add(*Bare, {Event::Escape, M.Var});
    return {};
  }
  read(E);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(Bare);
      Choice && isa<CallExpr>(Choice->getTrueExpr()->IgnoreImplicit()) &&
      isa<CallExpr>(Choice->getFalseExpr()->IgnoreImplicit()))
    return {Holds, Bare};
  const auto *Call = dyn_cast<CallExpr>(Bare);
  if (!Call || Bare->isGLValue())
    return {};
  return {Holds, Bare};
}

void TaskStates::Reader::declare(const VarDecl &V) {
  if (!track(V)) {
    read(V.getInit());
    return;
  }
  Value Gets = value(V.getInit());
  Out.Tracked[&V] = Gets;
}

void TaskStates::Reader::readAwait(const CoawaitExpr &E) {
  Mention M = mention(E.getOperand());
  if (!M) {
    read(E.getCommonExpr() ? E.getCommonExpr() : E.getOperand());
    return;
  }
  add(E, {T.Takes(E, *M.Var) ? Event::Take : Event::Await, M.Var});
}

void TaskStates::Reader::readLambda(const LambdaExpr &L) {
  const Stmt *Outer = std::exchange(Redirect, Redirect ? Redirect : &L);
  for (const LambdaCapture &C : L.captures())
    if (C.capturesVariable())
      if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()); V && Out.Tracked.contains(V))
        add(L, {Event::Escape, V});
  for (const Expr *Init : L.capture_inits())
    if (!mention(Init) || mention(Init).Moved)
      read(Init);
  Redirect = Outer;
}

void TaskStates::Reader::readConstruct(const CXXConstructExpr &C) {
  if (isTransfer(C))
    if (Mention M = mention(C.getArg(0))) {
      const bool Moves = M.Moved || C.getConstructor()->isMoveConstructor();
      add(C, {Moves ? Event::Move : Event::Escape, M.Var});
      return;
    }
  readArguments(C, llvm::ArrayRef(C.getArgs(), C.getNumArgs()), C.getConstructor(), 0);
}

/// Whether a function may leave what it was given where it is: `try_push(std::move(t))`.
static bool mayDecline(const FunctionDecl *F) {
  return F && (F->getReturnType()->isBooleanType() || identifierOf(*F).starts_with("try"));
}

/// \p First: how many of \p Args stand before the callee's first parameter.
void TaskStates::Reader::readArguments(const Stmt &At, llvm::ArrayRef<const Expr *> Args,
                                       const FunctionDecl *Callee, unsigned First) {
  for (unsigned I = 0; I < Args.size(); ++I) {
    Mention M = mention(Args[I]);
    if (!M || !Args[I]->isXValue()) {
      read(Args[I]);
      continue;
    }
    const bool HasParam = Callee && I >= First && I - First < Callee->getNumParams();
    const bool Const = HasParam && Callee->getParamDecl(I - First)
                                       ->getType()
                                       .getNonReferenceType()
                                       .isConstQualified();
    add(At, {mayDecline(Callee) || Const ? Event::Escape : Event::Move, M.Var, {Unknown, Args[I]}});
  }
}

/// `t.valid()`, `std::move(t).start()`, `t.reset()`. False when the object is no variable that is followed.
bool TaskStates::Reader::readMethod(const CXXMemberCallExpr &Call) {
  Mention M = mention(Call.getImplicitObjectArgument());
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!M || !Method)
    return false;
  const bool Moves = M.Moved && Method->getRefQualifier() == RQ_RValue && !Method->isConst();
  if (Moves && !mayDecline(Method))
    add(Call, {Event::Move, M.Var});
  else if (Method->isConst() && Method->getNumParams() == 0)
    add(Call, {Method->getReturnType()->isBooleanType() ? Event::Look : Event::Escape, M.Var});
  else if (identifierOf(*Method) == "reset" && Call.getNumArgs() == 0)
    add(Call, {Event::Store, M.Var, {Empty}});
  else
    add(Call, {Event::Escape, M.Var});
  readArguments(Call, llvm::ArrayRef(Call.getArgs(), Call.getNumArgs()), Method, 0);
  return true;
}

/// Assignment, `std::exchange(t, {})`, `std::swap(a, b)`.
bool TaskStates::Reader::readKnownCall(const CallExpr &Call, const FunctionDecl &Callee) {
  if (Call.getNumArgs() != 2)
    return false;
  Mention M = mention(Call.getArg(0));
  if (!M || M.Moved)
    return false;
  const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (Op && Op->getOperator() == OO_Equal) {
    const Value Gets = value(Call.getArg(1));
    add(Call, {Event::Store, M.Var, Gets});
    return true;
  }
  if (!Callee.isInStdNamespace())
    return false;
  if (identifierOf(Callee) == "exchange") {
    const Value Gets = value(Call.getArg(1));
    add(Call, {Event::Store, M.Var, Gets});
    return true;
  }
  Mention With = mention(Call.getArg(1));
  if (identifierOf(Callee) != "swap" || !With)
    return false;
  add(Call, {Event::Swap, M.Var, {}, With.Var});
  return true;
}

void TaskStates::Reader::readCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee && readKnownCall(Call, *Callee))
    return;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (Member && readMethod(*Member))
    return;
  read(Call.getCallee());
  const bool HasObject =
      isa<CXXOperatorCallExpr>(Call) && Callee && isa<CXXMethodDecl>(Callee);
  readArguments(Call, llvm::ArrayRef(Call.getArgs(), Call.getNumArgs()), Callee, HasObject);
}

void TaskStates::Reader::read(const Stmt *S) {
  if (!S || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, RequiresExpr>(S))
    return;
  if (const auto *Body = dyn_cast<CoroutineBodyStmt>(S))
    return read(Body->getBody());
  if (const auto *Await = dyn_cast<CoawaitExpr>(S))
    return readAwait(*Await);
  if (const auto *Yield = dyn_cast<CoyieldExpr>(S))
    return read(Yield->getCommonExpr() ? Yield->getCommonExpr() : Yield->getOperand());
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return read(Return->getOperand());
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    return readLambda(*L);
  if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Decls->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        declare(*V);
    return;
  }
  if (const auto *C = dyn_cast<CXXConstructExpr>(S))
    return readConstruct(*C);
  if (const auto *Call = dyn_cast<CallExpr>(S))
    return readCall(*Call);
  // `(void)t` changes nothing.
  if (const auto *Cast = dyn_cast<CastExpr>(S);
      Cast && Cast->getCastKind() == CK_ToVoid && isa<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && Out.Tracked.contains(V))
      add(*Ref, {Event::Escape, V});
    return;
  }
  readChildren(*S);
}

TaskStates::TaskStates(const FunctionDecl &F, Types T) {
  Reader R(*this, T);
  R.readParameters(F);
  R.read(F.getBody());
}

const VarDecl *TaskStates::awaitedBy(const CoawaitExpr &E) const {
  auto It = Events.find(&E);
  if (It == Events.end())
    return nullptr;
  for (const Event &At : It->second)
    if (At.What == Event::Await || At.What == Event::Take)
      return At.Var;
  return nullptr;
}

bool TaskStates::isEverConsumed(const VarDecl &V) const {
  return llvm::any_of(Events, [&](const auto &At) {
    return llvm::any_of(At.second, [&](const Event &E) {
      return E.Var == &V && (E.What == Event::Await || E.What == Event::Take || E.What == Event::Move);
    });
  });
}

TaskStates::State TaskStates::start() const {
  State S;
  for (const auto &[V, Gets] : Tracked)
    if (isa<ParmVarDecl>(V))
      S[V].Is = Unknown;
  return S;
}

void TaskStates::store(State &S, const VarDecl &V, const Value &Gets, const Stmt &Where) const {
  if (!Gets.From || Gets.From == &V) {
    S[&V] = {Gets.From ? unsigned(Unknown) : Gets.Is, Gets.Is == Holds ? Gets.Made : nullptr};
    return;
  }
  Task Old = std::exchange(S[Gets.From], {});
  S[&V] = Old.Is ? Old : Task{Unknown};
  Task &From = S[Gets.From];
  From.Is = Old.Is & Escaped ? unsigned(Escaped) : unsigned(Moved);
  From.MovedAt = Gets.Made ? Gets.Made : &Where;
}

void TaskStates::apply(State &S, const Event &E, const Stmt &Where) const {
  Task &At = S[E.Var];
  // Whoever has a reference to it may do anything at any time.
  if (At.Is & Escaped) {
    At = {Escaped};
    return;
  }
  switch (E.What) {
  case Event::Store:
    return store(S, *E.Var, E.Gets, Where);
  case Event::Await:
  case Event::Take:
    At = {E.What == Event::Await ? unsigned(Awaited) : unsigned(Taken), nullptr,
          dyn_cast<CoawaitExpr>(&Where)};
    return;
  case Event::Move:
    At = {Moved, nullptr, nullptr, E.Gets.Made ? E.Gets.Made : &Where};
    return;
  case Event::Look:
    At = {Unknown};
    return;
  case Event::Escape:
    At = {Escaped};
    return;
  case Event::Swap:
    std::swap(S[E.Var], S[E.Other]);
    return;
  }
}

void TaskStates::transfer(State &S, const CFGElement &E) const {
  if (auto Dtor = E.getAs<CFGAutomaticObjDtor>()) {
    S.erase(Dtor->getVarDecl());
    return;
  }
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  if (!Element)
    return;
  const Stmt &Statement = *Element->getStmt();
  if (const auto *Decls = dyn_cast<DeclStmt>(&Statement)) {
    for (const Decl *D : Decls->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        if (auto It = Tracked.find(V); It != Tracked.end())
          store(S, *V, It->second, Statement);
    return;
  }
  if (auto It = Events.find(&Statement); It != Events.end())
    for (const Event &At : It->second)
      apply(S, At, Statement);
}

void TaskStates::join(State &Into, const State &From) const {
  const auto First = [](const Stmt *A, const Stmt *B) {
    if (!A || !B)
      return !A;
    return B->getBeginLoc().getRawEncoding() < A->getBeginLoc().getRawEncoding();
  };
  for (const auto &[V, Other] : From) {
    Task &T = Into[V];
    T.Is |= Other.Is;
    if (First(T.Stored, Other.Stored))
      T.Stored = Other.Stored;
    if (First(T.AwaitedAt, Other.AwaitedAt))
      T.AwaitedAt = Other.AwaitedAt;
    if (First(T.MovedAt, Other.MovedAt))
      T.MovedAt = Other.MovedAt;
  }
}

} // namespace corolint::flow
