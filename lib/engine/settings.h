// The settings of one file, each with where it comes from: for those who ask why a check is silent.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_SETTINGS_H
#define COROLINT_ENGINE_SETTINGS_H

#include "checks/common/registry.h"
#include "engine/configuration.h"

namespace corolint {

struct CheckSetting {
  const CheckInfo *Check;
  bool On;
  /// What decided: "the default set", "the preset 'server' of /src/.clang-tidy",
  /// "'-coro-blocking-*' in /src/.clang-tidy", "'blocking-*' on the command line".
  std::string Why;
};

struct OptionSetting {
  std::string
      Name; ///< "coro.Preset", "coro-blocking-thread-sync.CheckMutexLock", "HeaderFilterRegex".
  std::string Value;
  std::string Why; ///< "default" or the file.
};

struct Settings {
  std::vector<CheckSetting> Checks; ///< Every check, by name.
  /// Every option: those of clang-tidy that count here, the shared ones, those of the checks.
  std::vector<OptionSetting> Options;
  /// The `.clang-tidy` files that count, the nearest last.
  std::vector<std::string> Files;
  std::vector<std::string> Errors;
};

Settings settingsOf(llvm::StringRef File, const Overrides &CommandLine);

} // namespace corolint

#endif
