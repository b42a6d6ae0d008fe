// Bodies worth parsing; see telling-bodies.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/telling-bodies.h"
#include "clang/AST/DeclCXX.h"
#include "coroutine/task-model.h"

using namespace clang;

namespace corolint {

/// A constructor that is given a coroutine: it may start it.
static bool takesHandle(const FunctionDecl &F) {
  if (!isa<CXXConstructorDecl>(F) || F.getNumParams() == 0)
    return false;
  const CXXRecordDecl *R = recordOf(F.getParamDecl(0)->getType());
  return R && R->getIdentifier() && R->getName() == "coroutine_handle";
}

bool tellsOfCoroutines(const FunctionDecl &F) {
  if (isa<CXXDestructorDecl>(F) || takesHandle(F))
    return true;
  static const llvm::StringRef Names[] = {"get_return_object", "initial_suspend", "final_suspend",
                                          "unhandled_exception", "await_ready", "await_suspend",
                                          "await_resume"};
  return F.getIdentifier() && llvm::is_contained(Names, F.getName());
}

} // namespace corolint
