// Configuration; see configuration.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/configuration.h"
#include "checks/common/globs.h"
#include "checks/common/registry.h"
#include "clang-tidy/GlobList.h"
#include "llvm/Support/MemoryBuffer.h"
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
    GlobList List(One);
    bool Any = false;
    for (const CheckInfo &C : allChecks())
      Any |= List.contains(C.fullName());
    if (Any)
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

ConfigurationProvider::ConfigurationProvider(llvm::StringRef Checks, llvm::StringRef ConfigFile,
                                             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> From)
    : FS(std::move(From)), CommandLine(normalizedGlobs(Checks)), ConfigFile(ConfigFile) {
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

/// What is wrong with an option `coro-<check>.<Option>` or `coro.<Option>`; empty when nothing is, or when
/// it is another tool's.
static std::string optionError(llvm::StringRef Key) {
  if (!Key.starts_with("coro-") && !Key.starts_with("coro."))
    return {};
  auto [Check, Option] = Key.split('.');
  if (Check == "coro")
    return Option == "Profiles" ? ""
                                : ("no option is called '" + Key +
                                   "'; the one that all checks share is 'coro.Profiles'")
                                      .str();
  const CheckInfo *Info = findCheck(Check);
  if (!Info) {
    llvm::StringRef Near = nearestCheck(Check);
    return ("the option '" + Key + "' is of no check" +
            (Near.empty() ? "" : "; did you mean 'coro-" + Near.str() + "'?"))
        .str();
  }
  std::string Known;
  for (const OptionSpec &Spec : Info->Options) {
    if (Spec.Name == Option)
      return {};
    Known += (Known.empty() ? "" : ", ") + Spec.Name.str();
  }
  return (Check + " has no option '" + Option + "'; " +
          (Known.empty() ? "it has none" : "it has " + Known))
      .str();
}

std::vector<ClangTidyOptionsProvider::OptionsSource>
ConfigurationProvider::fileOptions(llvm::StringRef File) {
  if (ConfigFile.empty())
    return Files->getRawOptions(File);
  std::vector<OptionsSource> Sources = {{defaults(), "corolint's defaults"}};
  auto Buffer = FS->getBufferForFile(ConfigFile);
  if (!Buffer)
    Errors->insert(ConfigFile + ": cannot read the configuration: " + Buffer.getError().message());
  else if (llvm::ErrorOr<ClangTidyOptions> Options = Read((*Buffer)->getMemBufferRef()))
    Sources.emplace_back(*Options, ConfigFile);
  return Sources;
}

std::vector<ClangTidyOptionsProvider::OptionsSource>
ConfigurationProvider::getRawOptions(llvm::StringRef File) {
  std::vector<OptionsSource> Sources = fileOptions(File);
  for (OptionsSource &Source : Sources) {
    for (const auto &Option : Source.first.CheckOptions)
      if (std::string E = optionError(Option.getKey()); !E.empty())
        Errors->insert(Source.second + ": " + E);
    if (!Source.first.Checks)
      continue;
    Source.first.Checks = coroGlobs(*Source.first.Checks);
    for (const std::string &E : unknownGlobs(*Source.first.Checks))
      Errors->insert(Source.second + ": " + E);
  }
  ClangTidyOptions Base;
  Base.Checks = "-*," + defaultGlobs();
  Sources.insert(Sources.begin(), OptionsSource(Base, "corolint's default set"));
  ClangTidyOptions Override;
  Override.Checks = CommandLine;
  Sources.push_back(OptionsSource(Override, OptionsSourceTypeCheckCommandLineOption));
  return Sources;
}

} // namespace corolint
