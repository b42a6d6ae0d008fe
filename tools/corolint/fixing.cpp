// Whether the code is fixed; see fixing.h.
//
// --diff is about fixes: it shows them. A patch that is given, to lint changed lines only, is another
// option.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixing.h"
#include "commands.h"
#include "project/unified-diff.h"
#include "report/source-files.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<std::string>
    Fix("fix", cl::ValueOptional,
        cl::desc("Apply the safe fixes; --fix=all also the suggested ones"), cl::value_desc("all"),
        cl::cat(optionCategory()));
static cl::opt<bool> Diff("diff",
                          cl::desc("Print what --fix would do as a patch on standard output and write "
                                   "nothing; with --fix=all also the suggested fixes"),
                          cl::cat(optionCategory()));

bool corolint::checkFixOptions() {
  if (!Fix.getNumOccurrences() || Fix.empty() || Fix == "all")
    return true;
  complain("--fix takes 'all' or nothing, not '" + Fix + "'");
  return false;
}

bool corolint::fixesAsked() { return Fix.getNumOccurrences() || Diff; }

bool corolint::onlyShowsFixes() { return Diff; }

void corolint::printFixes(const FixPlan &Plan, llvm::raw_ostream &OS) {
  OS << (Diff ? "would fix " : "fixed ") << count(Plan.Applied, "finding") << " in "
     << count(Plan.New.size(), "file") << "\n";
  for (const auto *Left : {&Plan.Conflicts, &Plan.Unwritable, &Plan.RolledBack})
    for (const LeftFix &L : *Left)
      OS << "not fixed: " << L.Check << " in " << L.Place << ": " << L.Why << "\n";
}

std::optional<FixPlan> corolint::fixIfAsked(const Selection &Selected, RunResult &Run,
                                            const RunOptions &How) {
  if (!fixesAsked() || Run.Interrupted)
    return std::nullopt;
  FixOptions What;
  What.Suggested = Fix == "all";
  What.Write = !Diff;
  FixResult Out = fixUnits(*Selected.Database, Run, Selected.How, How, What);
  if (Diff)
    for (const auto &[File, Old] : Out.Plan.Old)
      llvm::outs() << unifiedDiff(displayPath(File), Old, Out.Plan.Edits[File]);
  Run.Errors.insert(Run.Errors.end(), Out.Errors.begin(), Out.Errors.end());
  if (!Out.Plan.Unwritable.empty())
    Run.Errors.push_back(count(Out.Plan.Unwritable.size(), "finding") +
                         " could not be fixed; see the lines 'not fixed'");
  return std::move(Out.Plan);
}
