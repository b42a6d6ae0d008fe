// Which program this is; see tool-identity.h.
//
// The linker's build IDs are read from memory, where they are mapped anyway; hashing a hundred megabytes
// of LLVM would take longer than a whole run from the cache.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/tool-identity.h"
#include "engine/inputs.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#ifdef __linux__
#include <elf.h>
#include <link.h>
#endif

namespace corolint {

#ifdef __linux__
/// The build ID of a loaded object in hexadecimal digits; empty when it has none.
static std::string buildIdOf(const dl_phdr_info &Object) {
  for (int I = 0; I < Object.dlpi_phnum; ++I) {
    const ElfW(Phdr) &Segment = Object.dlpi_phdr[I];
    if (Segment.p_type != PT_NOTE)
      continue;
    const char *At = reinterpret_cast<const char *>(Object.dlpi_addr + Segment.p_vaddr);
    const char *End = At + Segment.p_memsz;
    auto Padded = [](size_t Size) { return (Size + 3) & ~size_t(3); };
    while (At + sizeof(ElfW(Nhdr)) <= End) {
      const auto *Header = reinterpret_cast<const ElfW(Nhdr) *>(At);
      const char *Name = At + sizeof(*Header);
      const char *Content = Name + Padded(Header->n_namesz);
      if (Header->n_type == NT_GNU_BUILD_ID &&
          llvm::StringRef(Name, Header->n_namesz) == llvm::StringRef("GNU\0", 4))
        return llvm::toHex(llvm::StringRef(Content, Header->n_descsz));
      At = Content + Padded(Header->n_descsz);
    }
  }
  return "";
}

static int addObject(dl_phdr_info *Object, size_t, void *Out) {
  llvm::StringRef Name = Object->dlpi_name;
  // The program itself has no name.
  if (Name.empty() || Name.contains("libLLVM") || Name.contains("libclang"))
    static_cast<std::vector<std::string> *>(Out)->push_back(buildIdOf(*Object));
  return 0;
}
#endif

/// For a program that was linked without: its content.
static std::string contentOfProgram() {
  static int Here;
  auto Buffer = llvm::MemoryBuffer::getFile(llvm::sys::fs::getMainExecutable("corolint", &Here));
  if (!Buffer)
    return "";
  ContentHash Hash = hashOf((*Buffer)->getBuffer());
  return llvm::utohexstr(Hash[0]) + llvm::utohexstr(Hash[1]);
}

std::string toolIdentity() {
  std::string Out = COROLINT_VERSION "\n" + clang::getClangFullVersion() + "\n";
  std::vector<std::string> Ids;
#ifdef __linux__
  dl_iterate_phdr(addObject, &Ids);
#endif
  if (Ids.empty() || Ids.front().empty())
    Out += contentOfProgram() + "\n";
  for (const std::string &Id : Ids)
    Out += Id + "\n";
  return Out;
}

} // namespace corolint
