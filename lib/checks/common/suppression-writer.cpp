// Adding NOLINT comments to a text; see suppression-writer.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/suppression-writer.h"
#include "checks/common/raw-tokens.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace corolint {

unsigned SuppressionWriter::lineStart(unsigned Offset) const {
  return Text.take_front(Offset).rfind('\n') + 1; // npos + 1 is 0
}

unsigned SuppressionWriter::lineEnd(unsigned Offset) const {
  const size_t End = std::min(Text.find('\n', Offset), Text.size());
  return End > Offset && Text[End - 1] == '\r' ? End - 1 : End;
}

unsigned SuppressionWriter::nextLine(unsigned Offset) const {
  const size_t End = Text.find('\n', Offset);
  return End == llvm::StringRef::npos ? Text.size() : End + 1;
}

std::string SuppressionWriter::lineBreak(unsigned Line) const {
  return Text.drop_front(lineEnd(Line)).starts_with("\r") ? "\r\n" : "\n";
}

std::string SuppressionWriter::indentation(unsigned Line) const {
  return Text.drop_front(Line).take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

bool SuppressionWriter::isInsideToken(unsigned Offset) const {
  if (Tokens.empty())
    forEachRawToken(Text, [&](const Token &T, unsigned At) {
      Tokens.push_back({At, At + T.getLength()});
    });
  auto After = llvm::upper_bound(Tokens, Offset,
                                 [](unsigned At, const TextRange &T) { return At < T.Begin; });
  return After != Tokens.begin() && Offset > std::prev(After)->Begin &&
         Offset < std::prev(After)->End;
}

std::string SuppressionWriter::obstacleAbove(unsigned Line) const {
  if (Line && Text.take_front(Line).rtrim("\r\n").ends_with("\\"))
    return "the line is continued from the one above";
  if (isInsideToken(Line))
    return "the line begins inside of a comment or a string";
  return {};
}

bool SuppressionWriter::canEndIn(unsigned End) const {
  // Behind a backslash a line goes on; in a comment of one line it is one of several, which is fine.
  return !Text.take_front(End).ends_with("\\") && !isInsideToken(nextLine(End));
}

std::string SuppressionWriter::obstacle(unsigned Line) const {
  std::string Why = obstacleAbove(Line);
  return !Why.empty() && canEndIn(lineEnd(Line)) ? std::string() : Why;
}

TextEdit SuppressionWriter::suppress(unsigned Line, llvm::ArrayRef<llvm::StringRef> Checks) const {
  for (const NoLint &N : Existing.Comments) {
    const bool IsOurs = (N.What == NoLint::Line || N.What == NoLint::NextLine) && N.IsMeant &&
                        N.HasList && !N.Items.empty() && N.Covered.Begin == Line;
    if (!IsOurs)
      continue;
    // A second comment would stand between the first one and its line.
    llvm::StringRef Separator =
        Text.slice(N.List.Begin, N.List.End).contains(", ") ? ", " : ",";
    const unsigned At = N.Items.back().Where.End;
    return {{At, At}, Separator.str() + llvm::join(Checks, Separator)};
  }
  const std::string Why = Reason.empty() ? "" : ": " + Reason.str();
  const std::string List = "(" + llvm::join(Checks, ",") + ")" + Why;
  if (obstacleAbove(Line).empty())
    return {{Line, Line}, indentation(Line) + "// NOLINTNEXTLINE" + List + lineBreak(Line)};
  const unsigned End = lineEnd(Line);
  return {{End, End}, " // NOLINT" + List};
}

std::vector<TextEdit> SuppressionWriter::suppress(TextRange Where, llvm::StringRef Check) const {
  const unsigned First = lineStart(Where.Begin);
  const unsigned Last = lineStart(std::max(Where.Begin, Where.End ? Where.End - 1 : 0));
  if (First == Last) {
    if (!obstacle(First).empty())
      return {};
    return {suppress(First, Check)};
  }
  const unsigned After = nextLine(Last);
  // Without a line's end there the second comment would be a part of the code's line.
  if (!Text.take_front(After).ends_with("\n") || !obstacleAbove(First).empty() ||
      !obstacleAbove(After).empty())
    return {};
  const std::string List = "(" + Check.str() + ")", Break = lineBreak(First);
  const std::string Why = Reason.empty() ? "" : ": " + Reason.str();
  return {{{First, First}, indentation(First) + "// NOLINTBEGIN" + List + Why + Break},
          {{After, After}, indentation(First) + "// NOLINTEND" + List + Break}};
}

} // namespace corolint
