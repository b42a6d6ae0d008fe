// Names for findings that outlast changes of the code around them. A code scanning service tells by
// them what is new, a baseline what is known.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_FINGERPRINT_H
#define COROLINT_ENGINE_FINGERPRINT_H

#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// The directory that the project's paths are relative to in reports and fingerprints: the nearest one
/// from the working directory upwards that a version control system calls its root, else the same for
/// the first of \p Files, else the working directory. Absolute, without a slash at the end.
std::string projectRoot(llvm::ArrayRef<std::string> Files);

/// \p Path relative to \p Root, with slashes; unchanged when it does not lie below it.
std::string pathInProject(llvm::StringRef Path, llvm::StringRef Root);

/// Sets Finding::Fingerprint of all of \p Findings: 32 hexadecimal digits from the check, the file
/// relative to \p Root, the function, and the code that is reported without blanks. Equal ones are told
/// apart by their order in the function, so \p Findings are sorted, and all that there are: nothing is
/// left out yet because it is old or on an unchanged line.
///
/// It stays the same when lines move, when code is indented or wrapped in another way, when something
/// else in the function changes, and when the message is worded differently.
void addFingerprints(std::vector<Finding> &Findings, llvm::StringRef Root);

} // namespace corolint

#endif
