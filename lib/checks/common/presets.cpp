// Presets; see presets.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/presets.h"
#include "checks/common/globs.h"
#include "checks/common/registry.h"
#include "coroutine/nearest-name.h"

namespace corolint {
namespace {

struct Growing {
  llvm::StringRef Name, Difference, Summary;
};
struct Edition {
  unsigned Year;
  llvm::StringRef Name, Checks;
};

} // namespace

static const Growing GrowingPresets[] = {
#define PRESET(Name, Difference, Summary) {Name, Difference, Summary},
#define EDITION(Year, Name, Checks)
#include "checks/presets.def"
#undef PRESET
#undef EDITION
};

static const Edition Editions[] = {
#define PRESET(Name, Difference, Summary)
#define EDITION(Year, Name, Checks) {Year, Name, Checks},
#include "checks/presets.def"
#undef PRESET
#undef EDITION
};

static std::string editionName(const Edition &E) {
  return (E.Name + "-" + llvm::Twine(E.Year)).str();
}

std::vector<PresetInfo> allPresets() {
  std::vector<PresetInfo> Out;
  for (const Growing &P : GrowingPresets)
    Out.push_back({P.Name.str(), 0, P.Summary});
  for (const Edition &E : Editions)
    for (const Growing &P : GrowingPresets)
      if (P.Name == E.Name)
        Out.push_back({editionName(E), E.Year, P.Summary});
  return Out;
}

std::optional<std::string> presetChecks(llvm::StringRef Name) {
  std::string Out;
  auto Add = [&](llvm::StringRef Check) {
    Out += (Out.empty() ? "coro-" : ",coro-") + Check.str();
  };
  for (const Growing &P : GrowingPresets)
    if (P.Name == Name) {
      for (const CheckInfo &C : allChecks())
        if (globsSelect(P.Difference, C.Name, C.OnByDefault))
          Add(C.Name);
      return Out;
    }
  for (const Edition &E : Editions)
    if (editionName(E) == Name) {
      for (llvm::StringRef Check : splitGlobs(E.Checks))
        Add(Check);
      return Out;
    }
  return std::nullopt;
}

std::string unknownPreset(llvm::StringRef Wrong) {
  std::string All;
  std::vector<llvm::StringRef> Names;
  const std::vector<PresetInfo> Presets = allPresets();
  for (const PresetInfo &P : Presets) {
    if (!P.Year)
      All += (All.empty() ? "" : ", ") + P.Name;
    Names.push_back(P.Name);
  }
  llvm::StringRef Near = nearestName(Wrong, Names);
  return ("no preset is called '" + Wrong + "'; " +
          (Near.empty() ? "there are " + All : "did you mean '" + Near + "'?"))
      .str();
}

std::string globsWithPreset(llvm::StringRef Globs, llvm::StringRef Checks) {
  std::string Out;
  for (llvm::StringRef Glob : splitGlobs(Globs))
    Out += (Out.empty() ? "" : ",") + (Glob == "coro-*" ? Checks : Glob).str();
  return Out;
}

} // namespace corolint
