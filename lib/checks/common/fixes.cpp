// Edits that add a suspension point; see fixes.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/fixes.h"
#include "coroutine/callables.h"
#include "coroutine/lookup.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {

bool isEditable(const Expr &E, const ASTContext &Ctx) {
  SourceRange R = E.getSourceRange();
  if (R.isInvalid() || R.getBegin().isMacroID() || R.getEnd().isMacroID())
    return false;
  const SourceManager &SM = Ctx.getSourceManager();
  return SM.isWrittenInSameFile(R.getBegin(), R.getEnd()) &&
         !SM.isInSystemHeader(R.getBegin());
}

std::optional<std::string> writtenText(const Expr &E, const ASTContext &Ctx) {
  SourceRange R = E.getSourceRange();
  // A macro may be part of the text (`timeout(SECONDS)`), but not its first or last token.
  if (R.isInvalid() || R.getBegin().isMacroID() || R.getEnd().isMacroID()) {
    // A whole argument that is one macro (`sleep(DELAY)`) is still written text.
    CharSourceRange Expansion = Ctx.getSourceManager().getExpansionRange(R);
    bool Invalid = false;
    llvm::StringRef Text =
        Lexer::getSourceText(Expansion, Ctx.getSourceManager(), Ctx.getLangOpts(), &Invalid);
    if (Invalid || Text.empty() || Text.contains('\n'))
      return std::nullopt;
    return Text.str();
  }
  bool Invalid = false;
  llvm::StringRef Text = Lexer::getSourceText(CharSourceRange::getTokenRange(R),
                                              Ctx.getSourceManager(), Ctx.getLangOpts(), &Invalid);
  if (Invalid || Text.empty())
    return std::nullopt;
  return Text.str();
}

/// Whether `co_await x` in the place of \p E would bind to more than \p E: what stands around is a
/// postfix expression on it.
static bool needsParens(const Expr &E, ASTContext &Ctx) {
  const Stmt *Child = &E;
  for (const Stmt *P = parentStmt(E, Ctx); P; Child = P, P = parentStmt(*P, Ctx)) {
    if (isa<ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups>(P))
      continue;
    if (isa<MemberExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(P))
      return true;
    if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(P))
      return Sub->getBase() == Child;
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(P))
      // x[...], x(...), x->y; every other operator binds looser than co_await.
      return (Op->getOperator() == OO_Subscript || Op->getOperator() == OO_Call ||
              Op->getOperator() == OO_Arrow) &&
             Op->getArg(0) == Child;
    if (const auto *Call = dyn_cast<CallExpr>(P))
      return Call->getCallee() == Child;
    return false;
  }
  return false;
}

llvm::SmallVector<FixItHint, 2> awaitInPlace(const Expr &E, ASTContext &Ctx) {
  if (!isEditable(E, Ctx) || !mayAwaitAt(E, Ctx))
    return {};
  SourceLocation End = Lexer::getLocForEndOfToken(E.getEndLoc(), 0, Ctx.getSourceManager(),
                                                  Ctx.getLangOpts());
  // `a, b` and `c ? a : b` are no operands of co_await; what is awaited must be a primary or postfix
  // expression.
  const Expr *Bare = E.IgnoreImplicit();
  bool Primary = isa<CallExpr, ParenExpr, DeclRefExpr, MemberExpr, CXXConstructExpr>(Bare);
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Bare))
    Primary = Op->getOperator() == OO_Call || Op->getOperator() == OO_Subscript;
  bool Outer = needsParens(E, Ctx);
  std::string Before = Outer ? "(co_await " : "co_await ";
  std::string After = Outer ? ")" : "";
  if (!Primary) {
    Before += "(";
    After += ")";
  }
  llvm::SmallVector<FixItHint, 2> Hints = {FixItHint::CreateInsertion(E.getBeginLoc(), Before)};
  if (!After.empty())
    Hints.push_back(FixItHint::CreateInsertion(End, After));
  return Hints;
}

