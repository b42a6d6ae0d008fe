// What a result was made of; see inputs.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/inputs.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace corolint {

ContentHash hashOf(StringRef Bytes) {
  XXH128_hash_t Hash = xxh3_128bits(arrayRefFromStringRef(Bytes));
  return {Hash.low64, Hash.high64};
}

static InputKind kindOf(const ErrorOr<vfs::Status> &Status) {
  if (!Status)
    return InputKind::Absent;
  if (Status->isDirectory())
    return InputKind::Directory;
  return Status->isRegularFile() ? InputKind::File : InputKind::Special;
}

static ContentHash hashOfNames(vfs::FileSystem &FS, const Twine &Directory) {
  std::vector<std::string> Names;
  std::error_code EC;
  for (vfs::directory_iterator It = FS.dir_begin(Directory, EC), End; It != End && !EC;
       It.increment(EC))
    Names.push_back(sys::path::filename(It->path()).str());
  llvm::sort(Names);
  std::string All;
  for (const std::string &Name : Names)
    All.append(Name).push_back('\0');
  return hashOf(All);
}

Input inspect(vfs::FileSystem &FS, StringRef Path, InputKind Wanted) {
  Input Out{Path.str(), kindOf(FS.status(Path)), {}};
  // Only a regular file is opened: a pipe would wait for a writer.
  if (Out.Kind == InputKind::File) {
    if (auto Buffer = FS.getBufferForFile(Path, -1, /*RequiresNullTerminator=*/false))
      Out.Hash = hashOf((*Buffer)->getBuffer());
    else
      Out.Kind = InputKind::Absent;
  } else if (Out.Kind == InputKind::Directory && Wanted == InputKind::Listing) {
    Out.Kind = InputKind::Listing;
    Out.Hash = hashOfNames(FS, Path);
  }
  return Out;
}

/// A file on its way through: what is read of it is hashed.
class InputRecorder::RecordedFile : public vfs::File {
public:
  RecordedFile(InputRecorder &Recorder, Entry &E, std::unique_ptr<vfs::File> Inner)
      : Recorder(Recorder), E(E), Inner(std::move(Inner)) {}

  ErrorOr<vfs::Status> status() override {
    ErrorOr<vfs::Status> Status = Inner->status();
    if (Status && !Path.empty())
      return vfs::Status::copyWithNewName(*Status, Path);
    return Status;
  }
  ErrorOr<std::string> getName() override { return Path.empty() ? Inner->getName() : Path; }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t FileSize,
                                                   bool RequiresNullTerminator,
                                                   bool IsVolatile) override {
    auto Buffer = Inner->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    if (Buffer)
      noteContent(Recorder, E, (*Buffer)->getBuffer());
    return Buffer;
  }
  std::error_code close() override { return Inner->close(); }

protected:
  void setPath(const Twine &New) override { Path = New.str(); }

private:
  InputRecorder &Recorder;
  Entry &E;
  std::unique_ptr<vfs::File> Inner;
  std::string Path;
};

InputRecorder::Entry &InputRecorder::note(const Twine &Path, InputKind Kind) {
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  makeAbsolute(Absolute);
  auto [It, New] = Entries.try_emplace(Absolute);
  Input &What = It->second.What;
  if (New)
    What.Kind = Kind;
  else if (What.Kind == InputKind::Directory && Kind == InputKind::Listing)
    What.Kind = Kind;
  else if (What.Kind != Kind && !(What.Kind == InputKind::Listing && Kind == InputKind::Directory))
    Changed = true;
  return It->second;
}

void InputRecorder::noteStatus(const Twine &Path, const ErrorOr<vfs::Status> &Status) {
  note(Path, kindOf(Status));
}

void InputRecorder::noteContent(InputRecorder &Recorder, Entry &E, StringRef Content) {
  ContentHash Hash = hashOf(Content);
  if (E.Hashed && E.What.Hash != Hash)
    Recorder.Changed = true;
  E.What.Hash = Hash;
  E.Hashed = true;
}

