// empty-task-returned: see docs/checks/empty-task-returned.md. A plain function may hand out a task that no
// coroutine made. What awaiting it does is read from its awaiter; where that is not certain, or where
// callers ask before they await, the check is silent.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/result-uses.h"
#include "coroutine/empty-task.h"
#include "coroutine/qualified-name.h"
#include "flow/dataflow.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"
#include <map>

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether \p E makes an empty value of \p Task: `{}`, `task<>()`, `nullptr`, a null handle.
bool makesEmpty(const Expr &E, QualType Task, ASTContext &Ctx) {
  if (const auto *Made = dyn_cast<CXXConstructExpr>(&E)) {
    const bool Default = llvm::all_of(
        Made->arguments(), [](const Expr *A) { return isa<CXXDefaultArgExpr>(A); });
    const bool Itself = Ctx.hasSameUnqualifiedType(Made->getType(), Task);
    // `task<>{nullptr}`
    if (Itself && Made->getNumArgs() == 1 && !Default)
      return isNullable(stripped(Made->getArg(0))->getType()) &&
             makesEmpty(*stripped(Made->getArg(0)), Task, Ctx);
    return Default && (Itself || isNullable(Made->getType()));
  }
  return isa<CXXNullPtrLiteralExpr>(E);
}

const Expr *withoutMove(const Expr *E) {
  E = stripped(E);
  if (const auto *Move = dyn_cast<CallExpr>(E); Move && Move->isCallToStdMove())
    E = stripped(Move->getArg(0));
  return E;
}

const VarDecl *localOf(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(withoutMove(E));
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && !V->getType()->isReferenceType() ? V : nullptr;
}

/// Which local tasks are empty.
class EmptyTasks {
public:
  struct Empty {
    const Stmt *Where = nullptr; ///< Null where it is not certain.
    bool Moved = false;
    bool operator==(const Empty &) const = default;
  };
  using State = std::map<const VarDecl *, Empty>;

  EmptyTasks(QualType Task, ASTContext &Ctx) : Task(Task), Ctx(Ctx) {}

  State start() { return {}; }

  void join(State &Into, const State &From) {
    for (auto &[Var, Is] : Into)
      if (auto It = From.find(Var); It != From.end() && !It->second.Where)
        Is = {};
    for (const auto &[Var, Is] : From)
      Into.try_emplace(Var, Is);
  }

  void transfer(State &S, const CFGElement &E) {
    std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
    if (!Element)
      return;
    const Stmt *St = Element->getStmt();
    if (const auto *Decls = dyn_cast<DeclStmt>(St)) {
      for (const Decl *D : Decls->decls())
        if (const auto *V = dyn_cast<VarDecl>(D); V && isTask(*V)) {
          const Expr *Init = V->getInit() ? stripped(V->getInit()) : nullptr;
          S[V] = {Init && makesEmpty(*Init, Task, Ctx) ? St : nullptr, false};
        }
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(St)) {
      if (Made->getNumArgs() == 1 && Made->getConstructor()->isMoveConstructor() &&
          !isReturned(*Made))
        if (const VarDecl *V = localOf(Made->getArg(0)); V && isTask(*V))
          S[V] = {St, true};
    } else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(St);
               Assign && Assign->getOperator() == OO_Equal && Assign->getNumArgs() == 2) {
      if (const VarDecl *V = localOf(Assign->getArg(0)); V && isTask(*V))
        S[V] = {makesEmpty(*stripped(Assign->getArg(1)), Task, Ctx) ? St : nullptr, false};
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(St)) {
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && isTask(*V) && !leavesAlone(*Ref))
        S[V] = {};
    }
  }

