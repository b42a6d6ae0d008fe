// Where the report goes; see output.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "output.h"
#include "commands.h"
#include "llvm/Support/Process.h"
#include "report/report.h"

using namespace corolint;
namespace cl = llvm::cl;

namespace {
enum class Format { Text, Json, Sarif };
}

static cl::opt<Format> OutputFormat("format", cl::desc("Format of the report:"),
                                    cl::values(clEnumValN(Format::Text, "text",
                                                          "for people (default)"),
                                               clEnumValN(Format::Json, "json", "for scripts"),
                                               clEnumValN(Format::Sarif, "sarif", "SARIF 2.1.0")),
                                    cl::init(Format::Text), cl::cat(optionCategory()));
static cl::opt<std::string> OutputFile("output",
                                       cl::desc("Write the report to FILE instead of standard "
                                                "output"),
                                       cl::value_desc("FILE"), cl::cat(optionCategory()));

/// The last line for people: what was found and what can be done about it.
static void printSummary(const RunResult &Run, llvm::raw_ostream &OS) {
  // What went wrong instead is said on standard error.
  if (Run.Units.empty())
    return;
  size_t Found = 0, Safe = 0, Suggested = 0;
  for (const Finding &F : Run.Findings) {
    if (!F.isFinding())
      continue;
    ++Found;
    Safe += applicableFix(F, false) != nullptr;
    Suggested += !applicableFix(F, false) && applicableFix(F, true);
  }
  if (!Found)
    OS << "no findings";
  else
    OS << count(Found, "finding");
  OS << " in " << count(Run.Units.size(), "file");
  if (Safe || Suggested) {
    OS << " (";
    if (Safe)
      OS << Safe << " fixable with --fix";
    if (Suggested)
      OS << (Safe ? ", " : "") << Suggested << (Safe ? " more" : " fixable") << " with --fix=all";
    OS << ")";
  }
  if (Run.BrokenUnits)
    OS << "; " << count(Run.BrokenUnits, "file")
       << " did not parse, so findings may be missing there";
  OS << "\n";
}

bool Output::open() {
  if (OutputFile.empty())
    return true;
  std::error_code EC;
  File = std::make_unique<llvm::raw_fd_ostream>(OutputFile, EC);
  if (EC)
    complain(OutputFile + ": cannot write: " + EC.message());
  return !EC;
}

llvm::raw_ostream &Output::stream() {
  return File ? static_cast<llvm::raw_ostream &>(*File) : llvm::outs();
}

llvm::raw_ostream &Output::forPeople() {
  return OutputFormat == Format::Text ? stream() : llvm::errs();
}

bool Output::write(const RunResult &Run) {
  const bool Color = !File && llvm::sys::Process::StandardOutHasColors() &&
                     !llvm::sys::Process::GetEnv("NO_COLOR").has_value();
  llvm::raw_ostream &OS = stream();
  switch (OutputFormat) {
  case Format::Text:
    printText(Run.Findings, OS, Color);
    printSummary(Run, OS);
    break;
  case Format::Json:
    printJson(Run.Findings, OS);
    break;
  case Format::Sarif:
    printSarif(Run.Findings, OS);
    break;
  }
  OS.flush();
  if (!File || !File->has_error())
    return true;
  complain(OutputFile + ": cannot write: " + File->error().message());
  File->clear_error();
  return false;
}
