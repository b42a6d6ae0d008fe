// corolint: the checks on the command line.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "engine/configuration.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/WithColor.h"
#include "project/run.h"
#include "report/report.h"
#include "report/source-files.h"

using namespace corolint;
namespace cl = llvm::cl;

namespace {

enum ExitStatus { Clean = 0, HasFindings = 1, ToolError = 2 };
enum class Format { Text, Json, Sarif };

cl::OptionCategory Options("corolint options");
cl::SubCommand List("list", "List the checks: name, whether on by default, what they report");
cl::SubCommand Explain("explain", "Print the page of a check");

cl::list<std::string> Paths(cl::Positional, cl::desc("[FILES or DIRS] [-- COMPILER ARGS]"),
                            cl::cat(Options));
cl::opt<std::string> BuildDir("p", cl::desc("Directory with compile_commands.json; found upwards "
                                            "from here when not given"),
                              cl::value_desc("BUILD_DIR"), cl::cat(Options));
cl::opt<std::string> Checks("checks",
                            cl::desc("Globs over check names, with or without 'coro-', added to the "
                                     "default set and .clang-tidy: 'blocking-*', '-voided-lazy-task'"),
                            cl::value_desc("GLOBS"), cl::cat(Options));
cl::opt<std::string> Fix("fix", cl::ValueOptional,
                         cl::desc("Apply the safe fixes; --fix=all also the suggested ones"),
                         cl::value_desc("all"), cl::cat(Options));
cl::opt<Format> OutputFormat("format", cl::desc("Format of the report:"),
                             cl::values(clEnumValN(Format::Text, "text", "for people (default)"),
                                        clEnumValN(Format::Json, "json", "for scripts"),
                                        clEnumValN(Format::Sarif, "sarif", "SARIF 2.1.0")),
                             cl::init(Format::Text), cl::cat(Options));
cl::opt<std::string> Output("output", cl::desc("Write the report to FILE instead of standard output"),
                            cl::value_desc("FILE"), cl::cat(Options));
cl::opt<bool> NoCache("no-cache", cl::desc("Do not reuse results of earlier runs"),
                      cl::cat(Options));
cl::opt<std::string> CheckName(cl::Positional, cl::Required, cl::desc("CHECK"), cl::sub(Explain));

} // namespace

static void complain(const llvm::Twine &Message) {
  llvm::WithColor::error(llvm::errs(), "corolint") << Message << "\n";
}

static int listChecks() {
  size_t Width = 0;
  for (const CheckInfo &C : allChecks())
    Width = std::max(Width, C.fullName().size());
  for (const CheckInfo &C : allChecks())
    llvm::outs() << llvm::left_justify(C.fullName(), Width) << (C.OnByDefault ? "  on   " : "  off  ")
                 << C.Summary << "\n";
  return Clean;
}

static int explainCheck() {
  const CheckInfo *C = findCheck(CheckName);
  if (!C) {
    llvm::StringRef Near = nearestCheck(CheckName);
    complain("no check is called '" + CheckName + "'; " +
             (Near.empty() ? "'corolint list' names them all"
                           : "did you mean '" + Near.str() + "'?"));
    return ToolError;
  }
  llvm::outs() << C->page();
  return Clean;
}

static std::string count(size_t N, llvm::StringRef Noun) {
  return (llvm::Twine(N) + " " + Noun + (N == 1 ? "" : "s")).str();
}

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

static void printFixes(const FixResult &Fixes, llvm::raw_ostream &OS) {
  OS << "fixed " << count(Fixes.Applied, "finding") << " in "
     << count(Fixes.Changed.size(), "file") << "\n";
  auto Say = [&](const std::vector<const Finding *> &Left, llvm::StringRef Why) {
    for (const Finding *F : Left)
      OS << "not fixed: " << F->Check << " in " << displayPath(F->Where.File) << ": " << Why << "\n";
  };
  Say(Fixes.Conflicts, "its edit overlaps another fix; run again");
  Say(Fixes.RolledBack, "the code did not compile with it, so it was taken back");
}

