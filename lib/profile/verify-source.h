// The code that `corolint profile verify` parses: the library's headers, and the profile's own pieces of
// code in functions of their own.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_VERIFY_SOURCE_H
#define COROLINT_PROFILE_VERIFY_SOURCE_H

#include "profile/schema.h"

namespace corolint::profile {

/// A piece of code of a profile, written out in several ways: it is right if one of them compiles.
struct Snippet {
  std::string Text; ///< As the profile has it.
  const VersionRange *Entry;
  /// The file names that its variants claim to be in.
  std::vector<std::string> Files;
};

struct VerifySource {
  std::string Text;
  std::vector<Snippet> Snippets;
};

/// The code for \p P. Headers that are missing are left out of it. `Snippet::Entry` points into \p P.
VerifySource verifySource(const Profile &P);

} // namespace corolint::profile

#endif
