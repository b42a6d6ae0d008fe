// Where the time of a run went; see profiling.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profiling.h"
#include "commands.h"
#include "report/times.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<std::string>
    Profile("profile", cl::ValueOptional,
            cl::desc("Say on standard error where the time went, by phase and by check; with FILE write it "
                     "there, as JSON"),
            cl::value_desc("FILE"), cl::cat(optionCategory()));

bool Profiling::open() {
  if (Profile.empty())
    return true;
  std::error_code EC;
  File = std::make_unique<llvm::raw_fd_ostream>(Profile.getValue(), EC);
  if (EC)
    complain(Profile + ": cannot write: " + EC.message());
  return !EC;
}

RunOptions Profiling::timed(RunOptions How) {
  if (Profile.getNumOccurrences())
    How.Times = &Times;
  return How;
}

bool Profiling::finish() {
  if (!Profile.getNumOccurrences())
    return true;
  if (!File) {
    printTimes(Times, llvm::errs());
    return true;
  }
  printTimesAsJson(Times, *File);
  File->close();
  if (!File->has_error())
    return true;
  complain(Profile + ": cannot write: " + File->error().message());
  File->clear_error();
  return false;
}
