// Which checks run on a file, and with which options: the default set or a preset, `.clang-tidy`, the
// command line.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_CONFIGURATION_H
#define COROLINT_ENGINE_CONFIGURATION_H

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace corolint {

/// What the command line says; it counts for more than every file.
struct Overrides {
  /// Globs over check names, with the prefix or without.
  std::string Checks;
  /// The preset, instead of the one in `.clang-tidy`.
  std::string Preset;
  /// A regular expression: findings in other headers are not reported.
  std::string HeaderFilter;
  /// Read instead of every `.clang-tidy`.
  std::string ConfigFile;
  /// Options of checks, by full name.
  std::map<std::string, std::string> CheckOptions;
};

/// clang-tidy's own provider of options, with corolint's meaning of `Checks`: a project's globs for
/// other checks ("-*,bugprone-*") neither switch the coroutine checks off nor on; only globs that
/// name coro checks count.
class ConfigurationProvider : public clang::tidy::ClangTidyOptionsProvider {
public:
  /// Every file is read through \p FS: a result that is kept depends on what was read there.
  explicit ConfigurationProvider(const Overrides &CommandLine,
                                 llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS =
                                     llvm::vfs::getRealFileSystem());

  const clang::tidy::ClangTidyGlobalOptions &getGlobalOptions() override;
  /// The first source is the set of checks that everything starts from, the last the command line; both
  /// are named for people.
  std::vector<OptionsSource> getRawOptions(llvm::StringRef File) override;

  /// What was wrong in the `.clang-tidy` files read so far, as "file:line:column: what".
  const std::set<std::string> &errors() const { return *Errors; }

private:
  /// What the files say, without what `Checks` means here.
  std::vector<OptionsSource> fileOptions(llvm::StringRef File);
  /// The set of checks that \p Sources start from: its checks, and where it comes from.
  OptionsSource baseOf(const std::vector<OptionsSource> &Sources);

  std::function<llvm::ErrorOr<clang::tidy::ClangTidyOptions>(llvm::MemoryBufferRef)> Read;
  std::shared_ptr<std::set<std::string>> Errors = std::make_shared<std::set<std::string>>();
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS;
  std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Files;
  Overrides CommandLine;
};

/// The globs of \p Checks with the coro- prefix added where it is missing.
std::string normalizedGlobs(llvm::StringRef Checks);

/// Globs and names in \p Checks that match no check, each with a suggestion: "no check matches
/// 'blocking-slep'; did you mean 'blocking-sleep'?"
std::vector<std::string> unknownGlobs(llvm::StringRef Checks);

/// What is wrong with what the command line says, a line each.
std::vector<std::string> errorsIn(const Overrides &CommandLine);

} // namespace corolint

#endif
