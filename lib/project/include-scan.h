// What a file includes, told from its text alone: cheap, and good enough to propose what units might share.
// Only includes that are certain to happen count: no condition but the include guard around them, no brace open.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_INCLUDE_SCAN_H
#define COROLINT_PROJECT_INCLUDE_SCAN_H

#include "engine/search-path.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct IncludeDirective {
  std::string Name;
  bool Angled;
};

/// The includes of \p Text, in their order.
std::vector<IncludeDirective> includesOf(llvm::StringRef Text);

/// Files that were read, whatever command includes them.
class IncludeTexts {
public:
  struct Text {
    size_t Size = 0; ///< Bytes.
    std::vector<IncludeDirective> Includes;
  };
  /// Null when \p Path is no file that can be read.
  const Text *read(llvm::StringRef Path);

private:
  llvm::StringMap<std::optional<Text>> Known;
};

/// Follows includes along a search path.
class IncludeScan {
public:
  struct Header {
    unsigned Id = 0; ///< From 0 upwards, in the order they are found.
    bool System = false;
    std::string Path;
    const IncludeTexts::Text *Text = nullptr;
  };

  IncludeScan(SearchPath Where, IncludeTexts &Texts) : Where(std::move(Where)), Texts(Texts) {}

  /// The header that \p Included in \p By stands for; null when there is none.
  const Header *find(const IncludeDirective &Included, llvm::StringRef By);
  /// A file that is no header: the main file of a unit.
  const Header *open(llvm::StringRef Path) { return load(Path, /*System=*/false); }
  /// Everything that including \p From brings along, itself first.
  const std::vector<const Header *> &closureOf(const Header &From);
  size_t size() const { return Headers.size(); }

private:
  const Header *load(llvm::StringRef Path, bool System);

  const SearchPath Where;
  IncludeTexts &Texts;
  std::vector<std::unique_ptr<Header>> Headers;
  llvm::StringMap<const Header *> ByPath, ByAngledName;
  std::vector<std::optional<std::vector<const Header *>>> Closures;
};

} // namespace corolint

#endif
