// Names for findings; see fingerprint.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/fingerprint.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace corolint {
namespace path = llvm::sys::path;

/// Enough of a long expression to tell it from others: what is far from its start may change.
static constexpr size_t MaxCode = 200;

/// The nearest directory from \p Start upwards with a version control system's own directory (or file,
/// in git's submodules and worktrees) in it.
static std::string checkoutAround(llvm::StringRef Start) {
  for (llvm::StringRef Dir = Start; !Dir.empty(); Dir = path::parent_path(Dir))
    for (llvm::StringRef Mark : {".git", ".hg", ".svn", ".jj"}) {
      llvm::SmallString<256> Candidate(Dir);
      path::append(Candidate, Mark);
      if (llvm::sys::fs::exists(Candidate))
        return Dir.str();
    }
  return {};
}

std::string projectRoot(llvm::ArrayRef<std::string> Files) {
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  std::string Root = checkoutAround(Here);
  if (Root.empty() && !Files.empty())
    Root = checkoutAround(path::parent_path(Files.front()));
  return Root.empty() ? std::string(Here) : Root;
}

std::string pathInProject(llvm::StringRef Path, llvm::StringRef Root) {
  llvm::StringRef Rest = Path;
  if (Rest.consume_front(Root.rtrim('/')) && Rest.consume_front("/"))
    return Rest.str();
  return Path.str();
}

namespace {

/// The text of files by path, each read once; empty for what cannot be read.
class Texts {
public:
  llvm::StringRef operator[](llvm::StringRef Path) {
    auto [It, New] = Buffers.try_emplace(Path);
    if (New)
      if (auto Read = llvm::MemoryBuffer::getFile(Path))
        It->second = std::move(*Read);
    return It->second ? It->second->getBuffer() : llvm::StringRef();
  }

private:
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> Buffers;
};

} // namespace

/// The code that \p F is about: the range that the place is in or, without one, its line.
static llvm::StringRef codeOf(const Finding &F, Texts &Files) {
  llvm::StringRef Text = Files[F.Where.File];
  if (F.Where.Offset > Text.size())
    return {};
  for (const FileRange &R : F.Ranges)
    if (R.Length && R.File == F.Where.File && R.Offset <= F.Where.Offset &&
        F.Where.Offset < R.Offset + R.Length)
      return Text.substr(R.Offset, R.Length);
  size_t Begin = Text.take_front(F.Where.Offset).rfind('\n');
  Begin = Begin == llvm::StringRef::npos ? 0 : Begin + 1;
  return Text.slice(Begin, Text.find('\n', F.Where.Offset));
}

void addFingerprints(std::vector<Finding> &Findings, llvm::StringRef Root) {
  Texts Files;
  llvm::StringMap<unsigned> Count;
  for (Finding &F : Findings) {
    std::string Key = F.Check;
    Key += '\0';
    Key += pathInProject(F.Where.File, Root);
    Key += '\0';
    Key += F.Function;
    Key += '\0';
    std::string Code;
    for (char C : codeOf(F, Files))
      if (!llvm::isSpace(C))
        Code += C;
    Code.resize(std::min(Code.size(), MaxCode));
    // What has no place has its message only.
    Key += F.Where.File.empty() ? F.Message : Code;
    // The first of several equal ones keeps its name when a second one comes.
    if (unsigned Before = Count[Key]++) {
      Key += '\0';
      Key += std::to_string(Before);
    }
    llvm::MD5 Hash;
    Hash.update(Key);
    llvm::MD5::MD5Result Result;
    Hash.final(Result);
    F.Fingerprint = std::string(Result.digest());
  }
}

} // namespace corolint
