// The JSON schema of what corolint reads in `.clang-tidy`: a projection of the checks, their options and the
// presets, for editors that complete and check YAML.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_CONFIGURATION_SCHEMA_H
#define COROLINT_ENGINE_CONFIGURATION_SCHEMA_H

#include "llvm/Support/JSON.h"

namespace corolint {

llvm::json::Value configurationSchema();

} // namespace corolint

#endif
