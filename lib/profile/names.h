// The names that a profile speaks of, and what they are in parsed code: the part of a profile that can
// be wrong without anybody noticing.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_NAMES_H
#define COROLINT_PROFILE_NAMES_H

#include "profile/schema.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint::profile {

enum class NameKind {
  Function,   ///< A free function or static method.
  Class,      ///< A class or class template.
  Method,     ///< A method of one of the classes in NameUse::With.
  Variable,   ///< A variable or enumerator.
  Identifier, ///< Anything that the library's headers spell: a flag, a macro.
  Header
};

/// A name and the entry that it stands in.
struct NameUse {
  NameKind Kind;
  const std::string &Text;
  const VersionRange &Entry;
  /// Of a method: the classes that may have it. Of a class: the methods that it must have one of.
  const std::vector<std::string> *With = nullptr;
  bool CLinkage = false; ///< Of a function.
};

/// Calls \p Visit for every name of \p P, in the order of the schema.
void forEachName(const Profile &P, llvm::function_ref<void(const NameUse &)> Visit);

/// Looks names up as the checks will compare them (see coroutine/qualified-name.h).
class NameResolver {
public:
  NameResolver(clang::ASTContext &Ctx, const clang::Preprocessor &PP) : Ctx(Ctx), PP(PP) {}

  /// Why \p Use names nothing, ready to be shown, with the nearest name that exists; empty when all is
  /// right.
  std::string problem(const NameUse &Use);

  /// Whether a header of this name is in the include directories.
  bool hasHeader(llvm::StringRef Header) const;

private:
  struct Lookup {
    llvm::SmallVector<const clang::NamedDecl *, 4> Found;
    std::string Problem; ///< When nothing was found.
  };
  Lookup lookUp(llvm::StringRef Name);
  std::string functionProblem(const NameUse &Use);
  std::string classProblem(const NameUse &Use);
  std::string methodProblem(const NameUse &Use);
  std::string variableProblem(llvm::StringRef Name);
  std::string identifierProblem(llvm::StringRef Name) const;
  std::string notDeclared(llvm::StringRef Name, const clang::DeclContext &Scope,
                          llvm::StringRef Missing) const;

  clang::ASTContext &Ctx;
  const clang::Preprocessor &PP;
};

} // namespace corolint::profile

#endif
