// Comparing names; see nearest-name.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/nearest-name.h"

namespace corolint {

llvm::StringRef nearestName(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names) {
  llvm::StringRef Best;
  unsigned Limit = Wrong.size() / 3 + 2;
  for (llvm::StringRef Name : Names)
    if (unsigned Distance = Wrong.edit_distance(Name, true, Limit); Distance < Limit) {
      Limit = Distance;
      Best = Name;
    }
  return Best;
}

} // namespace corolint
