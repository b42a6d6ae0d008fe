// Which part of linting the processor is busy with: what `corolint --profile` adds up. Every layer may say
// what it begins; nothing is measured unless somebody asked.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PHASE_CLOCK_H
#define COROLINT_PHASE_CLOCK_H

#include "llvm/Support/Timer.h"
#include <array>

namespace corolint {

enum class Phase {
  Other,      ///< Configuration, commands, opening and freeing the unit, what becomes of the findings.
  Parsing,    ///< Reading, parsing and analysing the unit, up to its end.
  Checks,     ///< Matching, and what the checks do then.
  ControlFlow ///< Building the graphs that checks share, on behalf of the first that asks.
};
inline constexpr unsigned PhaseCount = 4;

/// One for a process. It is started by those who lint one unit in a process of its own, thus never where
/// there are threads; not running, it changes nothing.
class PhaseClock {
public:
  static PhaseClock &get() {
    static PhaseClock Clock;
    return Clock;
  }

  void start() {
    Running = true;
    Spent = {};
    Current = Phase::Other;
    Since = llvm::TimeRecord::getCurrentTime();
  }
  /// The time of each phase since start(); time counts for one phase, the innermost.
  std::array<llvm::TimeRecord, PhaseCount> stop() {
    enter(Phase::Other);
    Running = false;
    return Spent;
  }

  /// Returns the phase that is left.
  Phase enter(Phase Next) {
    if (!Running)
      return Phase::Other;
    llvm::TimeRecord Now = llvm::TimeRecord::getCurrentTime();
    llvm::TimeRecord &To = Spent[static_cast<unsigned>(Current)];
    To += Now;
    To -= Since;
    Since = Now;
    const Phase Before = Current;
    Current = Next;
    return Before;
  }

private:
  bool Running = false;
  Phase Current = Phase::Other;
  llvm::TimeRecord Since;
  std::array<llvm::TimeRecord, PhaseCount> Spent;
};

/// A phase, and back to the one around it.
class PhaseScope {
public:
  explicit PhaseScope(Phase P) : Before(PhaseClock::get().enter(P)) {}
  ~PhaseScope() { PhaseClock::get().enter(Before); }
  PhaseScope(const PhaseScope &) = delete;
  PhaseScope &operator=(const PhaseScope &) = delete;

private:
  const Phase Before;
};

} // namespace corolint

#endif
