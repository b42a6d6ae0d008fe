// corolint without a subcommand: selects, lints, fixes, reports.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.h"
#include "fixing.h"
#include "output.h"
#include "selection.h"
#include "llvm/Support/WithColor.h"

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
  if (!Report.write(Run))
    return ToolError;

  std::vector<std::string> Errors = std::move(Selected->Errors);
  Errors.insert(Errors.end(), Run.Errors.begin(), Run.Errors.end());
  for (const std::string &W : Run.Warnings)
    llvm::WithColor::warning(llvm::errs(), "corolint") << W << "\n";
  for (const std::string &E : Errors)
    complain(E);
  if (!Errors.empty() || Run.BrokenUnits)
    return ToolError;
  const bool Found = llvm::any_of(Run.Findings, [](const Finding &F) { return !F.IsRemark; });
  return Found ? HasFindings : Clean;
}
