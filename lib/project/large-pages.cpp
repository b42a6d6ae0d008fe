// Asking for large pages; see large-pages.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/large-pages.h"
#include "llvm/Support/MathExtras.h"
#include <climits>
#include <cstdint>
#include <cstdlib>

#ifdef __linux__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace corolint {

void useLargePages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  // Addresses, no memory: a page counts when it is written to. What a unit needs beyond that comes in small pages.
  constexpr int Reserve = 512 << 20;
  constexpr size_t First = 4 << 20, LargePage = 2 << 20;
  // In one piece: what malloc gets by mmap is not part of it.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_TOP_PAD, Reserve);
  void *Grown = std::malloc(First);
  const auto Begin = llvm::alignTo(reinterpret_cast<uintptr_t>(Grown), LargePage);
  const auto End = reinterpret_cast<uintptr_t>(sbrk(0));
  std::free(Grown);
  // Elsewhere when so much is not to be had, and with another malloc.
  if (Grown && Begin < End && End - Begin <= 2 * size_t(Reserve))
    madvise(reinterpret_cast<void *>(Begin), End - Begin, MADV_HUGEPAGE);
  else
    mallopt(M_TOP_PAD, 128 << 10);
#endif
}

} // namespace corolint
