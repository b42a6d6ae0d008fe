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

/// Whether the call gets a reference or pointer to an object of the library, other than for its own use or
/// for a coroutine that begins when the loop runs.
bool LoopWork::lends(const Use &U) const {
  const FunctionDecl &Callee = *U.Call->Callee;
  if (U.What != Use::PassedTo || isOfLoopLibrary(Callee, Loop) || Callee.getBuiltinID())
    return false;
  std::optional<profile::TaskFacts> Task = Known.taskFacts(Callee.getReturnType());
  if (Task && Task->isLazy())
    return false;
  return llvm::any_of(Callee.parameters(), [](const ParmVarDecl *P) {
    const QualType T = P->getType();
    return T->isPointerType() || (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified());
  });
}

void LoopWork::follow(const Expr &Mention, unsigned Depth) {
  const Use U = useOf(Mention, Known.context());
  if (!U.Call || Depth > 4)
    return;
  const profile::SinkEntry *Sink = Known.sink(*U.Call);
  if (Known.spawn(*U.Call) || (Sink && Sink->Runs == "loop")) {
    Found.push_back(U.Call->E);
    return;
  }
  IsLent |= Depth > 0 && lends(U);
  if (!U.Call->E->getType()->isRecordType() ||
      (Depth == 0 && U.What == Use::PassedTo && !isOfLoopLibrary(*U.Call->Callee, Loop)))
    return;
  const VarDecl *Made = initialisedBy(*U.Call->E, Known.context());
  if (!Made) {
    follow(*U.Call->E, Depth + 1);
    return;
  }
  for (const corolint::Mention &M : mentionsOf(*Made, F))
    if (!M.In)
      follow(*M.Ref, Depth + 1);
}

} // namespace corolint
