// Headers that many units include, parsed once: a precompiled header that no result can tell from the
// headers themselves.
//
// It is used where that is certain, and nowhere else. Whoever proposes one (project/sharing) may guess: a unit
// takes it only if its command is the same, and keeps what it found only if it did include every header of it
// by itself, had defined no macro before that any of the headers mentions, and had no error. Else the unit is
// parsed again without.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_SHARED_HEADERS_H
#define COROLINT_ENGINE_SHARED_HEADERS_H

#include "clang/Frontend/CompilerInvocation.h"
#include "engine/inputs.h"
#include <optional>

namespace clang {
class CompilerInstance;
}
namespace clang::tooling {
class CompilationDatabase;
}

namespace corolint {

struct LintOptions;

struct SharedHeaders {
  std::string File;         ///< The precompiled header; what it was made from is File + ".h".
  ContentHash Content = {}; ///< Of it.
  ContentHash Command = {}; ///< commandHash() of the commands it fits.
  /// Every header in it, as the file system was asked for it, and the headers that this one includes.
  struct Header {
    std::string Name;
    std::vector<unsigned> Includes; ///< Into Headers.
  };
  std::vector<Header> Headers;
  std::vector<unsigned> Direct; ///< Those that it was made to have; the others come along.
  std::vector<uint64_t> Names;  ///< nameHash() of every identifier in all of the headers, sorted.
  std::vector<Input> Inputs;    ///< What was read or looked for to make it.
};

/// A command and its directory, without what differs between two files that are compiled alike.
ContentHash commandHash(const clang::CompilerInvocation &Invocation, const clang::FileManager &Files);
uint64_t nameHash(llvm::StringRef Name);

/// Precompiles \p Includes ("#include <a>\n#include <b>\n") into \p File with the command of \p Unit. Nothing
/// if that is not possible: an error in the headers, several commands, a command with a precompiled header or
/// modules of its own.
std::optional<SharedHeaders> precompile(const clang::tooling::CompilationDatabase &Commands,
                                        const std::string &Unit, const LintOptions &Options,
                                        llvm::StringRef Includes, const std::string &File);

/// Listens to a unit that stands on shared headers.
class SharedHeadersGuard {
public:
  explicit SharedHeadersGuard(const SharedHeaders &Shared) : Shared(Shared) {}
  /// Makes \p Invocation start from the headers; false if they do not fit.
  bool use(clang::CompilerInvocation &Invocation, const clang::FileManager &Files);
  /// Before the unit is parsed.
  void listenTo(clang::CompilerInstance &Compiler);

  /// The headers were used.
  bool used() const { return Used; }
  /// After the unit was parsed: it means the same as without them.
  bool held() const { return Used && Missing == 0 && !Conflict; }
  /// \p Inputs of the unit as they would be if it had read the headers itself.
  std::vector<Input> inputs(std::vector<Input> Inputs) const;

private:
  class Listener;
  const SharedHeaders &Shared;
  bool Used = false;
  bool Conflict = false;
  size_t Missing = 0; ///< Direct headers that the unit has not included so far, by itself or through others.
};

} // namespace corolint

#endif
