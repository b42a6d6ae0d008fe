// The values that an option takes, for shell completion and the manual page.
//
// An option whose values are a fixed set says so beside its definition, once:
//   static cl::opt<Format> OutputFormat("format", cl::values(...));
//   static KnownValues OutputFormats(OutputFormat);
// What else a value can be is read off its cl::value_desc: see ValueKind in reference.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_OPTION_VALUES_H
#define COROLINT_TOOL_OPTION_VALUES_H

#include "llvm/Support/CommandLine.h"
#include <functional>
#include <string>
#include <vector>

namespace corolint {

struct OptionValue {
  std::string Name, Help;
};

class KnownValues {
public:
  using Source = std::function<std::vector<OptionValue>()>;
  /// \p Values is called when the values are asked for: it may read tables of other files.
  KnownValues(const llvm::cl::Option &Of, Source Values);
  /// Those of cl::values.
  template <typename T>
  explicit KnownValues(llvm::cl::opt<T> &Of)
      : KnownValues(Of, [&Of] {
          std::vector<OptionValue> Out;
          for (unsigned I = 0, E = Of.getParser().getNumOptions(); I != E; ++I)
            Out.push_back({Of.getParser().getOption(I).str(), Of.getParser().getDescription(I).str()});
          return Out;
        }) {}

  /// The values of an option; none if it did not say.
  static std::vector<OptionValue> of(const llvm::cl::Option &O);
};

} // namespace corolint

#endif
