// Edits as a patch; see unified-diff.h.
//
// The edits say what changes, so no lines are compared: those that an edit touches are replaced.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/unified-diff.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {
namespace {

using Lines = std::vector<llvm::StringRef>;

/// Lines of the old text from Begin to End that are replaced by New.
struct Change {
  size_t Begin, End;
  std::string Text;
  Lines New;
};

constexpr size_t Context = 3;

} // namespace

/// Each with its newline; the last may have none.
static Lines linesOf(llvm::StringRef Text) {
  Lines Out;
  while (!Text.empty()) {
    size_t Length = std::min(Text.find('\n'), Text.size() - 1) + 1;
    Out.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
  }
  return Out;
}

/// The number of the line that the byte at \p Offset is in.
static size_t lineAt(const Lines &Old, llvm::StringRef Text, size_t Offset) {
  auto After = llvm::upper_bound(Old, Offset, [&](size_t At, llvm::StringRef Line) {
    return At < size_t(Line.data() - Text.data());
  });
  return After == Old.begin() ? 0 : After - Old.begin() - 1;
}

/// What is the same at both ends is no change: an edit inserts whole lines in front of one it leaves.
static void trim(Change &C, const Lines &Old) {
  size_t Front = 0, Back = 0;
  while (Front < C.New.size() && C.Begin < C.End && C.New[Front] == Old[C.Begin]) {
    ++Front;
    ++C.Begin;
  }
  while (Back < C.New.size() - Front && C.Begin < C.End &&
         C.New[C.New.size() - 1 - Back] == Old[C.End - 1]) {
    ++Back;
    --C.End;
  }
  C.New = Lines(C.New.begin() + Front, C.New.end() - Back);
}

static std::vector<Change> changesOf(const Lines &Old, llvm::StringRef Text,
                                     llvm::ArrayRef<Edit> Edits) {
  std::vector<Change> Out;
  auto StartOf = [&](size_t Line) {
    return Line < Old.size() ? Old[Line].data() - Text.data() : Text.size();
  };
  for (size_t I = 0; I < Edits.size();) {
    Change C;
    C.Begin = lineAt(Old, Text, Edits[I].Where.Offset);
    C.End = C.Begin;
    size_t At = StartOf(C.Begin);
    // All edits of these lines and the next one: they would stand without a line between them.
    for (; I < Edits.size(); ++I) {
      const FileRange &Where = Edits[I].Where;
      if (C.End > C.Begin && lineAt(Old, Text, Where.Offset) > C.End)
        break;
      C.Text += Text.slice(At, Where.Offset);
      C.Text += Edits[I].Text;
      At = Where.Offset + Where.Length;
      C.End = std::max(C.End, std::min(lineAt(Old, Text, At) + 1, Old.size()));
    }
    C.Text += Text.slice(At, StartOf(C.End));
    Out.push_back(std::move(C));
  }
  for (Change &C : Out) {
    C.New = linesOf(C.Text);
    trim(C, Old);
  }
  return Out;
}

static void print(llvm::raw_ostream &OS, char Sign, llvm::StringRef Line) {
  OS << Sign << Line;
  if (!Line.ends_with("\n"))
    OS << "\n\\ No newline at end of file\n";
}

/// "12,3"; the place before the first line is 0.
static void printRange(llvm::raw_ostream &OS, size_t Begin, size_t Length) {
  OS << (Length ? Begin + 1 : Begin);
  if (Length != 1)
    OS << ',' << Length;
}

std::string unifiedDiff(llvm::StringRef Name, llvm::StringRef Text, llvm::ArrayRef<Edit> Edits) {
  const Lines Old = linesOf(Text);
  const std::vector<Change> Changes = changesOf(Old, Text, Edits);
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  OS << "--- a/" << Name << "\n+++ b/" << Name << "\n";
  long Moved = 0; ///< How much further down a line is in the new text.
  for (size_t I = 0; I < Changes.size();) {
    size_t Last = I;
    long Grown = long(Changes[I].New.size()) - long(Changes[I].End - Changes[I].Begin);
    while (Last + 1 < Changes.size() &&
           Changes[Last + 1].Begin <= Changes[Last].End + 2 * Context) {
      ++Last;
      Grown += long(Changes[Last].New.size()) - long(Changes[Last].End - Changes[Last].Begin);
    }
    const size_t Begin = Changes[I].Begin - std::min(Context, Changes[I].Begin);
    const size_t End = std::min(Changes[Last].End + Context, Old.size());
    OS << "@@ -";
    printRange(OS, Begin, End - Begin);
    OS << " +";
    printRange(OS, Begin + Moved, End - Begin + Grown);
    OS << " @@\n";
    size_t At = Begin;
    for (; I <= Last; ++I) {
      for (; At < Changes[I].Begin; ++At)
        print(OS, ' ', Old[At]);
      for (; At < Changes[I].End; ++At)
        print(OS, '-', Old[At]);
      for (llvm::StringRef Line : Changes[I].New)
        print(OS, '+', Line);
    }
    for (; At < End; ++At)
      print(OS, ' ', Old[At]);
    Moved += Grown;
  }
  return Out;
}

} // namespace corolint
