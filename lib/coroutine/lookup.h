// Finding declarations without going through all there are. A unit may stand on a precompiled header (in an
// editor every unit does), of which only what is asked for is loaded: going through the members of one class of
// the standard library costs more there than all checks together.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_LOOKUP_H
#define COROLINT_COROUTINE_LOOKUP_H

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The members of \p R called \p Name, not those of its bases, in the order of the source.
llvm::SmallVector<clang::NamedDecl *, 4> membersNamed(const clang::CXXRecordDecl &R,
                                                      clang::DeclarationName Name);
llvm::SmallVector<clang::NamedDecl *, 4> membersNamed(const clang::CXXRecordDecl &R,
                                                      llvm::StringRef Name);

/// The declarations that stand in \p DC and are of a wanted kind.
llvm::SmallVector<clang::Decl *, 16>
declsOfKind(const clang::DeclContext &DC, llvm::function_ref<bool(clang::Decl::Kind)> IsWanted);

} // namespace corolint

#endif
