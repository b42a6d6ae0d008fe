// Runs the checks over a unit that somebody else parsed: the compiler, which has the whole AST anyway.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_LINT_PARSED_H
#define COROLINT_ENGINE_LINT_PARSED_H

#include "engine/configuration.h"
#include "engine/finding.h"
#include "clang/Lex/Preprocessor.h"
#include <memory>

namespace clang {
class CompilerInstance;
}

namespace corolint {

/// The `#include`s of the user's files, kept until it is known whether they are needed.
class IncludeLog {
public:
  /// Listens to \p PP from now on.
  static std::shared_ptr<IncludeLog> of(clang::Preprocessor &PP);
  /// Tells \p To what was heard.
  void replay(clang::PPCallbacks &To) const;

private:
  class Recorder;
  struct Directive {
    clang::SourceLocation Hash;
    clang::Token Include;
    std::string Name;
    bool IsAngled;
    clang::CharSourceRange Range;
    clang::OptionalFileEntryRef File;
    clang::SrcMgr::CharacteristicKind Kind;
  };
  std::vector<Directive> Directives;
};

/// Lints what \p Compiler has parsed of \p File, outside of its precompiled header and its modules.
/// Configuration errors are among the findings; nothing is said about code that does not compile.
std::vector<Finding> lintParsed(clang::CompilerInstance &Compiler, llvm::StringRef File,
                                const Overrides &Settings, const IncludeLog &Includes);

} // namespace corolint

#endif
