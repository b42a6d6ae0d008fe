// Names as a profile or a user writes them: fully qualified, without inline or anonymous namespaces,
// so that `std::future` is the same under libstdc++, libc++ and an ABI-versioned build.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_QUALIFIED_NAME_H
#define COROLINT_COROUTINE_QUALIFIED_NAME_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// `ns::Class::function` of \p D without inline and anonymous namespaces; template arguments are not
/// part of the name. Constructors, destructors and operators have clang's spelling ("operator()").
std::string qualifiedName(const clang::NamedDecl &D);

/// Whether \p Name, fully qualified as above (a leading "::" is allowed), names \p D. Allocates only
/// for operators and other names that are no plain identifier.
bool hasQualifiedName(const clang::NamedDecl &D, llvm::StringRef Name);

/// Whether \p D belongs to the standard library, in whatever namespace (std::chrono) and class of it: clang's
/// isInStdNamespace() is about what stands in `std` itself.
bool isOfStd(const clang::Decl &D);

/// The identifier of \p D, or an empty string for operators, constructors and the like.
inline llvm::StringRef identifierOf(const clang::NamedDecl &D) {
  return D.getIdentifier() ? D.getIdentifier()->getName() : llvm::StringRef();
}

} // namespace corolint

#endif