private:
  bool isTask(const VarDecl &V) const { return Ctx.hasSameUnqualifiedType(V.getType(), Task); }

  bool isReturned(const Expr &E) const {
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ExprWithCleanups, CXXBindTemporaryExpr, MaterializeTemporaryExpr,
                           ImplicitCastExpr, ParenExpr, ConditionalOperator, CXXConstructExpr>(P))
      P = parentStmt(*P, Ctx);
    return isa_and_nonnull<ReturnStmt>(P);
  }

  /// A mention that changes nothing, or that transfer() sees to.
  bool leavesAlone(const DeclRefExpr &Ref) const {
    const Expr *E = &Ref;
    const Stmt *P = parentStmt(Ref, Ctx);
    auto Up = [&] {
      while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(P)) {
        E = cast<Expr>(P);
        P = parentStmt(*P, Ctx);
      }
    };
    Up();
    if (const auto *Move = dyn_cast_or_null<CallExpr>(P); Move && Move->isCallToStdMove()) {
      E = Move;
      P = parentStmt(*P, Ctx);
      Up();
    }
    if (isa_and_nonnull<ReturnStmt>(P) || isReturned(*E))
      return true;
    if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(P))
      return Made->getConstructor()->isMoveConstructor();
    if (const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(P))
      return Assign->getOperator() == OO_Equal && Assign->getArg(0) == E;
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(P))
      return asksWhetherEmpty(*Member);
    const auto *Cast = dyn_cast_or_null<CastExpr>(P);
    return Cast && Cast->getCastKind() == CK_ToVoid;
  }

  const QualType Task;
  ASTContext &Ctx;
};

class EmptyTaskReturnedCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void startUnit() override {
    Uses.reset();
    Awaiting.clear();
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
      F = L->getCallOperator();
    if (!F || F->isDependentContext() || F->isInvalidDecl() || coroutineBody(*F) ||
        Result.SourceManager->isInSystemHeader(F->getLocation()))
      return;
    QualType Task = F->getReturnType();
    profile::Knowledge &Known = knowledge(Result);
    if (Task->isReferenceType() || isMachinery(*F, Task))
      return;
    EmptyAwait Effect = effectOf(Task, Known);
    if (Effect.What == EmptyAwait::Unknown || Effect.What == EmptyAwait::Returns)
      return;
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body)
      return;
    EmptyTasks Problem(Task, *Result.Context);
    flow::Solution<EmptyTasks> Solved(*Body, Problem);
    Solved.replay([&](const EmptyTasks::State &State, const CFGElement &E) {
      std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
      const auto *Return = Element ? dyn_cast<ReturnStmt>(Element->getStmt()) : nullptr;
      if (Return && Return->getRetValue() && !followsAssertion(*Return, *Result.Context))
        look(*Return, *Return->getRetValue(), *F, State, Effect, Known);
    });
  }

