// Previews of fixes; see fix-preview.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/fix-preview.h"
#include <tuple>

namespace corolint {

namespace {
/// Edits whose lines touch, and the lines they touch.
struct Group {
  std::vector<Edit> Edits;
  unsigned First, Last;
};
} // namespace

static ChangedLines apply(const Group &G, SourceFiles &Sources) {
  ChangedLines Out;
  Out.File = G.Edits.front().Where.File;
  Out.First = G.First;
  Out.Last = G.Last;
  llvm::StringRef Text = Sources.text(Out.File);
  const unsigned Begin = Sources.line(Out.File, G.First).first;
  const unsigned End = Sources.line(Out.File, G.Last).second;
  Out.Old = Text.slice(Begin, End).str();
  unsigned At = Begin;
  for (const Edit &E : G.Edits) {
    if (E.Where.Offset < At)
      continue; // Overlaps the one before: never both.
    Out.New += Text.slice(At, E.Where.Offset);
    Out.New += E.Text;
    At = E.Where.Offset + E.Where.Length;
  }
  Out.New += Text.slice(At, std::max(At, End));
  return Out;
}

std::vector<ChangedLines> previewOf(std::vector<Edit> Edits, SourceFiles &Sources) {
  llvm::sort(Edits, [](const Edit &A, const Edit &B) {
    return std::tie(A.Where.File, A.Where.Offset, A.Where.Length, A.Text) <
           std::tie(B.Where.File, B.Where.Offset, B.Where.Length, B.Text);
  });
  std::vector<Group> Groups;
  for (const Edit &E : Edits) {
    unsigned First = Sources.begin(E.Where).Line, Last = Sources.end(E.Where).Line;
    if (!First || !Last)
      return {};
    if (!Groups.empty() && Groups.back().Edits.back().Where.File == E.Where.File &&
        First <= Groups.back().Last) {
      Groups.back().Edits.push_back(E);
      Groups.back().Last = std::max(Groups.back().Last, Last);
    } else {
      Groups.push_back({{E}, First, Last});
    }
  }
  std::vector<ChangedLines> Out;
  for (const Group &G : Groups)
    Out.push_back(apply(G, Sources));
  return Out;
}

} // namespace corolint
