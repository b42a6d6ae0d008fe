// How units are linted: side by side, against the clock, from the cache.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_RUNNING_H
#define COROLINT_TOOL_RUNNING_H

#include "project/cache.h"
#include "project/lint-units.h"

namespace corolint {

/// What the command line says about it.
struct Running {
  std::unique_ptr<ResultCache> Cache; ///< Null for none.
  RunOptions How;

  /// After the last unit: prunes the cache, and warns if it could not be written.
  void finish();
};

/// Nothing, after a complaint, if the options make no sense.
std::optional<Running> runningFromCommandLine();

} // namespace corolint

#endif
