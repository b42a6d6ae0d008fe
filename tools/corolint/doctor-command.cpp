// corolint doctor [FILE]: what corolint makes of a file or of this directory, what is wrong, what to do about it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "option-values.h"
#include "project/cache.h"
#include "project/crash-report.h"
#include "project/diagnosis.h"
#include "report/escape.h"
#include "report/source-files.h"
#include "selection.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace corolint;
namespace cl = llvm::cl;

namespace {
enum class DoctorFormat { Text, Json };
}

cl::SubCommand &corolint::doctorSubCommand() {
  static cl::SubCommand Doctor("doctor",
                               "Show how a file is linted (command, configuration, profiles, checks), and what is "
                               "wrong with that; without a file, whether this installation works");
  return Doctor;
}

static cl::opt<std::string> File(cl::Positional, cl::desc("[FILE] [-- COMPILER ARGS]"), cl::sub(doctorSubCommand()));
static cl::opt<DoctorFormat> Format("format", cl::desc("How the answer is written:"),
                                    cl::values(clEnumValN(DoctorFormat::Text, "text", "for people (default)"),
                                               clEnumValN(DoctorFormat::Json, "json", "one object, for scripts")),
                                    cl::init(DoctorFormat::Text), cl::cat(optionCategory()),
                                    cl::sub(doctorSubCommand()));
static KnownValues Formats(Format);

bool corolint::doctorChosen() { return bool(doctorSubCommand()); }

/// A line with its title, or one that goes on.
static void row(llvm::StringRef Title, const llvm::Twine &Text) {
  llvm::outs() << llvm::left_justify(Title, 18) << Text << "\n";
}

static void printCommands(const Diagnosis &D) {
  for (const Diagnosis::Command &C : D.Commands) {
    row("command", shellLine(C.Arguments));
    row("  run in", C.Directory);
    row("  standard", C.Standard.empty() ? "the compiler's own" : llvm::StringRef(C.Standard));
  }
  if (!D.Lint)
    return;
  row("parsed", count(D.Lint->CompileErrors, "error") + ", " + count(D.Lint->FilesRead, "file") + " read, " +
                    (D.Lint->ReadsCoroutineHeader ? "<coroutine> among them" : "<coroutine> not among them"));
  row("result", count(D.Lint->Findings, "finding") + ", " + std::to_string(D.Lint->Suppressed) + " suppressed");
}

static void printConfiguration(const Diagnosis &D) {
  llvm::StringRef Title = "configuration";
  for (const std::string &F : D.Configuration.Files) {
    row(Title, F);
    Title = "";
  }
  if (D.Configuration.Files.empty())
    row(Title, "no .clang-tidy in the directory or above");
  for (const OptionSetting &S : D.Configuration.Options)
    if (S.Name == "coro.Preset")
      row("preset", S.Value.empty() ? "none" : llvm::Twine(S.Value) + " (" + S.Why + ")");
  row("profiles", "built in: " + llvm::join(D.BuiltinProfiles, ", "));
  for (const std::string &F : D.ProfileFiles)
    row("", F);
  size_t Width = 0, On = 0;
  for (const CheckSetting &S : D.Configuration.Checks) {
    Width = std::max(Width, S.Check->fullName().size());
    On += S.On;
  }
  row("checks", llvm::Twine(On) + " on, " + llvm::Twine(D.Configuration.Checks.size() - On) + " off");
  for (const CheckSetting &S : D.Configuration.Checks)
    llvm::outs() << (S.On ? "  on   " : "  off  ") << llvm::left_justify(S.Check->fullName(), Width) << "  " << S.Why
                 << "\n";
}

static void printText(const DiagnosisRequest &Request, const Diagnosis &D) {
  row("corolint", COROLINT_VERSION ", with " + llvm::Twine(D.Compiler));
  row("built-in headers", D.ResourceDir);
  row("cache", Request.CacheDirectory.empty() ? "none" : llvm::StringRef(Request.CacheDirectory));
  if (!Request.Database)
    row("compile database", "none");
  else if (Request.Database->Path.empty())
    row("compile database", "none; the arguments are those behind --");
  else
    row("compile database", Request.Database->Path + ", " + count(Request.Database->Files.size(), "file"));
  if (!Request.File.empty())
    row("file", Request.File);
  printCommands(D);
  printConfiguration(D);
  for (const std::string &R : D.Remarks)
    llvm::outs() << "\nnote: " << R << "\n";
  for (const Diagnosis::Problem &P : D.Problems) {
    llvm::outs() << "\nproblem: " << P.What << "\n";
    if (!P.Remedy.empty())
      llvm::outs() << "  to do: " << P.Remedy << "\n";
  }
  llvm::outs() << "\n" << (D.Problems.empty() ? "no problem" : count(D.Problems.size(), "problem")) << "\n";
}

