// Applying fix-its; see apply-fixes.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/apply-fixes.h"
#include "project/write-file.h"
#include "report/source-files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
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

  std::vector<Edit> sorted() const {
    std::vector<Edit> Out = Edits;
    std::sort(Out.begin(), Out.end(), [](const Edit &A, const Edit &B) {
      return std::tie(A.Where.Offset, A.Text) < std::tie(B.Where.Offset, B.Text);
    });
    return Out;
  }

  std::string applyTo(const std::string &Text) const {
    std::string Out;
    size_t At = 0;
    for (const Edit &E : sorted()) {
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

/// A fix that may be applied: the finding, and its edits with each file under one name.
struct Candidate {
  const Finding *For;
  std::vector<Edit> Edits;
};

class Planner {
public:
  explicit Planner(FixOracle &Oracle) : Oracle(Oracle) {}

  FixPlan plan(llvm::ArrayRef<Finding> Findings, bool Suggested) {
    std::vector<Candidate> All;
    for (const Finding &F : Findings)
      if (const std::vector<Edit> *Fix = applicableFix(F, Suggested)) {
        Candidate C{&F, *Fix};
        for (Edit &E : C.Edits)
          E.Where.File = nameOf(E.Where.File);
        if (std::string Why = whyNot(C); Why.empty())
          All.push_back(std::move(C));
        else
          Result.Unwritable.push_back(left(C, Why));
      }
    add(All);
    Result.New = newTexts();
    for (const auto &[File, Text] : Result.New) {
      Result.Old[File] = *textOf(File);
      Result.Edits[File] = Plan[File].sorted();
    }
    return std::move(Result);
  }

private:
  void add(llvm::ArrayRef<Candidate> Candidates);
  FileTexts newTexts();
  std::string whyNot(const Candidate &C);
  LeftFix left(const Candidate &C, std::string Why);
  const std::string &nameOf(const std::string &File);
  const std::string *textOf(const std::string &File);

  FixOracle &Oracle;
  FixPlan Result;
  std::map<std::string, FileEdits> Plan;
  std::map<std::string, std::optional<std::string>> Texts;
  std::map<std::string, std::string> Reasons, Names;
  std::map<llvm::sys::fs::UniqueID, std::string> FirstNames;
  SourceFiles Sources;
};

} // namespace

/// One file is edited under one name, however many lead to it.
const std::string &Planner::nameOf(const std::string &File) {
  auto [It, New] = Names.try_emplace(File, File);
  llvm::sys::fs::UniqueID ID;
  if (New && !llvm::sys::fs::getUniqueID(File, ID))
    It->second = FirstNames.try_emplace(ID, File).first->second;
  return It->second;
}

/// The text of a file as it is on disk; null when it cannot be read.
const std::string *Planner::textOf(const std::string &File) {
  auto [It, New] = Texts.try_emplace(File);
  if (New)
    if (auto Buffer = llvm::MemoryBuffer::getFile(File))
      It->second = (*Buffer)->getBuffer().str();
  return It->second ? &*It->second : nullptr;
}

std::string Planner::whyNot(const Candidate &C) {
  for (const Edit &E : C.Edits) {
    auto [It, New] = Reasons.try_emplace(E.Where.File);
    if (New) {
      const std::string *Text = textOf(E.Where.File);
      It->second = Text ? Oracle.whyNot(E.Where.File, *Text) : "cannot be read";
    }
    if (!It->second.empty())
      return displayPath(E.Where.File) + " " + It->second;
    if (E.Where.Offset + E.Where.Length > textOf(E.Where.File)->size())
      return displayPath(E.Where.File) + " is shorter than it was";
  }
  return "";
}

LeftFix Planner::left(const Candidate &C, std::string Why) {
  const FileRange &Where = C.For->Where;
  SourceFiles::Position At = Sources.position(Where.File, Where.Offset);
  return {C.For->Check,
          displayPath(Where.File) + ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column),
          std::move(Why)};
}

