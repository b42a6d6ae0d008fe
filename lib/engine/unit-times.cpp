// Times of units and of checks; see unit-times.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/unit-times.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "phase-clock.h"
#include <chrono>
#include <map>
#include <sys/resource.h>
#include <utility>

namespace corolint {

Spent &Spent::operator+=(const Spent &Other) {
  Processor += Other.Processor;
  Elapsed += Other.Elapsed;
  return *this;
}

Spent UnitTimes::all() const {
  Spent Out = Other;
  for (const Spent *Each : {&Parsing, &Checks, &ControlFlow})
    Out += *Each;
  return Out;
}

void UnitTimes::add(const UnitTimes &More) {
  Other += More.Other;
  Parsing += More.Parsing;
  Checks += More.Checks;
  ControlFlow += More.ControlFlow;
  std::map<std::string, Spent> Merged;
  for (const std::vector<CheckTime> *Times : {&std::as_const(PerCheck), &More.PerCheck})
    for (const CheckTime &Each : *Times)
      Merged[Each.Check] += Each.Time;
  PerCheck.clear();
  for (const auto &[Check, Time] : Merged)
    PerCheck.push_back({Check, Time});
}

Spent timeOfFamily() {
  Spent Out;
  for (int Who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage Used = {};
    getrusage(Who, &Used);
    for (const timeval &Time : {Used.ru_utime, Used.ru_stime})
      Out.Processor += Time.tv_sec * 1000000000ull + Time.tv_usec * 1000ull;
  }
  Out.Elapsed = std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
  return Out;
}

/// A clock that is read twice may have gone back by a rounding error.
static uint64_t nanoseconds(double Seconds) { return Seconds > 0 ? Seconds * 1e9 : 0; }

static Spent spentIn(const llvm::TimeRecord &Time) {
  return {nanoseconds(Time.getProcessTime()), nanoseconds(Time.getWallTime())};
}

/// Where what is read of clang-tidy's files goes; null when the checks are not measured.
static UnitTimes *Measured = nullptr;

UnitTimes timesOfPhases(llvm::function_ref<void()> Lint) {
  PhaseClock::get().start();
  Lint();
  const auto Phases = PhaseClock::get().stop();
  UnitTimes Out;
  auto Of = [&](Phase P) { return spentIn(Phases[static_cast<unsigned>(P)]); };
  Out.Other = Of(Phase::Other);
  Out.Parsing = Of(Phase::Parsing);
  Out.Checks = Of(Phase::Checks);
  Out.ControlFlow = Of(Phase::ControlFlow);
  return Out;
}

std::vector<CheckTime> timesOfChecks(llvm::function_ref<void()> Lint) {
  UnitTimes Times;
  Measured = &Times;
  Lint();
  Measured = nullptr;
  return std::move(Times.PerCheck);
}

CheckClock::CheckClock(clang::tidy::ClangTidyContext &Context) {
  llvm::SmallString<128> Made;
  if (!Measured || llvm::sys::fs::createUniqueDirectory("corolint-times", Made))
    return;
  Directory = std::string(Made);
  Context.setEnableProfiling(true);
  Context.setProfileStoragePrefix(Directory);
}

/// \p Json is {"profile": {"time.clang-tidy.CHECK.wall": 0.1, ".user", ".sys"}}.
static UnitTimes timesIn(llvm::StringRef Json) {
  UnitTimes Out;
  llvm::Expected<llvm::json::Value> Parsed = llvm::json::parse(Json);
  if (!Parsed) {
    llvm::consumeError(Parsed.takeError());
    return Out;
  }
  const llvm::json::Object *Root = Parsed->getAsObject();
  const llvm::json::Object *Profile = Root ? Root->getObject("profile") : nullptr;
  if (!Profile)
    return Out;
  for (const auto &[Key, Value] : *Profile) {
    llvm::StringRef Name = Key;
    const std::optional<double> Seconds = Value.getAsNumber();
    if (!Seconds || !Name.consume_front("time.clang-tidy."))
      continue;
    const auto [Check, Clock] = Name.rsplit('.');
    const uint64_t Time = nanoseconds(*Seconds);
    UnitTimes One;
    if (Clock == "wall")
      One.PerCheck.push_back({Check.str(), {0, Time}});
    else if (Clock == "user" || Clock == "sys")
      One.PerCheck.push_back({Check.str(), {Time, 0}});
    Out.add(One);
  }
  return Out;
}

CheckClock::~CheckClock() {
  if (Directory.empty())
    return;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(Directory, Error), End; It != End && !Error;
       It.increment(Error))
    if (auto Buffer = llvm::MemoryBuffer::getFile(It->path()))
      Measured->add(timesIn((*Buffer)->getBuffer()));
  llvm::sys::fs::remove_directories(Directory);
}

} // namespace corolint
