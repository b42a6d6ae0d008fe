// A file that is open in the editor: its text, and what clangd found in it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANGD_OPEN_FILE_H
#define COROLINT_TOOLS_CLANGD_OPEN_FILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <string>

namespace corolint {

/// What a `character` of the protocol counts in a line; editor and clangd agree on it at the start.
enum class Encoding { UTF8, UTF16, UTF32 };

/// The encoding that the answer to `initialize` names; UTF-16 when it names none.
Encoding encodingOf(const llvm::json::Object &InitializeResult);

/// A position of the protocol.
struct Position {
  int64_t Line = 0, Character = 0;
  auto operator<=>(const Position &) const = default;
};

struct Range {
  Position Begin, End;
  bool operator==(const Range &) const = default;
};

std::optional<Position> positionOf(const llvm::json::Object *Json);
std::optional<Range> rangeOf(const llvm::json::Object *Json);
llvm::json::Value toJson(const Position &P);
llvm::json::Value toJson(const Range &R);

/// Where \p P is in \p Text, in bytes; a line or a character that is not there is the end of what is there.
size_t offsetOf(llvm::StringRef Text, Position P, Encoding Units);
/// The other way round.
Position positionAt(llvm::StringRef Text, size_t Offset, Encoding Units);

struct OpenFile {
  std::string Uri; ///< As the editor spells it.
  std::string Text;
  std::optional<int64_t> Version;
  /// Coroutine findings as clangd published them, each with its fixes ("codeActions"), and of which version.
  llvm::json::Array Findings;
  std::optional<int64_t> FindingsVersion;

  /// `contentChanges` of the editor.
  void change(const llvm::json::Array &Changes, Encoding Units);
  /// Whether the findings are about the text that is there now.
  bool isCurrent() const { return Version && FindingsVersion == Version; }
};

} // namespace corolint

#endif