FileTexts Planner::newTexts() {
  FileTexts Out;
  for (const auto &[File, Edits] : Plan)
    if (const std::string *Old = textOf(File)) {
      std::string New = Edits.applyTo(*Old);
      if (New != *Old)
        Out[File] = std::move(New);
    }
  return Out;
}

/// Adds to the plan as many of \p Candidates as keep the code compiling.
void Planner::add(llvm::ArrayRef<Candidate> Candidates) {
  if (Candidates.empty() || Oracle.stopped())
    return;
  std::map<std::string, FileEdits> Before = Plan;
  std::vector<LeftFix> Conflicts;
  unsigned Added = 0;
  for (const Candidate &C : Candidates) {
    if (!llvm::all_of(C.Edits, [&](const Edit &E) { return Plan[E.Where.File].accepts(E); })) {
      Conflicts.push_back(left(C, "its edit overlaps another fix; run again"));
      continue;
    }
    for (const Edit &E : C.Edits)
      Plan[E.Where.File].add(E);
    ++Added;
  }
  const std::vector<size_t> Broken = Added ? Oracle.broken(newTexts()) : std::vector<size_t>();
  if (Broken.empty()) {
    Result.Conflicts.insert(Result.Conflicts.end(), Conflicts.begin(), Conflicts.end());
    Result.Applied += Added;
    return;
  }
  Plan = std::move(Before);
  if (Candidates.size() == 1) {
    Result.RolledBack.push_back(left(Candidates[0], "the code did not compile with it"));
    return;
  }
  // Only what a broken unit reads can be to blame. The others first: they hold.
  std::vector<Candidate> Innocent, Suspect;
  for (const Candidate &C : Candidates)
    (llvm::any_of(Broken,
                  [&](size_t Unit) {
                    return llvm::any_of(
                        C.Edits, [&](const Edit &E) { return Oracle.reads(Unit, E.Where.File); });
                  })
         ? Suspect
         : Innocent)
        .push_back(C);
  llvm::ArrayRef<Candidate> Rest = Suspect;
  if (Innocent.empty()) {
    add(Rest.take_front(Rest.size() / 2));
    add(Rest.drop_front(Rest.size() / 2));
    return;
  }
  add(Innocent);
  add(Rest);
}

FixPlan planFixes(llvm::ArrayRef<Finding> Findings, bool Suggested, FixOracle &Oracle) {
  return Planner(Oracle).plan(Findings, Suggested);
}

std::vector<std::string> writeTexts(FixPlan &Plan) {
  std::vector<std::string> Errors;
  auto Drop = [&](const std::string &File, const std::string &Why) {
    Errors.push_back(displayPath(File) + ": cannot write: " + Why);
    Plan.New.erase(File);
    Plan.Old.erase(File);
    Plan.Edits.erase(File);
  };
  // All of them beside the files they are for before the first is moved: a disk that is full is met
  // while nothing has changed yet.
  std::map<std::string, PendingFile> Pending;
  for (const auto &[File, Text] : FileTexts(Plan.New)) {
    auto Now = llvm::MemoryBuffer::getFile(File);
    if (!Now || (*Now)->getBuffer() != Plan.Old[File]) {
      Drop(File, "it has changed meanwhile");
      continue;
    }
    llvm::Expected<PendingFile> Written = PendingFile::write(File, Text, /*Durable=*/true);
    if (Written)
      Pending.emplace(File, std::move(*Written));
    else
      Drop(File, llvm::toString(Written.takeError()));
  }
  if (!Errors.empty()) {
    for (const auto &[File, Text] : FileTexts(Plan.New))
      Drop(File, "another file that belongs to the same fixes could not be written");
    Plan.Applied = 0;
    return Errors;
  }
  for (auto &[File, New] : Pending)
    if (llvm::Error E = New.commit())
      Drop(File, llvm::toString(std::move(E)));
  return Errors;
}

} // namespace corolint
