// Work for loops; see loop-work.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/loop-work.h"

using namespace clang;

namespace corolint {

bool isOfLoopLibrary(const FunctionDecl &Callee, const CXXRecordDecl &Loop) {
  if (isInNamespaceOf(Callee, Loop))
    return true;
  // boost::beast::tcp_stream over boost::asio::io_context.
  if (!isa<CXXConstructorDecl>(Callee))
    return false;
  auto Outermost = [](const Decl &D) {
    const DeclContext *Context = D.getDeclContext();
    while (Context->getParent() && !Context->getParent()->getRedeclContext()->isTranslationUnit())
      Context = Context->getParent();
    const auto *N = dyn_cast<NamespaceDecl>(Context);
    return N ? N->getFirstDecl() : nullptr;
  };
  return Outermost(Callee) && Outermost(Callee) == Outermost(Loop);
}

void findWork(const Expr &Mention, const CXXRecordDecl &Loop, const FunctionDecl &F,
              profile::Knowledge &Known, llvm::SmallVectorImpl<const Expr *> &Found,
              unsigned Depth) {
  const Use U = useOf(Mention, Known.context());
  if (!U.Call || Depth > 4)
    return;
  const profile::SinkEntry *Sink = Known.sink(*U.Call);
  if (Known.spawn(*U.Call) || (Sink && Sink->Runs == "loop")) {
    Found.push_back(U.Call->E);
    return;
  }
  if (!U.Call->E->getType()->isRecordType() ||
      (Depth == 0 && U.What == Use::PassedTo && !isOfLoopLibrary(*U.Call->Callee, Loop)))
    return;
  const VarDecl *Made = initialisedBy(*U.Call->E, Known.context());
  if (!Made) {
    findWork(*U.Call->E, Loop, F, Known, Found, Depth + 1);
    return;
  }
  for (const corolint::Mention &M : mentionsOf(*Made, F))
    if (!M.In)
      findWork(*M.Ref, Loop, F, Known, Found, Depth + 1);
}

} // namespace corolint
