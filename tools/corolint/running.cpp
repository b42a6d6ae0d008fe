// How units are linted; see running.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "running.h"
#include "commands.h"
#include "llvm/Support/WithColor.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<unsigned> Jobs("j", cl::Prefix,
                              cl::desc("Files that are linted at a time; all cores when not given"),
                              cl::value_desc("N"), cl::cat(optionCategory()));
static cl::opt<unsigned> Timeout("timeout",
                                 cl::desc("Seconds after which a file is given up and reported; "
                                          "0 for none (default 600)"),
                                 cl::value_desc("SECONDS"), cl::init(600),
                                 cl::cat(optionCategory()));
static cl::opt<bool> NoCache("no-cache", cl::desc("Do not reuse results of earlier runs"),
                             cl::cat(optionCategory()));
static cl::opt<std::string> CacheDir("cache-dir",
                                     cl::desc("Where results are kept (default: 'corolint' in "
                                              "$XDG_CACHE_HOME or ~/.cache)"),
                                     cl::value_desc("DIR"), cl::cat(optionCategory()));
static cl::opt<std::string>
    CachePolicy("cache-policy",
                cl::desc("What the cache keeps, as LLVM spells it (default: "
                         "cache_size_bytes=1g:prune_after=720h)"),
                cl::value_desc("POLICY"), cl::cat(optionCategory()));
static cl::opt<bool> NoSharedHeaders("no-shared-headers",
                                     cl::desc("Parse every header anew for each file, also those that many "
                                              "of them include"),
                                     cl::cat(optionCategory()));
static cl::opt<bool> Verbose("verbose", cl::desc("Say of each file whether it was linted, and how long "
                                                 "that took"),
                             cl::cat(optionCategory()));

void Running::finish() {
  if (!Cache)
    return;
  if (!Cache->problem().empty())
    llvm::WithColor::warning(llvm::errs(), "corolint") << Cache->problem() << "\n";
  else
    Cache->prune();
}

std::optional<Running> corolint::runningFromCommandLine() {
  Running Out;
  Out.How.Workers.Jobs = Jobs;
  Out.How.Workers.Timeout = std::chrono::seconds(Timeout);
  Out.How.Verbose = Verbose;
  Out.How.ShareHeaders = !NoSharedHeaders;
  if (Jobs.getNumOccurrences() && !Jobs) {
    complain("-j takes the number of files to lint at a time, from 1");
    return std::nullopt;
  }
  // A month, so that a branch that is picked up again is still known; a gigabyte is some ten thousand
  // units.
  const std::string Policy =
      CachePolicy.empty() ? "cache_size_bytes=1g:prune_after=720h" : CachePolicy.getValue();
  llvm::Expected<llvm::CachePruningPolicy> Pruning = llvm::parseCachePruningPolicy(Policy);
  if (!Pruning) {
    complain("--cache-policy: " + llvm::toString(Pruning.takeError()));
    return std::nullopt;
  }
  const std::string Directory = CacheDir.empty() ? defaultCacheDirectory() : CacheDir.getValue();
  if (!NoCache && !Directory.empty()) {
    Out.Cache = std::make_unique<ResultCache>(absoluteFile(Directory), *Pruning);
    Out.How.Cache = Out.Cache.get();
  }
  return Out;
}
