// The steps of a finding; see steps.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/steps.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint {

static bool hasWord(llvm::StringRef Text, llvm::StringRef Word) {
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + 1)) {
    size_t End = At + Word.size();
    if ((At == 0 || !llvm::isAlnum(Text[At - 1])) &&
        (End == Text.size() || !llvm::isAlnum(Text[End])))
      return true;
  }
  return false;
}

static bool isStep(const Note &N) {
  return !N.Where.File.empty() && N.Fix.empty() && hasWord(N.Message, "here") &&
         !hasWord(N.Message, "declared");
}

std::vector<Step> stepsOf(const Finding &F, SourceFiles &Sources) {
  std::vector<Step> Out;
  const Step Itself{Sources.extent(primaryRange(F)), F.Where.Offset, F.Message, F.Function, true, false};
  bool Placed = false;
  for (const Note &N : F.Notes) {
    if (!isStep(N))
      continue;
    const bool Before = N.Where.File == F.Where.File && N.Function == F.Function &&
                        Sources.begin(N.Where).Line <= Sources.begin(F.Where).Line;
    if (!Placed && !Before) {
      Out.push_back(Itself);
      Placed = true;
    }
    Out.push_back({Sources.extent(primaryRange(N)), N.Where.Offset, N.Message, N.Function, false,
                   hasWord(N.Message, "suspends")});
  }
  if (!Out.empty() && !Placed)
    Out.push_back(Itself);
  return Out;
}

} // namespace corolint
