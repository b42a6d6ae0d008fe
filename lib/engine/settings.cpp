// Settings and their sources; see settings.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/settings.h"
#include "checks/common/globs.h"

using namespace clang::tidy;

namespace corolint {
namespace {

using Sources = std::vector<ClangTidyOptionsProvider::OptionsSource>;

/// The last source that says something about an option, or its default.
class OptionReader {
public:
  OptionReader(const Sources &All, std::vector<OptionSetting> &Out) : All(All), Out(Out) {}

  void checkOption(const std::string &Name, llvm::StringRef Default) {
    OptionSetting S{Name, Default.str(), "default"};
    for (const auto &[Options, Where] : All)
      if (auto It = Options.CheckOptions.find(Name); It != Options.CheckOptions.end()) {
        S.Value = It->getValue().Value;
        S.Why = Where;
      }
    Out.push_back(std::move(S));
  }

  template <typename T>
  void field(const char *Name, std::optional<T> ClangTidyOptions::*Field, llvm::StringRef Default) {
    OptionSetting S{Name, Default.str(), "default"};
    // The second one is corolint's default.
    for (const auto &[Options, Where] : llvm::drop_begin(All, 2))
      if (const std::optional<T> &Value = Options.*Field) {
        S.Value = text(*Value);
        S.Why = Where;
      }
    Out.push_back(std::move(S));
  }

private:
  static std::string text(const std::string &Value) { return Value; }
  static std::string text(bool Value) { return Value ? "true" : "false"; }

  const Sources &All;
  std::vector<OptionSetting> &Out;
};

} // namespace

static CheckSetting settingOf(const CheckInfo &Check, const Sources &All) {
  CheckSetting Out{&Check, false, "not in " + All.front().second};
  const std::string Name = Check.fullName();
  for (const auto &[Options, Where] : All) {
    const std::string Globs = Options.Checks.value_or("");
    for (llvm::StringRef Glob : splitGlobs(Globs)) {
      const bool Positive = !Glob.consume_front("-");
      if (!matchesGlob(Glob, Name) || (!Positive && Glob == "*"))
        continue;
      Out.On = Positive;
      const bool IsBase = &Options == &All.front().first;
      Out.Why = IsBase ? "in " + Where
                       : "'" + std::string(Positive ? "" : "-") + Glob.str() + "' " +
                             (&Options == &All.back().first ? "on " : "in ") + Where;
    }
  }
  return Out;
}

Settings settingsOf(llvm::StringRef File, const Overrides &CommandLine) {
  ConfigurationProvider Provider(CommandLine);
  const Sources All = Provider.getRawOptions(File);
  Settings Out;
  for (const CheckInfo &C : allChecks())
    Out.Checks.push_back(settingOf(C, All));

  OptionReader Reader(All, Out.Options);
  Reader.field("WarningsAsErrors", &ClangTidyOptions::WarningsAsErrors, "");
  Reader.field("HeaderFilterRegex", &ClangTidyOptions::HeaderFilterRegex, ".*");
  Reader.field("ExcludeHeaderFilterRegex", &ClangTidyOptions::ExcludeHeaderFilterRegex, "");
  for (const OptionSpec &Option : sharedOptions())
    Reader.checkOption(("coro." + Option.Name).str(), Option.Default);
  for (const CheckInfo &C : allChecks())
    for (const OptionSpec &Option : C.Options)
      Reader.checkOption((C.fullName() + "." + Option.Name).str(), Option.Default);

  // Neither the set that everything starts from and the defaults, nor the command line.
  for (const auto &Source : llvm::drop_end(llvm::drop_begin(All, 2)))
    Out.Files.push_back(Source.second);
  Out.Errors.assign(Provider.errors().begin(), Provider.errors().end());
  return Out;
}

} // namespace corolint
