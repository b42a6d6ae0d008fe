// A run over many units; see run.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/run.h"
#include "engine/fingerprint.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <set>

namespace corolint {

std::vector<std::string> selectUnits(const CompileDatabase &Database,
                                     llvm::ArrayRef<std::string> Paths,
                                     std::vector<std::string> &Errors) {
  if (Paths.empty()) {
    if (Database.Files.empty())
      Errors.push_back(Database.Path.empty()
                           ? "no file to lint; name one before --"
                           : Database.Path + ": the compile database has no entries");
    return Database.Files;
  }
  std::vector<std::string> Units;
  for (const std::string &Given : Paths) {
    std::string Path = absoluteFile(Given);
    if (!llvm::sys::fs::exists(Path)) {
      Errors.push_back(Given + ": no such file or directory");
      continue;
    }
    if (llvm::sys::fs::is_directory(Path)) {
      size_t Before = Units.size();
      for (const std::string &File : Database.Files)
        if (llvm::StringRef(File).starts_with(llvm::StringRef(Path).rtrim('/').str() + "/"))
          Units.push_back(File);
      if (Units.size() == Before)
        Errors.push_back(Given + ": no unit of " +
                         (Database.Path.empty() ? "the command line" : Database.Path) +
                         " lies below this directory");
      continue;
    }
    if (!Database.Path.empty() &&
        !std::binary_search(Database.Files.begin(), Database.Files.end(), Path)) {
      Errors.push_back(Given + ": not in " + Database.Path +
                       "; add it to the build, or give the compiler arguments after --");
      continue;
    }
    Units.push_back(Path);
  }
  // A file that is named twice is linted once.
  std::set<std::string> Seen;
  llvm::erase_if(Units, [&](const std::string &U) { return !Seen.insert(U).second; });
  return Units;
}

RunResult lintUnits(const CompileDatabase &Database, llvm::ArrayRef<std::string> Units,
                    const LintOptions &Options) {
  RunResult Run;
  std::set<std::string> Errors;
  for (const std::string &Unit : Units) {
    if (!Options.Overlay.count(Unit))
      if (auto Readable = llvm::MemoryBuffer::getFile(Unit); !Readable) {
        Run.Errors.push_back(Unit + ": cannot read: " + Readable.getError().message());
        continue;
      }
    UnitResult Result = lintUnit(*Database.Commands, Unit, Options);
    Run.Units.push_back(Unit);
    Run.BrokenUnits += Result.CompileErrors > 0 || Result.Failed;
    if (Result.Failed && !Result.CompileErrors)
      Run.Errors.push_back(Unit + ": no usable compile command");
    for (Finding &F : Result.Findings) {
      if (F.Check != "clang-tidy-config")
        Run.Findings.push_back(std::move(F));
      else if (Errors.insert(F.Message).second)
        (F.IsRemark ? Run.Warnings : Run.Errors).push_back(F.Message);
    }
  }
  std::sort(Run.Findings.begin(), Run.Findings.end());
  Run.Findings.erase(std::unique(Run.Findings.begin(), Run.Findings.end()), Run.Findings.end());
  Run.Root = projectRoot(Units);
  addFingerprints(Run.Findings, Run.Root);
  return Run;
}

FixResult fixUnits(const CompileDatabase &Database, const RunResult &Run,
                   const LintOptions &Options, bool Suggested) {
  // How broken each unit is to begin with: a fix must not make it worse.
  std::map<std::string, unsigned> Before;
  auto CompileErrors = [&](const std::string &Unit, const FileTexts &Overlay) {
    LintOptions Trial = Options;
    Trial.Overlay = Overlay;
    return lintUnit(*Database.Commands, Unit, Trial).CompileErrors;
  };
  auto StillCompiles = [&](const FileTexts &Overlay) {
    // A changed header may be part of any unit.
    bool Headers = llvm::any_of(
        Overlay, [&](const auto &File) { return !llvm::is_contained(Run.Units, File.first); });
    for (const std::string &Unit : Run.Units) {
      if (!Headers && !Overlay.count(Unit))
        continue;
      auto [It, New] = Before.try_emplace(Unit, 0);
      if (New)
        It->second = CompileErrors(Unit, {});
      if (CompileErrors(Unit, Overlay) > It->second)
        return false;
    }
    return true;
  };
  return applyFixes(Run.Findings, Suggested, StillCompiles);
}

} // namespace corolint
