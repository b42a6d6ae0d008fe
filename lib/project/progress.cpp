// How far a run is; see progress.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/progress.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

static bool isUsableTerminal() {
  auto Term = llvm::sys::Process::GetEnv("TERM");
  return llvm::sys::Process::StandardErrIsDisplayed() && Term && *Term != "dumb";
}

// The first line comes after half a second: a quick run shows none.
Progress::Progress(size_t Total, bool Wanted)
    : Total(Total), Enabled(Wanted && Total > 1 && isUsableTerminal()), Start(Clock::now()),
      Last(Start + std::chrono::milliseconds(400)) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (Shown)
    llvm::errs() << "\r\033[K";
  Shown = false;
}

void Progress::show(size_t Done, llvm::StringRef Current) {
  auto Now = Clock::now();
  if (!Enabled || Now < Last + std::chrono::milliseconds(100))
    return;
  Last = Now;
  const double Seconds = std::chrono::duration<double>(Now - Start).count();
  std::string Line;
  llvm::raw_string_ostream OS(Line);
  OS << "[" << Done << "/" << Total << "]";
  if (Done) {
    const double Rate = Done / Seconds;
    const unsigned Left = (Total - Done) / Rate;
    OS << llvm::format(" %.1f/s, %u:%02u left", Rate, Left / 60, Left % 60);
  }
  OS << "  " << Current;
  // A line that is wrapped could not be taken away.
  const unsigned Columns = llvm::sys::Process::StandardErrColumns();
  if (Columns && Line.size() >= Columns)
    Line.resize(Columns - 1);
  llvm::errs() << "\r\033[K" << Line;
  Shown = true;
}

} // namespace corolint
