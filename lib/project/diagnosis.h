// How corolint sees one file, or a directory: which command, compiler's headers, configuration, profiles and
// checks. For those who ask why nothing is reported, or why something is.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_DIAGNOSIS_H
#define COROLINT_PROJECT_DIAGNOSIS_H

#include "engine/settings.h"
#include "project/compile-database.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// What is to be looked at.
struct DiagnosisRequest {
  /// Absolute; empty for the working directory.
  std::string File;
  /// Null when there is none; DatabaseError says why.
  const CompileDatabase *Database = nullptr;
  std::string DatabaseError;
  Overrides Settings;
  /// Where results are kept; empty for nowhere.
  std::string CacheDirectory;
};

/// What became of linting a file.
struct LintOutcome {
  size_t CompileErrors = 0, Findings = 0, Suppressed = 0, FilesRead = 0;
  bool ReadsCoroutineHeader = false; ///< `<coroutine>` was among the files.
};

struct Diagnosis {
  /// Something that keeps code from being linted, and what to do about it.
  struct Problem {
    std::string What, Remedy;
    bool operator==(const Problem &) const = default;
  };
  /// A compile command of the file.
  struct Command {
    std::string Directory;
    std::vector<std::string> Arguments;
    std::string Standard; ///< "-std=c++20"; empty when the command does not say.
  };
  std::string Compiler;    ///< The version of clang that is linked in.
  std::string ResourceDir; ///< With its built-in headers.
  std::vector<Command> Commands;
  std::vector<std::string> MissingUnits; ///< Units of the database that are not on the disk.
  std::optional<LintOutcome> Lint;       ///< Of the file, if it could be tried.
  Settings Configuration;
  std::vector<std::string> BuiltinProfiles; ///< Names of libraries.
  std::vector<std::string> ProfileFiles;    ///< The project's own.
  std::vector<Problem> Problems;
  std::vector<std::string> Remarks; ///< What may be as it should.
};

/// Looks, and lints the file. Without a file a small coroutine with a mistake is linted, which shows whether
/// this installation works.
Diagnosis diagnose(const DiagnosisRequest &Request);

} // namespace corolint

#endif
