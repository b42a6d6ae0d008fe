// Telling outcomes by their types; see outcome-types.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/outcome-types.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

static bool hasAny(const CXXRecordDecl &R, llvm::ArrayRef<llvm::StringRef> Methods) {
  return llvm::any_of(Methods, [&](llvm::StringRef M) { return findMethod(R, M); });
}

bool isOutcome(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  if (identifierOf(*R) == "error_code" || identifierOf(*R) == "exception_ptr")
    return true;
  if (hasAny(*R, {"has_error", "hasError", "has_exception", "hasException"}))
    return true;
  if (findMethod(*R, "error"))
    return hasAny(*R, {"has_value", "hasValue"});
  return findMethod(*R, "ok") &&
         hasAny(*R, {"code", "error_code", "error_message", "message", "status"});
}

bool beginsWithOutcome(QualType T) {
  if (isOutcome(T))
    return true;
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R || !(hasQualifiedName(*R, "std::tuple") || hasQualifiedName(*R, "std::pair")))
    return false;
  llvm::ArrayRef<TemplateArgument> Args = R->getTemplateArgs().asArray();
  if (Args.size() == 1 && Args[0].getKind() == TemplateArgument::Pack)
    Args = Args[0].getPackAsArray();
  return !Args.empty() && Args[0].getKind() == TemplateArgument::Type &&
         isOutcome(Args[0].getAsType());
}

} // namespace corolint
