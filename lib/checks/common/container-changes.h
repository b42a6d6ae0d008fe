// Where a unit changes the containers that are members or globals.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_CONTAINER_CHANGES_H
#define COROLINT_CHECKS_COMMON_CONTAINER_CHANGES_H

#include "flow/held-iterators.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

struct ContainerChange {
  const clang::CallExpr *Call = nullptr;
  const clang::FunctionDecl *In = nullptr;
};

/// Reads the unit when it is made.
class ContainerChanges {
public:
  explicit ContainerChanges(clang::ASTContext &Ctx);

  /// A change that ends what \p H has, made by another function than \p F and no constructor or destructor;
  /// null for none.
  const ContainerChange *ending(const flow::Held &H, const clang::FunctionDecl &F) const;

private:
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<ContainerChange, 2>> Changes;
};

} // namespace corolint

#endif
