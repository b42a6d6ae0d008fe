// Applying fix-its; see apply-fixes.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/apply-fixes.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace corolint {
namespace {

/// The edits of one file, kept sorted and free of overlaps.
class FileEdits {
public:
  /// Whether \p E can stand beside the edits that are there. An edit that is there already is fine:
  /// two findings may need the same include.
  bool accepts(const Edit &E) const {
    for (const Edit &Other : Edits) {
      if (Other == E)
        continue;
      unsigned End = E.Where.Offset + E.Where.Length;
      unsigned OtherEnd = Other.Where.Offset + Other.Where.Length;
      bool BothInsert = !E.Where.Length && !Other.Where.Length;
      if (BothInsert) {
        // Two insertions in one place have no order of their own, unless they are lines.
        if (E.Where.Offset == Other.Where.Offset && !(isLine(E) && isLine(Other)))
          return false;
        continue;
      }
      if (E.Where.Offset < OtherEnd && Other.Where.Offset < End)
        return false;
      // An insertion at the start of a replaced stretch belongs to neither.
      if (E.Where.Offset == Other.Where.Offset)
        return false;
    }
    return true;
  }

  void add(const Edit &E) {
    if (std::find(Edits.begin(), Edits.end(), E) == Edits.end())
      Edits.push_back(E);
  }

  std::string applyTo(const std::string &Text) const {
    std::vector<Edit> Sorted = Edits;
    std::sort(Sorted.begin(), Sorted.end(), [](const Edit &A, const Edit &B) {
      return std::tie(A.Where.Offset, A.Text) < std::tie(B.Where.Offset, B.Text);
    });
    std::string Out;
    size_t At = 0;
    for (const Edit &E : Sorted) {
      Out.append(Text, At, E.Where.Offset - At);
      Out += E.Text;
      At = E.Where.Offset + E.Where.Length;
    }
    return Out.append(Text, At, std::string::npos);
  }

private:
  static bool isLine(const Edit &E) { return !E.Text.empty() && E.Text.back() == '\n'; }
  std::vector<Edit> Edits;
};

class Planner {
public:
  Planner(bool Suggested, llvm::function_ref<bool(const FileTexts &)> StillCompiles,
          FixResult &Result)
      : Suggested(Suggested), StillCompiles(StillCompiles), Result(Result) {}

  /// Adds to the plan as many of \p Findings as keep the code compiling.
  void add(llvm::ArrayRef<const Finding *> Findings) {
    if (Findings.empty())
      return;
    std::map<std::string, FileEdits> Before = Plan;
    std::vector<const Finding *> Conflicts;
    unsigned Added = 0;
    for (const Finding *F : Findings) {
      const std::vector<Edit> &Fix = *applicableFix(*F, Suggested);
      bool Fits = std::all_of(Fix.begin(), Fix.end(), [&](const Edit &E) {
        return texts(E.Where.File) && Plan[E.Where.File].accepts(E) &&
               E.Where.Offset + E.Where.Length <= texts(E.Where.File)->size();
      });
      if (!Fits) {
        Conflicts.push_back(F);
        continue;
      }
      for (const Edit &E : Fix)
        Plan[E.Where.File].add(E);
      ++Added;
    }
    if (!Added || StillCompiles(newTexts())) {
      Result.Conflicts.insert(Result.Conflicts.end(), Conflicts.begin(), Conflicts.end());
      Result.Applied += Added;
      return;
    }
    Plan = std::move(Before);
    if (Findings.size() == 1) {
      Result.RolledBack.push_back(Findings.front());
      return;
    }
    add(Findings.take_front(Findings.size() / 2));
    add(Findings.drop_front(Findings.size() / 2));
  }

  FileTexts newTexts() {
    FileTexts Out;
    for (const auto &[File, Edits] : Plan)
      if (const std::string *Old = texts(File)) {
        std::string New = Edits.applyTo(*Old);
        if (New != *Old)
          Out[File] = std::move(New);
      }
    return Out;
  }

private:
  /// The text of a file as it is on disk; null when it cannot be read, which is said once.
  const std::string *texts(const std::string &File) {
    auto [It, New] = Texts.try_emplace(File);
    if (New) {
      if (auto Buffer = llvm::MemoryBuffer::getFile(File))
        It->second = (*Buffer)->getBuffer().str();
      else
        Result.Errors.push_back(File + ": cannot read: " + Buffer.getError().message());
    }
    return It->second ? &*It->second : nullptr;
  }

  const bool Suggested;
  llvm::function_ref<bool(const FileTexts &)> StillCompiles;
  FixResult &Result;
  std::map<std::string, FileEdits> Plan;
  std::map<std::string, std::optional<std::string>> Texts;
};

} // namespace

FixResult applyFixes(llvm::ArrayRef<Finding> Findings, bool Suggested,
                     llvm::function_ref<bool(const FileTexts &)> StillCompiles) {
  FixResult Result;
  std::vector<const Finding *> Fixable;
  for (const Finding &F : Findings)
    if (applicableFix(F, Suggested))
      Fixable.push_back(&F);
  Planner Plan(Suggested, StillCompiles, Result);
  Plan.add(Fixable);
  for (auto &[File, Text] : Plan.newTexts()) {
    // Written beside the file and moved over it: a killed run leaves the old or the new one.
    llvm::Error E = llvm::writeToOutput(File, [&, &Text = Text](llvm::raw_ostream &OS) {
      OS << Text;
      return llvm::Error::success();
    });
    if (E)
      Result.Errors.push_back(File + ": cannot write: " + llvm::toString(std::move(E)));
    else
      Result.Changed[File] = Text;
  }
  return Result;
}

} // namespace corolint
