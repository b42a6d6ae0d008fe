// The exit status; see exit-status.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "exit-status.h"
#include "option-values.h"
#include "report/report.h"

using namespace corolint;
namespace cl = llvm::cl;

namespace {
enum class FailOn { Error, Warning, Note, Never };
}

static cl::opt<FailOn>
    LeastSeverity("fail-on", cl::desc("The least severity of a finding that makes the exit status 1:"),
                  cl::values(clEnumValN(FailOn::Error, "error", "work is lost, or something hangs"),
                             clEnumValN(FailOn::Warning, "warning",
                                        "also: a loop stands still, or an exception is lost"),
                             clEnumValN(FailOn::Note, "note", "any finding (default)"),
                             clEnumValN(FailOn::Never, "never", "none; 2 stays 2")),
                  cl::init(FailOn::Note), cl::cat(optionCategory()));
static KnownValues Severities(LeastSeverity);
static cl::opt<bool> ExitZero("exit-zero", cl::desc("The same as --fail-on=never"),
                              cl::cat(optionCategory()));

static bool fails(const Finding &F) {
  if (F.IsRemark || ExitZero)
    return false;
  switch (LeastSeverity) {
  case FailOn::Error:
    return severityOf(F) >= Severity::Error;
  case FailOn::Warning:
    return severityOf(F) >= Severity::Warning;
  case FailOn::Note:
    return true;
  case FailOn::Never:
    return false;
  }
  return true;
}

ExitStatus corolint::exitStatusOf(const RunResult &Run) {
  if (Run.Interrupted)
    return Interrupted;
  if (!Run.Errors.empty() || Run.BrokenUnits)
    return ToolError;
  return llvm::any_of(Run.Findings, fails) ? HasFindings : Clean;
}
