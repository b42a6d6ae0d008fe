// Holds a profile against the real headers of its library.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_VERIFY_PROFILE_H
#define COROLINT_ENGINE_VERIFY_PROFILE_H

#include "profile/schema.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>

namespace corolint {

/// A name, or a piece of code, that the headers do not bear out.
struct ProfileMiss {
  size_t Offset = 0;   ///< Of the entry, in the profile's text.
  std::string Text;    ///< The name, as the profile's copy for its namespace has it.
  std::string Problem; ///< What is wrong, ready to be shown.
};

struct ProfileReport {
  unsigned Names = 0;    ///< All of them, each once.
  unsigned Resolved = 0; ///< Those that are what the profile says.
  unsigned OtherVersions = 0; ///< In entries for other versions of the library only.
  unsigned NotHere = 0;       ///< Of a copy of the library (a namespace) whose headers are missing.
  std::map<std::string, unsigned> Elsewhere; ///< By platform or implementation.
  std::vector<ProfileMiss> Misses;
  /// By namespace (empty for a profile without), for the copies whose headers were found: the version,
  /// or "unknown version".
  std::vector<std::pair<std::string, std::string>> Versions;
  /// What kept the library from being looked at: headers that are missing or do not parse.
  std::vector<std::string> Errors;
};

/// Parses the headers of \p Copies (one profile, once for each of its namespaces) with the profile's flags
/// and then \p Arguments, in the current directory, and looks up every name.
ProfileReport verifyProfile(llvm::ArrayRef<profile::Profile> Copies,
                            llvm::ArrayRef<std::string> Arguments);

} // namespace corolint

#endif
