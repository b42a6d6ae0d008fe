// Lists of globs; see globs.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/globs.h"
#include "checks/common/registry.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint {

llvm::SmallVector<llvm::StringRef, 8> splitGlobs(llvm::StringRef Checks) {
  llvm::SmallVector<llvm::StringRef, 8> Parts, Out;
  // clang-tidy accepts lists over several lines.
  llvm::SplitString(Checks, Parts, ",\n");
  for (llvm::StringRef Part : Parts)
    if (!Part.trim().empty())
      Out.push_back(Part.trim());
  return Out;
}

bool matchesGlob(llvm::StringRef Glob, llvm::StringRef Name) {
  auto [Head, Rest] = Glob.split('*');
  if (!Name.consume_front(Head))
    return false;
  if (Head.size() == Glob.size())
    return Name.empty();
  // What follows a star fits at the first place where it fits, or at none.
  for (; !Name.empty(); Name = Name.drop_front())
    if (matchesGlob(Rest, Name))
      return true;
  return matchesGlob(Rest, Name);
}

bool globsSelect(llvm::StringRef Globs, llvm::StringRef Name, bool Otherwise) {
  for (llvm::StringRef Glob : splitGlobs(Globs)) {
    const bool Positive = !Glob.consume_front("-");
    if (matchesGlob(Glob.ltrim(), Name))
      Otherwise = Positive;
  }
  return Otherwise;
}

std::string coroGlobs(llvm::StringRef Checks) {
  std::string Out;
  for (llvm::StringRef Glob : splitGlobs(Checks))
    if (Glob.ltrim('-').starts_with("coro-"))
      Out += (Out.empty() ? "" : ",") + Glob.str();
  return Out;
}

std::string defaultGlobs() {
  std::string Out;
  for (const CheckInfo &C : allChecks())
    if (C.OnByDefault)
      Out += (Out.empty() ? "" : ",") + C.fullName();
  return Out;
}

} // namespace corolint
