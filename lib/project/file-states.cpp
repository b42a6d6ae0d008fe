// What the files are now; see file-states.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/file-states.h"

namespace corolint {

const Input &FileStates::now(const Input &Then) {
  auto [It, New] = (Then.Kind == InputKind::Listing ? Listings : States).try_emplace(Then.Path);
  if (New)
    It->second = inspect(*llvm::vfs::getRealFileSystem(), Then.Path, Then.Kind);
  return It->second;
}

} // namespace corolint
