// Source text in the HTML report; see html.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "clang/Basic/IdentifierTable.h"
#include "clang/Lex/Lexer.h"
#include "engine/fingerprint.h"
#include "report/escape.h"
#include "report/html.h"
#include <set>

using namespace clang;

namespace corolint {

/// Lines shown above and below what is marked.
static constexpr unsigned Context = 3;
/// Of a range that is longer, its first lines.
static constexpr unsigned MaxRangeLines = 12;
/// Of a line that is longer (generated, minified), the part around the mark.
static constexpr unsigned MaxColumns = 240, ColumnsBefore = 80;
/// Larger files are shown without colours.
static constexpr size_t MaxColoured = 4 << 20;
static constexpr unsigned TabWidth = 4;
static constexpr const char *Cut = "<span class=\"cut\">…</span>";

static const LangOptions &languageOptions() {
  static const LangOptions Options = [] {
    LangOptions Out;
    Out.CPlusPlus = Out.CPlusPlus11 = Out.CPlusPlus14 = Out.CPlusPlus17 = Out.CPlusPlus20 = true;
    Out.Bool = Out.WChar = Out.Char8 = Out.Coroutines = Out.LineComment = Out.RawStringLiterals = true;
    return Out;
  }();
  return Options;
}

static const char *classOf(const clang::Token &T, llvm::StringRef Spelling, bool InDirective,
                           IdentifierTable &Names) {
  if (T.is(tok::comment))
    return "c";
  if (InDirective)
    return "p";
  if (T.is(tok::raw_identifier))
    return Names.get(Spelling).isKeyword(languageOptions()) ? "k" : nullptr;
  if (T.is(tok::numeric_constant))
    return "n";
  if (tok::isStringLiteral(T.getKind()) || T.is(tok::char_constant))
    return "s";
  return nullptr;
}

const std::vector<HtmlSource::Token> &HtmlSource::tokensOf(const std::string &File) {
  auto [It, New] = Tokens.try_emplace(File);
  llvm::StringRef Text = Sources.text(File);
  if (!New || Text.empty() || Text.size() > MaxColoured)
    return It->second;
  IdentifierTable Names(languageOptions());
  SourceLocation Start = Sources.at(File, 0);
  Lexer Lex(Start, languageOptions(), Text.begin(), Text.begin(), Text.end());
  Lex.SetKeepWhitespaceMode(false);
  Lex.SetCommentRetentionState(true);
  bool InDirective = false;
  for (bool Done = false; !Done;) {
    clang::Token T;
    Done = Lex.LexFromRawLexer(T);
    unsigned Begin = Sources.manager().getFileOffset(T.getLocation());
    if (T.isAtStartOfLine())
      InDirective = T.is(tok::hash);
    if (const char *Class =
            classOf(T, Text.substr(Begin, T.getLength()), InDirective, Names))
      It->second.push_back({Begin, Begin + T.getLength(), Class});
  }
  return It->second;
}

/// What one line shows: each character with its classes.
struct HtmlSource::Piece {
  const char *Token = nullptr;
  bool Marked = false, Primary = false, Caret = false;
  bool operator==(const Piece &) const = default;
};

static void openSpan(llvm::raw_ostream &OS, const char *Token, bool Marked, bool Primary,
                     bool Caret) {
  std::string Class = Token ? Token : "";
  if (Marked)
    Class += Primary ? " hit" : " step";
  if (Caret)
    Class += " caret";
  OS << "<span class=\"" << llvm::StringRef(Class).ltrim() << "\">";
}

/// Tabs as blanks up to the next stop, so that what stands under a line stands under the right column.
static std::string expandTabs(llvm::StringRef Text, unsigned &Column) {
  std::string Out;
  for (char C : Text) {
    if (C == '\t') {
      unsigned Blanks = TabWidth - Column % TabWidth;
      Out.append(Blanks, ' ');
      Column += Blanks;
      continue;
    }
    Out += C;
    Column += (static_cast<unsigned char>(C) & 0xC0) != 0x80;
  }
  return Out;
}

/// The part of a long line that matters. A character is never cut in half.
static std::pair<unsigned, unsigned> visiblePart(llvm::StringRef Text, unsigned Begin, unsigned End,
                                                 unsigned Mark) {
  if (End - Begin <= MaxColumns)
    return {Begin, End};
  auto Inside = [&](unsigned At) { return (static_cast<unsigned char>(Text[At]) & 0xC0) == 0x80; };
  unsigned From = Mark > Begin + ColumnsBefore ? Mark - ColumnsBefore : Begin;
  unsigned To = std::min(End, From + MaxColumns);
  while (From > Begin && Inside(From))
    --From;
  while (To < End && Inside(To))
    ++To;
  return {From, To};
}

std::vector<HtmlSource::Piece> HtmlSource::paint(const std::string &File, unsigned From, unsigned To,
                                                 llvm::ArrayRef<const SourceMark *> Marks) {
  std::vector<Piece> Out(To - From);
  const std::vector<Token> &All = tokensOf(File);
  for (auto T = llvm::partition_point(All, [&](const Token &T) { return T.End <= From; });
       T != All.end() && T->Begin < To; ++T)
    for (unsigned I = std::max(T->Begin, From); I < std::min(T->End, To); ++I)
      Out[I - From].Token = T->Class;
  for (const SourceMark *M : Marks) {
    for (unsigned I = std::max(M->Range.Offset, From);
         I < std::min(M->Range.Offset + M->Range.Length, To); ++I) {
      Out[I - From].Marked = true;
      Out[I - From].Primary |= M->Primary;
    }
    if (M->Primary && M->Caret >= From && M->Caret < To)
      Out[M->Caret - From].Caret = true;
  }
  return Out;
}

void HtmlSource::printPieces(llvm::StringRef Text, llvm::ArrayRef<Piece> Pieces,
                             llvm::raw_ostream &OS) {
  unsigned Column = 0;
  for (size_t I = 0, J; I < Pieces.size(); I = J) {
    for (J = I + 1; J < Pieces.size() && Pieces[J] == Pieces[I];)
      ++J;
    const Piece &P = Pieces[I];
    const bool Plain = !P.Token && !P.Marked && !P.Caret;
    if (!Plain)
      openSpan(OS, P.Token, P.Marked, P.Primary, P.Caret);
    OS << markup(expandTabs(Text.slice(I, J), Column));
    if (!Plain)
      OS << "</span>";
  }
}

void HtmlSource::printLine(const std::string &File, unsigned Line,
                           llvm::ArrayRef<SourceMark> Marks, llvm::StringRef Id,
                           llvm::raw_ostream &OS) {
  auto [Begin, End] = Sources.line(File, Line);
  std::vector<const SourceMark *> Here, Said;
  bool Primary = false;
  for (const SourceMark &M : Marks) {
    if (M.Range.Offset <= End && std::max(M.Range.Offset + M.Range.Length, M.Caret) >= Begin) {
      Here.push_back(&M);
      Primary |= M.Primary;
    }
    if (M.Number && Sources.position(File, M.Caret).Line == Line)
      Said.push_back(&M);
  }
  llvm::StringRef Text = Sources.text(File);
  auto [From, To] =
      visiblePart(Text, Begin, End, Here.empty() ? Begin : Here.front()->Range.Offset);
  OS << "<span class=\"line" << (Primary ? " at" : "") << "\"><span class=\"no\">" << Line
     << "</span>" << (From > Begin ? Cut : "");
  printPieces(Text.slice(From, To), paint(File, From, To, Here), OS);
  OS << (To < End ? Cut : "") << "</span>\n";
  for (const SourceMark *M : Said) {
    unsigned Indent = From > Begin ? 1 : 0;
    if (M->Caret > From)
      expandTabs(Text.slice(From, std::min(M->Caret, To)), Indent);
    OS << "<span class=\"line says\" id=\"" << Id << "-" << M->Number
       << "\"><span class=\"no\"></span>" << std::string(Indent, ' ') << "<b>" << M->Number
       << "</b> " << markup(M->Label) << "</span>\n";
  }
}

void HtmlSource::printFile(const std::string &File, llvm::ArrayRef<SourceMark> Marks,
                           llvm::StringRef Id, llvm::raw_ostream &OS) {
  const unsigned Count = Sources.lineCount(File);
  std::set<unsigned> Lines;
  for (const SourceMark &M : Marks) {
    unsigned First = Sources.begin(M.Range).Line, Last = Sources.end(M.Range).Line;
    unsigned At = Sources.position(File, M.Caret).Line;
    if (!First || !At)
      continue;
    Last = std::min({Last, First + MaxRangeLines - 1, Count});
    for (unsigned L = First > Context ? First - Context : 1; L <= std::min(Last + Context, Count); ++L)
      Lines.insert(L);
    for (unsigned L = At > Context ? At - Context : 1; L <= std::min(At + Context, Count); ++L)
      Lines.insert(L);
  }
  std::string Name = markup(pathInProject(File, Root));
  if (Lines.empty()) {
    OS << "<p class=\"gone\">" << Name << " cannot be read, so its lines are not shown.</p>\n";
    return;
  }
  OS << "<div class=\"source\"><p class=\"file\">" << Name << "</p>\n<pre tabindex=\"0\" "
     << "aria-label=\"" << Name << ", lines " << *Lines.begin() << " to " << *Lines.rbegin()
     << "\"><code>";
  unsigned Before = 0;
  for (unsigned L : Lines) {
    if (Before && L > Before + 1)
      OS << "<span class=\"line gap\"><span class=\"no\">⋯</span></span>\n";
    printLine(File, L, Marks, Id, OS);
    Before = L;
  }
  OS << "</code></pre></div>\n";
}

void HtmlSource::print(llvm::ArrayRef<SourceMark> Marks, llvm::StringRef Id,
                       llvm::raw_ostream &OS) {
  std::vector<std::string> Files;
  for (bool Primary : {true, false})
    for (const SourceMark &M : Marks)
      if (M.Primary == Primary && !M.Range.File.empty() &&
          !llvm::is_contained(Files, M.Range.File))
        Files.push_back(M.Range.File);
  for (const std::string &File : Files) {
    std::vector<SourceMark> Own;
    for (const SourceMark &M : Marks)
      if (M.Range.File == File)
        Own.push_back(M);
    printFile(File, Own, Id, OS);
  }
}

} // namespace corolint
