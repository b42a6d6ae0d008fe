// What both plugins ask at load: is the host of the LLVM that they were built for?
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_VERSION_GUARD_H
#define COROLINT_TOOLS_VERSION_GUARD_H

#include "clang/Basic/Version.h"
#include "llvm-compat.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

namespace corolint {

/// A plugin of another LLVM version loads without complaint and never reports anything: its registry
/// is a different object from the host's, or half of its symbols are. Saying nothing would look like
/// clean code, so the mismatch ends the run.
struct VersionGuard {
  /// \p Host: the program that should have loaded \p Plugin; \p Status: how it says that it failed.
  VersionGuard(llvm::StringRef Plugin, llvm::StringRef Host, int Status) {
    std::string Full = clang::getClangToolFullVersion("");
    llvm::StringRef Rest = Full;
    unsigned Major = 0;
    size_t At = Rest.find("version ");
    if (At == llvm::StringRef::npos ||
        Rest.drop_front(At + 8).take_while([](char C) { return C >= '0' && C <= '9'; })
            .getAsInteger(10, Major) ||
        Major == compat::LLVMMajor)
      return;
    llvm::errs() << Plugin << ": error: built for LLVM " << compat::LLVMMajor << ", loaded into LLVM "
                 << Major << "; its checks would never fire. Use " << Host << "-"
                 << compat::LLVMMajor << ", or build corolint with -DCOROLINT_LLVM=" << Major << ".\n";
    llvm::errs().flush();
    std::_Exit(Status);
  }
};

} // namespace corolint

#endif
