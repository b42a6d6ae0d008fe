// Functions by place; see enclosing-functions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/enclosing-functions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include "coroutine/qualified-name.h"

using namespace clang;

namespace corolint {

void EnclosingFunctions::add(const ASTContext &Ctx) {
  for (const Decl *D : Ctx.getTraversalScope())
    add(*D, Ctx.getSourceManager());
}

void EnclosingFunctions::add(const Decl &D, const SourceManager &SM) {
  if (const auto *Friend = dyn_cast<FriendDecl>(&D)) {
    if (const NamedDecl *Inner = Friend->getFriendDecl())
      add(*Inner, SM);
    return;
  }
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(&D)) {
    add(*Template->getTemplatedDecl(), SM);
    return;
  }
  const FunctionDecl *F = D.getAsFunction();
  if (!F) {
    if (const auto *Inner = dyn_cast<DeclContext>(&D))
      for (const Decl *Member : Inner->decls())
        add(*Member, SM);
    return;
  }
  if (F->isImplicit() || !F->doesThisDeclarationHaveABody())
    return;
  SourceLocation Begin = SM.getFileLoc(F->getBeginLoc());
  SourceLocation End = SM.getFileLoc(F->getEndLoc());
  if (Begin.isInvalid() || End.isInvalid() || SM.getFileID(Begin) != SM.getFileID(End))
    return;
  End = End.getLocWithOffset(Lexer::MeasureTokenLength(End, SM, F->getLangOpts()));
  ByFile[SM.getFilename(Begin)].push_back(
      {SM.getFileOffset(Begin), SM.getFileOffset(End), qualifiedName(*F)});
}

const EnclosingFunctions::Function *EnclosingFunctions::around(llvm::StringRef File,
                                                               unsigned Offset) const {
  auto Found = ByFile.find(File);
  if (Found == ByFile.end())
    return nullptr;
  const Function *Best = nullptr;
  for (const Function &F : Found->second)
    if (F.Begin <= Offset && Offset < F.End && (!Best || Best->Begin <= F.Begin))
      Best = &F;
  return Best;
}

} // namespace corolint