static llvm::json::Array strings(llvm::ArrayRef<std::string> Texts) {
  llvm::json::Array Out;
  for (const std::string &T : Texts)
    Out.push_back(validUtf8(T));
  return Out;
}

static llvm::json::Value databaseOf(const DiagnosisRequest &Request, const Diagnosis &D) {
  if (!Request.Database || Request.Database->Path.empty())
    return nullptr;
  return llvm::json::Object{{"path", validUtf8(Request.Database->Path)},
                            {"files", Request.Database->Files.size()},
                            {"missing", strings(D.MissingUnits)}};
}

static llvm::json::Value lintOf(const Diagnosis &D) {
  if (!D.Lint)
    return nullptr;
  return llvm::json::Object{{"compileErrors", D.Lint->CompileErrors},
                            {"findings", D.Lint->Findings},
                            {"suppressed", D.Lint->Suppressed},
                            {"filesRead", D.Lint->FilesRead},
                            {"readsCoroutineHeader", D.Lint->ReadsCoroutineHeader}};
}

static llvm::json::Object configurationOf(const Diagnosis &D) {
  llvm::json::Array Checks;
  for (const CheckSetting &S : D.Configuration.Checks)
    Checks.push_back(
        llvm::json::Object{{"check", S.Check->fullName()}, {"on", S.On}, {"why", validUtf8(S.Why)}});
  llvm::json::Object Options;
  for (const OptionSetting &S : D.Configuration.Options)
    Options[S.Name] = llvm::json::Object{{"value", validUtf8(S.Value)}, {"why", validUtf8(S.Why)}};
  return llvm::json::Object{{"files", strings(D.Configuration.Files)},
                            {"checks", std::move(Checks)},
                            {"options", std::move(Options)}};
}

static void printJson(const DiagnosisRequest &Request, const Diagnosis &D) {
  llvm::json::Array Commands, Problems;
  for (const Diagnosis::Command &C : D.Commands)
    Commands.push_back(llvm::json::Object{{"directory", validUtf8(C.Directory)},
                                          {"arguments", strings(C.Arguments)},
                                          {"standard", validUtf8(C.Standard)}});
  for (const Diagnosis::Problem &P : D.Problems)
    Problems.push_back(llvm::json::Object{{"what", validUtf8(P.What)}, {"remedy", validUtf8(P.Remedy)}});
  llvm::json::Object Document{
      {"version", COROLINT_VERSION},
      {"compiler", D.Compiler},
      {"resourceDirectory", validUtf8(D.ResourceDir)},
      {"cacheDirectory", validUtf8(Request.CacheDirectory)},
      {"database", databaseOf(Request, D)},
      {"file", Request.File.empty() ? llvm::json::Value(nullptr) : llvm::json::Value(validUtf8(Request.File))},
      {"commands", std::move(Commands)},
      {"lint", lintOf(D)},
      {"configuration", configurationOf(D)},
      {"profiles",
       llvm::json::Object{{"builtIn", strings(D.BuiltinProfiles)}, {"files", strings(D.ProfileFiles)}}},
      {"remarks", strings(D.Remarks)},
      {"problems", std::move(Problems)}};
  llvm::outs() << llvm::formatv("{0:2}", llvm::json::Value(std::move(Document))) << "\n";
}

int corolint::doctorCommand(FixedArguments Fixed) {
  DiagnosisRequest Request;
  Request.Settings = commandLineSettings();
  std::vector<std::string> Errors = errorsIn(Request.Settings);
  if (Fixed && File.empty())
    Errors.push_back("no file to look at; name one before --");
  for (const std::string &E : Errors)
    complain(E);
  if (!Errors.empty())
    return ToolError;
  if (!File.empty())
    Request.File = absoluteFile(File);
  Request.CacheDirectory = defaultCacheDirectory();
  std::unique_ptr<CompileDatabase> Database = openDatabase(std::move(Fixed), Request.DatabaseError);
  Request.Database = Database.get();
  const Diagnosis D = diagnose(Request);
  if (Format == DoctorFormat::Json)
    printJson(Request, D);
  else
    printText(Request, D);
  return D.Problems.empty() ? Clean : HasFindings;
}
