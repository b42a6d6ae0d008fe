// A small interpreter for awaiters; see empty-task.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/empty-task.h"
#include "coroutine/qualified-name.h"
#include "coroutine/visible-body.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

bool isNullable(QualType T) {
  if (T->isPointerType() || T->isNullPtrType())
    return true;
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  for (llvm::StringRef Name :
       {"std::coroutine_handle", "std::experimental::coroutine_handle", "std::unique_ptr",
        "std::shared_ptr", "boost::intrusive_ptr"})
    if (hasQualifiedName(*R, Name))
      return true;
  return false;
}

namespace {

/// What is known about a piece of code that is run with the handle null.
struct Outcome {
  enum Kind {
    Unknown,
    GoesOn, ///< Reaches its end.
    Returns,
    Throws,
    Derefs
  };
  Outcome(Kind What = GoesOn) : What(What) {}

  Kind What;
  std::optional<bool> Value; ///< Of what it returns, or is.
  QualType Thrown;
  /// Returned because the handle is null, not in any case.
  bool BecauseNull = false;

  bool ends() const { return What != GoesOn; }
};

class NullRun {
public:
  explicit NullRun(const CXXRecordDecl &Awaiter) : Awaiter(Awaiter) {}

  Outcome call(const FunctionDecl &F) {
    const Stmt *Body = visibleBody(F);
    // What one host skips no host may use, or they would disagree.
    if (!Body || Depth > 3)
      return {Outcome::Unknown};
    ++Depth;
    Outcome Out = run(*Body);
    --Depth;
    if (Out.What == Outcome::GoesOn)
      Out.What = Outcome::Returns;
    return Out;
  }

private:
  Outcome run(const Stmt &S) {
    if (const auto *Block = dyn_cast<CompoundStmt>(&S)) {
      for (const Stmt *Child : Block->body())
        if (Outcome Out = run(*Child); Out.ends())
          return Out;
      return {};
    }
    if (const auto *If = dyn_cast<IfStmt>(&S))
      return choose(*If);
    if (const auto *Return = dyn_cast<ReturnStmt>(&S)) {
      if (!Return->getRetValue())
        return {Outcome::Returns};
      Outcome Out = evaluate(*Return->getRetValue());
      if (Out.What == Outcome::GoesOn)
        Out.What = Outcome::Returns;
      return Out;
    }
    if (const auto *Decls = dyn_cast<DeclStmt>(&S)) {
      for (const Decl *D : Decls->decls())
        if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit())
          if (Outcome Out = evaluate(*V->getInit()); Out.ends())
            return Out;
      return {};
    }
    if (isa<NullStmt>(S))
      return {};
    if (const auto *E = dyn_cast<Expr>(&S)) {
      Outcome Out = evaluate(*E);
      Out.Value.reset();
      return Out;
    }
    return {Outcome::Unknown};
  }

  Outcome choose(const IfStmt &If) {
    if (If.getInit() || If.getConditionVariable() || !If.getCond())
      return {Outcome::Unknown};
    if (If.isConstexpr()) {
      // Which arm is taken is known to an instantiation only.
      Outcome Then = run(*If.getThen());
      Outcome Else = If.getElse() ? run(*If.getElse()) : Outcome();
      return Then.What == Else.What ? Then : Outcome{Outcome::Unknown};
    }
    Outcome Cond = evaluate(*If.getCond());
    if (Cond.ends())
      return Cond;
    if (!Cond.Value)
      return {Outcome::Unknown};
    const Stmt *Taken = *Cond.Value ? If.getThen() : If.getElse();
    Outcome Out = Taken ? run(*Taken) : Outcome();
    Out.BecauseNull = true;
    return Out;
  }

