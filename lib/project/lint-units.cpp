// Units to results; see lint-units.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/lint-units.h"
#include "engine/codec.h"
#include "profile/loader.h"
#include "project/cache.h"
#include "project/crash-report.h"
#include "project/progress.h"
#include "project/shared-parsing.h"
#include "report/source-files.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {
namespace {

/// One call of lintEach.
class UnitRun {
public:
  UnitRun(const CompileDatabase &Database, llvm::ArrayRef<std::string> Units,
          const LintOptions &Options, const RunOptions &How)
      : Database(Database), Units(Units), Options(Options), How(How),
        // Edits that are being tried are kept when they are on the disk, by whoever writes them.
        Cache(Options.Overlay.empty() ? How.Cache : nullptr), Results(Units.size()) {}

  std::vector<std::optional<UnitResult>> run() {
    lookUp();
    // What workers need is there before they are, since they share the parent's memory. A single one reads
    // just what its unit needs.
    if (Misses.size() > 1)
      profile::builtinProfiles([](llvm::StringRef) { return true; }, {});
    if (How.ShareHeaders && Options.Overlay.empty())
      share();
    Shown.emplace(Misses.size(), How.ShowProgress);
    runInWorkers(
        Misses.size(), How.Workers, [&](size_t I) { return work(Misses[I]); },
        [&](size_t I, WorkerResult Worker) { take(Misses[I], std::move(Worker)); },
        [&](size_t I) {
          if (I < Misses.size())
            Shown->show(Ready, displayPath(Units[Misses[I]]));
        });
    Shown.reset();
    return std::move(Results);
  }

private:
  void lookUp() {
    Keys.resize(Units.size());
    for (size_t I = 0; I < Units.size(); ++I) {
      if (Cache) {
        Keys[I] = Cache->keyOf(Database, Units[I], Options);
        Results[I] = Cache->find(Keys[I]);
      }
      if (!Results[I]) {
        Misses.push_back(I);
        continue;
      }
      if (How.Times)
        ++How.Times->Reused;
      say(I, "unchanged");
    }
  }

  /// Headers that many of the units include are precompiled, those of each group in a worker.
  void share() {
    std::vector<std::string> Names;
    for (size_t I : Misses)
      Names.push_back(Units[I]);
    HeadersOf.resize(Units.size());
    const Spent Before = timeOfFamily();
    Shared.emplace(Database, Names, Options, Cache);
    Shared->make(How.Workers);
    if (How.Times)
      How.Times->SharedHeaders = timeOfFamily() - Before;
    for (size_t I = 0; I < Misses.size(); ++I)
      HeadersOf[Misses[I]] = Shared->of(I);
    if (How.Verbose)
      for (const std::string &Line : Shared->summary())
        llvm::errs() << Line << "\n";
  }

  /// In the worker.
  std::string work(size_t I) {
    TimedResult Out;
    auto Lint = [&] {
      Out.Result = lintUnit(*Database.Commands, Units[I], Options,
                            HeadersOf.empty() ? nullptr : HeadersOf[I]);
    };
    if (!How.Times) {
      Lint();
      return encode(Out);
    }
    // First, as in a run that nobody measures: nothing has been read yet.
    Out.Times = timesOfPhases(Lint);
    Out.Times.PerCheck = timesOfChecks(Lint);
    return encode(Out);
  }

  /// In the parent again.
  void take(size_t I, WorkerResult Worker) {
    TimedResult Timed;
    UnitResult &Result = Timed.Result;
    if (Worker.How == WorkerResult::End::Returned && !decode(Worker.Bytes, Timed)) {
      Worker.How = WorkerResult::End::Crashed;
      Worker.Why = "its result was cut short";
    }
    const bool Returned = Worker.How == WorkerResult::End::Returned;
    if (!Worker.Errors.empty() && (Returned || How.Verbose)) {
      Shown->clear();
      llvm::errs() << Worker.Errors;
    }
    if (!Returned)
      Result = resultOfCrash(Database, Units[I], Options, Worker);
    else if (Cache)
      Cache->store(Keys[I], Result);
    if (How.Times) {
      How.Times->Sum.add(Timed.Times);
      ++(Returned ? How.Times->Measured : How.Times->Lost);
    }
    Results[I] = std::move(Result);
    ++Ready;
    say(I, llvm::formatv("{0} in {1:f2} s", Returned ? "linted" : "failed", Worker.Seconds).str());
  }

  void say(size_t I, llvm::StringRef What) {
    if (!How.Verbose)
      return;
    if (Shown)
      Shown->clear();
    llvm::errs() << displayPath(Units[I]) << ": " << What << "\n";
  }

  const CompileDatabase &Database;
  const llvm::ArrayRef<std::string> Units;
  const LintOptions &Options;
  const RunOptions &How;
  ResultCache *const Cache;
  std::vector<std::string> Keys;
  std::vector<size_t> Misses;
  std::vector<std::optional<UnitResult>> Results;
  std::optional<SharedParsing> Shared;
  std::vector<const SharedHeaders *> HeadersOf; ///< Of each unit, or null; empty when none is shared.
  size_t Ready = 0;
  std::optional<Progress> Shown;
};

} // namespace

std::vector<std::optional<UnitResult>> lintEach(const CompileDatabase &Database,
                                                llvm::ArrayRef<std::string> Units,
                                                const LintOptions &Options, const RunOptions &How) {
  return UnitRun(Database, Units, Options, How).run();
}

} // namespace corolint
