// Links to the checks' pages; see page-links.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "page-links.h"
#include "checks/common/registry.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace corolint {

static std::string fileUri(llvm::StringRef Path) {
  std::string Out = "file://";
  for (char C : Path)
    if (llvm::isAlnum(C) || llvm::StringRef("/-._~").contains(C))
      Out += C;
    else
      Out += "%" + llvm::toHex(llvm::StringRef(&C, 1));
  return Out;
}

/// The directory of the pages: where they are installed, seen from this program, or in the sources it was
/// built from; empty when there is neither.
static std::string findPages() {
  static int InThisProgram;
  llvm::SmallString<256> Pages(llvm::sys::path::parent_path(
      llvm::sys::fs::getMainExecutable("corolint-clangd", &InThisProgram)));
  llvm::sys::path::append(Pages, COROLINT_PAGES);
  llvm::sys::path::remove_dots(Pages, /*remove_dot_dot=*/true);
  if (llvm::sys::fs::is_directory(Pages))
    return std::string(Pages);
  return llvm::sys::fs::is_directory(COROLINT_SOURCE_PAGES) ? COROLINT_SOURCE_PAGES : "";
}

std::string pageUri(llvm::StringRef Check) {
  static const std::string Pages = findPages();
  const CheckInfo *Info = findCheck(Check);
  if (Pages.empty() || !Info)
    return {};
  std::string Page = Pages + "/" + Info->Name.str() + ".md";
  return llvm::sys::fs::exists(Page) ? fileUri(Page) : std::string();
}

void linkPages(llvm::json::Value &Message) {
  llvm::json::Object *Holder = Message.getAsObject();
  llvm::json::Array *Found = Holder ? Holder->getArray("diagnostics") : nullptr;
  if (!Found)
    return;
  for (llvm::json::Value &Item : *Found) {
    llvm::json::Object *Diagnostic = Item.getAsObject();
    std::optional<llvm::StringRef> Code =
        Diagnostic ? Diagnostic->getString("code") : std::nullopt;
    if (!Code || !Code->starts_with("coro-"))
      continue;
    std::string Uri = pageUri(*Code);
    Diagnostic->erase("codeDescription");
    if (!Uri.empty())
      (*Diagnostic)["codeDescription"] = llvm::json::Object{{"href", std::move(Uri)}};
  }
}

} // namespace corolint
