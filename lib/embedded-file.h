// Files that travel inside the binary (profiles, check pages): a single executable or plugin works
// wherever it is copied. Written by cmake/Embed.cmake.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_EMBEDDED_FILE_H
#define COROLINT_EMBEDDED_FILE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

struct EmbeddedFile {
  llvm::StringRef Name; ///< File name without directory, e.g. "asio.yaml".
  llvm::StringRef Text; ///< Whole contents, UTF-8.
};

/// The library profiles of lib/profile/data.
llvm::ArrayRef<EmbeddedFile> embeddedProfiles();

/// The pages of docs/checks, one a check.
llvm::ArrayRef<EmbeddedFile> embeddedPages();

/// Style and script of the HTML report, lib/report/page.
llvm::ArrayRef<EmbeddedFile> embeddedReportPage();

/// What the command fills in and prints: completion scripts and its manual page.
llvm::ArrayRef<EmbeddedFile> commandTemplates();

} // namespace corolint

#endif
