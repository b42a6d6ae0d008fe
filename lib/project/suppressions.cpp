// Suppressions, settled; see suppressions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <set>

namespace corolint {

static bool isAboutSuppressions(const Finding &F) { return F.Check == "coro-unused-suppression"; }

void settleSuppressions(std::vector<Finding> &Findings, llvm::ArrayRef<std::string> Units,
                        bool WholeProject) {
  using Place = std::pair<llvm::StringRef, unsigned>;
  std::map<Place, std::vector<std::string>> Needed;
  for (const Finding &F : Findings)
    if (isAboutSuppressions(F) && F.IsRemark)
      Needed[{F.Where.File, F.Where.Offset}].push_back("'" + F.Message + "'");
  auto IsWrong = [&](const Finding &F) {
    if (auto It = Needed.find({F.Where.File, F.Where.Offset}); It != Needed.end())
      if (llvm::any_of(It->second, [&](const std::string &Name) {
            return llvm::StringRef(F.Message).contains(Name);
          }))
        return true;
    return !WholeProject && !llvm::is_contained(Units, F.Where.File);
  };
  // The map refers to the findings, which are not moved before it has been asked.
  std::set<const Finding *> Gone;
  for (const Finding &F : Findings)
    if (isAboutSuppressions(F) && (F.IsRemark || IsWrong(F)))
      Gone.insert(&F);
  std::vector<Finding> Out;
  for (Finding &F : Findings)
    if (!Gone.count(&F))
      Out.push_back(std::move(F));
  Findings = std::move(Out);
}

} // namespace corolint
