// Functions that a project lists in an option, with what it would have instead.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_CONFIGURED_CALLS_H
#define COROLINT_CHECKS_COMMON_CONFIGURED_CALLS_H

#include "profile/knowledge.h"

namespace corolint {

class ConfiguredCalls {
public:
  struct Entry {
    std::string Pattern;
    std::string Instead; ///< What follows the arrow; empty for nothing.
  };

  /// \p Entries as the option has them: "ns::f", "Db::query -> Db::asyncQuery". A name matches fully qualified
  /// or by its last components.
  explicit ConfiguredCalls(llvm::ArrayRef<std::string> Entries);

  /// The entry that is about \p Call: one that names the function, the method, the class of a constructor or the
  /// variable of a function object. Null when what is called returns a task, which makes it the asynchronous
  /// overload, or when it is annotated as non-blocking: what the code says of itself counts for more than a list.
  const Entry *find(const CallSite &Call, profile::Knowledge &Known) const;

private:
  std::vector<Entry> Entries;
};

} // namespace corolint

#endif
