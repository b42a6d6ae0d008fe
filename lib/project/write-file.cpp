// Files written whole or not at all; see write-file.h.
//
// LLVM's writeToOutput and localCache are not used: the one replaces links and forgets permissions, the
// other ends the program when the disk is full.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/write-file.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

using namespace llvm;

namespace corolint {

PendingFile::PendingFile(std::string Target, sys::fs::TempFile Temp)
    : Target(std::move(Target)), Temp(std::move(Temp)) {}

PendingFile::PendingFile(PendingFile &&Other)
    : Target(std::move(Other.Target)), Temp(std::move(Other.Temp)) {
  Other.Temp.reset();
}

PendingFile::~PendingFile() {
  if (Temp)
    consumeError(Temp->discard());
}

/// Writes all of \p Bytes, or says why not.
static std::error_code writeAll(int FD, StringRef Bytes, bool Durable) {
  raw_fd_ostream OS(FD, /*shouldClose=*/false, /*unbuffered=*/true);
  OS << Bytes;
  std::error_code EC = OS.error();
  OS.clear_error();
  if (!EC && Durable && fsync(FD))
    EC = std::error_code(errno, std::generic_category());
  return EC;
}

Expected<PendingFile> PendingFile::write(StringRef Path, StringRef Bytes, bool Durable) {
  SmallString<256> Target;
  if (sys::fs::real_path(Path, Target))
    Target = Path;
  // In the same directory, or it could not be moved in one step. Hidden, and named as LLVM's cache
  // pruning wants it: what a killed run leaves in a cache is removed by a later one.
  SmallString<256> Model(sys::path::parent_path(Target));
  sys::path::append(Model, sys::path::filename(Target).starts_with("llvmcache-")
                               ? "llvmcache-%%%%%%%%.tmp"
                               : ".corolint-%%%%%%%%.tmp");
  Expected<sys::fs::TempFile> Temp = sys::fs::TempFile::create(Model);
  if (!Temp)
    return Temp.takeError();
  PendingFile Out(std::string(Target), std::move(*Temp));
  std::error_code EC = writeAll(Out.Temp->FD, Bytes, Durable);
  sys::fs::file_status Old;
  if (!EC && !sys::fs::status(Target, Old))
    EC = sys::fs::setPermissions(Out.Temp->FD, Old.permissions());
  if (EC)
    return errorCodeToError(EC);
  return std::move(Out);
}

Error PendingFile::commit() {
  sys::fs::TempFile File = std::move(*Temp);
  Temp.reset();
  return File.keep(Target);
}

} // namespace corolint
