// The severity of a finding; see report.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "report/report.h"

namespace corolint {

Severity severityOf(const Finding &F) {
  if (F.IsRemark)
    return Severity::Note;
  if (F.AsError || F.isToolError())
    return Severity::Error;
  const CheckInfo *Check = findCheck(F.Check);
  if (!Check)
    return Severity::Warning;
  switch (Check->Family) {
  case Category::LostTask:
  case Category::NestedLoop:
  case Category::SharedState:
  case Category::Lifetime:
    return Severity::Error;
  case Category::Blocking:
  case Category::FireAndForget:
    return Severity::Warning;
  case Category::Structure:
  case Category::Suppression:
    return Severity::Note;
  }
  return Severity::Warning;
}

llvm::StringRef severityName(Severity S) {
  switch (S) {
  case Severity::Note:
    return "note";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return {};
}

} // namespace corolint
