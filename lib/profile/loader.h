// Reads library profiles.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_LOADER_H
#define COROLINT_PROFILE_LOADER_H

#include "profile/schema.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint::profile {

/// Something wrong in a profile, as "file:line:column: what; what to do".
using ProfileErrors = std::vector<std::string>;

/// Parses and validates one profile. On any error nothing is returned and at least one message is
/// added to \p Errors; an unknown key is met with the nearest known one. \p Path is for messages only.
/// A profile with namespaces comes back once for each of them, `${ns}` and `${include}` filled in.
std::vector<Profile> parseProfile(llvm::StringRef Text, llvm::StringRef Path,
                                  ProfileErrors &Errors);

/// The profiles that are built in. They parse by construction; a test proves it.
const std::vector<Profile> &builtinProfiles();

/// The profiles a user keeps with a project: every `.yaml` file in the `.corolint` directory nearest
/// above \p Directory, then the files in \p Extra (relative ones below \p Directory or one of its
/// parents). Unreadable files are reported like malformed ones. Files are read once for a process, through
/// the file system \p From of the unit, so that whoever watches those knows what the unit depends on.
std::vector<const Profile *> projectProfiles(llvm::vfs::FileSystem &From,
                                             llvm::StringRef Directory,
                                             llvm::ArrayRef<std::string> Extra,
                                             ProfileErrors &Errors);

} // namespace corolint::profile

#endif
