// Finding out how a file is compiled.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_COMPILE_DATABASE_H
#define COROLINT_PROJECT_COMPILE_DATABASE_H

#include "clang/Tooling/CompilationDatabase.h"
#include <memory>
#include <string>
#include <vector>

namespace corolint {

struct CompileDatabase {
  std::unique_ptr<clang::tooling::CompilationDatabase> Commands;
  /// compile_commands.json; empty when the command line gave the arguments.
  std::string Path;
  /// Every unit of the database: absolute, sorted, each once.
  std::vector<std::string> Files;
};

/// Loads `compile_commands.json` in \p BuildDirectory, or the file itself. Null with a message in
/// \p Error.
std::unique_ptr<CompileDatabase> loadDatabase(const std::string &BuildDirectory,
                                              std::string &Error);

/// Loads the nearest one from \p Start upwards: in each directory itself, then in its `build`.
std::unique_ptr<CompileDatabase> findDatabase(const std::string &Start, std::string &Error);

/// A file as the databases name it: absolute, without dots; symbolic links are kept.
std::string absoluteFile(const std::string &File);

} // namespace corolint

#endif
