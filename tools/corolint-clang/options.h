// What `-fplugin-arg-corolint-...` may say.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANG_OPTIONS_H
#define COROLINT_TOOLS_CLANG_OPTIONS_H

#include "engine/lint-parsed.h"
#include <optional>

namespace corolint {

struct PluginOptions {
  Overrides Lint;
  bool WantsSarif = false;
  /// Empty: beside the object file.
  std::string SarifFile;
  /// What NOLINT comments silence is in the report, marked as such.
  bool ShowSuppressed = false;
};

/// Nothing when an argument is wrong, and then \p Error says why.
std::optional<PluginOptions> parsePluginArguments(llvm::ArrayRef<std::string> Arguments,
                                                  std::string &Error);

/// Where the report of a unit goes: `out/a.sarif` for `out/a.o`.
std::string sarifPath(const PluginOptions &Options, llvm::StringRef Object, llvm::StringRef Source);

} // namespace corolint

#endif
