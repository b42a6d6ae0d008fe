// What clang-tidy's machinery collected, as findings; see tidy-findings.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/tidy-findings.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "engine/configuration.h"
#include "engine/enclosing-functions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy;

namespace corolint {

std::string absolutePath(llvm::StringRef Path, llvm::StringRef BuildDirectory) {
  if (Path.empty())
    return {};
  llvm::SmallString<256> Out(Path);
  if (!llvm::sys::path::is_absolute(Out)) {
    Out = BuildDirectory;
    llvm::sys::path::append(Out, Path);
    llvm::sys::fs::make_absolute(Out);
  }
  llvm::sys::path::remove_dots(Out, /*remove_dot_dot=*/true);
  return std::string(Out);
}

/// Lines that one finding inserts in one place were joined; each stands for itself, so that two
/// findings that need the same include agree on it.
static std::vector<std::string> splitIncludes(const tooling::Replacement &R) {
  std::vector<std::string> Lines;
  llvm::StringRef Rest = R.getReplacementText();
  if (R.getLength() == 0 && Rest.ends_with("\n"))
    while (Rest.starts_with("#include")) {
      auto [Line, After] = Rest.split('\n');
      Lines.push_back((Line + "\n").str());
      Rest = After;
    }
  if (!Rest.empty() || Lines.empty())
    return {R.getReplacementText().str()};
  return Lines;
}

static std::vector<Edit> editsOf(const llvm::StringMap<tooling::Replacements> &Fix,
                                 llvm::StringRef BuildDirectory) {
  std::vector<Edit> Out;
  for (const auto &File : Fix)
    for (const tooling::Replacement &R : File.second)
      for (std::string &Text : splitIncludes(R))
        Out.push_back(
            {{absolutePath(R.getFilePath(), BuildDirectory), R.getOffset(), R.getLength()},
             std::move(Text)});
  // The order of a StringMap is that of its hashes.
  std::sort(Out.begin(), Out.end(), [](const Edit &A, const Edit &B) {
    return std::tie(A.Where.File, A.Where.Offset, A.Text) <
           std::tie(B.Where.File, B.Where.Offset, B.Text);
  });
  return Out;
}

static Finding findingOf(const ClangTidyError &E, const EnclosingFunctions &Functions) {
  auto Ranges = [&](const tooling::DiagnosticMessage &M) {
    std::vector<FileRange> Out;
    for (const tooling::FileByteRange &R : M.Ranges)
      Out.push_back({absolutePath(R.FilePath, E.BuildDirectory), R.FileOffset, R.Length});
    return Out;
  };
  Finding F;
  F.Check = E.DiagnosticName;
  F.Message = E.Message.Message;
  F.Where = {absolutePath(E.Message.FilePath, E.BuildDirectory), E.Message.FileOffset, 0};
  F.Ranges = Ranges(E.Message);
  F.Fix = editsOf(E.Message.Fix, E.BuildDirectory);
  // A warning about configuration is about somebody else's: a profile that came with a library.
  F.IsRemark = E.DiagLevel == ClangTidyError::Remark ||
               (F.isToolError() && E.DiagnosticName == "clang-tidy-config" &&
                E.DiagLevel == ClangTidyError::Warning);
  F.AsError = E.IsWarningAsError && !F.IsRemark;
  if (const auto *Around = Functions.around(E.Message.FilePath, E.Message.FileOffset)) {
    F.Function = Around->Name;
    F.Body = {F.Where.File, Around->Begin, Around->End - Around->Begin};
  }
  for (const tooling::DiagnosticMessage &M : E.Notes) {
    const auto *Around = Functions.around(M.FilePath, M.FileOffset);
    F.Notes.push_back({M.Message,
                       {absolutePath(M.FilePath, E.BuildDirectory), M.FileOffset, 0},
                       Ranges(M),
                       editsOf(M.Fix, E.BuildDirectory),
                       Around ? Around->Name : ""});
  }
  return F;
}

std::vector<Finding> findingsOf(const std::vector<ClangTidyError> &Errors,
                                const ConfigurationProvider &Configuration,
                                const EnclosingFunctions &Functions) {
  std::vector<Finding> Out;
  for (const ClangTidyError &E : Errors)
    Out.push_back(findingOf(E, Functions));
  for (const std::string &E : Configuration.errors()) {
    Finding F;
    F.Check = "clang-tidy-config";
    F.Message = E;
    Out.push_back(std::move(F));
  }
  std::sort(Out.begin(), Out.end());
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return Out;
}

} // namespace corolint
