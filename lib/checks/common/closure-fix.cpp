// Adding `this auto` to a lambda; see closure-fix.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/closure-fix.h"
#include "coroutine/copyable.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {

bool takesItselfByValue(const LambdaExpr &L) {
  const CXXMethodDecl *Call = L.getCallOperator();
  return Call->hasCXXExplicitFunctionObjectParameter() &&
         !Call->getParamDecl(0)->getType()->isReferenceType();
}

/// The `mutable` between the parameters and the body of \p L, with the blank before it. A lambda that takes
/// itself may not have it, and needs none.
static CharSourceRange mutableOf(SourceLocation From, SourceLocation To, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  std::optional<Token> Tok;
  SourceLocation Before = Lexer::getLocForEndOfToken(From, 0, SM, Ctx.getLangOpts());
  for (SourceLocation At = From; (Tok = Lexer::findNextToken(At, SM, Ctx.getLangOpts()));
       At = Tok->getLocation()) {
    if (!SM.isBeforeInTranslationUnit(Tok->getLocation(), To))
      break;
    const SourceLocation End = Tok->getEndLoc();
    if (Tok->is(tok::raw_identifier) && Tok->getRawIdentifier() == "mutable")
      return CharSourceRange::getCharRange(Before, End);
    Before = End;
  }
  return {};
}

llvm::SmallVector<FixItHint, 2> takeItselfByValue(const LambdaExpr &L, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const CXXMethodDecl *Call = L.getCallOperator();
  const SourceRange R = L.getSourceRange();
  if (!Ctx.getLangOpts().CPlusPlus23 || Call->hasCXXExplicitFunctionObjectParameter() ||
      R.getBegin().isMacroID() || R.getEnd().isMacroID() ||
      llvm::any_of(L.getLambdaClass()->fields(),
                   [](const FieldDecl *F) { return !isCopyable(F->getType()); }))
    return {};
  llvm::SmallVector<FixItHint, 2> Edits;
  // Where the parameters, or what stands for them, end.
  SourceLocation End;
  const TypeSourceInfo *Info = Call->getTypeSourceInfo();
  const auto Type = Info ? Info->getTypeLoc().getAsAdjusted<FunctionTypeLoc>() : FunctionTypeLoc();
  if (Type && Type.getLParenLoc().isMacroID())
    return {};
  // Older clangs call the parameters of `[x] -> task {` explicit.
  if (L.hasExplicitParameters() && Type && Type.getLParenLoc().isValid() &&
      *SM.getCharacterData(Type.getLParenLoc()) == '(') {
    End = Type.getRParenLoc();
    std::optional<Token> Next = Lexer::findNextToken(Type.getLParenLoc(), SM, Ctx.getLangOpts());
    if (!Next)
      return {};
    // `(void)` is an empty list, too.
    const bool Empty = Type.getNumParams() == 0;
    if (Empty && Next->getLocation() != End)
      return {};
    Edits.push_back(FixItHint::CreateInsertion(Next->getLocation(), Empty ? "this auto" : "this auto, "));
  } else {
    // `[x] -> task {`, `[x] mutable {`, but not `[x] [[attribute]] {` or `[x]<class T> {`.
    End = L.getIntroducerRange().getEnd();
    std::optional<Token> Next = Lexer::findNextToken(End, SM, Ctx.getLangOpts());
    if (!Next || !(Next->is(tok::arrow) || Next->is(tok::l_brace) ||
                   (Next->is(tok::raw_identifier) && (Next->getRawIdentifier() == "mutable" ||
                                                      Next->getRawIdentifier() == "noexcept"))))
      return {};
    Edits.push_back(FixItHint::CreateInsertion(
        Lexer::getLocForEndOfToken(End, 0, SM, Ctx.getLangOpts()), "(this auto)"));
  }
  if (L.isMutable()) {
    const CharSourceRange Mutable = mutableOf(End, L.getBody()->getBeginLoc(), Ctx);
    if (Mutable.isInvalid())
      return {};
    Edits.push_back(FixItHint::CreateRemoval(Mutable));
  }
  return Edits;
}

} // namespace corolint
