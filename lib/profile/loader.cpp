// Where profiles come from: the binary, and the project's own files; see loader.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/loader.h"
#include "embedded-file.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <mutex>

namespace corolint::profile {

const std::vector<Profile> &builtinProfiles() {
  static const std::vector<Profile> All = [] {
    std::vector<Profile> Out;
    for (const EmbeddedFile &File : embeddedProfiles()) {
      ProfileErrors Errors;
      for (Profile &P : parseProfile(File.Text, File.Name, Errors))
        Out.push_back(std::move(P));
      if (!Errors.empty())
        llvm::report_fatal_error(llvm::StringRef("built-in profile: " + Errors.front()));
    }
    return Out;
  }();
  return All;
}

namespace {

/// One file on disk, read once for the whole process.
struct LoadedFile {
  std::vector<Profile> Profiles;
  ProfileErrors Errors;
};

struct FileCache {
  std::mutex Lock;
  llvm::StringMap<std::unique_ptr<LoadedFile>> Files;

  const LoadedFile &get(llvm::vfs::FileSystem &From, llvm::StringRef Path) {
    std::lock_guard<std::mutex> Hold(Lock);
    std::unique_ptr<LoadedFile> &Slot = Files[Path];
    if (!Slot) {
      Slot = std::make_unique<LoadedFile>();
      auto Buffer = From.getBufferForFile(Path);
      if (!Buffer)
        Slot->Errors.push_back(
            (Path + ": cannot read the profile: " + Buffer.getError().message()).str());
      else
        Slot->Profiles = parseProfile((*Buffer)->getBuffer(), Path, Slot->Errors);
    }
    return *Slot;
  }
};

} // namespace

/// The `.yaml` files of the `.corolint` directory nearest above \p Directory, sorted.
static std::vector<std::string> projectFiles(llvm::vfs::FileSystem &From,
                                             llvm::StringRef Directory) {
  std::vector<std::string> Out;
  for (llvm::StringRef Dir = Directory; !Dir.empty(); Dir = llvm::sys::path::parent_path(Dir)) {
    llvm::SmallString<256> Path(Dir);
    llvm::sys::path::append(Path, ".corolint");
    auto Status = From.status(Path);
    if (!Status || !Status->isDirectory())
      continue;
    std::error_code EC;
    for (llvm::vfs::directory_iterator It = From.dir_begin(Path, EC), End; It != End && !EC;
         It.increment(EC))
      if (llvm::sys::path::extension(It->path()) == ".yaml")
        Out.push_back(It->path().str());
    std::sort(Out.begin(), Out.end());
    break;
  }
  return Out;
}

/// \p File as given, or below the nearest parent of \p Directory that has it.
static std::string resolve(llvm::vfs::FileSystem &From, llvm::StringRef Directory,
                           llvm::StringRef File) {
  if (llvm::sys::path::is_absolute(File))
    return File.str();
  for (llvm::StringRef Dir = Directory; !Dir.empty(); Dir = llvm::sys::path::parent_path(Dir)) {
    llvm::SmallString<256> Path(Dir);
    llvm::sys::path::append(Path, File);
    if (From.exists(Path))
      return std::string(Path);
  }
  return File.str();
}

std::vector<const Profile *> projectProfiles(llvm::vfs::FileSystem &From,
                                             llvm::StringRef Directory,
                                             llvm::ArrayRef<std::string> Extra,
                                             ProfileErrors &Errors) {
  static FileCache Cache;
  std::vector<std::string> Files = projectFiles(From, Directory);
  for (const std::string &File : Extra)
    Files.push_back(resolve(From, Directory, File));
  std::vector<const Profile *> Out;
  for (const std::string &File : Files) {
    const LoadedFile &Loaded = Cache.get(From, File);
    for (const Profile &P : Loaded.Profiles)
      Out.push_back(&P);
    Errors.insert(Errors.end(), Loaded.Errors.begin(), Loaded.Errors.end());
  }
  return Out;
}

} // namespace corolint::profile
