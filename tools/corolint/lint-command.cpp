// corolint without a subcommand: selects, lints, fixes, reports.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.h"
#include "exit-status.h"
#include "fixing.h"
#include "output.h"
#include "selection.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<bool> NoCache("no-cache", cl::desc("Do not reuse results of earlier runs"),
                             cl::cat(optionCategory()));

int corolint::lintCommand(std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed) {
  if (!checkFixOptions())
    return ToolError;
  std::optional<Selection> Selected = selectFromCommandLine(std::move(Fixed));
  if (!Selected)
    return ToolError;
  Output Report;
  if (!Report.open())
    return ToolError;

  RunResult Run = lintUnits(*Selected->Database, Selected->Units, Selected->How);
  fixIfAsked(*Selected, Run, Report.forPeople());
  Run.Errors.insert(Run.Errors.begin(), Selected->Errors.begin(), Selected->Errors.end());
  const bool Written = Report.write(Run);
  for (const std::string &E : Run.Errors)
    complain(E);
  return Written ? exitStatusOf(Run) : ToolError;
}
