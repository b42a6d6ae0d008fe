// NOLINT comments; see nolint.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/nolint.h"
#include "clang-tidy/GlobList.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/TargetParser/Triple.h"

using namespace clang;

namespace corolint {

bool Nolint::names(llvm::StringRef Check) const {
  return !Checks || tidy::GlobList(*Checks, /*KeepNegativeGlobs=*/false).contains(Check);
}

static std::optional<Nolint::Kind> kindOf(llvm::StringRef Word) {
  if (Word == "NOLINT")
    return Nolint::Line;
  if (Word == "NOLINTNEXTLINE")
    return Nolint::NextLine;
  if (Word == "NOLINTBEGIN")
    return Nolint::Begin;
  if (Word == "NOLINTEND")
    return Nolint::End;
  return std::nullopt;
}

std::optional<Nolint> findNolint(llvm::StringRef Text, size_t From) {
  for (size_t At = Text.find("NOLINT", From); At != llvm::StringRef::npos;
       At = Text.find("NOLINT", At + 1)) {
    llvm::StringRef Word = Text.substr(At).take_while([](char C) { return llvm::isAlpha(C); });
    std::optional<Nolint::Kind> Kind = kindOf(Word);
    if (!Kind)
      continue;
    Nolint Out{*Kind, At, Word.size(), std::nullopt, ""};
    llvm::StringRef Rest = Text.substr(At + Word.size()).take_until([](char C) {
      return C == '\n' || C == '\r';
    });
    size_t Close = Rest.starts_with("(") ? Rest.find(')') : llvm::StringRef::npos;
    if (Close != llvm::StringRef::npos) {
      Out.Checks = Rest.slice(1, Close).trim();
      Out.Length += Close + 1;
      Rest = Rest.substr(Close + 1);
    }
    Out.Reason = Rest.split("*/").first.ltrim(" \t:-").rtrim();
    return Out;
  }
  return std::nullopt;
}

static size_t lineStart(llvm::StringRef Text, size_t Offset) {
  return Text.take_front(Offset).rfind('\n') + 1; // npos + 1 is 0
}

/// Of the line's last character, or of what follows it: "\n", "\r\n" or the end.
static size_t lineEnd(llvm::StringRef Text, size_t Offset) {
  size_t End = std::min(Text.find('\n', Offset), Text.size());
  return End > Offset && Text[End - 1] == '\r' ? End - 1 : End;
}

static llvm::StringRef indentation(llvm::StringRef Line) {
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; });
}

/// Whether a line can end at \p Offset, the start of the next, so that a comment may stand in between: not in
/// the middle of a string or a comment, nor of a directive that goes on.
static bool canBreak(llvm::StringRef Text, size_t Offset) {
  if (Text.take_front(Offset).rtrim("\r\n").ends_with("\\"))
    return false;
  LangOptions Language;
  std::vector<std::string> Includes;
  LangOptions::setLangDefaults(Language, clang::Language::CXX, llvm::Triple("x86_64-linux"), Includes,
                               LangStandard::lang_cxx20);
  std::string Terminated = Text.str();
  Lexer Raw(SourceLocation::getFromRawEncoding(1), Language, Terminated.data(), Terminated.data(),
            Terminated.data() + Terminated.size());
  Raw.SetKeepWhitespaceMode(false);
  Raw.SetCommentRetentionState(true);
  for (Token T; !Raw.LexFromRawLexer(T);) {
    size_t Begin = Raw.getCurrentBufferOffset() - T.getLength();
    if (Begin >= Offset)
      break;
    if (Begin + T.getLength() > Offset)
      return false;
  }
  return true;
}

/// Adds \p Check to the list of a directive of \p Kind in the line that \p Offset is in.
static std::optional<Insertion> join(llvm::StringRef Text, size_t Offset, Nolint::Kind Kind,
                                     llvm::StringRef Check) {
  llvm::StringRef Line = Text.slice(lineStart(Text, Offset), lineEnd(Text, Offset));
  for (std::optional<Nolint> N = findNolint(Line); N; N = findNolint(Line, N->Offset + N->Length))
    if (N->What == Kind && N->Checks)
      return Insertion{lineStart(Text, Offset) + N->Offset + N->Length - 1, "," + Check.str()};
  return std::nullopt;
}

std::vector<Insertion> suppress(llvm::StringRef Text, size_t Begin, size_t End, llvm::StringRef Check,
                               llvm::StringRef Reason) {
  const size_t First = lineStart(Text, Begin);
  const size_t LastEnd = lineEnd(Text, std::max(Begin, End ? End - 1 : 0));
  const bool OneLine = lineEnd(Text, Begin) == LastEnd;
  const size_t Next = std::min(Text.find('\n', LastEnd), Text.size());
  const std::string Break = Text.slice(LastEnd, Next).starts_with("\r") ? "\r\n" : "\n";
  const std::string List = ("(" + Check + ")").str(), Why = (": " + Reason).str();
  const std::string Indent = indentation(Text.substr(First)).str();
  if (OneLine) {
    if (std::optional<Insertion> I = join(Text, First, Nolint::Line, Check))
      return {*I};
    // A comment between that one and its line would take its place.
    if (First)
      if (std::optional<Insertion> I = join(Text, First - 1, Nolint::NextLine, Check))
        return {*I};
    if (canBreak(Text, First))
      return {{First, Indent + "// NOLINTNEXTLINE" + List + Why + Break}};
    bool GoesOn = Text.slice(First, LastEnd).ends_with("\\");
    if (Next < Text.size() && !GoesOn && canBreak(Text, Next + 1))
      return {{LastEnd, " // NOLINT" + List + Why}};
    return {};
  }
  if (Next == Text.size() || !canBreak(Text, First) || !canBreak(Text, Next + 1))
    return {};
  return {{First, Indent + "// NOLINTBEGIN" + List + Why + Break},
          {Next + 1, Indent + "// NOLINTEND" + List + Break}};
}

} // namespace corolint