  /// An expression: whether it gets through, and its value where that is known.
  Outcome evaluate(const Expr &Written) {
    const Expr &E = *Written.IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
    if (isHandle(E))
      return value(false);
    if (const auto *B = dyn_cast<CXXBoolLiteralExpr>(&E))
      return value(B->getValue());
    if (const auto *Throw = dyn_cast<CXXThrowExpr>(&E)) {
      Outcome Out{Outcome::Throws};
      if (Throw->getSubExpr())
        Out.Thrown = Throw->getSubExpr()->getType();
      return Out;
    }
    if (const auto *Not = dyn_cast<UnaryOperator>(&E); Not && Not->getOpcode() == UO_LNot) {
      Outcome Out = evaluate(*Not->getSubExpr());
      if (Out.Value)
        Out.Value = !*Out.Value;
      return Out;
    }
    if (const auto *Op = dyn_cast<BinaryOperator>(&E))
      if (Op->isLogicalOp() || Op->isEqualityOp())
        return Op->isLogicalOp() ? logical(*Op) : equality(*Op->getLHS(), *Op->getRHS(),
                                                           Op->getOpcode() == BO_EQ);
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&E);
        Op && Op->getNumArgs() == 2 &&
        (Op->getOperator() == OO_EqualEqual || Op->getOperator() == OO_ExclaimEqual))
      return equality(*Op->getArg(0), *Op->getArg(1), Op->getOperator() == OO_EqualEqual);
    if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(&E))
      return evaluate(*Rewritten->getSemanticForm());
    if (const auto *Choice = dyn_cast<ConditionalOperator>(&E)) {
      Outcome Cond = evaluate(*Choice->getCond());
      if (Cond.ends() || !Cond.Value)
        return Cond.ends() ? Cond : Outcome{Outcome::Unknown};
      return *Cond.Value ? evaluate(*Choice->getTrueExpr()) : evaluate(*Choice->getFalseExpr());
    }
    if (derefs(E))
      return {Outcome::Derefs};
    if (const auto *Call = dyn_cast<CallExpr>(&E))
      return callExpr(*Call);
    // `awaiter{handle_}`, `std::move(...)`: all parts in turn.
    if (isa<LambdaExpr>(E))
      return {};
    for (const Stmt *Child : E.children())
      if (const auto *Part = dyn_cast_or_null<Expr>(Child))
        if (Outcome Out = evaluate(*Part); Out.ends())
          return Out;
    return {};
  }

  static Outcome value(bool V) {
    Outcome Out;
    Out.Value = V;
    return Out;
  }

  Outcome logical(const BinaryOperator &Op) {
    Outcome Left = evaluate(*Op.getLHS());
    if (Left.ends())
      return Left;
    const bool Decides = Op.getOpcode() == BO_LOr;
    if (Left.Value == Decides)
      return Left;
    Outcome Right = evaluate(*Op.getRHS());
    if (Left.Value || Right.Value == Decides)
      return Right;
    // The right side may not be reached.
    return Right.ends() ? Outcome{Outcome::Unknown} : Outcome{};
  }

  Outcome equality(const Expr &A, const Expr &B, bool Equal) {
    const Expr &L = *A.IgnoreParenImpCasts(), &R = *B.IgnoreParenImpCasts();
    auto IsNull = [](const Expr &E) {
      const Expr *Bare = E.IgnoreImplicit()->IgnoreParenCasts()->IgnoreImplicit();
      if (const auto *Made = dyn_cast<CXXConstructExpr>(Bare); Made && Made->getNumArgs() == 1)
        Bare = Made->getArg(0)->IgnoreImplicit()->IgnoreParenCasts();
      return isa<CXXNullPtrLiteralExpr, GNUNullExpr>(Bare);
    };
    if ((isHandle(L) && IsNull(R)) || (isHandle(R) && IsNull(L)))
      return value(Equal);
    for (const Expr *Side : {&L, &R})
      if (Outcome Out = evaluate(*Side); Out.ends())
        return Out;
    return {};
  }

  /// A call that does not itself use the handle. A method of the awaiter's own is followed.
  Outcome callExpr(const CallExpr &Call) {
    const FunctionDecl *F = Call.getDirectCallee();
    const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MemberExpr>(Callee)) {
      if (isa<CXXConversionDecl>(M->getMemberDecl()) && isHandle(*M->getBase()))
        return value(false);
      if (const auto *Method = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
          Method && isThis(*M->getBase()) && !Method->isVirtual() &&
          !inSystemHeader(*Method)) {
        Outcome Out = call(*Method);
        if (Out.What == Outcome::Throws || Out.What == Outcome::Derefs)
          return Out;
        if (Out.What == Outcome::Returns && Out.Value)
          return value(*Out.Value);
        return {};
      }
    }
    if (Outcome Out = evaluateParts(Call); Out.ends())
      return Out;
    // Assertions are not compiled in everywhere.
    if (F && F->isNoReturn() && !Call.getExprLoc().isMacroID())
      return {Outcome::Unknown};
    return {};
  }

  Outcome evaluateParts(const CallExpr &Call) {
    if (const auto *M = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts()))
      if (!isThis(*M->getBase()))
        if (Outcome Out = evaluate(*M->getBase()); Out.ends())
          return Out;
    if (const auto *M =
            dyn_cast<CXXDependentScopeMemberExpr>(Call.getCallee()->IgnoreParenImpCasts()))
      if (!M->isImplicitAccess() && !isThis(*M->getBase()))
        if (Outcome Out = evaluate(*M->getBase()); Out.ends())
          return Out;
    for (const Expr *Arg : Call.arguments())
      if (Outcome Out = evaluate(*Arg); Out.ends())
        return Out;
    return {};
  }

  static bool inSystemHeader(const FunctionDecl &F) {
    return F.getASTContext().getSourceManager().isInSystemHeader(F.getLocation());
  }

  static bool isThis(const Expr &E) {
    const Expr *Bare = E.IgnoreParenImpCasts();
    if (const auto *Deref = dyn_cast<UnaryOperator>(Bare); Deref && Deref->getOpcode() == UO_Deref)
      Bare = Deref->getSubExpr()->IgnoreParenImpCasts();
    return isa<CXXThisExpr>(Bare);
  }

  /// A member of the awaiter that can be null: what the empty task gave it.
  bool isHandle(const Expr &Written) const {
    const Expr *E = Written.IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *Move = dyn_cast<CallExpr>(E); Move && Move->isCallToStdMove())
      return isHandle(*Move->getArg(0));
    // As a `coroutine_handle<>`.
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
        Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      return isHandle(*Call->getImplicitObjectArgument());
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return isa<FieldDecl>(M->getMemberDecl()) && isThis(*M->getBase()) &&
             isNullable(M->getMemberDecl()->getType());
    // In the body of a template whose base depends on its arguments.
    if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
      if (!M->isImplicitAccess() && !isThis(*M->getBase()))
        return false;
      const FieldDecl *F = fieldNamed(Awaiter, M->getMember());
      return F && isNullable(F->getType());
    }
    return false;
  }

  static const FieldDecl *fieldNamed(const CXXRecordDecl &R, DeclarationName Name) {
    const CXXRecordDecl *Def = R.getDefinition();
    if (!Def)
      return nullptr;
    for (const FieldDecl *F : Def->fields())
      if (F->getDeclName() == Name)
        return F;
    for (const CXXBaseSpecifier &B : Def->bases())
      if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
        if (const FieldDecl *F = fieldNamed(*Base, Name))
          return F;
    return nullptr;
  }

  /// `handle.promise()`, `frame->x`, `*frame`, `handle()`.
  bool derefs(const Expr &E) const {
    if (const auto *M = dyn_cast<MemberExpr>(&E)) {
      if (isa<CXXConversionDecl>(M->getMemberDecl()))
        return false;
      return usesObject(*M->getBase(), M->isArrow(), identifierOf(*M->getMemberDecl()));
    }
    if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(&E)) {
      const IdentifierInfo *Id = M->getMember().getAsIdentifierInfo();
      return !M->isImplicitAccess() && usesObject(*M->getBase(), M->isArrow(),
                                                  Id ? Id->getName() : "");
    }
    if (const auto *U = dyn_cast<UnaryOperator>(&E))
      return U->getOpcode() == UO_Deref && isHandle(*U->getSubExpr());
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&E))
      return (Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star ||
              Op->getOperator() == OO_Call) &&
             Op->getNumArgs() && isHandle(*Op->getArg(0));
    if (const auto *Call = dyn_cast<CallExpr>(&E))
      return derefs(*Call->getCallee()->IgnoreParenImpCasts());
    return false;
  }

  bool usesObject(const Expr &Base, bool Arrow, llvm::StringRef Member) const {
    static const llvm::StringRef Uses[] = {"promise", "resume", "done", "destroy"};
    if (!isHandle(Base))
      return derefs(*Base.IgnoreParenImpCasts());
    return Arrow || llvm::is_contained(Uses, Member);
  }

  const CXXRecordDecl &Awaiter;
  unsigned Depth = 0;
};

