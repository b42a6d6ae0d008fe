// Which profiles hold for a translation unit.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_UNIT_PROFILES_H
#define COROLINT_CHECKS_COMMON_UNIT_PROFILES_H

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "profile/schema.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"

namespace corolint {

struct UnitProfiles {
  /// Later ones win: built in, from the include directories, the project's.
  std::vector<const profile::Profile *> Profiles;
  std::vector<std::string> Errors;   ///< In the project's own files.
  std::vector<std::string> Warnings; ///< In files that came with a library.
};

/// The profiles for \p Unit. \p PP has read it; without one, the include directories are unknown.
UnitProfiles unitProfiles(const clang::ASTContext &Unit, const clang::Preprocessor *PP,
                          const clang::tidy::ClangTidyContext &Context);

/// Split at semicolons, blanks trimmed, empty ones dropped.
std::vector<std::string> splitList(llvm::StringRef Value);

} // namespace corolint

#endif
