// Presets: named sets of checks, a projection of presets.def. Here, and not in the engine, because the hosts
// that do not run the engine have them too.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_PRESETS_H
#define COROLINT_CHECKS_COMMON_PRESETS_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// The key in `CheckOptions` that names the preset of the files below.
inline constexpr llvm::StringLiteral PresetOption = "coro.Preset";

struct PresetInfo {
  std::string Name; ///< "server", "server-2026".
  /// The year of an edition, which never changes; 0 for a set that grows with the checks.
  unsigned Year;
  llvm::StringRef Summary;
};

/// Every preset: first those that grow, then the editions.
std::vector<PresetInfo> allPresets();

/// The checks of a preset as a list of full names; nothing for a name that is none.
std::optional<std::string> presetChecks(llvm::StringRef Name);

/// What is wrong with the name of a preset: "no preset is called 'sever'; did you mean 'server'?"
std::string unknownPreset(llvm::StringRef Wrong);

/// \p Globs with each `coro-*` replaced by \p Checks: beside a preset it stands for the preset. (In
/// clang-tidy it has to be there, since nothing is on without it.)
std::string globsWithPreset(llvm::StringRef Globs, llvm::StringRef Checks);

} // namespace corolint

#endif
