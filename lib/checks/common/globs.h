// Lists of globs over check names: the `Checks` of `.clang-tidy` and `.clangd`, and what corolint makes of
// them. Here, and not in the engine, because the hosts that do not run the engine read them alike.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_GLOBS_H
#define COROLINT_CHECKS_COMMON_GLOBS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The globs of a list, trimmed, in their order.
llvm::SmallVector<llvm::StringRef, 8> splitGlobs(llvm::StringRef Checks);

/// Whether \p Name is matched by \p Glob, in which only `*` is special.
bool matchesGlob(llvm::StringRef Glob, llvm::StringRef Name);

/// Whether \p Globs select \p Name: the last one that matches decides, and \p Otherwise if none does.
bool globsSelect(llvm::StringRef Globs, llvm::StringRef Name, bool Otherwise);

/// The globs of \p Checks that are about coro checks, in their order: "coro-*", "-coro-blocking-sleep".
std::string coroGlobs(llvm::StringRef Checks);

/// The names of the checks that are on by default, as a list of globs.
std::string defaultGlobs();

} // namespace corolint

#endif
