// What clang's writer of SARIF has no call for: fixes, notes with places, fingerprints, suppressions, the
// help of rules, paths relative to the project, how the run went.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_SARIF_DETAILS_H
#define COROLINT_REPORT_SARIF_DETAILS_H

#include "report/report.h"
#include "report/source-files.h"
#include "llvm/Support/JSON.h"

namespace corolint {

/// Completes \p Document, whose results are \p All in this order.
void addSarifDetails(llvm::json::Object &Document, const Report &R,
                     llvm::ArrayRef<const Finding *> All, SourceFiles &Sources);

} // namespace corolint

#endif
