// corolint explain CHECK: the page of a check.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "commands.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::SubCommand Explain("explain", "Print the page of a check");
static cl::opt<std::string> CheckName(cl::Positional, cl::Required, cl::desc("CHECK"),
                                      cl::sub(Explain));

bool corolint::explainChosen() { return bool(Explain); }

int corolint::explainCommand() {
  const CheckInfo *C = findCheck(CheckName);
  if (!C) {
    llvm::StringRef Near = nearestCheck(CheckName);
    complain("no check is called '" + CheckName + "'; " +
             (Near.empty() ? "'corolint list' names them all"
                           : "did you mean '" + Near.str() + "'?"));
    return ToolError;
  }
  llvm::outs() << C->page();
  return Clean;
}
