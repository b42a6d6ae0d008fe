// What the files are now: each is read and hashed once for a run, however many units include it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_FILE_STATES_H
#define COROLINT_PROJECT_FILE_STATES_H

#include "engine/inputs.h"

namespace corolint {

class FileStates {
public:
  /// What \p Then has become, as an input of the same kind.
  const Input &now(const Input &Then);

private:
  // A directory counts in two ways.
  llvm::StringMap<Input> States, Listings;
};

} // namespace corolint

#endif