EmptyAwait ended(const Outcome &Out) {
  if (Out.What == Outcome::Throws)
    return {EmptyAwait::Throws, Out.Thrown};
  return {Out.What == Outcome::Derefs ? EmptyAwait::Derefs : EmptyAwait::Unknown, {}};
}

} // namespace

/// Followed from \p Awaiter on: \p Ready, then what it leads to.
static EmptyAwait follow(const CXXRecordDecl &Awaiter) {
  const FunctionDecl *Ready = findMethod(Awaiter, "await_ready");
  if (!Ready)
    return {};
  NullRun Run(Awaiter);
  Outcome IsReady = Run.call(*Ready);
  if (IsReady.What != Outcome::Returns || !IsReady.Value)
    return ended(IsReady);
  const FunctionDecl *Next = findMethod(Awaiter, *IsReady.Value ? "await_resume" : "await_suspend");
  if (!Next)
    return {};
  Outcome Out = Run.call(*Next);
  if (Out.What != Outcome::Returns)
    return ended(Out);
  if (*IsReady.Value)
    return {EmptyAwait::Returns, {}};
  // Suspended without a word to anybody.
  const bool Stays = Next->getReturnType()->isVoidType() || Out.Value == true;
  return {Out.BecauseNull && Stays ? EmptyAwait::Hangs : EmptyAwait::Unknown, {}};
}

