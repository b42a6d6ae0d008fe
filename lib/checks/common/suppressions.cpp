// NOLINT comments; see suppressions.h. clang-tidy's reader (NoLintDirectiveHandler) has no interface that
// tells what it read.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/suppressions.h"
#include "checks/common/globs.h"
#include "checks/common/raw-tokens.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace corolint {

static constexpr llvm::StringLiteral Word = "NOLINT";

bool NoLint::names(llvm::StringRef Check) const {
  return !HasList || llvm::any_of(Items, [&](const Item &I) { return matchesGlob(I.Glob, Check); });
}

llvm::StringRef NoLint::word() const {
  static const llvm::StringRef Words[] = {"NOLINT", "NOLINTNEXTLINE", "NOLINTBEGIN", "NOLINTEND"};
  return Words[What];
}

bool isCoroItem(const NoLint::Item &Item) { return Item.Glob.starts_with("coro-"); }

static std::optional<NoLint::Kind> kindOf(llvm::StringRef Suffix) {
  if (Suffix.empty())
    return NoLint::Line;
  if (Suffix == "NEXTLINE")
    return NoLint::NextLine;
  if (Suffix == "BEGIN")
    return NoLint::Begin;
  if (Suffix == "END")
    return NoLint::End;
  return std::nullopt;
}

static void readItems(NoLint &N, llvm::StringRef Text) {
  for (unsigned Begin = N.List.Begin; Begin <= N.List.End;) {
    const unsigned End = std::min<size_t>(Text.find(',', Begin), N.List.End);
    llvm::StringRef Glob = Text.slice(Begin, End).trim();
    // clang-tidy ignores what is negative here.
    if (!Glob.empty() && !Glob.starts_with("-")) {
      const unsigned At = Glob.data() - Text.data();
      N.Items.push_back({Glob, {At, static_cast<unsigned>(At + Glob.size())}});
    }
    Begin = End + 1;
  }
}

static TextRange lineAround(llvm::StringRef Text, unsigned Offset) {
  const size_t Before = Text.rfind('\n', Offset);
  // At a line's end rfind() finds that end itself.
  const size_t Begin = Offset == 0 ? llvm::StringRef::npos
                                   : (Before == Offset ? Text.rfind('\n', Offset - 1) : Before);
  const size_t End = Text.find('\n', Offset);
  return {static_cast<unsigned>(Begin == llvm::StringRef::npos ? 0 : Begin + 1),
          static_cast<unsigned>(End == llvm::StringRef::npos ? Text.size() : End + 1)};
}

static TextRange coveredBy(const NoLint &N, llvm::StringRef Text) {
  TextRange Own = lineAround(Text, N.Directive.Begin);
  if (N.What == NoLint::Line)
    return Own;
  if (N.What == NoLint::NextLine && Own.End < Text.size())
    return lineAround(Text, Own.End);
  return {};
}

/// What is written behind a directive, up to \p End: without the colon, of one line.
static llvm::StringRef reasonAt(llvm::StringRef Text, unsigned Begin, unsigned End) {
  llvm::StringRef Out = Text.slice(Begin, End).split('\n').first.rtrim();
  Out.consume_back("*/");
  Out = Out.trim(" \t\r:-");
  return llvm::any_of(Out, llvm::isAlnum) ? Out : "";
}

