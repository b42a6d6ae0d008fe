// Following a value to where it is lost; see discard.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/discard.h"
#include "coroutine/callables.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "profile/call-site.h"
#include "profile/knowledge.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {

/// Whether \p Child is a statement of its own below \p Parent, not part of an expression.
static bool isStatementOf(const Stmt &Child, const Stmt &Parent, ASTContext &Ctx) {
  if (const auto *Block = dyn_cast<CompoundStmt>(&Parent)) {
    // The last statement of `({ ... })` is its value.
    const Stmt *Around = parentStmt(Parent, Ctx);
    return !(isa_and_nonnull<StmtExpr>(Around) && !Block->body_empty() &&
             Block->body_back() == &Child);
  }
  if (isa<LabelStmt, SwitchCase, AttributedStmt>(Parent))
    return true;
  if (const auto *If = dyn_cast<IfStmt>(&Parent))
    return &Child == If->getInit() || &Child == If->getThen() || &Child == If->getElse();
  if (const auto *Switch = dyn_cast<SwitchStmt>(&Parent))
    return &Child == Switch->getInit() || &Child == Switch->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(&Parent))
    return &Child == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&Parent))
    return &Child == Do->getBody();
  if (const auto *For = dyn_cast<ForStmt>(&Parent))
    return &Child == For->getBody() || &Child == For->getInc() || &Child == For->getInit();
  if (const auto *For = dyn_cast<CXXForRangeStmt>(&Parent))
    return &Child == For->getInit() || &Child == For->getBody();
  return false;
}

static Discard follow(const Expr &E, ASTContext &Ctx) {
  Discard Out;
  Out.Whole = &E;
  const Stmt *Child = &E;
  for (const Stmt *P = parentStmt(E, Ctx); P; Child = P, P = parentStmt(*P, Ctx)) {
    if (const auto *Up = dyn_cast<Expr>(P)) {
      if (isa<ExprWithCleanups, CXXBindTemporaryExpr, MaterializeTemporaryExpr, ParenExpr>(Up))
        continue;
      if (const auto *Cast = dyn_cast<CastExpr>(Up)) {
        if (Cast->getCastKind() == CK_ToVoid && !isa<ImplicitCastExpr>(Cast)) {
          Out.What = Discard::Voided;
          Out.Whole = Cast;
          return Out;
        }
        if (isa<ImplicitCastExpr>(Cast))
          continue;
        return Out;
      }
      if (const auto *Comma = dyn_cast<BinaryOperator>(Up); Comma && Comma->isCommaOp()) {
        if (Comma->getLHS() == Child) {
          Out.What = Discard::Dropped;
          return Out;
        }
        continue;
      }
      if (const auto *Choice = dyn_cast<ConditionalOperator>(Up)) {
        if (Choice->getCond() == Child)
          return Out;
        Out.Conditional = true;
        continue;
      }
      if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Up))
        if (Assign->getOperator() == OO_Equal && Assign->getNumArgs() == 2 &&
            Assign->getArg(1) == Child)
          if (const auto *Ref = dyn_cast<DeclRefExpr>(Assign->getArg(0)->IgnoreParenImpCasts()))
            if (hasQualifiedName(*Ref->getDecl(), "std::ignore")) {
              Out.What = Discard::Ignored;
              Out.Whole = Assign;
            }
      return Out;
    }
    if (isStatementOf(*Child, *P, Ctx))
      Out.What = Discard::Dropped;
    return Out;
  }
  return Out;
}

Discard discardOf(const Expr &E, ASTContext &Ctx) {
  Discard Out = follow(E, Ctx);
  if (Out.What != Discard::Used && isUnevaluated(E, Ctx))
    Out.What = Discard::Used;
  return Out;
}

bool isExpectedToThrow(const Expr &E, ASTContext &Ctx) {
  static const llvm::StringRef Words[] = {"death", "throw", "throws"};
  const SourceManager &SM = Ctx.getSourceManager();
  for (SourceLocation Loc = E.getExprLoc(); Loc.isMacroID(); Loc = SM.getImmediateMacroCallerLoc(Loc))
    if (hasWord(Lexer::getImmediateMacroName(Loc, SM, Ctx.getLangOpts()), Words))
      return true;
  const LambdaExpr *L = nearestCallable(E, Ctx).Lambda;
  std::optional<CallSite> Receiver = L ? profile::receivingCall(*L, Ctx) : std::nullopt;
  return Receiver && hasWord(identifierOf(*Receiver->Callee), Words);
}

bool awaitedIsNoDiscard(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  const FunctionDecl *Resume = R ? findMethod(*R, "await_resume") : nullptr;
  return Resume && Resume->hasAttr<WarnUnusedResultAttr>();
}

bool passesTaskOn(const FunctionDecl &F) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  return F.hasBody() && !coroutineBody(F) && !SM.isInSystemHeader(F.getLocation());
}

} // namespace corolint