llvm::SmallVector<FixItHint, 2> replaceByAwait(const Expr &E, llvm::StringRef Text,
                                               ASTContext &Ctx) {
  if (!isEditable(E, Ctx) || !mayAwaitAt(E, Ctx))
    return {};
  std::string New = needsParens(E, Ctx) ? ("(" + Text + ")").str() : Text.str();
  return {FixItHint::CreateReplacement(CharSourceRange::getTokenRange(E.getSourceRange()), New)};
}

std::string respell(std::string Text, llvm::StringRef Namespace, const FunctionDecl &Where) {
  if (Namespace.empty())
    return Text;
  const SourceManager &SM = Where.getASTContext().getSourceManager();
  for (const DeclContext *DC = Where.getLexicalDeclContext(); DC; DC = DC->getLexicalParent())
    for (const Decl *D : declsOfKind(*DC, [](Decl::Kind K) { return K == Decl::NamespaceAlias; })) {
      const auto *Alias = cast<NamespaceAliasDecl>(D);
      if (qualifiedName(*Alias->getNamespace()) != Namespace ||
          !SM.isBeforeInTranslationUnit(Alias->getLocation(), Where.getLocation()))
        continue;
      std::string From = Namespace.str() + "::", To = Alias->getNameAsString() + "::";
      for (size_t At = 0; (At = Text.find(From, At)) != std::string::npos; At += To.size())
        Text.replace(At, From.size(), To);
      return Text;
    }
  return Text;
}

/// Whether anything called \p Name is declared or mentioned in \p S.
static bool isNamedIn(const Stmt &S, llvm::StringRef Name) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && identifierOf(*Ref->getDecl()) == Name)
    return true;
  if (const auto *Decls = dyn_cast<DeclStmt>(&S))
    for (const Decl *D : Decls->decls())
      if (const auto *Named = dyn_cast<NamedDecl>(D); Named && identifierOf(*Named) == Name)
        return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && isNamedIn(*Child, Name); });
}

std::string freeName(llvm::StringRef Wanted, const Stmt &Body) {
  std::string Name = Wanted.str();
  while (isNamedIn(Body, Name))
    Name += "_";
  return Name;
}

bool isResultUsed(const Expr &E, ASTContext &Ctx) {
  const Stmt *Child = &E;
  const Stmt *P = parentStmt(E, Ctx);
  for (; P; Child = P, P = parentStmt(*P, Ctx)) {
    if (isa<ExprWithCleanups, CXXBindTemporaryExpr, ParenExpr>(P))
      continue;
    if (const auto *Cast = dyn_cast<CastExpr>(P); Cast && Cast->getCastKind() == CK_ToVoid)
      return false;
    if (isa<CompoundStmt, LabelStmt, SwitchCase, AttributedStmt>(P))
      return false;
    if (const auto *If = dyn_cast<IfStmt>(P))
      return Child != If->getThen() && Child != If->getElse();
    if (const auto *W = dyn_cast<WhileStmt>(P))
      return Child != W->getBody();
    if (const auto *D = dyn_cast<DoStmt>(P))
      return Child != D->getBody();
    if (const auto *F = dyn_cast<ForStmt>(P))
      return Child != F->getBody() && Child != F->getInc() && Child != F->getInit();
    if (const auto *F = dyn_cast<CXXForRangeStmt>(P))
      return Child != F->getBody();
    return true;
  }
  return true;
}

std::string describe(const FunctionDecl &F) {
  if (const auto *M = dyn_cast<CXXMethodDecl>(&F)) {
    if (M->getParent()->isLambda())
      return "a lambda";
    if (M->getParent()->getIdentifier())
      return M->getParent()->getName().str() + "::" + M->getNameAsString();
  }
  return F.getNameAsString();
}

std::string nameOf(const std::optional<CallSite> &Call) {
  std::string Name = Call ? Call->calleeName() : "";
  return llvm::StringRef(Name).starts_with("operator") ? "" : Name;
}

} // namespace corolint
