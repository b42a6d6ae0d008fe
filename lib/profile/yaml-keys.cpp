// What is known of a profile's words, and errors that use it; see yaml-keys.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/yaml-keys.h"
#include "coroutine/nearest-name.h"

namespace corolint::profile {

llvm::StringSet<> &knownKeys() {
  static llvm::StringSet<> Keys;
  return Keys;
}

void version(llvm::yaml::IO &IO, const char *Name, std::optional<Version> &Value) {
  std::string Text;
  key(IO, Name, Text);
  if (Text.empty())
    return;
  Value = Version::parse(Text);
  if (!Value)
    IO.setError(llvm::Twine("'") + Name + "' must be a version, like 1.24");
}

static llvm::StringRef nearestKey(llvm::StringRef Wrong) {
  std::vector<llvm::StringRef> Names;
  for (const auto &Known : knownKeys())
    Names.push_back(Known.getKey());
  llvm::sort(Names);
  return nearestName(Wrong, Names);
}

void explainYamlError(const llvm::SMDiagnostic &D, void *Context) {
  auto &[Path, Errors] = *static_cast<ErrorSink *>(Context);
  std::string Message = (Path + ":" + llvm::Twine(D.getLineNo()) + ":" +
                         llvm::Twine(D.getColumnNo() + 1) + ": " + D.getMessage())
                            .str();
  llvm::StringRef Text = D.getMessage();
  llvm::StringRef Wrong;
  if (Text.consume_front("unknown key '")) {
    Wrong = Text.rtrim('\'');
  } else if (Text == "unknown enumerated scalar") {
    Wrong = D.getLineContents().drop_front(std::max(0, D.getColumnNo())).take_while([](char C) {
      return isalnum(static_cast<unsigned char>(C)) || C == '-' || C == '_';
    });
    Message += ": '" + Wrong.str() + "'";
  }
  if (llvm::StringRef Near = Wrong.empty() ? Wrong : nearestKey(Wrong); !Near.empty())
    Message += "; did you mean '" + Near.str() + "'?";
  Errors.push_back(std::move(Message));
}

} // namespace corolint::profile
