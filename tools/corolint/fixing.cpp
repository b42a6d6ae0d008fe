// Whether the code is fixed; see fixing.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixing.h"
#include "commands.h"
#include "report/source-files.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<std::string>
    Fix("fix", cl::ValueOptional,
        cl::desc("Apply the safe fixes; --fix=all also the suggested ones"), cl::value_desc("all"),
        cl::cat(optionCategory()));

static void printFixes(const FixResult &Fixes, llvm::raw_ostream &OS) {
  OS << "fixed " << count(Fixes.Applied, "finding") << " in "
     << count(Fixes.Changed.size(), "file") << "\n";
  auto Say = [&](const std::vector<const Finding *> &Left, llvm::StringRef Why) {
    for (const Finding *F : Left)
      OS << "not fixed: " << F->Check << " in " << displayPath(F->Where.File) << ": " << Why << "\n";
  };
  Say(Fixes.Conflicts, "its edit overlaps another fix; run again");
  Say(Fixes.RolledBack, "the code did not compile with it, so it was taken back");
}

bool corolint::checkFixOptions() {
  if (!Fix.getNumOccurrences() || Fix.empty() || Fix == "all")
    return true;
  complain("--fix takes 'all' or nothing, not '" + Fix + "'");
  return false;
}

void corolint::fixIfAsked(const Selection &Selected, RunResult &Run, llvm::raw_ostream &People) {
  if (!Fix.getNumOccurrences())
    return;
  FixResult Fixes = fixUnits(*Selected.Database, Run, Selected.How, Fix == "all");
  printFixes(Fixes, People);
  if (Fixes.Applied)
    Run = lintUnits(*Selected.Database, Selected.Units, Selected.How);
  Run.Errors.insert(Run.Errors.begin(), Fixes.Errors.begin(), Fixes.Errors.end());
}