private:
  /// What makes tasks: members of the task and of its promise, and templates that do not know that
  /// they are returning one.
  static bool isMachinery(const FunctionDecl &F, QualType Task) {
    llvm::StringRef Name = identifierOf(F);
    if (Name.starts_with("get_return_object"))
      return true;
    const CXXRecordDecl *R = recordOf(Task);
    for (const DeclContext *DC = F.getDeclContext(); R && DC; DC = DC->getParent())
      if (const auto *In = dyn_cast<CXXRecordDecl>(DC); In && patternOf(*In) == patternOf(*R))
        return true;
    const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
    return Pattern && !recordOf(Pattern->getReturnType());
  }

  EmptyAwait effectOf(QualType Task, profile::Knowledge &Known) {
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(Task);
    if (!Facts || !Facts->Type || !Facts->Awaitable ||
        (Facts->Entry && Facts->Entry->EmptyIsReady))
      return {};
    auto [It, New] = Awaiting.try_emplace(Facts->Type->Record);
    if (New)
      if (const CXXRecordDecl *R = recordOf(Task))
        It->second = awaitingEmpty(*R, Known.tasks());
    return It->second;
  }

  /// `assert(false); return {};`: the return is there for the compiler.
  static bool followsAssertion(const ReturnStmt &Return, ASTContext &Ctx) {
    const auto *Block = dyn_cast_or_null<CompoundStmt>(parentStmt(Return, Ctx));
    if (!Block)
      return false;
    const Stmt *Before = nullptr;
    for (const Stmt *S : Block->body()) {
      if (S == &Return)
        break;
      if (!isa<NullStmt>(S) || S->getBeginLoc().isMacroID())
        Before = S;
    }
    if (!Before || !Before->getBeginLoc().isMacroID())
      return false;
    std::string Macro = Lexer::getImmediateMacroName(Ctx.getSourceManager().getTopMacroCallerLoc(
                                                         Before->getBeginLoc()),
                                                     Ctx.getSourceManager(), Ctx.getLangOpts())
                            .lower();
    return llvm::StringRef(Macro).contains("assert") ||
           llvm::StringRef(Macro).contains("unreachable");
  }

  void look(const ReturnStmt &Return, const Expr &Value, const FunctionDecl &F,
            const EmptyTasks::State &State, const EmptyAwait &Effect, profile::Knowledge &Known) {
    const Expr *E = withoutMove(&Value);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      look(Return, *Choice->getTrueExpr(), F, State, Effect, Known);
      look(Return, *Choice->getFalseExpr(), F, State, Effect, Known);
      return;
    }
    ASTContext &Ctx = Known.context();
    const EmptyTasks::Empty *Is = nullptr;
    const VarDecl *Var = localOf(E);
    if (auto It = State.find(Var); Var && It != State.end())
      Is = &It->second;
    if (Var ? !Is || !Is->Where : !makesEmpty(*E, F.getReturnType(), Ctx))
      return;
    // Moved from or not, a task that starts out with a coroutine is none of ours.
    const bool Moved = Var && Is->Moved;
    const CXXRecordDecl *R = recordOf(F.getReturnType());
    if (!Moved && (!R || !isEmptyByDefault(*R)))
      return;
    if (uses(Known).areAskedFirst(F) ||
        !isWanted(Value, Value.getBeginLoc(), Ctx.getSourceManager()))
      return;
    report(Return, Value, F, Var, Is, Effect, Known);
  }

  void report(const ReturnStmt &Return, const Expr &Value, const FunctionDecl &F,
              const VarDecl *Var, const EmptyTasks::Empty *Is, const EmptyAwait &Effect,
              profile::Knowledge &Known) {
    std::string What = !Var ? "an empty task" : "'" + Var->getNameAsString() + "', " +
                       (Is->Moved ? "which was moved from" : "an empty task");
    std::string Then;
    if (Effect.What == EmptyAwait::Hangs)
      Then = "whoever awaits it is never resumed";
    else if (Effect.What == EmptyAwait::Derefs)
      Then = "awaiting it uses a null coroutine handle";
    else if (const CXXRecordDecl *R = recordOf(Effect.Thrown))
      Then = "awaiting it throws '" + qualifiedName(*R) + "'";
    else
      Then = "awaiting it throws";
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    std::string Who = Method && Method->getParent()->isLambda() ? "this lambda"
                                                                : "'" + describe(F) + "'";
    diag(Value.getBeginLoc(), "%0 returns %1, with no coroutine behind it: %2")
        << Who << What << Then << Value.getSourceRange();
    if (Var)
      diag(Is->Where->getBeginLoc(),
           "%select{'%1' is left empty here|'%1' is moved from here}0", DiagnosticIDs::Note)
          << Is->Moved << Var->getNameAsString();
    else
      suggestCoReturn(Return, F, Known);
  }

  /// `return {};` alone becomes `co_return;`, and the function a coroutine that ends at once.
  void suggestCoReturn(const ReturnStmt &Return, const FunctionDecl &F, profile::Knowledge &Known) {
    const CXXRecordDecl *Promise = Known.tasks().promiseOf(F);
    if (!Promise || !findMethod(*Promise, "return_void") || F.isTemplateInstantiation() ||
        F.isConstexpr() || F.isVariadic() || F.getReturnType()->getContainedAutoType() ||
        F.getDeclaredReturnType()->getContainedAutoType() || Return.getBeginLoc().isMacroID() ||
        Return.getEndLoc().isMacroID())
      return;
    const auto *Block = dyn_cast_or_null<CompoundStmt>(F.getBody());
    // Nothing else in the body: a coroutine would run it later.
    if (!Block || Block->size() != 1 || Block->body_front() != &Return)
      return;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&F); Method && Method->getParent()->isLambda())
      if (!hasWrittenReturnType(F))
        return;
    diag(Return.getBeginLoc(), "make it a coroutine that has nothing to do", DiagnosticIDs::Note)
        << FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Return.getSourceRange()),
                                        "co_return");
  }

  static bool hasWrittenReturnType(const FunctionDecl &F) {
    const TypeSourceInfo *Info = F.getTypeSourceInfo();
    const auto Type = Info ? Info->getTypeLoc().getAsAdjusted<FunctionProtoTypeLoc>()
                           : FunctionProtoTypeLoc();
    return Type && Type.getReturnLoc().getSourceRange().isValid();
  }

  ResultUses &uses(profile::Knowledge &Known) {
    if (!Uses)
      Uses = std::make_unique<ResultUses>(Known.context());
    return *Uses;
  }

  std::unique_ptr<ResultUses> Uses;
  llvm::DenseMap<const CXXRecordDecl *, EmptyAwait> Awaiting;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(EmptyTaskReturnedCheck)
