// Results as bytes: how a worker hands one to the process that started it, and how one is kept.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_CODEC_H
#define COROLINT_ENGINE_CODEC_H

#include "engine/lint.h"
#include "engine/shared-headers.h"
#include "engine/unit-times.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// What a worker hands over.
struct TimedResult {
  UnitResult Result;
  UnitTimes Times; ///< All zero unless somebody asked.
};

/// \p Result with everything in it.
std::string encode(const UnitResult &Result);
std::string encode(const TimedResult &Timed);
std::string encode(const std::vector<Input> &Inputs);
std::string encode(const SharedHeaders &Shared);

/// False when \p Bytes are not what encode() made, all of it; the rest is undefined then. What is broken
/// is met with false, never with a crash: the bytes may come from a worker that died or from a disk.
bool decode(llvm::StringRef Bytes, UnitResult &Result);
bool decode(llvm::StringRef Bytes, TimedResult &Timed);
bool decode(llvm::StringRef Bytes, std::vector<Input> &Inputs);
bool decode(llvm::StringRef Bytes, SharedHeaders &Shared);

/// All of \p Options that decides a result, except the overlay.
std::string encode(const LintOptions &Options);

} // namespace corolint

#endif
