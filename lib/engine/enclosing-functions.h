// Which function a place is in. Findings outlive the AST, so this is noted down while it is there:
// reports name the function, fingerprints and changed lines go by it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_ENCLOSING_FUNCTIONS_H
#define COROLINT_ENGINE_ENCLOSING_FUNCTIONS_H

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringMap.h"

namespace corolint {

/// The functions of a unit that have a name and a body, by file and offset. What is inside of one (a
/// lambda, a local class) counts as part of it.
class EnclosingFunctions {
public:
  struct Function {
    unsigned Begin, End; ///< Offsets; End is one past the last character.
    std::string Name;    ///< Qualified.
  };

  /// Notes the functions of \p Ctx, as far as it is traversed (see UserCodeScope).
  void add(const clang::ASTContext &Ctx);

  /// The innermost function around a place of \p File, as clang names it; null when there is none.
  const Function *around(llvm::StringRef File, unsigned Offset) const;

private:
  void add(const clang::Decl &D, const clang::SourceManager &SM);

  llvm::StringMap<std::vector<Function>> ByFile;
};

} // namespace corolint

#endif
