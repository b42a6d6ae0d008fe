// Source text by path and offset; see source-files.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/source-files.h"
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

SourceLocation SourceFiles::at(const std::string &File, unsigned Offset) {
  if (File.empty())
    return {};
  auto Entry = Files->getFileRef(displayPath(File));
  if (!Entry) {
    llvm::consumeError(Entry.takeError());
    return {};
  }
  FileID ID = Sources->getOrCreateFileID(*Entry, SrcMgr::C_User);
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
  return {Sources->getSpellingLineNumber(Loc), Sources->getSpellingColumnNumber(Loc)};
}

} // namespace corolint
