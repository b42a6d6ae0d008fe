// swallowed-cancellation: see docs/checks/swallowed-cancellation.md. Reported where nothing can end the loop any more: no
// condition, no way out beside the awaits in the `try`, and a handler that sends their cancellation into the next round.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/spawned-coroutine.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"
#include "coroutine/callables.h"
#include "coroutine/escaping-exceptions.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

bool isAlwaysTrue(const Expr *Condition, const ASTContext &Ctx) {
  bool Value = false;
  return !Condition ||
         (!Condition->isValueDependent() && Condition->EvaluateAsBooleanCondition(Value, Ctx) && Value);
}

bool isEndless(const Stmt &Loop, const ASTContext &Ctx) {
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return isAlwaysTrue(For->getCond(), Ctx);
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    return isAlwaysTrue(While->getCond(), Ctx);
  const auto *Do = dyn_cast<DoStmt>(&Loop);
  return Do && isAlwaysTrue(Do->getCond(), Ctx);
}

/// The first statement in \p S that \p Is holds for, nested callables and \p Except left out.
const Stmt *firstIn(const Stmt &S, const Stmt *Except, llvm::function_ref<bool(const Stmt &)> Is) {
  if (&S == Except || isa<LambdaExpr, BlockExpr>(S))
    return nullptr;
  if (Is(S))
    return &S;
  for (const Stmt *Child : S.children())
    if (Child)
      if (const Stmt *Found = firstIn(*Child, Except, Is))
        return Found;
  return nullptr;
}

bool isWrittenAwait(const Stmt &S) {
  if (isa<DependentCoawaitExpr>(S))
    return true;
  const auto *Await = dyn_cast<CoawaitExpr>(&S);
  return Await && !Await->isImplicit() && Await->getOperand();
}

bool leaves(const Stmt &S) {
  if (isa<BreakStmt, GotoStmt, IndirectGotoStmt, ReturnStmt, CoreturnStmt, CXXThrowExpr, CoyieldExpr>(S))
    return true;
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isNoReturn();
}

/// Whether the handler goes to the next round whatever it was that failed.
bool goesOn(const Stmt &Block) {
  if (isa<ContinueStmt>(Block))
    return true;
  if (const auto *Compound = dyn_cast<CompoundStmt>(&Block))
    return llvm::all_of(Compound->body(), [](const Stmt *Each) { return goesOn(*Each); });
  // A condition may well be about cancellation.
  return !isa<IfStmt>(Block) && onlyLogs(Block);
}

class SwallowedCancellationCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxTryStmt().bind("try"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Try = Result.Nodes.getNodeAs<CXXTryStmt>("try");
    ASTContext &Ctx = *Result.Context;
    const Callable Fn = nearestCallable(*Try, Ctx);
    if (!Fn.isCoroutine() || Fn.Function->isDependentContext())
      return;
    profile::Knowledge &Known = knowledge(Result);
    const auto Cancellations = Known.cancellationsOf(*Fn.Function);
    const Stmt *Loop = Cancellations.empty() ? nullptr : loopAround(*Try, Ctx);
    // Another await, or a way out that the handler may have opened, ends the loop after all.
    if (!Loop || !isEndless(*Loop, Ctx) || firstIn(*Loop, Try, [](const Stmt &S) {
          return isWrittenAwait(S) || leaves(S);
        }))
      return;
    for (const profile::CancellationEntry *Cancellation : Cancellations)
      if (const Expr *Await = cancelledAwait(*Try, *Cancellation, Known))
        if (const CXXCatchStmt *Handler = swallowing(*Try, *Cancellation, Known)) {
          report(*Handler, *Try, *Await, *Cancellation, Ctx);
          return;
        }
  }

private:
  /// The first await in the block of \p Try that \p Cancellation may come out of. A delay that is cut short is how one
  /// coroutine wakes another.
  static const Expr *cancelledAwait(const CXXTryStmt &Try, const profile::CancellationEntry &Cancellation,
                                    profile::Knowledge &Known) {
    const Stmt &Block = *Try.getTryBlock();
    if (!Cancellation.Tokens.empty() && !firstIn(Block, nullptr, [&](const Stmt &S) {
          const auto *E = dyn_cast<Expr>(&S);
          return E && profile::typeIsOneOf(E->getType(), Cancellation.Tokens);
        }))
      return nullptr;
    return cast_or_null<Expr>(firstIn(Block, nullptr, [&](const Stmt &S) {
      return isWrittenAwait(S) && isa<CoawaitExpr>(S) &&
             awaitMayThrow(cast<CoawaitExpr>(S), [&](const Expr &Operand) {
               std::optional<CallSite> Call = callSite(*stripped(&Operand));
               return cannotFail(Operand, Known) || (Call && Known.isDelay(*Call));
             });
    }));
  }

  /// The handler of \p Try that stops \p Cancellation and sends it into the next round.
  static const CXXCatchStmt *swallowing(const CXXTryStmt &Try, const profile::CancellationEntry &Cancellation,
                                        profile::Knowledge &Known) {
    for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
      const CXXCatchStmt &Handler = *Try.getHandler(I);
      const VarDecl *Caught = Handler.getExceptionDecl();
      const CXXRecordDecl *R = Caught ? recordOf(Caught->getType()) : nullptr;
      // Somebody has thought of it.
      if (Cancellation.Codes.empty() && Caught && Known.cancellation(Caught->getType()))
        return nullptr;
      if (Caught && !(R && hasQualifiedName(*R, "std::exception")) &&
          (Cancellation.Codes.empty() || !stopsFailures(Handler)))
        continue;
      const Stmt &Block = *Handler.getHandlerBlock();
      return goesOn(Block) && !saysWhyEmpty(Block, Known.context().getSourceManager()) ? &Handler : nullptr;
    }
    return nullptr;
  }

  void report(const CXXCatchStmt &Handler, const CXXTryStmt &Try, const Expr &Await,
              const profile::CancellationEntry &Cancellation, ASTContext &Ctx) {
    const SourceManager &SM = Ctx.getSourceManager();
    if (!isWanted(Await, Handler.getBeginLoc(), SM))
      return;
    diag(Handler.getBeginLoc(), "cancelling this coroutine does not end it: this handler stops '%0' as well, and the "
                                "loop goes round for ever")
        << (Cancellation.Codes.empty() ? Cancellation.Exceptions : Cancellation.Codes).front();
    diag(Await.getExprLoc(), "what is cancelled here", DiagnosticIDs::Note);
    const SourceLocation First = Try.getHandler(0)->getBeginLoc();
    if (Cancellation.Header.empty() || First.isMacroID() || Cancellation.Exceptions.size() != 1)
      return;
    const llvm::StringRef Indent = Lexer::getIndentationForLine(Try.getBeginLoc(), SM);
    auto Note = diag(First, "let the cancellation out", DiagnosticIDs::Note);
    Note << FixItHint::CreateInsertion(First, ("catch (const " + Cancellation.Exceptions.front() + " &) {\n" + Indent +
                                               "  throw;\n" + Indent + "} ").str());
    if (auto Hint = include(First, Cancellation.Header, SM))
      Note << *Hint;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SwallowedCancellationCheck)
