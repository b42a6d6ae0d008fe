// What a fix makes of the code, in whole lines.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_FIX_PREVIEW_H
#define COROLINT_REPORT_FIX_PREVIEW_H

#include "report/source-files.h"

namespace corolint {

/// Neighbouring lines that change together.
struct ChangedLines {
  std::string File;
  unsigned First = 0, Last = 0; ///< Line numbers; Last is the last old line.
  std::string Old, New;         ///< The whole lines, without the last line break.
};

/// By file and line; empty if an edit is in a file that cannot be read.
std::vector<ChangedLines> previewOf(std::vector<Edit> Edits, SourceFiles &Sources);

} // namespace corolint

#endif
