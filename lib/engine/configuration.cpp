// Configuration; see configuration.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/configuration.h"
#include "checks/common/globs.h"
#include "checks/common/presets.h"
#include "checks/common/registry.h"
#include "coroutine/nearest-name.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"

using namespace clang::tidy;

namespace corolint {

std::string normalizedGlobs(llvm::StringRef Checks) {
  std::string Out;
  for (llvm::StringRef Glob : splitGlobs(Checks)) {
    bool Minus = Glob.consume_front("-");
    if (!Out.empty())
      Out += ',';
    Out += Minus ? "-" : "";
    if (!Glob.starts_with("coro-"))
      Out += "coro-";
    Out += Glob;
  }
  return Out;
}

std::vector<std::string> unknownGlobs(llvm::StringRef Checks) {
  std::vector<std::string> Out;
  for (llvm::StringRef Glob : splitGlobs(Checks)) {
    std::string One = normalizedGlobs(Glob.ltrim('-'));
    if (llvm::any_of(allChecks(),
                     [&](const CheckInfo &C) { return matchesGlob(One, C.fullName()); }))
      continue;
    std::string Message = "no check matches '" + Glob.ltrim('-').str() + "'";
    if (llvm::StringRef Near = nearestCheck(Glob.ltrim('-')); !Near.empty())
      Message += "; did you mean '" + Near.str() + "'?";
    else
      Message += "; 'corolint list' names them all";
    Out.push_back(std::move(Message));
  }
  return Out;
}

std::vector<std::string> errorsIn(const Overrides &CommandLine) {
  std::vector<std::string> Out = unknownGlobs(CommandLine.Checks);
  if (!CommandLine.Preset.empty() && !presetChecks(CommandLine.Preset))
    Out.push_back(unknownPreset(CommandLine.Preset));
  std::string Error;
  if (!CommandLine.HeaderFilter.empty() &&
      !llvm::Regex(CommandLine.HeaderFilter).isValid(Error))
    Out.push_back("the header filter '" + CommandLine.HeaderFilter +
                  "' is no regular expression: " + Error);
  return Out;
}

static ClangTidyOptions defaults() {
  ClangTidyOptions Options = ClangTidyOptions::getDefaults();
  // LLVM 19 reports nothing from headers by default; a task is as lost in a header.
  Options.HeaderFilterRegex = ".*";
  Options.SystemHeaders = false;
  Options.User = "";
  return Options;
}

namespace {

/// clang-tidy's provider leaves its file system unset when it is given a reader of its own.
class FileProvider : public FileOptionsProvider {
public:
  FileProvider(ConfigFileHandlers Handlers, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> From)
      : FileOptionsProvider(ClangTidyGlobalOptions(), defaults(), ClangTidyOptions(),
                            std::move(Handlers)) {
    FS = std::move(From);
  }
  using FileOptionsProvider::ConfigFileHandlers;
};

} // namespace

ConfigurationProvider::ConfigurationProvider(const Overrides &CommandLine,
                                             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> From)
    : FS(std::move(From)), CommandLine(CommandLine) {
  // clang-tidy's reader prints errors and goes on with the defaults; ours keeps them, so that the
  // run can end with the right status.
  Read = [Errors = Errors](llvm::MemoryBufferRef Buffer) -> llvm::ErrorOr<ClangTidyOptions> {
    llvm::ErrorOr<ClangTidyOptions> Parsed =
        parseConfigurationWithDiags(Buffer, [&](const llvm::SMDiagnostic &D) {
          Errors->insert((Buffer.getBufferIdentifier() + ":" + llvm::Twine(D.getLineNo()) + ":" +
                          llvm::Twine(D.getColumnNo() + 1) + ": " + D.getMessage())
                             .str());
        });
    if (!Parsed)
      return ClangTidyOptions();
    return Parsed;
  };
  Files = std::make_unique<FileProvider>(FileProvider::ConfigFileHandlers{{".clang-tidy", Read}},
                                         FS);
}

const ClangTidyGlobalOptions &ConfigurationProvider::getGlobalOptions() {
  return Files->getGlobalOptions();
}

/// "; did you mean 'X'?" with the nearest of \p Names, or else \p Otherwise.
static std::string didYouMean(llvm::StringRef Wrong, llvm::ArrayRef<std::string> Names,
                              const llvm::Twine &Otherwise) {
  llvm::StringRef Near = nearestName(Wrong, std::vector<llvm::StringRef>(Names.begin(), Names.end()));
  return Near.empty() ? Otherwise.str() : "; did you mean '" + Near.str() + "'?";
}

/// What is wrong with an option `coro-<check>.<Option>` or `coro.<Option>`; empty when nothing is, or when
/// it is another tool's.
static std::string optionError(llvm::StringRef Key, llvm::StringRef Value) {
  if (!Key.starts_with("coro-") && !Key.starts_with("coro."))
    return {};
  auto [Check, Option] = Key.split('.');
  std::vector<std::string> Known;
  if (Check == "coro") {
    if (Key == PresetOption)
      return presetChecks(Value) ? "" : unknownPreset(Value);
    for (const OptionSpec &Spec : sharedOptions())
      Known.push_back(("coro." + Spec.Name).str());
    if (llvm::is_contained(Known, Key))
      return {};
    return ("no option is called '" + Key + "'").str() +
           didYouMean(Key, Known,
                      "; those that all checks share are '" + llvm::join(Known, "' and '") + "'");
  }
  const CheckInfo *Info = findCheck(Check);
  if (!Info) {
    llvm::StringRef Near = nearestCheck(Check);
    return ("the option '" + Key + "' is of no check" +
            (Near.empty() ? "" : "; did you mean 'coro-" + Near.str() + "'?"))
        .str();
  }
  for (const OptionSpec &Spec : Info->Options) {
    if (Spec.Name == Option)
      return {};
    Known.push_back(Spec.Name.str());
  }
  return (Check + " has no option '" + Option + "'").str() +
         didYouMean(Option, Known,
                    Known.empty() ? "; it has none" : "; it has " + llvm::join(Known, ", "));
}

std::vector<ClangTidyOptionsProvider::OptionsSource>
ConfigurationProvider::fileOptions(llvm::StringRef File) {
  if (CommandLine.ConfigFile.empty()) {
    std::vector<OptionsSource> Sources = Files->getRawOptions(File);
    // The last one is clang-tidy's command line, which is not ours.
    llvm::erase_if(Sources, [](const OptionsSource &Source) {
      return Source.second == OptionsSourceTypeCheckCommandLineOption;
    });
    return Sources;
  }
  const std::string &ConfigFile = CommandLine.ConfigFile;
  std::vector<OptionsSource> Sources = {{defaults(), "corolint's defaults"}};
  auto Buffer = FS->getBufferForFile(ConfigFile);
  if (!Buffer)
    Errors->insert(ConfigFile + ": cannot read the configuration: " + Buffer.getError().message());
  else if (llvm::ErrorOr<ClangTidyOptions> Options = Read((*Buffer)->getMemBufferRef()))
    Sources.emplace_back(*Options, ConfigFile);
  return Sources;
}

ClangTidyOptionsProvider::OptionsSource
ConfigurationProvider::baseOf(const std::vector<OptionsSource> &Sources) {
  OptionsSource Base;
  Base.first.Checks = defaultGlobs();
  Base.second = "the default set";
  auto Take = [&](llvm::StringRef Preset, llvm::StringRef Where) {
    if (std::optional<std::string> Checks = presetChecks(Preset)) {
      Base.first.Checks = std::move(Checks);
      Base.second = ("the preset '" + Preset + "' of " + Where).str();
    }
  };
  for (const OptionsSource &Source : Sources)
    if (auto It = Source.first.CheckOptions.find(PresetOption);
        It != Source.first.CheckOptions.end())
      Take(It->getValue().Value, Source.second);
  if (!CommandLine.Preset.empty())
    Take(CommandLine.Preset, "the command line");
  return Base;
}

std::vector<ClangTidyOptionsProvider::OptionsSource>
ConfigurationProvider::getRawOptions(llvm::StringRef File) {
  std::vector<OptionsSource> Sources = fileOptions(File);
  OptionsSource Base = baseOf(Sources);
  const bool HasPreset = Base.second != "the default set";
  for (OptionsSource &Source : Sources) {
    for (const auto &Option : Source.first.CheckOptions)
      if (std::string E = optionError(Option.getKey(), Option.getValue().Value); !E.empty())
        Errors->insert(Source.second + ": " + E);
    // It was complained about; the checks need not do it again.
    if (auto It = Source.first.CheckOptions.find(PresetOption);
        It != Source.first.CheckOptions.end() && !presetChecks(It->getValue().Value))
      Source.first.CheckOptions.erase(It);
    if (!Source.first.Checks)
      continue;
    Source.first.Checks = coroGlobs(*Source.first.Checks);
    for (const std::string &E : unknownGlobs(*Source.first.Checks))
      Errors->insert(Source.second + ": " + E);
    if (HasPreset)
      Source.first.Checks = globsWithPreset(*Source.first.Checks, *Base.first.Checks);
  }
  Base.first.Checks = "-*," + *Base.first.Checks;
  Sources.insert(Sources.begin(), std::move(Base));
  ClangTidyOptions Override;
  // On the command line `*` is every check, whatever the preset.
  Override.Checks = globsWithPreset(normalizedGlobs(CommandLine.Checks), *presetChecks("strict"));
  if (!CommandLine.HeaderFilter.empty())
    Override.HeaderFilterRegex = CommandLine.HeaderFilter;
  if (!CommandLine.Preset.empty())
    Override.CheckOptions[PresetOption] = ClangTidyOptions::ClangTidyValue(CommandLine.Preset);
  for (const auto &[Name, Value] : CommandLine.CheckOptions)
    Override.CheckOptions[Name] = ClangTidyOptions::ClangTidyValue(Value);
  Sources.push_back(OptionsSource(Override, "the command line"));
  return Sources;
}

} // namespace corolint
