// The precompiled headers of a run: planned, made in workers or taken from the cache, handed out.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_SHARED_PARSING_H
#define COROLINT_PROJECT_SHARED_PARSING_H

#include "engine/shared-headers.h"
#include "project/sharing.h"
#include "project/workers.h"

namespace corolint {

class ResultCache;

class SharedParsing {
public:
  /// With a \p Cache, headers are kept there; else in a directory that lives as long as this object.
  SharedParsing(const CompileDatabase &Database, llvm::ArrayRef<std::string> Units,
                const LintOptions &Options, ResultCache *Cache);
  ~SharedParsing();
  SharedParsing(const SharedParsing &) = delete;
  SharedParsing &operator=(const SharedParsing &) = delete;

  /// Makes what is not there yet. What cannot be made (an error in a header, a crash, a full disk) is not
  /// shared: nobody needs to hear of it.
  void make(const WorkerOptions &How);
  /// For the unit, by its number among the units; null: none.
  const SharedHeaders *of(size_t Unit) const { return ByUnit[Unit]; }
  /// A line for each of them.
  std::vector<std::string> summary() const;

private:
  std::string fileOf(size_t Group) const;

  const CompileDatabase &Database;
  const std::vector<std::string> Units;
  const LintOptions &Options;
  ResultCache *const Cache;
  const std::vector<SharedGroup> Groups;
  std::vector<std::optional<SharedHeaders>> Made; ///< Of each group.
  std::vector<const SharedHeaders *> ByUnit;
  std::string Temporary;
};

} // namespace corolint

#endif
