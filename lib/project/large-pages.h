// Large pages for the memory of a worker.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_LARGE_PAGES_H
#define COROLINT_PROJECT_LARGE_PAGES_H

namespace corolint {

/// Has the heap of this process, which has one thread, grow in large pages, where the C library and the system have
/// them; elsewhere nothing happens. Parsing touches a hundred megabytes once, a small page at a time: a sixth of its
/// time is the kernel's handing them out, and looking them up (docs/guide/speed.md).
void useLargePages();

} // namespace corolint

#endif