/// The NOLINTs of one comment.
static void readComment(llvm::StringRef Text, TextRange Comment, std::vector<NoLint> &Out) {
  const size_t First = Out.size();
  // The comment alone: from every comment of a large file to the next NOLINT would be a long way.
  const llvm::StringRef Here = Text.take_front(Comment.End);
  for (size_t At = Comment.Begin; (At = Here.find(Word, At)) != llvm::StringRef::npos;) {
    const size_t Begin = At;
    At += Word.size();
    const size_t Suffix = At;
    while (At < Comment.End && llvm::isAlpha(Text[At]))
      ++At;
    std::optional<NoLint::Kind> Kind = kindOf(Text.slice(Suffix, At));
    if (!Kind)
      continue;
    NoLint N;
    N.What = *Kind;
    N.Comment = Comment;
    if (At < Comment.End && Text[At] == '(')
      if (size_t Close = Text.find_first_of("\n)", At); Close < Comment.End && Text[Close] == ')') {
        N.HasList = true;
        N.List = {static_cast<unsigned>(At + 1), static_cast<unsigned>(Close)};
        readItems(N, Text);
        At = Close + 1;
      }
    N.Directive = {static_cast<unsigned>(Begin), static_cast<unsigned>(At)};
    N.Covered = coveredBy(N, Text);
    N.IsMeant = Out.size() > First ? Out[First].IsMeant
                                   : Text.slice(Comment.Begin, Begin).find_first_not_of("/* \t") ==
                                         llvm::StringRef::npos;
    if (Out.size() > First)
      Out.back().Reason = reasonAt(Text, Out.back().Directive.End, Begin);
    Out.push_back(std::move(N));
  }
  if (Out.size() > First)
    Out.back().Reason = reasonAt(Text, Out.back().Directive.End, Comment.End);
}

/// Begins and ends belong together when their lists are the same, inner ones first.
static void pair(std::vector<NoLint> &All, llvm::StringRef Text) {
  std::vector<size_t> Open;
  auto ListOf = [&](const NoLint &N) {
    return N.HasList ? Text.slice(N.List.Begin, N.List.End) : llvm::StringRef("*");
  };
  for (size_t I = 0; I < All.size(); ++I) {
    if (All[I].What == NoLint::Begin)
      Open.push_back(I);
    if (All[I].What != NoLint::End || Open.empty() || ListOf(All[Open.back()]) != ListOf(All[I]))
      continue;
    NoLint &Begin = All[Open.back()];
    Begin.Partner = I;
    Begin.Covered = {Begin.Directive.Begin, All[I].Directive.Begin + 1};
    Open.pop_back();
  }
}

namespace {

/// Follows #if and #endif. (What clang's preprocessor skipped would tell less: code that this build reads
/// may be what another one skips.)
class Conditionals {
public:
  explicit Conditionals(std::vector<TextRange> &Out) : Out(Out) {}

  /// \p Words: the words of the directive; \p Hash: where it begins.
  void directive(llvm::ArrayRef<llvm::StringRef> Words, unsigned Hash, bool IsFirst) {
    const llvm::StringRef Name = Words.empty() ? "" : Words[0];
    if (Name == "if" || Name == "ifdef" || Name == "ifndef") {
      MaybeGuard = IsFirst && Name == "ifndef" && Words.size() > 1 ? Words[1] : "";
      Open.push_back({Hash, /*IsGuard=*/false});
    } else if (Name == "define" && Open.size() == 1 && !MaybeGuard.empty() && Words.size() > 1 &&
               Words[1] == MaybeGuard) {
      Open.back().second = true;
      MaybeGuard = "";
    } else if (Name == "endif" && !Open.empty()) {
      if (!Open.back().second)
        Out.push_back({Open.back().first, Hash});
      Open.pop_back();
    } else {
      MaybeGuard = "";
    }
  }

private:
  std::vector<TextRange> &Out;
  std::vector<std::pair<unsigned, bool>> Open;
  llvm::StringRef MaybeGuard;
};

} // namespace

/// Hands the comments and the directives of \p Text on.
static void lex(llvm::StringRef Text, NoLintFile &Out) {
  Conditionals Ifs(Out.Conditional);
  llvm::SmallVector<llvm::StringRef, 8> Words;
  unsigned Hash = 0;
  bool InDirective = false, IsFirst = true, HashIsFirst = false;
  forEachRawToken(Text, [&](const Token &T, unsigned At) {
    if (InDirective && (T.isAtStartOfLine() || T.is(tok::eof))) {
      Ifs.directive(Words, Hash, HashIsFirst);
      InDirective = false;
      Words.clear();
    }
    if (T.is(tok::comment)) {
      readComment(Text, {At, At + T.getLength()}, Out.Comments);
      return;
    }
    if (T.is(tok::hash) && T.isAtStartOfLine()) {
      InDirective = true;
      Hash = At;
      HashIsFirst = IsFirst;
    } else if (InDirective && T.is(tok::raw_identifier)) {
      Words.push_back(T.getRawIdentifier());
    }
    IsFirst = false;
  });
}

