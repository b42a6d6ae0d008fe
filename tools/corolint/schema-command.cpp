// corolint schema: the JSON schema of the configuration.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.h"
#include "engine/configuration-schema.h"
#include "llvm/Support/FormatVariadic.h"

using namespace corolint;

static llvm::cl::SubCommand Schema("schema",
                                   "Print the JSON schema of what corolint reads in .clang-tidy");

bool corolint::schemaChosen() { return bool(Schema); }

int corolint::schemaCommand() {
  llvm::outs() << llvm::formatv("{0:2}", configurationSchema()) << "\n";
  return Clean;
}
