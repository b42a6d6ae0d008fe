// Which units of a run parse the same headers again and again, and which of these are worth parsing once.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_SHARING_H
#define COROLINT_PROJECT_SHARING_H

#include "engine/lint.h"
#include "project/compile-database.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// Units with the same command that include the same headers from system directories.
struct SharedGroup {
  std::vector<size_t> Units; ///< Into the units that were asked about.
  std::string Includes;      ///< "#include <a>\n#include <b>\n"
  std::string Key;           ///< What the group is, for a cache: its command and its includes.
};

/// Groups worth their precompiled header. A guess by the text of the files and the size of headers: see
/// engine/shared-headers.h for who makes sure.
std::vector<SharedGroup> planSharing(const CompileDatabase &Database,
                                     llvm::ArrayRef<std::string> Units,
                                     const LintOptions &Options);

} // namespace corolint

#endif