NoLintFile readNoLints(llvm::StringRef Text) {
  NoLintFile Out;
  Out.Text = Text;
  if (!Text.contains(Word))
    return Out;
  lex(Text, Out);
  pair(Out.Comments, Text);
  return Out;
}

/// All of a comment, with the blanks before it, or with its line if that is empty then.
static TextEdit withoutComment(llvm::StringRef Text, TextRange Comment) {
  TextRange Line = lineAround(Text, Comment.Begin);
  TextRange Gone = Comment;
  while (Gone.Begin > Line.Begin && llvm::isSpace(Text[Gone.Begin - 1]))
    --Gone.Begin;
  unsigned After = Gone.End;
  while (After < Text.size() && (Text[After] == ' ' || Text[After] == '\t' || Text[After] == '\r'))
    ++After;
  const bool EndsLine = After == Text.size() || Text[After] == '\n';
  // With the end of the line before, not with its own: clang takes a blank away behind what is removed, which would
  // be the next line's.
  if (Gone.Begin == Line.Begin && EndsLine)
    return Line.Begin ? TextEdit{{Line.Begin - 1, After}, ""}
                      : TextEdit{{0, std::min<unsigned>(After + 1, Text.size())}, ""};
  if (EndsLine)
    return {Gone, ""};
  if (Gone.Begin == Line.Begin)
    return {{Comment.Begin, After}, ""};
  return {{Gone.Begin, After}, " "};
}

static TextEdit withoutDirective(const NoLintFile &File, size_t At) {
  const NoLint &N = File.Comments[At];
  auto Same = [&](size_t Other) {
    return Other < File.Comments.size() && File.Comments[Other].Comment.Begin == N.Comment.Begin;
  };
  const bool HasNext = Same(At + 1), HasPrevious = At && Same(At - 1);
  if (!HasNext && !HasPrevious)
    return withoutComment(File.Text, N.Comment);
  if (HasNext)
    return {{N.Directive.Begin, File.Comments[At + 1].Directive.Begin}, ""};
  // The last of several: with its reason, up to the end of the comment.
  TextRange Gone = {N.Directive.Begin, N.Comment.End};
  while (llvm::isSpace(File.Text[Gone.Begin - 1]))
    --Gone.Begin;
  if (File.Text.slice(N.Comment.Begin, N.Comment.End).starts_with("/*"))
    return {{Gone.Begin, Gone.End - 2}, " "};
  return {Gone, ""};
}

std::vector<TextEdit> withoutItems(const NoLintFile &File, size_t At, llvm::ArrayRef<size_t> Drop) {
  const NoLint &N = File.Comments[At];
  std::vector<TextEdit> Out;
  auto Edit = [&](size_t Index) {
    const NoLint &One = File.Comments[Index];
    if (Drop.size() == One.Items.size()) {
      Out.push_back(withoutDirective(File, Index));
      return;
    }
    llvm::StringRef Separator =
        File.Text.slice(One.List.Begin, One.List.End).contains(", ") ? ", " : ",";
    std::string List;
    for (size_t I = 0; I < One.Items.size(); ++I)
      if (!llvm::is_contained(Drop, I))
        List += (List.empty() ? "" : Separator.str()) + One.Items[I].Glob.str();
    Out.push_back({One.List, List});
  };
  Edit(At);
  // The lists of the two are the same, so the indices are.
  if (N.Partner)
    Edit(*N.Partner);
  return Out;
}

} // namespace corolint
