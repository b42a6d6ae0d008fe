// Where the time of a run went; see times.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/times.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <tuple>

namespace corolint {
namespace {

struct Row {
  const char *Name;  ///< For people.
  const char *Field; ///< For programs.
  Spent Time;
};

} // namespace

/// Control flow is built while checks run, and is one of their costs.
static std::vector<Row> phases(const RunTimes &Times) {
  const UnitTimes &Sum = Times.Sum;
  Spent Checks = Sum.Checks, All = Sum.all();
  All += Times.SharedHeaders;
  Checks += Sum.ControlFlow;
  return {{"parsing", "parsing", Sum.Parsing},
          {"checks", "checks", Checks},
          {"  of it, control flow", "control_flow", Sum.ControlFlow},
          {"everything else", "other", Sum.Other},
          {"shared headers", "shared_headers", Times.SharedHeaders},
          {"all", "all", All}};
}

static void printRow(llvm::StringRef Name, Spent Time, Spent Of, llvm::raw_ostream &OS) {
  OS << llvm::format("%-44s %9.3f %6.1f %% %11.3f\n", Name.str().c_str(), Time.processorSeconds(),
                     Of.Processor ? 100.0 * Time.Processor / Of.Processor : 0.0,
                     Time.elapsedSeconds());
}

static void printHead(const char *What, llvm::raw_ostream &OS) {
  OS << llvm::format("%-44s     CPU s    share   elapsed s\n", What);
}

void printTimes(const RunTimes &Times, llvm::raw_ostream &OS) {
  OS << "where the time went: " << Times.Measured << (Times.Measured == 1 ? " file" : " files")
     << " linted";
  if (Times.Reused)
    OS << ", " << Times.Reused << " reused from the cache, which have no times";
  if (Times.Lost)
    OS << ", " << Times.Lost << " lost to a crash or a timeout";
  OS << "\n";
  if (!Times.Measured)
    return;
  const std::vector<Row> Phases = phases(Times);
  printHead("phase", OS);
  for (const Row &R : Phases)
    printRow(R.Name, R.Time, Phases.back().Time, OS);
  OS << "\n";

  std::vector<CheckTime> Checks = Times.Sum.PerCheck;
  llvm::sort(Checks, [](const CheckTime &A, const CheckTime &B) {
    return std::tie(B.Time.Processor, A.Check) < std::tie(A.Time.Processor, B.Check);
  });
  Spent AllChecks;
  for (const CheckTime &C : Checks)
    AllChecks += C.Time;
  printHead("check, measured by itself", OS);
  for (const CheckTime &C : Checks)
    printRow(C.Check, C.Time, AllChecks, OS);
}

static llvm::json::Object asJson(Spent Time) {
  return llvm::json::Object{{"processor", Time.processorSeconds()},
                            {"elapsed", Time.elapsedSeconds()}};
}

void printTimesAsJson(const RunTimes &Times, llvm::raw_ostream &OS) {
  llvm::json::Object Phases, Checks;
  for (const Row &R : phases(Times))
    Phases[R.Field] = asJson(R.Time);
  for (const CheckTime &C : Times.Sum.PerCheck)
    Checks[C.Check] = asJson(C.Time);
  OS << llvm::formatv("{0:2}\n",
                      llvm::json::Value(llvm::json::Object{
                          {"files", llvm::json::Object{{"linted", Times.Measured},
                                                       {"reused", Times.Reused},
                                                       {"lost", Times.Lost}}},
                          {"phases", std::move(Phases)},
                          {"checks", std::move(Checks)}}));
}

} // namespace corolint
