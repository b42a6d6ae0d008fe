// How the calls that a profile is about are written in YAML; for parse-profile.cpp.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_CALL_MAPPING_H
#define COROLINT_PROFILE_CALL_MAPPING_H

#include "profile/schema.h"
#include "profile/yaml-keys.h"

namespace corolint::profile {

/// What every entry has; remembers where it stands.
inline void range(llvm::yaml::IO &IO, VersionRange &V) {
  version(IO, "since", V.Since);
  version(IO, "before", V.Before);
  const char *Start = static_cast<llvm::StringRef *>(IO.getContext())->begin();
  const llvm::yaml::Node *Here = static_cast<llvm::yaml::Input &>(IO).getCurrentNode();
  V.Offset = Here->getSourceRange().Start.getPointer() - Start;
}

} // namespace corolint::profile

LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::profile::Condition)
LLVM_YAML_IS_SEQUENCE_VECTOR(corolint::profile::CallPattern)

namespace llvm::yaml {

using corolint::profile::key;
using corolint::profile::range;

template <> struct MappingTraits<corolint::profile::Condition> {
  static void mapping(IO &IO, corolint::profile::Condition &V) {
    key(IO, "arg", V.Arg);
    key(IO, "is", V.Is);
    key(IO, "has-flag", V.HasFlag);
    key(IO, "type", V.Type);
    key(IO, "refers-to", V.RefersTo);
    key(IO, "args", V.Args);
    key(IO, "mentions", V.Mentions);
  }
  static std::string validate(IO &, corolint::profile::Condition &V) {
    if (!V.Is.empty() && V.Is != "zero" && V.Is != "null" && V.Is != "not-null" && V.Is != "number")
      return "'is' must be zero, null, not-null or number";
    unsigned Index;
    if (!V.Arg.empty() && V.Arg != "last" && V.Arg != "any" && V.Arg != "object" &&
        llvm::StringRef(V.Arg).getAsInteger(10, Index))
      return "'arg' must be an index from 0, last, any or object";
    bool NeedsArg =
        !V.Is.empty() || !V.HasFlag.empty() || !V.Type.empty() || !V.RefersTo.empty();
    if (NeedsArg && V.Arg.empty())
      return "a condition on an argument needs 'arg'";
    if (!NeedsArg && !V.Args && V.Mentions.empty())
      return "a condition needs one of is, has-flag, type, refers-to, args, mentions";
    return {};
  }
};

inline void mapCall(IO &IO, corolint::profile::CallPattern &V) {
  range(IO, V);
  key(IO, "functions", V.Functions);
  key(IO, "methods", V.Methods);
  key(IO, "of", V.Of);
  key(IO, "constructors", V.Constructors);
  key(IO, "returning", V.Returning);
  key(IO, "when", V.When);
  key(IO, "unless", V.Unless);
}

inline std::string validateCall(const corolint::profile::CallPattern &V) {
  unsigned Given = !V.Functions.empty() + !V.Methods.empty() + !V.Constructors.empty() +
                   !V.Returning.empty();
  if (Given != 1)
    return "exactly one of functions, methods, constructors, returning is needed";
  if (!V.Returning.empty() && V.When.empty())
    return "'returning' needs 'when': not every call that returns the class can be meant";
  if (V.Methods.empty() != V.Of.empty())
    return "'methods' and 'of' (the classes that have them) go together";
  return {};
}

template <> struct MappingTraits<corolint::profile::CallPattern> {
  static void mapping(IO &IO, corolint::profile::CallPattern &V) { mapCall(IO, V); }
  static std::string validate(IO &, corolint::profile::CallPattern &V) { return validateCall(V); }
};

} // namespace llvm::yaml

#endif
