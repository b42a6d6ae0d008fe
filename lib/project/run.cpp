// A run over many units; see run.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/run.h"
#include "engine/fingerprint.h"
#include "project/suppressions.h"
#include "llvm/ADT/StringExtras.h"
#include "report/source-files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>
#include <numeric>
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

/// Why \p Unit cannot be linted; empty when it can. A pipe is not opened: nobody may ever write to it.
static std::string unreadable(const std::string &Unit) {
  llvm::sys::fs::file_status Status;
  if (std::error_code EC = llvm::sys::fs::status(Unit, Status))
    return EC.message();
  if (llvm::sys::fs::is_directory(Status))
    return std::make_error_code(std::errc::is_a_directory).message();
  if (!llvm::sys::fs::is_regular_file(Status))
    return "not a regular file";
  llvm::Expected<llvm::sys::fs::file_t> File = llvm::sys::fs::openNativeFileForRead(Unit);
  if (!File)
    return llvm::toString(File.takeError());
  llvm::sys::fs::closeFile(*File);
  return "";
}

/// Sorted, and each once. A header is seen by many units, and what they say about it may differ in
/// details (a note about the unit, a fix that only one of them can offer): the first with a fix is kept.
static void mergeFindings(std::vector<Finding> &Findings) {
  std::vector<size_t> Order(Findings.size());
  std::iota(Order.begin(), Order.end(), 0);
  std::sort(Order.begin(), Order.end(), [&](size_t A, size_t B) {
    return Findings[A] < Findings[B] || (!(Findings[B] < Findings[A]) && A < B);
  });
  std::vector<Finding> Out;
  for (size_t I : Order) {
    Finding &F = Findings[I];
    if (Out.empty() || Out.back() < F)
      Out.push_back(std::move(F));
    else if (Out.back().Fix.empty() && !F.Fix.empty())
      Out.back() = std::move(F);
  }
  Findings = std::move(Out);
}

/// "a.cpp", "a.cpp and b.cpp", "a.cpp, b.cpp and 7 more".
static std::string someOf(llvm::ArrayRef<std::string> Files) {
  if (Files.size() == 1)
    return Files[0];
  return Files[0] + (Files.size() == 2 ? " and " + Files[1]
                                       : ", " + Files[1] + " and " +
                                             std::to_string(Files.size() - 2) + " more");
}

static void addRemarks(RunResult &Run) {
  std::map<std::string, unsigned> Dropped;
  std::vector<std::string> Without;
  for (size_t I = 0; I < Run.Units.size(); ++I) {
    for (const std::string &Flag : Run.Results[I].DroppedFlags)
      ++Dropped[Flag];
    if (Run.Results[I].WithoutCoroutines)
      Without.push_back(displayPath(Run.Units[I]));
  }
  for (const auto &[Flag, Files] : Dropped)
    Run.Remarks.push_back("left out of the commands of " + std::to_string(Files) +
                          (Files == 1 ? " file" : " files") +
                          ", because clang cannot read it: " + Flag);
  if (!Without.empty())
    Run.Remarks.push_back("nothing to check where there are no coroutines, in C and before C++20: " +
                          someOf(Without));
}

void gather(RunResult &Run) {
  Run.Findings.clear();
  Run.Remarks.clear();
  Run.Errors = Run.NotLinted;
  Run.BrokenUnits = 0;
  std::set<std::string> Configuration;
  for (size_t I = 0; I < Run.Units.size(); ++I) {
    const UnitResult &Result = Run.Results[I];
    Run.BrokenUnits += Result.CompileErrors > 0 || Result.Failed;
    if (Result.Failed && Result.Findings.empty())
      Run.Errors.push_back(Run.Units[I] + ": no usable compile command");
    for (const Finding &F : Result.Findings) {
      if (F.Check != "clang-tidy-config")
        Run.Findings.push_back(F);
      else if (Configuration.insert(F.Message).second)
        (F.IsRemark ? Run.Remarks : Run.Errors).push_back(F.Message);
    }
  }
  mergeFindings(Run.Findings);
  settleSuppressions(Run.Findings, Run.Units,
                     Run.WholeDatabase && !Run.BrokenUnits && Run.Errors.empty());
  addFingerprints(Run.Findings, Run.Root);
  Run.Suppressed = takeSuppressed(Run.Findings);
  addRemarks(Run);
}

RunResult lintUnits(const CompileDatabase &Database, llvm::ArrayRef<std::string> Units,
                    const LintOptions &Options, const RunOptions &How) {
  RunResult Run;
  std::vector<std::string> Readable, Unreadable;
  for (const std::string &Unit : Units) {
    if (std::string Why = unreadable(Unit); Why.empty())
      Readable.push_back(Unit);
    else
      Unreadable.push_back(Unit + ": cannot read: " + Why);
  }
  std::vector<std::optional<UnitResult>> Results = lintEach(Database, Readable, Options, How);
  for (size_t I = 0; I < Readable.size(); ++I)
    if (Results[I]) {
      Run.Units.push_back(Readable[I]);
      Run.Results.push_back(std::move(*Results[I]));
    }
  Run.Interrupted = wasInterrupted();
  Run.Root = projectRoot(Units);
  Run.WholeDatabase = !Database.Path.empty() && Run.Units.size() == Database.Files.size();
  Run.NotLinted = std::move(Unreadable);
  if (Run.Interrupted)
    Run.NotLinted.push_back("interrupted: " + std::to_string(Readable.size() - Run.Units.size()) +
                            " of " + std::to_string(Readable.size()) + " files were not linted");
  gather(Run);
  return Run;
}

} // namespace corolint
