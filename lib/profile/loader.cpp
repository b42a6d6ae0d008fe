// Where profiles come from: the binary, and the project's own files; see loader.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/loader.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <mutex>

namespace corolint::profile {

llvm::ArrayRef<EmbeddedFile> builtinFiles() { return embeddedProfiles(); }

namespace {

/// A built-in file, parsed when somebody needs it: YAML is slow to read, and most units use two or three
/// of the libraries.
struct BuiltinFile {
  EmbeddedFile File;
  llvm::SmallVector<llvm::StringRef, 4> UsedIf;
  std::once_flag Once;
  std::vector<Profile> Profiles;

  const std::vector<Profile> &read() {
    std::call_once(Once, [this] {
      ProfileErrors Errors;
      Profiles = parseProfile(File.Text, File.Name, Errors);
      if (!Errors.empty())
        llvm::report_fatal_error(llvm::StringRef("built-in profile: " + Errors.front()));
    });
    return Profiles;
  }
};

} // namespace

/// The list `used-if: [a, b]` of a profile that has not been parsed.
static void findUsedIf(llvm::StringRef Text, llvm::SmallVectorImpl<llvm::StringRef> &Out) {
  llvm::StringRef List = Text.split("\nused-if:").second.ltrim();
  if (!List.consume_front("["))
    return;
  List.take_until([](char C) { return C == ']'; }).split(Out, ',');
  for (llvm::StringRef &Name : Out)
    Name = Name.trim();
}

std::vector<const Profile *> builtinProfiles(llvm::function_ref<bool(llvm::StringRef)> Occurs,
                                             const llvm::StringSet<> &Except) {
  static const std::vector<std::unique_ptr<BuiltinFile>> All = [] {
    std::vector<std::unique_ptr<BuiltinFile>> Files;
    for (const EmbeddedFile &File : embeddedProfiles()) {
      Files.push_back(std::make_unique<BuiltinFile>());
      Files.back()->File = File;
      findUsedIf(File.Text, Files.back()->UsedIf);
    }
    return Files;
  }();
  std::vector<const Profile *> Out;
  for (const std::unique_ptr<BuiltinFile> &File : All)
    if (File->UsedIf.empty() || llvm::any_of(File->UsedIf, Occurs))
      for (const Profile &P : File->read())
        if (!Except.contains(P.Library))
          Out.push_back(&P);
  return Out;
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

/// The `.yaml` files in \p Directory, sorted; none when it is no directory.
static std::vector<std::string> profilesIn(llvm::vfs::FileSystem &From,
                                           const llvm::Twine &Directory) {
  std::vector<std::string> Out;
  std::error_code EC;
  for (llvm::vfs::directory_iterator It = From.dir_begin(Directory, EC), End; It != End && !EC;
       It.increment(EC))
    if (llvm::sys::path::extension(It->path()) == ".yaml")
      Out.push_back(It->path().str());
  std::sort(Out.begin(), Out.end());
  return Out;
}

std::vector<std::string> projectFiles(llvm::vfs::FileSystem &From, llvm::StringRef Directory) {
  for (llvm::StringRef Dir = Directory; !Dir.empty(); Dir = llvm::sys::path::parent_path(Dir)) {
    llvm::SmallString<256> Path(Dir);
    llvm::sys::path::append(Path, ".corolint");
    auto Status = From.status(Path);
    if (Status && Status->isDirectory())
      return profilesIn(From, Path);
  }
  return {};
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

std::vector<std::string> projectProfileFiles(llvm::vfs::FileSystem &From,
                                             llvm::StringRef Directory,
                                             llvm::ArrayRef<std::string> Extra) {
  std::vector<std::string> Out = projectFiles(From, Directory);
  for (const std::string &File : Extra)
    Out.push_back(resolve(From, Directory, File));
  return Out;
}

static std::vector<const Profile *>
load(llvm::vfs::FileSystem &From, llvm::ArrayRef<std::string> Files, ProfileErrors &Errors) {
  static FileCache Cache;
  std::vector<const Profile *> Out;
  for (const std::string &File : Files) {
    const LoadedFile &Loaded = Cache.get(From, File);
    for (const Profile &P : Loaded.Profiles)
      Out.push_back(&P);
    Errors.insert(Errors.end(), Loaded.Errors.begin(), Loaded.Errors.end());
  }
  return Out;
}

std::vector<const Profile *> projectProfiles(llvm::vfs::FileSystem &From,
                                             llvm::StringRef Directory,
                                             llvm::ArrayRef<std::string> Extra,
                                             ProfileErrors &Errors) {
  return load(From, projectProfileFiles(From, Directory, Extra), Errors);
}

/// The profiles that belong to an include directory: its own, and those of the prefix that it is in.
static std::vector<std::string> profilesBeside(llvm::vfs::FileSystem &From,
                                               llvm::StringRef Directory) {
  std::vector<std::string> Out;
  llvm::SmallString<256> Path(Directory);
  llvm::sys::path::append(Path, "corolint.yaml");
  if (From.exists(Path))
    Out.push_back(std::string(Path));
  for (llvm::StringRef Dir = Directory; !Dir.empty(); Dir = llvm::sys::path::parent_path(Dir))
    if (llvm::sys::path::filename(Dir) == "include") {
      Path = llvm::sys::path::parent_path(Dir);
      llvm::sys::path::append(Path, "share", "corolint", "profiles");
      for (std::string &File : profilesIn(From, Path))
        Out.push_back(std::move(File));
      break;
    }
  return Out;
}

std::vector<const Profile *> libraryProfiles(llvm::vfs::FileSystem &From,
                                             llvm::ArrayRef<std::string> IncludeDirectories,
                                             ProfileErrors &Errors) {
  static std::mutex Lock;
  static llvm::StringMap<std::vector<std::string>> Known;
  // In the order of the directories, each once: several of them share a prefix.
  std::vector<std::string> Files;
  for (const std::string &Directory : IncludeDirectories) {
    std::lock_guard<std::mutex> Hold(Lock);
    auto [Found, New] = Known.try_emplace(Directory);
    if (New)
      Found->second = profilesBeside(From, Directory);
    for (const std::string &File : Found->second)
      if (!llvm::is_contained(Files, File))
        Files.push_back(File);
  }
  return load(From, Files, Errors);
}

} // namespace corolint::profile
