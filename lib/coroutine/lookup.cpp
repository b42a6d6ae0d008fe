// Finding declarations; see lookup.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/lookup.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExternalASTSource.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

llvm::SmallVector<NamedDecl *, 4> membersNamed(const CXXRecordDecl &R, DeclarationName Name) {
  llvm::SmallVector<NamedDecl *, 4> Out;
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return Out;
  DeclContext::lookup_result Found = Def->lookup(Name);
  Out.append(Found.begin(), Found.end());
  const SourceManager &SM = R.getASTContext().getSourceManager();
  if (Out.size() > 1)
    llvm::sort(Out, [&](const NamedDecl *A, const NamedDecl *B) {
      return SM.isBeforeInTranslationUnit(A->getLocation(), B->getLocation());
    });
  return Out;
}

llvm::SmallVector<NamedDecl *, 4> membersNamed(const CXXRecordDecl &R, llvm::StringRef Name) {
  return membersNamed(R, &R.getASTContext().Idents.get(Name));
}

llvm::SmallVector<Decl *, 16> declsOfKind(const DeclContext &DC,
                                          llvm::function_ref<bool(Decl::Kind)> IsWanted) {
  llvm::SmallVector<Decl *, 16> Out;
  for (Decl *D : DC.noload_decls())
    if (IsWanted(D->getKind()))
      Out.push_back(D);
  if (!DC.hasExternalLexicalStorage())
    return Out;
  // What was loaded by name is not among those above, only what was loaded as the content of DC.
  if (ExternalASTSource *Source = DC.getParentASTContext().getExternalSource()) {
    // All of them are read before any of them is finished, as if DC itself asked.
    ExternalASTSource::Deserializing Reading(Source);
    Source->FindExternalLexicalDecls(&DC, IsWanted, Out);
  }
  return Out;
}

} // namespace corolint
