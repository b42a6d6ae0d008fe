// The user's part of a unit; see user-code.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/user-code.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

UserCodeScope::UserCodeScope(ASTContext &Ctx, bool WithPrecompiled)
    : Ctx(Ctx), Before(Ctx.getTraversalScope()) {
  const SourceManager &SM = Ctx.getSourceManager();
  std::vector<Decl *> Scope;
  auto Add = [&](Decl *D) {
    if (D->getLocation().isValid() && !SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())))
      Scope.push_back(D);
  };
  const TranslationUnitDecl *Unit = Ctx.getTranslationUnitDecl();
  if (WithPrecompiled)
    for (Decl *D : Unit->decls())
      Add(D);
  else
    for (Decl *D : Unit->noload_decls())
      if (!D->isFromASTFile())
        Add(D);
  Ctx.setTraversalScope(Scope);
}

UserCodeScope::~UserCodeScope() { Ctx.setTraversalScope(Before); }

} // namespace corolint
