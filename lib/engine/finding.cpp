// Findings; see finding.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/finding.h"
#include <tuple>

namespace corolint {

const std::vector<Edit> *applicableFix(const Finding &F, bool Suggested) {
  // What the compiler offers with an error is a guess at a name that is spelled alike: `wmemset` for a memset
  // whose header is missing.
  if (F.Suppressed != Suppression::None || F.isToolError())
    return nullptr;
  if (!F.Fix.empty())
    return &F.Fix;
  if (!Suggested)
    return nullptr;
  const std::vector<Edit> *Only = nullptr;
  for (const Note &N : F.Notes)
    if (!N.Fix.empty()) {
      if (Only)
        return nullptr;
      Only = &N.Fix;
    }
  return Only;
}

std::vector<Finding> takeSuppressed(std::vector<Finding> &Findings) {
  std::vector<Finding> Live, Out;
  for (Finding &F : Findings)
    (F.Suppressed == Suppression::None ? Live : Out).push_back(std::move(F));
  Findings = std::move(Live);
  return Out;
}

bool operator<(const Finding &A, const Finding &B) {
  return std::tie(A.Where.File, A.Where.Offset, A.Check, A.Message) <
         std::tie(B.Where.File, B.Where.Offset, B.Check, B.Message);
}

} // namespace corolint
