// Source text by path and offset; see source-files.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/source-files.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace corolint {

std::string displayPath(const std::string &Path) {
  llvm::SmallString<256> Here;
  if (llvm::sys::fs::current_path(Here))
    return Path;
  llvm::StringRef Rest = Path;
  if (Rest.consume_front(Here) && Rest.consume_front("/"))
    return Rest.str();
  return Path;
}

SourceFiles::SourceFiles()
    : Diagnostics(Options.makeEngine(&Ignore)),
      Files(std::make_unique<FileManager>(FileSystemOptions())),
      Sources(std::make_unique<SourceManager>(*Diagnostics, *Files)) {}

FileID SourceFiles::id(const std::string &File) {
  if (File.empty())
    return {};
  auto Entry = Files->getFileRef(displayPath(File));
  if (!Entry) {
    llvm::consumeError(Entry.takeError());
    return {};
  }
  return Sources->getOrCreateFileID(*Entry, SrcMgr::C_User);
}

SourceLocation SourceFiles::at(const std::string &File, unsigned Offset) {
  FileID ID = id(File);
  if (ID.isInvalid() || Offset > Sources->getFileIDSize(ID))
    return {};
  return Sources->getLocForStartOfFile(ID).getLocWithOffset(Offset);
}

CharSourceRange SourceFiles::range(const FileRange &R) {
  SourceLocation Begin = at(R.File, R.Offset), End = at(R.File, R.Offset + R.Length);
  if (Begin.isInvalid() || End.isInvalid())
    return {};
  return CharSourceRange::getCharRange(Begin, End);
}

SourceFiles::Position SourceFiles::position(const std::string &File, unsigned Offset) {
  SourceLocation Loc = at(File, Offset);
  if (Loc.isInvalid())
    return {};
  Position Out{Sources->getSpellingLineNumber(Loc), Sources->getSpellingColumnNumber(Loc), 0};
  llvm::StringRef Before = text(File).take_front(Offset).take_back(Out.Column - 1);
  Out.Character =
      1 + llvm::count_if(Before, [](unsigned char C) { return (C & 0xC0) != 0x80; });
  return Out;
}

FileRange SourceFiles::extent(const FileRange &R) {
  SourceLocation Loc = R.Length ? SourceLocation() : at(R.File, R.Offset);
  if (Loc.isInvalid())
    return R;
  LangOptions Languages;
  Languages.CPlusPlus = Languages.CPlusPlus11 = Languages.RawStringLiterals = true;
  return {R.File, R.Offset, Lexer::MeasureTokenLength(Loc, *Sources, Languages)};
}

llvm::StringRef SourceFiles::text(const std::string &File) {
  FileID ID = id(File);
  return ID.isInvalid() ? llvm::StringRef() : Sources->getBufferData(ID);
}

unsigned SourceFiles::lineCount(const std::string &File) {
  llvm::StringRef Text = text(File);
  // What follows the last line break is a line if it is not empty.
  return Text.empty() ? 0 : position(File, Text.size()).Line - Text.ends_with("\n");
}

std::pair<unsigned, unsigned> SourceFiles::line(const std::string &File, unsigned Line) {
  FileID ID = id(File);
  llvm::StringRef Text = text(File);
  SourceLocation Begin = ID.isInvalid() || !Line || Line > lineCount(File)
                             ? SourceLocation()
                             : Sources->translateLineCol(ID, Line, 1);
  if (Begin.isInvalid())
    return {0, 0};
  unsigned From = Sources->getFileOffset(Begin);
  return {From, std::min(Text.find_first_of("\r\n", From), Text.size())};
}

} // namespace corolint
