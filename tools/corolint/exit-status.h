// What the command tells whoever started it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_EXIT_STATUS_H
#define COROLINT_TOOL_EXIT_STATUS_H

#include "commands.h"
#include "project/run.h"

namespace corolint {

/// The exit status after \p Run, by --fail-on and --exit-zero.
ExitStatus exitStatusOf(const RunResult &Run);

} // namespace corolint

#endif
