// corolint without a subcommand: selects, lints, fixes, reports.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.h"
#include "exit-status.h"
#include "fixing.h"
#include "output.h"
#include "running.h"
#include "selection.h"
#include "llvm/Support/WithColor.h"

using namespace corolint;

int corolint::lintCommand(std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed) {
  if (!checkFixOptions())
    return ToolError;
  std::optional<Running> Running = runningFromCommandLine();
  if (!Running)
    return ToolError;
  std::optional<Selection> Selected = selectFromCommandLine(std::move(Fixed));
  if (!Selected)
    return ToolError;
  Output Report;
  if (!Report.open())
    return ToolError;

  RunResult Run = lintUnits(*Selected->Database, Selected->Units, Selected->How, Running->How);
  std::optional<FixPlan> Fixes = fixIfAsked(*Selected, Run, Running->How);
  Running->finish();
  Run.Errors.insert(Run.Errors.begin(), Selected->Errors.begin(), Selected->Errors.end());
  const bool Written = Report.write(Run, /*WithoutStdout=*/onlyShowsFixes());
  if (Fixes)
    printFixes(*Fixes, onlyShowsFixes() ? llvm::errs() : Report.forPeople());
  for (const std::string &R : Run.Remarks)
    llvm::WithColor::note(llvm::errs(), "corolint") << R << "\n";
  for (const std::string &E : Run.Errors)
    complain(E);
  return Written ? exitStatusOf(Run) : ToolError;
}
