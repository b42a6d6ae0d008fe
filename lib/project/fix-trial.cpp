// Whether edits keep the code compiling; see fix-trial.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/fix-trial.h"

namespace corolint {

FixTrial::FixTrial(const CompileDatabase &Database, const RunResult &Run, const LintOptions &Options,
                   const RunOptions &How)
    : Database(Database), Run(Run), Options(Options), How(How), Reads(Run.Units.size()) {
  for (size_t Unit = 0; Unit < Run.Units.size(); ++Unit)
    learnInputs(Unit, Run.Results[Unit].Inputs);
}

std::optional<FixTrial::FileID> FixTrial::identity(const std::string &File) {
  auto [It, New] = Identities.try_emplace(File);
  FileID ID;
  if (New && !llvm::sys::fs::getUniqueID(File, ID))
    It->second = ID;
  return It->second;
}

void FixTrial::learnInputs(size_t Unit, llvm::ArrayRef<Input> Inputs) {
  for (const Input &I : Inputs)
    if (I.Kind == InputKind::File)
      if (std::optional<FileID> ID = identity(I.Path)) {
        Reads[Unit].insert(*ID);
        Linted.try_emplace(*ID, I.Hash);
      }
}

bool FixTrial::reads(size_t Unit, const std::string &File) {
  std::optional<FileID> ID = identity(File);
  return ID && Reads[Unit].count(*ID);
}

std::optional<ContentHash> FixTrial::lintedContent(const std::string &File) {
  std::optional<FileID> ID = identity(File);
  auto It = ID ? Linted.find(*ID) : Linted.end();
  return It == Linted.end() ? std::nullopt : std::optional(It->second);
}

std::string FixTrial::seenBy(size_t Unit, const FileTexts &Texts) {
  std::string Out;
  for (const auto &[File, Text] : Texts)
    if (reads(Unit, File)) {
      ContentHash Hash = hashOf(Text);
      Out += File + "\n" + std::to_string(Hash[0]) + "-" + std::to_string(Hash[1]) + "\n";
    }
  return Out;
}

std::vector<size_t> FixTrial::broken(const FileTexts &Texts) {
  LintOptions Trial = Options;
  Trial.Overlay = Texts;
  std::vector<size_t> ToTry;
  std::vector<std::string> Files;
  for (size_t Unit = 0; Unit < Run.Units.size(); ++Unit)
    if (std::string Seen = seenBy(Unit, Texts); !Seen.empty() && !Tried.count({Unit, Seen})) {
      ToTry.push_back(Unit);
      Files.push_back(Run.Units[Unit]);
    }
  std::vector<std::optional<UnitResult>> Results = lintEach(Database, Files, Trial, How);
  for (size_t I = 0; I < ToTry.size(); ++I) {
    if (!Results[I])
      continue;
    // Of what an edit makes a unit read, something may be edited as well.
    learnInputs(ToTry[I], Results[I]->Inputs);
    Tried[{ToTry[I], seenBy(ToTry[I], Texts)}] = std::move(*Results[I]);
  }
  std::vector<size_t> Out;
  for (size_t Unit = 0; Unit < Run.Units.size(); ++Unit) {
    auto It = Tried.find({Unit, seenBy(Unit, Texts)});
    if (It == Tried.end())
      continue;
    const UnitResult &Before = Run.Results[Unit], &After = It->second;
    // A unit that could not be parsed before tells nothing.
    if (!Before.Failed && (After.Failed || After.CompileErrors > Before.CompileErrors))
      Out.push_back(Unit);
  }
  return Out;
}

std::map<size_t, UnitResult> FixTrial::results(const FileTexts &Texts) {
  std::map<size_t, UnitResult> Out;
  for (size_t Unit = 0; Unit < Run.Units.size(); ++Unit)
    if (auto It = Tried.find({Unit, seenBy(Unit, Texts)}); It != Tried.end())
      Out[Unit] = It->second;
  return Out;
}

} // namespace corolint
