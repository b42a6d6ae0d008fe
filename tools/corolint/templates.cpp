// Texts with gaps; see templates.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "templates.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

namespace corolint {

std::string filled(llvm::StringRef Name, const TemplateValues &Values) {
  const EmbeddedFile *File = llvm::find_if(
      commandTemplates(), [&](const EmbeddedFile &F) { return F.Name == Name; });
  if (File == commandTemplates().end())
    llvm::report_fatal_error("no such template");
  std::string Text = File->Text.str();
  for (const TemplateValue &V : Values) {
    const std::string Gap = ("@" + V.Gap + "@").str();
    for (size_t At = Text.find(Gap); At != std::string::npos; At = Text.find(Gap, At + V.Text.size())) {
      const bool OwnLine = (At == 0 || Text[At - 1] == '\n') && Text[At + Gap.size()] == '\n';
      Text.replace(At, Gap.size() + OwnLine, V.Text);
    }
  }
  return Text;
}

} // namespace corolint
