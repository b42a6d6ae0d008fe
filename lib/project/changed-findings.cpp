// Findings of a change; see changed-findings.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/changed-findings.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <set>

namespace corolint {

/// Whether the text of a file can become part of a unit.
static bool isCode(llvm::StringRef File) {
  static constexpr llvm::StringLiteral Extensions[] = {
      ".c",   ".cc",  ".cpp", ".cxx", ".c++", ".h",   ".hh",  ".hpp",  ".hxx", ".h++", ".inl",
      ".inc", ".ipp", ".tcc", ".tpp", ".txx", ".def", ".ixx", ".cppm", ".ccm", ".mpp", ""};
  return llvm::is_contained(Extensions, llvm::sys::path::extension(File).lower());
}

namespace {

/// Lines and offsets of texts, by path.
class LineTable {
public:
  void add(llvm::StringRef File, llvm::StringRef Text) {
    std::vector<unsigned> &Starts = ByFile[File];
    Starts = {0};
    for (size_t At = 0; (At = Text.find('\n', At)) != llvm::StringRef::npos;)
      Starts.push_back(++At);
  }

  /// From 1.
  unsigned line(llvm::StringRef File, unsigned Offset) const {
    auto It = ByFile.find(File);
    if (It == ByFile.end())
      return 0;
    return llvm::upper_bound(It->second, Offset) - It->second.begin();
  }

  /// The offset of a line's first character.
  unsigned start(llvm::StringRef File, unsigned Line) const {
    auto It = ByFile.find(File);
    return It == ByFile.end() || Line == 0 || Line > It->second.size() ? 0 : It->second[Line - 1];
  }

private:
  llvm::StringMap<std::vector<unsigned>> ByFile;
};

/// A change, asked by offset.
class Judge {
public:
  explicit Judge(const Change &C) : C(C) {
    for (const auto &[File, Of] : C) {
      auto Buffer = llvm::MemoryBuffer::getFile(File);
      if (!Buffer || !isCode(File))
        continue;
      Now.add(File, (*Buffer)->getBuffer());
      if (Of.IsNew)
        continue;
      std::optional<std::string> Text = textBefore((*Buffer)->getBuffer(), Of);
      if (!Text) {
        Wrong = File;
        continue;
      }
      Then.add(File, *Text);
      Before[File] = std::move(*Text);
    }
  }

  bool isOnChangedLine(const Finding &F) const {
    return touches(F.Where) ||
           llvm::any_of(F.Ranges, [&](const FileRange &R) { return touches(R); });
  }

  bool mayBeCaused(const Finding &F) const {
    return affects(F.Body) || llvm::any_of(F.Notes, [&](const Note &N) {
             return affects(N.Where) ||
                    llvm::any_of(N.Ranges, [&](const FileRange &R) { return affects(R); });
           });
  }

  /// Where \p Where, which is on no changed line, was before.
  FileRange before(FileRange Where) const {
    auto It = C.find(Where.File);
    if (It == C.end())
      return Where;
    const unsigned Line = Now.line(Where.File, Where.Offset);
    const unsigned Column = Where.Offset - Now.start(Where.File, Line);
    Where.Offset = Then.start(Where.File, It->second.before(Line).value_or(0)) + Column;
    return Where;
  }

  FileTexts Before;
  std::string Wrong;

private:
  bool touches(const FileRange &R) const {
    auto It = C.find(R.File);
    return It != C.end() && It->second.touches(Now.line(R.File, R.Offset), lastLine(R));
  }
  bool affects(const FileRange &R) const {
    auto It = C.find(R.File);
    return It != C.end() && It->second.affects(Now.line(R.File, R.Offset), lastLine(R));
  }
  unsigned lastLine(const FileRange &R) const {
    return Now.line(R.File, R.Length ? R.Offset + R.Length - 1 : R.Offset);
  }

  const Change &C;
  LineTable Now, Then;
};

} // namespace

std::vector<std::string> unitsTouchedBy(const Change &C, llvm::ArrayRef<std::string> Units) {
  std::vector<std::string> Out;
  for (const std::string &Unit : Units)
    if (C.count(Unit))
      Out.push_back(Unit);
  if (llvm::any_of(C, [&](const auto &File) {
        return !llvm::is_contained(Units, File.first) && isCode(File.first);
      }))
    return Units.vec();
  return Out;
}

/// The units that found \p Doubtful: itself, or any that reads the header.
static std::vector<std::string> unitsOf(llvm::ArrayRef<const Finding *> Doubtful,
                                        llvm::ArrayRef<std::string> Units) {
  std::set<std::string> Out;
  for (const Finding *F : Doubtful) {
    if (!llvm::is_contained(Units, F->Where.File))
      return Units.vec();
    Out.insert(F->Where.File);
  }
  return {Out.begin(), Out.end()};
}

bool keepChanged(std::vector<Finding> &Findings, const Change &C, llvm::ArrayRef<std::string> Units,
                 LintBefore Lint, std::string &Wrong) {
  Judge Of(C);
  Wrong = Of.Wrong;
  if (!Wrong.empty())
    return false;
  std::set<const Finding *> Keep;
  std::vector<const Finding *> Doubtful;
  for (const Finding &F : Findings)
    if (F.isToolError() || Of.isOnChangedLine(F))
      Keep.insert(&F);
    else if (Of.mayBeCaused(F))
      Doubtful.push_back(&F);
  if (!Doubtful.empty()) {
    std::set<std::tuple<std::string, std::string, unsigned>> Old;
    for (const Finding &F : Lint(Of.Before, unitsOf(Doubtful, Units)))
      Old.emplace(F.Check, F.Where.File, F.Where.Offset);
    for (const Finding *F : Doubtful) {
      FileRange Was = Of.before(F->Where);
      if (!Old.count({F->Check, Was.File, Was.Offset}))
        Keep.insert(F);
    }
  }
  std::vector<Finding> Out;
  for (Finding &F : Findings)
    if (Keep.count(&F))
      Out.push_back(std::move(F));
  Findings = std::move(Out);
  return true;
}

} // namespace corolint
