// Where the headers of a unit are looked for.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_SEARCH_PATH_H
#define COROLINT_ENGINE_SEARCH_PATH_H

#include "engine/lint.h"
#include <optional>

namespace corolint {

struct SearchPath {
  struct Directory {
    std::string Path;
    bool System;
    bool QuotedOnly; ///< For #include "..." only: -iquote.
  };
  std::vector<Directory> Directories; ///< In the order of the search; absolute.
};

/// As clang's driver and front end decide it for the command of \p Unit; nothing when they do not accept it, or
/// it is none of C++ with coroutines.
std::optional<SearchPath> searchPathOf(const clang::tooling::CompilationDatabase &Commands,
                                       const std::string &Unit, const LintOptions &Options);

} // namespace corolint

#endif
