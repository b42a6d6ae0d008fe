// The list of formats: what --format and --output know.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/report.h"

namespace corolint {

template <void (*Print)(const Report &, llvm::raw_ostream &)>
static void plain(const Report &R, llvm::raw_ostream &OS, bool) {
  Print(R, OS);
}

llvm::ArrayRef<Format> allFormats() {
  static const Format Formats[] = {
      {"text", "for people (default)", true, printText},
      {"concise", "a line for each finding", true, printConcise},
      {"json", "for scripts", false, plain<printJson>},
      {"sarif", "SARIF 2.1.0, for code scanning services", false, plain<printSarif>},
      {"github", "annotations in GitHub Actions", false, plain<printGitHub>},
      {"gitlab", "GitLab's code quality report", false, plain<printGitLab>},
      {"junit", "JUnit's XML, for test reports", false, plain<printJUnit>},
      {"rdjson", "reviewdog's diagnostic format", false, plain<printRdjson>},
      {"html", "a page to read, filter and print", false, plain<printHtml>},
  };
  return Formats;
}

const Format *findFormat(llvm::StringRef Name) {
  for (const Format &F : allFormats())
    if (F.Name == Name)
      return &F;
  return nullptr;
}

} // namespace corolint
