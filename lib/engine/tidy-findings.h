// From what clang-tidy's consumer of diagnostics collected to findings: one way for every host, so that
// they report the same.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_TIDY_FINDINGS_H
#define COROLINT_ENGINE_TIDY_FINDINGS_H

#include "engine/finding.h"

namespace clang::tidy {
struct ClangTidyError;
}

namespace corolint {

class ConfigurationProvider;
class EnclosingFunctions;

/// \p Path as findings name it.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef BuildDirectory);

/// Sorted, without duplicates; what is wrong in the configuration is among them.
std::vector<Finding> findingsOf(const std::vector<clang::tidy::ClangTidyError> &Errors,
                                const ConfigurationProvider &Configuration,
                                const EnclosingFunctions &Functions);

} // namespace corolint

#endif
