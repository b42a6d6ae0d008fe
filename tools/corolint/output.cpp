// Where the reports go; see output.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "output.h"
#include "commands.h"
#include "option-values.h"
#include "llvm/Support/Process.h"

using namespace corolint;
namespace cl = llvm::cl;

namespace {
/// The values of --format: the table of formats.
struct FormatValues {
  template <typename Option> void apply(Option &O) const {
    for (const Format &F : allFormats())
      O.getParser().addLiteralOption(F.Name, &F, F.Summary);
  }
};
} // namespace

static cl::opt<const Format *> OutputFormat("format", cl::desc("Format of the report:"),
                                            FormatValues(), cl::init(nullptr),
                                            cl::cat(optionCategory()));
static cl::list<std::string>
    Outputs("output",
            cl::desc("Write the report to FILE instead of standard output; with FORMAT=FILE, write one "
                     "more report in that format (may be given several times)"),
            cl::value_desc("[FORMAT=]FILE"), cl::cat(optionCategory()));
static KnownValues MainFormats(OutputFormat);
static KnownValues MoreFormats(Outputs, [] {
  std::vector<OptionValue> Out;
  for (const Format &F : allFormats())
    Out.push_back({F.Name.str(), F.Summary.str()});
  return Out;
});
static cl::opt<bool> Statistics("statistics", cl::desc("Print a table of the findings by check"),
                                cl::cat(optionCategory()));
static cl::opt<bool>
    ShowSuppressed("show-suppressed",
                   cl::desc("Include what NOLINT comments and the baseline silence in json, sarif and "
                            "html reports, marked as such"),
                   cl::cat(optionCategory()));

bool Output::add(const Format *As, llvm::StringRef File) {
  for (const Target &T : Targets)
    if (T.File == File) {
      complain("--output: two reports would be written to " +
               (File.empty() ? "standard output" : File));
      return false;
    }
  Target New{As, File.str(), nullptr};
  if (!File.empty()) {
    std::error_code EC;
    New.Stream = std::make_unique<llvm::raw_fd_ostream>(File, EC);
    if (EC) {
      complain(File + ": cannot write: " + EC.message());
      return false;
    }
  }
  Targets.push_back(std::move(New));
  return true;
}

/// "FORMAT=FILE", where FILE may be "-" for standard output; the plain "FILE" is dealt with already.
bool Output::parse(llvm::StringRef Option) {
  auto [Name, File] = Option.split('=');
  if (File.empty()) {
    complain("--output " + Option + ": the name of a file is missing after '='");
    return false;
  }
  return add(findFormat(Name), File == "-" ? "" : File);
}

bool Output::open() {
  const Format *Main = OutputFormat ? OutputFormat.getValue() : &allFormats().front();
  std::vector<llvm::StringRef> More;
  std::optional<llvm::StringRef> Plain;
  bool StdoutIsTaken = false;
  for (const std::string &O : Outputs) {
    llvm::StringRef Option = O;
    if (Option.contains('=') && findFormat(Option.split('=').first)) {
      More.push_back(Option);
      StdoutIsTaken |= Option.split('=').second == "-";
      continue;
    }
    if (Plain) {
      complain("--output: '" + *Plain + "' and '" + Option +
               "'; for several reports, say which format goes where: --output=sarif=FILE");
      return false;
    }
    Plain = Option;
  }
  // A report that asks for standard output has it, unless --format says what else should stand there.
  if (!StdoutIsTaken || Plain || OutputFormat.getNumOccurrences())
    if (!add(Main, !Plain || *Plain == "-" ? "" : *Plain))
      return false;
  return llvm::all_of(More, [&](llvm::StringRef Option) { return parse(Option); });
}

llvm::raw_ostream &Output::forPeople() {
  // Those who read the main report read these lines with it.
  Target &Main = Targets.front();
  if (Main.As->ForPeople)
    return Main.stream();
  for (Target &T : Targets)
    if (T.File.empty())
      return llvm::errs();
  return llvm::outs();
}

bool Output::write(const RunResult &Run, bool WithoutStdout) {
  Report R;
  R.Findings = Run.Findings;
  if (ShowSuppressed)
    R.Suppressed = Run.Suppressed;
  R.Units = Run.Units;
  R.Errors = Run.Errors;
  R.BrokenUnits = Run.BrokenUnits;
  R.Root = Run.Root;
  bool Ok = true;
  for (Target &T : Targets) {
    if (WithoutStdout && T.File.empty())
      continue;
    llvm::raw_ostream &OS = T.stream();
    const bool Color = T.File.empty() && llvm::sys::Process::StandardOutHasColors() &&
                       !llvm::sys::Process::GetEnv("NO_COLOR").has_value();
    T.As->Print(R, OS, Color);
    OS.flush();
    if (!T.Stream || !T.Stream->has_error())
      continue;
    complain(T.File + ": cannot write: " + T.Stream->error().message());
    T.Stream->clear_error();
    Ok = false;
  }
  if (Statistics)
    printStatistics(R.Findings, WithoutStdout ? llvm::errs() : forPeople());
  return Ok;
}
