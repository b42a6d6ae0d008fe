// Reads library profiles.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_LOADER_H
#define COROLINT_PROFILE_LOADER_H

#include "embedded-file.h"
#include "profile/schema.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint::profile {

/// Something wrong in a profile, as "file:line:column: what; what to do".
using ProfileErrors = std::vector<std::string>;

/// Parses and validates one profile. On any error nothing is returned and at least one message is
/// added to \p Errors; an unknown key is met with the nearest known one. \p Path is for messages only.
/// A profile with namespaces comes back once for each of them, `${ns}` and `${include}` filled in.
std::vector<Profile> parseProfile(llvm::StringRef Text, llvm::StringRef Path,
                                  ProfileErrors &Errors);

/// The files that are built in.
llvm::ArrayRef<EmbeddedFile> builtinFiles();

/// The built-in profiles of libraries that may be in use, each read when it is first asked for: all
/// where a profile's `used-if` is empty or \p Occurs says that one of its identifiers is in the unit,
/// except those of the libraries in \p Except. They parse by construction; a test proves it.
std::vector<const Profile *> builtinProfiles(llvm::function_ref<bool(llvm::StringRef)> Occurs,
                                             const llvm::StringSet<> &Except);

/// The profiles that libraries bring along: `corolint.yaml` in one of \p IncludeDirectories (or beside
/// it, where the directory lies in an `include`: `<prefix>/include` has `<prefix>/share/corolint/profiles`,
/// every `.yaml` file of it). Read like those of a project, see below.
std::vector<const Profile *> libraryProfiles(llvm::vfs::FileSystem &From,
                                             llvm::ArrayRef<std::string> IncludeDirectories,
                                             ProfileErrors &Errors);

/// The `.yaml` files of the `.corolint` directory nearest above \p Directory, sorted.
std::vector<std::string> projectFiles(llvm::vfs::FileSystem &From, llvm::StringRef Directory);

/// The files of the profiles a user keeps with a project: the projectFiles(), then those in \p Extra (relative
/// ones below \p Directory or one of its parents).
std::vector<std::string> projectProfileFiles(llvm::vfs::FileSystem &From,
                                             llvm::StringRef Directory,
                                             llvm::ArrayRef<std::string> Extra);

/// The profiles in the projectProfileFiles(). Unreadable files are reported like malformed ones. Files
/// are read once for a process, through the file system \p From of the unit, so that whoever watches those
/// knows what the unit depends on.
std::vector<const Profile *> projectProfiles(llvm::vfs::FileSystem &From,
                                             llvm::StringRef Directory,
                                             llvm::ArrayRef<std::string> Extra,
                                             ProfileErrors &Errors);

} // namespace corolint::profile

#endif