EmptyAwait awaitingEmpty(const CXXRecordDecl &Task, TaskModel &Tasks) {
  if (const FunctionDecl *Op = Tasks.coAwaitOf(Task)) {
    if (isa<CXXMethodDecl>(Op)) {
      Outcome Out = NullRun(Task).call(*Op);
      if (Out.What == Outcome::Throws || Out.What == Outcome::Derefs)
        return ended(Out);
    }
    const CXXRecordDecl *Awaiter = recordOf(yields(*Op));
    return Awaiter ? follow(*Awaiter) : EmptyAwait();
  }
  return follow(Task);
}

bool isEmptyByDefault(const CXXRecordDecl &Task) {
  const CXXRecordDecl *R = Task.getDefinition();
  if (!R)
    return false;
  auto IsNull = [](const Expr *E) {
    if (!E)
      return true;
    const Expr *Bare = E->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Bare))
      Bare = Default->getExpr()->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *List = dyn_cast<InitListExpr>(Bare))
      return List->getNumInits() == 0 ||
             (List->getNumInits() == 1 &&
              isa<CXXNullPtrLiteralExpr>(List->getInit(0)->IgnoreImplicit()));
    if (const auto *Parens = dyn_cast<ParenListExpr>(Bare))
      return Parens->getNumExprs() == 0 ||
             isa<CXXNullPtrLiteralExpr>(Parens->getExpr(0)->IgnoreParenImpCasts());
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Bare))
      return Made->getNumArgs() == 0 ||
             isa<CXXNullPtrLiteralExpr>(Made->getArg(0)->IgnoreImplicit()->IgnoreParenCasts());
    return isa<CXXNullPtrLiteralExpr, ImplicitValueInitExpr, CXXScalarValueInitExpr, GNUNullExpr>(
        Bare);
  };
  bool Some = false;
  for (const FieldDecl *F : R->fields())
    if (isNullable(F->getType())) {
      Some = true;
      if (F->hasInClassInitializer() && !IsNull(F->getInClassInitializer()))
        return false;
    }
  for (const CXXConstructorDecl *C : R->ctors()) {
    if (!C->isDefaultConstructor() || C->isDefaulted())
      continue;
    const Stmt *Body = visibleBody(*C);
    if (Body && !Body->children().empty())
      return false;
    const FunctionDecl *Read = C->hasBody() ? C : C->getTemplateInstantiationPattern();
    if (const auto *Def = dyn_cast_or_null<CXXConstructorDecl>(Read))
      for (const CXXCtorInitializer *Init : Def->inits())
        if (Init->isMemberInitializer() && isNullable(Init->getMember()->getType()) &&
            !IsNull(Init->getInit()))
          return false;
  }
  // A base may keep the handle.
  for (const CXXBaseSpecifier &B : R->bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != R)
      Some |= isEmptyByDefault(*Base);
  return Some;
}

} // namespace corolint
