// Texts with gaps that the tables of the program fill: @OPTIONS@. They lie beside their kin as files and are
// compiled in.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_TEMPLATES_H
#define COROLINT_TOOL_TEMPLATES_H

#include "embedded-file.h"
#include <string>
#include <vector>

namespace corolint {

struct TemplateValue {
  llvm::StringRef Gap; ///< Without the @.
  std::string Text;
};
using TemplateValues = std::vector<TemplateValue>;

/// The template of that name, each gap filled. A gap that has a line for itself takes whole lines.
std::string filled(llvm::StringRef Name, const TemplateValues &Values);

} // namespace corolint

#endif
