// Results of earlier runs, reused when nothing they depend on has changed.
//
// An entry is found in two steps, as ccache does it. What is known without looking at any file (the unit,
// its commands, the options, the environment, this program) names a manifest: the lists of inputs that the
// unit had in earlier runs. What those inputs are now names the result. So a unit may have several results
// at once (branches of a repository), and checking one costs a stat and a hash for each input, once a run.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_CACHE_H
#define COROLINT_PROJECT_CACHE_H

#include "engine/lint.h"
#include "engine/shared-headers.h"
#include "project/compile-database.h"
#include "project/file-states.h"
#include "llvm/Support/CachePruning.h"

namespace corolint {

class ResultCache {
public:
  /// Keeps results in \p Directory, which is made when something is written.
  ResultCache(std::string Directory, llvm::CachePruningPolicy Policy);

  /// The name of everything that decides about \p Unit except its inputs.
  std::string keyOf(const CompileDatabase &Database, const std::string &Unit,
                    const LintOptions &Options) const;
  /// The result of the unit as the files are now. An entry that cannot be read is none.
  std::optional<UnitResult> find(const std::string &Key);
  /// Keeps \p Result if it says something about a state of the files that may come again.
  void store(const std::string &Key, const UnitResult &Result);

  /// Where a precompiled header for \p Key is to be made, and the one that is there, if it is still what its
  /// headers are.
  std::string sharedFile(llvm::StringRef Key) const;
  std::optional<SharedHeaders> findShared(llvm::StringRef Key);
  void storeShared(llvm::StringRef Key, const SharedHeaders &Shared);

  /// Removes what is old or too much; looks at the directory once in a while only.
  void prune();

  /// Why nothing can be written, once that has happened. The results are right all the same.
  const std::string &directory() const { return Directory; }
  const std::string &problem() const { return Problem; }

private:
  std::string pathOf(llvm::StringRef Name) const;
  std::string sharedName(llvm::StringRef Key) const;
  std::vector<std::vector<Input>> readManifest(const std::string &Key) const;
  bool write(llvm::StringRef Name, llvm::StringRef Bytes);

  const std::string Directory;
  const llvm::CachePruningPolicy Policy;
  const std::string Identity;
  FileStates Files;
  std::string Problem;
};

/// Where results are kept unless something else is said: `corolint` in the user's cache directory
/// (XDG_CACHE_HOME); empty when there is none.
std::string defaultCacheDirectory();

} // namespace corolint

#endif
