// One unit through clang's tooling, as every pass over it starts: the command made fit for clang, and of
// system headers only what linting needs.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_UNIT_TOOL_H
#define COROLINT_ENGINE_UNIT_TOOL_H

#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Tooling/Tooling.h"
#include "engine/arguments.h"
#include "engine/configuration.h"
#include <functional>

namespace corolint {

class UnitTool {
public:
  using OptionsOf = std::function<clang::tidy::ClangTidyOptions(llvm::StringRef File)>;

  /// \p Options tells what `.clang-tidy` adds to the commands of a file, and takes out of them.
  UnitTool(const clang::tooling::CompilationDatabase &Commands, const std::string &File,
           llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, CommandAdapter &Adapter,
           OptionsOf Options);

  clang::tooling::ClangTool &get() { return Tool; }

private:
  clang::tooling::ClangTool Tool;
};

/// Runs \p Factory over \p Unit with its command, as `.clang-tidy` and \p Settings have it, and says nothing of
/// what is wrong with the code; the settings are read from the disk, not through \p Files. False after an error.
bool runQuietly(clang::tooling::ToolAction &Factory, const clang::tooling::CompilationDatabase &Commands,
                const std::string &Unit, const Overrides &Settings,
                llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// What every front end over a unit is told.
void prepareForLinting(clang::CompilerInvocation &Invocation);

/// Consumers of a unit in which bodies of functions in system headers are not parsed, except for those that
/// tell what a coroutine does.
class SkippingConsumer : public clang::MultiplexConsumer {
public:
  using MultiplexConsumer::MultiplexConsumer;
  bool shouldSkipFunctionBody(clang::Decl *D) override;
};

} // namespace corolint

#endif
