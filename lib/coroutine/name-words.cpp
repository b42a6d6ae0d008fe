// Splitting names into words; see name-words.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/name-words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint {

/// The length of the first word of \p Name, which does not begin with an underscore.
static size_t wordLength(llvm::StringRef Name) {
  size_t Length = 1;
  for (; Length < Name.size() && Name[Length] != '_'; ++Length) {
    const bool Upper = llvm::isUpper(Name[Length]);
    // `asyncClose`, and the last capital of `HTTPClose`, which begins the next word.
    if (Upper && !llvm::isUpper(Name[Length - 1]))
      break;
    if (Upper && Length + 1 < Name.size() && llvm::isLower(Name[Length + 1]))
      break;
  }
  return Length;
}

bool hasWord(llvm::StringRef Name, llvm::ArrayRef<llvm::StringRef> Words) {
  for (Name = Name.ltrim('_'); !Name.empty(); Name = Name.ltrim('_')) {
    llvm::StringRef Word = Name.take_front(wordLength(Name));
    if (llvm::any_of(Words, [&](llvm::StringRef W) { return W.equals_insensitive(Word); }))
      return true;
    Name = Name.drop_front(Word.size());
  }
  return false;
}

bool isNamedLikeCleanup(llvm::StringRef Name) {
  return hasWord(Name, {"abort", "cancel", "cleanup", "close", "destroy", "disconnect", "quit", "shutdown",
                        "shut", "stop", "teardown", "terminate"});
}

} // namespace corolint
