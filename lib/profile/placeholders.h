// `${ns}`, `${include}` and `${error_code}` in a profile.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_PLACEHOLDERS_H
#define COROLINT_PROFILE_PLACEHOLDERS_H

#include "profile/schema.h"
#include "llvm/ADT/StringRef.h"

namespace corolint::profile {

/// \p P for the library's copy in \p Namespace, with headers below \p Include; both are empty for a
/// profile without namespaces.
Profile expanded(Profile P, llvm::StringRef Namespace, llvm::StringRef Include);

} // namespace corolint::profile

#endif
