// Where the time of linting a unit goes: by phase, and by check. Travels from a worker to its parent, and is
// no part of a result: a result that is reused took no time.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_UNIT_TIMES_H
#define COROLINT_ENGINE_UNIT_TIMES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <cstdint>
#include <string>
#include <vector>

namespace clang::tidy {
class ClangTidyContext;
}

namespace corolint {

/// Nanoseconds.
struct Spent {
  uint64_t Processor = 0; ///< User and system.
  uint64_t Elapsed = 0;

  Spent &operator+=(const Spent &Other);
  Spent operator-(const Spent &Other) const {
    return {Processor - Other.Processor, Elapsed - Other.Elapsed};
  }
  double processorSeconds() const { return Processor * 1e-9; }
  double elapsedSeconds() const { return Elapsed * 1e-9; }
};

struct CheckTime {
  std::string Check; ///< "coro-blocking-sleep"
  Spent Time;
};

struct UnitTimes {
  // No two of these share time; the rest of the unit's is Other.
  Spent Other, Parsing, Checks, ControlFlow;
  /// By name, see timesOfChecks(): they say which check is dear, and are no part of the phases.
  std::vector<CheckTime> PerCheck;

  void add(const UnitTimes &More);
  /// Other, Parsing, Checks and ControlFlow.
  Spent all() const;
};

/// The times of a run.
struct RunTimes {
  UnitTimes Sum;
  Spent SharedHeaders;               ///< Planning and making them, once for the run.
  unsigned Measured = 0, Reused = 0; ///< Units.
  unsigned Lost = 0;                 ///< Units whose worker crashed or was stopped.
};

/// What this process and those that it has waited for took up to now; only differences mean something.
Spent timeOfFamily();

/// The phases of \p Lint, which lints a unit.
UnitTimes timesOfPhases(llvm::function_ref<void()> Lint);

/// What each check takes while \p Lint lints the unit once more. The clock is read around every matcher at every
/// node, which may take longer than the matcher: so it is not read while the phases are measured.
std::vector<CheckTime> timesOfChecks(llvm::function_ref<void()> Lint);

/// Inside timesOfChecks(), has clang-tidy measure the checks of what is linted with a context, from before
/// that is linted until after its AST is gone. clang-tidy hands its times out as files only, which are in a
/// directory of their own until they are read.
class CheckClock {
public:
  explicit CheckClock(clang::tidy::ClangTidyContext &Context);
  ~CheckClock();
  CheckClock(const CheckClock &) = delete;
  CheckClock &operator=(const CheckClock &) = delete;

private:
  std::string Directory; ///< Empty when nothing is measured.
};

} // namespace corolint

#endif
