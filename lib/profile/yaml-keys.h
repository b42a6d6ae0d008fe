// Keys and words of a profile as they are read, so that a wrong one can be met with the nearest right one.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_YAML_KEYS_H
#define COROLINT_PROFILE_YAML_KEYS_H

#include "profile/loader.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/YAMLTraits.h"
#include <optional>

namespace corolint::profile {

/// Every key and word of the schema that was asked for so far: the candidates for "did you mean".
llvm::StringSet<> &knownKeys();

/// A key that need not be there.
template <typename T> void key(llvm::yaml::IO &IO, const char *Name, T &Value) {
  knownKeys().insert(Name);
  IO.mapOptional(Name, Value);
}

/// One of the words that may stand for a value.
void word(llvm::yaml::IO &IO, auto &V, const char *Name, auto Value) {
  knownKeys().insert(Name);
  IO.enumCase(V, Name, Value);
}

/// A key with a version, "1.24".
void version(llvm::yaml::IO &IO, const char *Name, std::optional<Version> &Value);

/// Where the errors of one file go.
struct ErrorSink {
  llvm::StringRef Path;
  ProfileErrors &Errors;
};

/// LLVM's reader's handler of diagnostics: adds one to the ErrorSink that \p Context points to, with the
/// file and the nearest known word.
void explainYamlError(const llvm::SMDiagnostic &D, void *Context);

} // namespace corolint::profile

#endif
