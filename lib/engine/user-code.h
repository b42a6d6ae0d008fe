// Matching starts from the user's declarations only: checks report nothing in system headers, and those
// are most of a unit.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_USER_CODE_H
#define COROLINT_ENGINE_USER_CODE_H

#include "clang/AST/ASTContext.h"

namespace corolint {

/// While it lives, \p Ctx is traversed from the top-level declarations outside of system headers.
class UserCodeScope {
public:
  /// Without \p WithPrecompiled, declarations of a precompiled header or a module are left where they
  /// are: in their file, which they would have to be read from.
  UserCodeScope(clang::ASTContext &Ctx, bool WithPrecompiled);
  ~UserCodeScope();
  UserCodeScope(const UserCodeScope &) = delete;
  UserCodeScope &operator=(const UserCodeScope &) = delete;

private:
  clang::ASTContext &Ctx;
  std::vector<clang::Decl *> Before;
};

} // namespace corolint

#endif
