// Compile commands written for other compilers, made fit for clang: what it cannot read is left out.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_ARGUMENTS_H
#define COROLINT_ENGINE_ARGUMENTS_H

#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/ADT/StringRef.h"
#include <set>
#include <string>
#include <vector>

namespace corolint {

class CommandAdapter {
public:
  /// \p Args without the flags that only other compilers know, without plugins, and with what linting
  /// needs.
  clang::tooling::CommandLineArguments adapt(const clang::tooling::CommandLineArguments &Args);

  /// Clang refused the command with \p Message, an error that is about no place in the code. True when
  /// there is something in the command to leave out, which adapt() will do from now on.
  bool learnFrom(llvm::StringRef Message);

  /// The flags that were left out although they may matter, each once: "-fmodule-mapper", "-march=x".
  const std::set<std::string> &dropped() const { return Dropped; }

private:
  bool isForeign(llvm::StringRef Arg) const;

  std::set<std::string> Refused; ///< Arguments that clang would not take.
  bool WithoutPrecompiled = false;
  clang::tooling::CommandLineArguments Seen; ///< What adapt() made, of all commands.
  std::set<std::string> Dropped;
};

} // namespace corolint

#endif
