// The plugin's arguments; see options.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "options.h"
#include "checks/common/presets.h"
#include "engine/configuration.h"
#include "llvm/Support/Path.h"

namespace corolint {

static std::string wrong(llvm::StringRef Argument, llvm::StringRef Why) {
  return ("-fplugin-arg-corolint-" + Argument + ": " + Why).str();
}

std::optional<PluginOptions> parsePluginArguments(llvm::ArrayRef<std::string> Arguments,
                                                  std::string &Error) {
  PluginOptions Out;
  for (llvm::StringRef Argument : Arguments) {
    auto [Key, Value] = Argument.split('=');
    if (Key == "checks") {
      // Several arguments add up, as the flags of several CMake targets do.
      Out.Lint.Checks += (Out.Lint.Checks.empty() ? "" : ",") + Value.str();
      if (std::vector<std::string> Unknown = unknownGlobs(Value); !Unknown.empty())
        Error = wrong(Argument, Unknown.front());
      else if (Value.empty())
        Error = wrong(Argument, "which checks? 'checks=-*,blocking-*' for example");
    } else if (Key == "preset") {
      Out.Lint.Preset = Value.str();
      if (Value.empty())
        Error = wrong(Argument, "which preset? 'preset=recommended' for example");
      else if (!presetChecks(Value))
        Error = wrong(Argument, unknownPreset(Value));
    } else if (Key == "config-file") {
      Out.Lint.ConfigFile = Value.str();
      if (Value.empty())
        Error = wrong(Argument, "which file? 'config-file=FILE'");
    } else if (Key == "sarif") {
      Out.WantsSarif = true;
      Out.SarifFile = Value.str();
    } else if (Argument == "show-suppressed") {
      Out.ShowSuppressed = true;
    } else {
      Error = wrong(Argument, "unknown; there are checks=GLOBS, preset=NAME, config-file=FILE, "
                              "sarif, sarif=FILE and show-suppressed");
    }
    if (!Error.empty())
      return std::nullopt;
  }
  return Out;
}

std::string sarifPath(const PluginOptions &Options, llvm::StringRef Object, llvm::StringRef Source) {
  if (!Options.SarifFile.empty())
    return Options.SarifFile;
  // Without an object file (-fsyntax-only) the compiler would put it into the working directory.
  llvm::SmallString<256> Path(Object.empty() || Object == "-" ? llvm::sys::path::filename(Source)
                                                              : Object);
  llvm::sys::path::replace_extension(Path, "sarif");
  return std::string(Path);
}

} // namespace corolint
