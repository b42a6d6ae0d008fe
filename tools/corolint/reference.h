// What the command line looks like, read off the tables that parse it. Completion scripts and the manual page
// are written from this, so that they cannot tell anything else than --help does.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_REFERENCE_H
#define COROLINT_TOOL_REFERENCE_H

#include "option-values.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// What a value stands for, by the name that --help gives it.
enum class ValueKind {
  Other,
  Words,     ///< One of OptionReference::Values, or `all|none` in lower case.
  File,      ///< FILE
  Directory, ///< DIR, BUILD_DIR
  Check,     ///< CHECK
  Globs,     ///< GLOBS: checks, with commas between them and minus signs before them
  Commit,    ///< REF: a name that git knows
  Report     ///< FORMAT=FILE: one of Values, or a file, or both
};

struct OptionReference {
  std::string Flag; ///< "--format", "-p"
  std::string Help;
  std::string Value; ///< "FILE"; empty if it takes none.
  bool ValueRequired = false;
  bool Repeatable = false;
  ValueKind Kind = ValueKind::Other;
  std::vector<OptionValue> Values;
};

/// An argument, or all that remain.
struct ArgumentReference {
  std::string Text; ///< As --help shows it.
  ValueKind Kind = ValueKind::Other;
  std::vector<OptionValue> Values;
};

struct CommandReference {
  llvm::StringRef Name; ///< Empty for linting.
  llvm::StringRef Summary;
  std::vector<ArgumentReference> Arguments; ///< In their order.
  std::vector<OptionReference> Options;     ///< Sorted by flag.

  std::string argumentText() const;
};

/// Linting first, then the subcommands by name.
std::vector<CommandReference> commandReference();

} // namespace corolint

#endif
