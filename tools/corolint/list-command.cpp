// corolint list: the checks, one line each.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "commands.h"

using namespace corolint;

static llvm::cl::SubCommand List("list",
                                 "List the checks: name, whether on by default, what they report");

bool corolint::listChosen() { return bool(List); }

int corolint::listCommand() {
  size_t Width = 0;
  for (const CheckInfo &C : allChecks())
    Width = std::max(Width, C.fullName().size());
  for (const CheckInfo &C : allChecks())
    llvm::outs() << llvm::left_justify(C.fullName(), Width) << (C.OnByDefault ? "  on   " : "  off  ")
                 << C.Summary << "\n";
  return Clean;
}
