// Which program this is, exactly.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_TOOL_IDENTITY_H
#define COROLINT_PROJECT_TOOL_IDENTITY_H

#include <string>

namespace corolint {

/// The versions of corolint and LLVM and the build IDs of both: another build may find something else.
std::string toolIdentity();

} // namespace corolint

#endif
