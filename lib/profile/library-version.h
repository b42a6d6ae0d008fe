// Versions of libraries: what a profile says of them, and what the parsed code says.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_LIBRARY_VERSION_H
#define COROLINT_PROFILE_LIBRARY_VERSION_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
}

namespace corolint::profile {

/// The numbers of a version, most significant first. Missing ones are zero: 1.24 is 1.24.0.
struct Version {
  std::vector<unsigned> Numbers;

  /// Reads "1.24.0", and what begins like it: "6.4.5-dev", "1_81". Nothing when there is no number.
  static std::optional<Version> parse(llvm::StringRef Text);
  std::string str() const;
  bool operator<(const Version &Other) const;
};

/// Where the version stands in the library's headers.
struct VersionRule {
  /// One macro for the whole version, or one for each of its numbers.
  std::vector<std::string> Macros;
  /// How one macro's integer is made up, a letter for each of its digits: `M` major, `m` minor, `p`
  /// patch, `x` for anything else. `Mmmmpp` reads 102201 as 1.22.1; after `0x` the digits are
  /// hexadecimal. Empty for a macro that is a string ("6.4.5") or just the first number.
  std::string Format;

  /// What is wrong with the rule; empty for nothing.
  std::string mistake() const;
};

/// \p Value taken apart as \p Format says.
Version decodeVersion(uint64_t Value, llvm::StringRef Format);

/// The version of the library whose headers \p PP has read, by \p Rule. Nothing when a macro is not
/// defined, or is no literal (nor another macro that is one).
std::optional<Version> versionOf(const VersionRule &Rule, const clang::Preprocessor &PP);

} // namespace corolint::profile

#endif