static void printReport(const RunResult &Run, llvm::raw_ostream &OS, bool Color) {
  switch (OutputFormat) {
  case Format::Text:
    printText(Run.Findings, OS, Color);
    printSummary(Run, OS);
    return;
  case Format::Json:
    printJson(Run.Findings, OS);
    return;
  case Format::Sarif:
    printSarif(Run.Findings, OS);
    return;
  }
}

/// The database of `-- COMPILER ARGS`, of -p, or the nearest one.
static std::unique_ptr<CompileDatabase>
openDatabase(std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed, std::string &Error) {
  if (Fixed) {
    auto Out = std::make_unique<CompileDatabase>();
    Out->Commands = std::move(Fixed);
    return Out;
  }
  if (!BuildDir.empty())
    return loadDatabase(BuildDir, Error);
  return findDatabase(".", Error);
}

static int lint(std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed) {
  if (std::vector<std::string> Unknown = unknownGlobs(Checks); !Unknown.empty()) {
    for (const std::string &U : Unknown)
      complain(U);
    return ToolError;
  }
  if (Fix.getNumOccurrences() && !Fix.empty() && Fix != "all") {
    complain("--fix takes 'all' or nothing, not '" + Fix + "'");
    return ToolError;
  }
  std::string Error;
  std::unique_ptr<CompileDatabase> Database = openDatabase(std::move(Fixed), Error);
  if (!Database) {
    complain(Error);
    return ToolError;
  }
  std::vector<std::string> Errors;
  std::vector<std::string> Units =
      selectUnits(*Database, std::vector<std::string>(Paths.begin(), Paths.end()), Errors);

  std::unique_ptr<llvm::raw_fd_ostream> File;
  if (!Output.empty()) {
    std::error_code EC;
    File = std::make_unique<llvm::raw_fd_ostream>(Output, EC);
    if (EC) {
      complain(Output + ": cannot write: " + EC.message());
      return ToolError;
    }
  }
  llvm::raw_ostream &OS = File ? static_cast<llvm::raw_ostream &>(*File) : llvm::outs();
  const bool Color = !File && llvm::sys::Process::StandardOutHasColors() &&
                     !llvm::sys::Process::GetEnv("NO_COLOR").has_value();

  LintOptions How;
  How.Checks = Checks;
  RunResult Run = lintUnits(*Database, Units, How);
  if (Fix.getNumOccurrences()) {
    FixResult Fixes = fixUnits(*Database, Run, How, Fix == "all");
    printFixes(Fixes, OutputFormat == Format::Text ? OS : llvm::errs());
    Errors.insert(Errors.end(), Fixes.Errors.begin(), Fixes.Errors.end());
    if (Fixes.Applied)
      Run = lintUnits(*Database, Units, How);
  }
  printReport(Run, OS, Color);
  OS.flush();
  if (File && File->has_error()) {
    complain(Output + ": cannot write: " + File->error().message());
    File->clear_error();
    return ToolError;
  }
  Errors.insert(Errors.end(), Run.Errors.begin(), Run.Errors.end());
  for (const std::string &E : Errors)
    complain(E);
  if (!Errors.empty() || Run.BrokenUnits)
    return ToolError;
  const bool Found = llvm::any_of(Run.Findings, [](const Finding &F) { return !F.IsRemark; });
  return Found ? HasFindings : Clean;
}

int main(int Argc, const char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmParser();
  cl::HideUnrelatedOptions({&Options});
  cl::HideUnrelatedOptions({&Options}, List);
  cl::HideUnrelatedOptions({&Options}, Explain);
  cl::SetVersionPrinter([](llvm::raw_ostream &OS) {
    OS << "corolint " << COROLINT_VERSION << " (LLVM " << LLVM_VERSION_STRING << ")\n";
  });

  std::string Error;
  std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed =
      clang::tooling::FixedCompilationDatabase::loadFromCommandLine(Argc, Argv, Error);
  if (!cl::ParseCommandLineOptions(Argc, Argv, "corolint: a linter for C++ coroutines\n",
                                   &llvm::errs()))
    return ToolError;
  if (List)
    return listChecks();
  if (Explain)
    return explainCheck();
  return lint(std::move(Fixed));
}
