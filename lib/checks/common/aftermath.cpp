// What follows a statement; see aftermath.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "coroutine/callables.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "profile/call-site.h"

using namespace clang;

namespace corolint {

static bool onlyEnds(const Stmt &S) {
  if (const auto *Return = dyn_cast<CoreturnStmt>(&S))
    return !Return->getOperand() || Return->getOperand()->getType()->isVoidType();
  if (const auto *E = dyn_cast<Expr>(&S)) {
    const Expr *Inner = stripped(E);
    if (const auto *Await = dyn_cast<CoawaitExpr>(Inner); Await && Await->getOperand())
      Inner = stripped(Await->getOperand());
    std::optional<CallSite> Call = callSite(*Inner);
    if (Call && isNamedLikeCleanup(identifierOf(*Call->Callee)))
      return true;
  }
  return onlyLogs(S);
}

bool isFollowedByWork(const Stmt &S, ASTContext &Ctx) {
  const Stmt *Child = &S;
  for (const Stmt *P = outerStmt(S, Ctx); P; Child = P, P = outerStmt(*P, Ctx)) {
    if (isLoop(*P))
      return true;
    const auto *Block = dyn_cast<CompoundStmt>(P);
    if (!Block)
      continue;
    auto Here = llvm::find(Block->body(), Child);
    if (Here != Block->body_end() &&
        !std::all_of(std::next(Here), Block->body_end(), [](const Stmt *Next) { return onlyEnds(*Next); }))
      return true;
  }
  return false;
}

/// The stream that `a << b << c` writes to.
static const Expr *streamOf(const CXXOperatorCallExpr &E) {
  const Expr *Left = E.getArg(0)->IgnoreParenImpCasts();
  while (const auto *Inner = dyn_cast<CXXOperatorCallExpr>(Left)) {
    if (Inner->getOperator() != OO_LessLess)
      break;
    Left = Inner->getArg(0)->IgnoreParenImpCasts();
  }
  return Left;
}

static bool writesMessage(const Expr &E) {
  const Expr *Call = stripped(&E);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      Operator && Operator->getOperator() == OO_LessLess) {
    const auto *Ref = dyn_cast<DeclRefExpr>(streamOf(*Operator));
    // A stream of the program's own may be anything; a logger is made for the message.
    return !Ref || hasWord(identifierOf(*Ref->getDecl()), {"cerr", "clog", "cout", "log", "wcerr", "wclog"});
  }
  std::optional<CallSite> Site = callSite(*Call);
  return Site && hasWord(identifierOf(*Site->Callee),
                         {"critical", "debug", "dprintf", "error", "fprintf", "fputs", "info", "log", "perror",
                          "print", "printf", "println", "puts", "syslog", "trace", "warn", "warning"});
}

bool onlyLogs(const Stmt &S) {
  if (isa<NullStmt>(S))
    return true;
  if (const auto *Block = dyn_cast<CompoundStmt>(&S))
    return llvm::all_of(Block->body(), [](const Stmt *Each) { return onlyLogs(*Each); });
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return onlyLogs(*If->getThen()) && (!If->getElse() || onlyLogs(*If->getElse()));
  if (const auto *Do = dyn_cast<DoStmt>(&S))
    return onlyLogs(*Do->getBody());
  const auto *E = dyn_cast<Expr>(&S);
  return E && writesMessage(*E);
}

bool saysWhyEmpty(const Stmt &Block, const SourceManager &SM) {
  const auto *Compound = dyn_cast<CompoundStmt>(&Block);
  if (!Compound || !Compound->body_empty())
    return false;
  llvm::StringRef Text = Lexer::getSourceText(
      CharSourceRange::getTokenRange(SM.getFileLoc(Compound->getLBracLoc()),
                                     SM.getFileLoc(Compound->getRBracLoc())),
      SM, LangOptions());
  return Text.contains("//") || Text.contains("/*");
}

} // namespace corolint
