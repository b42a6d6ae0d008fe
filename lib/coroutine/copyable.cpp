// Looking for a copy constructor; see copyable.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/copyable.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

bool isCopyable(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R || T->isReferenceType())
    return true;
  if (!R->hasDefinition() || R->isAbstract())
    return false;
  // `std::vector<std::unique_ptr<int>>` has a copy constructor that does not compile.
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  const bool Shares = llvm::is_contained({"shared_ptr", "weak_ptr"}, identifierOf(*R));
  if (Spec && R->isInStdNamespace() && !Shares)
    for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type && !isCopyable(A.getAsType()))
        return false;
  if (R->needsImplicitCopyConstructor())
    return !R->defaultedCopyConstructorIsDeleted();
  return llvm::any_of(R->ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted() && C->getAccess() == AS_public;
  });
}

} // namespace corolint