ErrorOr<vfs::Status> InputRecorder::status(const Twine &Path) {
  ErrorOr<vfs::Status> Status = ProxyFileSystem::status(Path);
  noteStatus(Path, Status);
  return Status;
}

bool InputRecorder::exists(const Twine &Path) {
  // Through status(), which tells what it is.
  ErrorOr<vfs::Status> Status = status(Path);
  return Status && Status->exists();
}

ErrorOr<std::unique_ptr<vfs::File>> InputRecorder::openFileForRead(const Twine &Path) {
  auto Opened = ProxyFileSystem::openFileForRead(Path);
  if (!Opened) {
    // What is there and cannot be opened is noted as what it is.
    noteStatus(Path, ProxyFileSystem::status(Path));
    return Opened;
  }
  Entry &E = note(Path, kindOf((*Opened)->status()));
  return std::make_unique<RecordedFile>(*this, E, std::move(*Opened));
}

vfs::directory_iterator InputRecorder::dir_begin(const Twine &Path, std::error_code &EC) {
  vfs::directory_iterator Begin = ProxyFileSystem::dir_begin(Path, EC);
  if (EC) {
    noteStatus(Path, ProxyFileSystem::status(Path));
    return Begin;
  }
  Entry &E = note(Path, InputKind::Listing);
  E.What.Hash = hashOfNames(getUnderlyingFS(), Path);
  E.Hashed = true;
  return Begin;
}

std::vector<Input> InputRecorder::inputs() {
  std::vector<Input> Out;
  for (auto &E : Entries) {
    Input &What = E.second.What;
    What.Path = E.first().str();
    if (What.Kind == InputKind::File && !E.second.Hashed) {
      Input Now = inspect(getUnderlyingFS(), What.Path, InputKind::File);
      Changed |= Now.Kind != What.Kind;
      What.Hash = Now.Hash;
    }
    Out.push_back(What);
  }
  llvm::sort(Out, [](const Input &A, const Input &B) { return A.Path < B.Path; });
  return Out;
}

namespace {

/// A new text that says it is the file on disk.
class EditedFile : public vfs::File {
public:
  EditedFile(vfs::Status Status, StringRef Text) : Now(std::move(Status)), Text(Text) {}

  ErrorOr<vfs::Status> status() override { return Now; }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t, bool, bool) override {
    return MemoryBuffer::getMemBuffer(Text, Name.str());
  }
  std::error_code close() override { return {}; }

protected:
  void setPath(const Twine &Path) override { Now = vfs::Status::copyWithNewName(Now, Path); }

private:
  vfs::Status Now;
  StringRef Text;
};

} // namespace

EditedFileSystem::EditedFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Real,
                                   const std::map<std::string, std::string> &Edited)
    : ProxyFileSystem(std::move(Real)) {
  for (const auto &[Path, Text] : Edited)
    if (ErrorOr<vfs::Status> Status = ProxyFileSystem::status(Path))
      Texts[Status->getUniqueID()] = &Text;
}

const std::string *EditedFileSystem::textOf(const vfs::Status &Status) const {
  auto It = Texts.find(Status.getUniqueID());
  return It == Texts.end() ? nullptr : It->second;
}

ErrorOr<vfs::Status> EditedFileSystem::status(const Twine &Path) {
  ErrorOr<vfs::Status> Status = ProxyFileSystem::status(Path);
  if (Status)
    if (const std::string *Text = textOf(*Status))
      return vfs::Status::copyWithNewSize(*Status, Text->size());
  return Status;
}

ErrorOr<std::unique_ptr<vfs::File>> EditedFileSystem::openFileForRead(const Twine &Path) {
  if (!Texts.empty())
    if (ErrorOr<vfs::Status> Status = status(Path))
      if (const std::string *Text = textOf(*Status))
        return std::make_unique<EditedFile>(*Status, *Text);
  return ProxyFileSystem::openFileForRead(Path);
}

} // namespace corolint
