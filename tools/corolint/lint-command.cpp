// corolint without a subcommand: selects, lints, fixes, reports.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.h"
#include "exit-status.h"
#include "filtering.h"
#include "fixing.h"
#include "output.h"
#include "profiling.h"
#include "running.h"
#include "selection.h"
#include "suppressing.h"
#include "llvm/Support/WithColor.h"

using namespace corolint;

int corolint::lintCommand(FixedArguments Fixed) {
  if (!checkFixOptions() || !checkSuppressionOptions(fixesAsked()))
    return ToolError;
  std::optional<Running> Running = runningFromCommandLine();
  if (!Running)
    return ToolError;
  std::optional<Selection> Selected = selectFromCommandLine(std::move(Fixed));
  if (!Selected)
    return ToolError;
  Filter Wanted;
  if (!Wanted.prepare(*Selected, /*Fixing=*/fixesAsked() || addsSuppressions()))
    return ToolError;
  Output Report;
  if (!Report.open())
    return ToolError;

  Profiling Profile;
  if (!Profile.open())
    return ToolError;
  RunResult Run = lintUnits(*Selected->Database, Selected->Units, Selected->How,
                            Profile.timed(Running->How));
  Wanted.apply(*Selected, Run);
  std::optional<FixPlan> Fixes = fixIfAsked(*Selected, Run, Running->How);
  const bool Rewritten = Fixes && !onlyShowsFixes() && !Fixes->New.empty();
  if (Rewritten || suppressIfAsked(*Selected, Run, Running->How, Report.forPeople()))
    Wanted.apply(*Selected, Run);
  Running->finish();
  const bool Finished = Wanted.finish(*Selected, Run, Report.forPeople());
  Run.Errors.insert(Run.Errors.begin(), Selected->Errors.begin(), Selected->Errors.end());
  const bool Written = Report.write(Run, /*WithoutStdout=*/onlyShowsFixes());
  if (Fixes)
    printFixes(*Fixes, onlyShowsFixes() ? llvm::errs() : Report.forPeople());
  for (const std::string &R : Run.Remarks)
    llvm::WithColor::note(llvm::errs(), "corolint") << R << "\n";
  for (const std::string &E : Run.Errors)
    complain(E);
  return Profile.finish() && Written && Finished ? exitStatusOf(Run) : ToolError;
}
