// What a result was made of: every file that was read, looked for in vain or listed while a unit was
// linted. Recorded by the file system itself, so that no way of reading a file (an include, a
// configuration, a profile, the driver's search for the standard library) can be forgotten.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_INPUTS_H
#define COROLINT_ENGINE_INPUTS_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <array>
#include <map>
#include <string>
#include <vector>

namespace corolint {

/// A strong hash of some bytes (XXH3, 128 bits).
using ContentHash = std::array<uint64_t, 2>;
ContentHash hashOf(llvm::StringRef Bytes);

enum class InputKind : uint8_t {
  Absent,    ///< Looked for and not there: a file that appears here would be taken.
  File,      ///< Its content counts.
  Directory, ///< That it is one counts.
  Listing,   ///< A directory whose names count.
  Special    ///< A device or the like: that it is there counts.
};

struct Input {
  std::string Path; ///< Absolute.
  InputKind Kind = InputKind::Absent;
  ContentHash Hash = {}; ///< Of the content or the names.
  bool operator==(const Input &) const = default;
};

/// What \p Path is in \p FS now, as an input of the kind \p Wanted: a directory counts with its names
/// for Listing only.
Input inspect(llvm::vfs::FileSystem &FS, llvm::StringRef Path, InputKind Wanted);

/// Passes everything on and remembers it.
class InputRecorder : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  /// The inputs so far, by path. A file whose status was asked for counts with its content: what the
  /// one who asked made of it is not known.
  std::vector<Input> inputs();
  /// Whether a file was one thing the first time and another later: the result belongs to neither.
  bool changedMeanwhile() const { return Changed; }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Path, std::error_code &EC) override;

private:
  class RecordedFile;
  struct Entry {
    Input What;
    bool Hashed = false;
  };

  Entry &note(const llvm::Twine &Path, InputKind Kind);
  void noteStatus(const llvm::Twine &Path, const llvm::ErrorOr<llvm::vfs::Status> &Status);
  static void noteContent(InputRecorder &Recorder, Entry &E, llvm::StringRef Content);

  // The entries stay where they are: open files point to theirs.
  llvm::StringMap<Entry> Entries;
  bool Changed = false;
};

/// The real files, with some of them edited. A file is known by what it is, not by how it is spelled:
/// an edited header is edited for everybody who reaches it through a link.
class EditedFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  /// \p Texts: new contents by path.
  EditedFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Real,
                   const std::map<std::string, std::string> &Texts);

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override;

private:
  const std::string *textOf(const llvm::vfs::Status &Status) const;

  std::map<llvm::sys::fs::UniqueID, const std::string *> Texts;
};

} // namespace corolint

#endif
