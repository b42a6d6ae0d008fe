// Files written whole or not at all.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_WRITE_FILE_H
#define COROLINT_PROJECT_WRITE_FILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"

namespace corolint {

/// A new content that lies beside the file it is for. Whatever ends the program, the file is the old one
/// until commit() and the new one afterwards. Symbolic links stay and what they name is written.
class PendingFile {
public:
  /// Writes \p Bytes beside \p Path, with the permissions of the file if there is one. With \p Durable
  /// the bytes are on the disk before the name is: a power failure leaves no empty file.
  static llvm::Expected<PendingFile> write(llvm::StringRef Path, llvm::StringRef Bytes, bool Durable);
  PendingFile(PendingFile &&Other);
  /// Takes it back unless it was committed.
  ~PendingFile();

  llvm::Error commit();

private:
  PendingFile(std::string Target, llvm::sys::fs::TempFile Temp);
  std::string Target;
  std::optional<llvm::sys::fs::TempFile> Temp;
};

} // namespace corolint

#endif
