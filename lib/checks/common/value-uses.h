// Functions whose type is somebody else's choice, since they are handed over instead of being called.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_VALUE_USES_H
#define COROLINT_CHECKS_COMMON_VALUE_USES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// The functions of a unit that are mentioned anywhere without being called.
class ValueUses {
public:
  explicit ValueUses(clang::ASTContext &Ctx);
  bool contains(const clang::FunctionDecl &F) const { return Found.contains(F.getCanonicalDecl()); }

private:
  llvm::DenseSet<const clang::FunctionDecl *> Found;
};

} // namespace corolint

#endif
