// Adding suppressions; see add-suppressions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/add-suppressions.h"
#include "checks/common/registry.h"
#include "checks/common/suppression-writer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <set>

namespace corolint {

/// The findings in one file.
static void planFile(const std::string &File, llvm::ArrayRef<const Finding *> Here,
                     llvm::StringRef Text, llvm::StringRef Reason, SuppressionPlan &Out) {
  SuppressionWriter In(Text, Reason);
  std::map<unsigned, std::set<llvm::StringRef>> ByLine;
  for (const Finding *F : Here) {
    const unsigned Line = In.lineStart(F->Where.Offset);
    if (std::string Why = In.obstacle(Line); !Why.empty()) {
      Out.Left.emplace_back(F, Why);
      continue;
    }
    ByLine[Line].insert(F->Check);
    ++Out.Suppressed;
  }
  for (const auto &[Line, Checks] : ByLine) {
    TextEdit E = In.suppress(Line, std::vector<llvm::StringRef>(Checks.begin(), Checks.end()));
    Finding F;
    F.Check = Checks.begin()->str();
    F.Where = {File, Line, 0};
    F.Fix = {{{File, E.Where.Begin, E.Where.End - E.Where.Begin}, E.Text}};
    Out.Lines.push_back(std::move(F));
  }
}

SuppressionPlan planSuppressions(llvm::ArrayRef<Finding> Findings, llvm::StringRef Reason) {
  SuppressionPlan Out;
  std::map<std::string, std::vector<const Finding *>> ByFile;
  for (const Finding &F : Findings) {
    const CheckInfo *Check = F.isFinding() ? findCheck(F.Check) : nullptr;
    if (Check && Check->Family != Category::Suppression)
      ByFile[F.Where.File].push_back(&F);
  }
  for (const auto &[File, Here] : ByFile) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (Buffer)
      planFile(File, Here, (*Buffer)->getBuffer(), Reason, Out);
    else
      for (const Finding *F : Here)
        Out.Left.emplace_back(F, "cannot read the file: " + Buffer.getError().message());
  }
  return Out;
}

} // namespace corolint
