// How corolint sees a file; see diagnosis.h.
//
// Nothing is worked out a second time: the parts that lint are asked, and the file is linted.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/diagnosis.h"
#include "checks/common/unit-profiles.h"
#include "clang/Basic/Version.h"
#include "engine/arguments.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include "profile/loader.h"
#include "project/run.h"
#include "report/source-files.h"

namespace corolint {
namespace {

/// A mistake that every installation finds.
constexpr llvm::StringLiteral Sample = R"(#include <coroutine>
#include <cstddef>
struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
task work() { co_return; }
task run() {
  work();
  co_return;
}
)";

class Doctor {
public:
  explicit Doctor(const DiagnosisRequest &Request) : Request(Request) {}

  Diagnosis examine() {
    Out.Compiler = clang::getClangFullVersion();
    lookAtDatabase();
    if (!Request.File.empty())
      lookAtCommands();
    lookAtBuiltinHeaders();
    lookAtConfiguration();
    lookAtProfiles();
    if (Request.File.empty())
      tryOut();
    else if (!Out.Commands.empty())
      lintFile();
    lookAtCache();
    return std::move(Out);
  }

private:
  void problem(std::string What, std::string Remedy) {
    Diagnosis::Problem P{std::move(What), std::move(Remedy)};
    if (!llvm::is_contained(Out.Problems, P))
      Out.Problems.push_back(std::move(P));
  }
  /// A line that the linter would print: "what is wrong; what to do".
  void problem(llvm::StringRef Line) {
    auto [What, Remedy] = Line.split("; ");
    problem(What.str(), Remedy.str());
  }

  void lookAtDatabase();
  void lookAtCommands();
  void lookAtCommand(const Diagnosis::Command &C);
  void lookAtBuiltinHeaders();
  void lookAtConfiguration();
  void lookAtProfiles();
  void lookAtCache();
  void lintFile();
  void lookAtErrors(const RunResult &Run);
  void tryOut();

  const DiagnosisRequest &Request;
  Diagnosis Out;
};

} // namespace

void Doctor::lookAtDatabase() {
  if (!Request.Database) {
    std::string Error, Remedy;
    // Only the working directory is searched upwards; the file may lie in another project.
    if (auto Near = Request.File.empty() ? nullptr
                                         : findDatabase(llvm::sys::path::parent_path(Request.File).str(), Error))
      Remedy = "there is one near the file: -p " +
               displayPath(llvm::sys::path::parent_path(Near->Path).str());
    auto [What, Advice] = llvm::StringRef(Request.DatabaseError).split("; ");
    problem(What.str(), Remedy.empty() ? Advice.str() : Remedy);
    return;
  }
  const CompileDatabase &Database = *Request.Database;
  if (Database.Path.empty())
    return;
  if (Database.Files.empty())
    problem(Database.Path + ": the compile database has no entries",
            "configure the build again; a header-only project needs a test or an example that is compiled");
  for (const std::string &Unit : Database.Files)
    if (!llvm::sys::fs::exists(Unit))
      Out.MissingUnits.push_back(Unit);
  if (Out.MissingUnits.empty())
    return;
  std::string What = std::to_string(Out.MissingUnits.size()) + " of " + std::to_string(Database.Files.size()) +
                     " files of " + Database.Path + " are not there, for one " + Out.MissingUnits.front();
  if (Request.File.empty())
    problem(What, "build once if they are generated, else configure the build again");
  else
    Out.Remarks.push_back(What);
}

/// The standard that a command asks for; the last one counts.
static std::string standardOf(llvm::ArrayRef<std::string> Arguments) {
  std::string Out;
  for (size_t I = 0; I < Arguments.size(); ++I) {
    llvm::StringRef A = Arguments[I];
    if (A.starts_with("-std=") || A.starts_with("/std:"))
      Out = A.str();
    else if (A.consume_front("--std") && (A.starts_with("=") || (A.empty() && I + 1 < Arguments.size())))
      Out = "-std=" + (A.empty() ? Arguments[I + 1] : A.drop_front().str());
  }
  return Out;
}

void Doctor::lookAtCommands() {
  if (!llvm::sys::fs::exists(Request.File))
    return problem(displayPath(Request.File) + ": no such file", "look at its name");
  if (!Request.Database)
    return;
  const CompileDatabase &Database = *Request.Database;
  if (!Database.Path.empty() && !llvm::is_contained(Database.Files, Request.File)) {
    static const llvm::StringRef Headers[] = {".h", ".hh", ".hpp", ".hxx", ".ipp", ".inl"};
    return problem(displayPath(Request.File) + ": not in " + Database.Path,
                   llvm::is_contained(Headers, llvm::sys::path::extension(Request.File))
                       ? "a header is linted as part of the units that include it: name one of them"
                       : "add it to the build and configure again, or give the compiler arguments after --");
  }
  for (clang::tooling::CompileCommand &C : Database.Commands->getCompileCommands(Request.File)) {
    // What stands behind -- has no compiler; clang's tooling puts a name of its own there.
    if (Database.Path.empty() && !C.CommandLine.empty())
      C.CommandLine.front() = "clang++";
    Out.Commands.push_back({C.Directory, C.CommandLine, standardOf(C.CommandLine)});
    lookAtCommand(Out.Commands.back());
  }
}

void Doctor::lookAtCommand(const Diagnosis::Command &C) {
  if (!llvm::sys::fs::is_directory(C.Directory))
    problem(C.Directory + ": the command's directory is not there", "configure the build again");
  if (Request.Database->Path.empty() || C.Arguments.empty())
    return;
  const std::string &Name = C.Arguments.front();
  const bool IsPath = llvm::StringRef(Name).contains('/');
  if (IsPath ? !llvm::sys::fs::can_execute(Name) : !llvm::sys::findProgramByName(Name))
    Out.Remarks.push_back("the compiler '" + Name + "' is not on this machine; its own headers may be missing, too");
}

void Doctor::lookAtBuiltinHeaders() {
  std::vector<std::string> Arguments = {"clang++"};
  if (!Out.Commands.empty())
    Arguments = Out.Commands.front().Arguments;
  const std::vector<std::string> Adapted = CommandAdapter().adapt(Arguments);
  for (size_t I = 0; I < Adapted.size(); ++I) {
    llvm::StringRef A = Adapted[I];
    if (A.consume_front("-resource-dir"))
      Out.ResourceDir = A.consume_front("=") || I + 1 == Adapted.size() ? A.str() : Adapted[I + 1];
  }
  if (llvm::sys::fs::exists(Out.ResourceDir + "/include/stddef.h"))
    return;
  const std::string Release = llvm::sys::path::filename(Out.ResourceDir).split('.').first.str();
  problem(Out.ResourceDir + ": clang's built-in headers (stddef.h and the like) are not there",
          "install them (Debian: libclang-common-" + Release +
              "-dev), or put -resource-dir=DIR into ExtraArgs in .clang-tidy");
}

void Doctor::lookAtConfiguration() {
  llvm::SmallString<256> File(Request.File);
  if (File.empty()) {
    // A file that every directory could have.
    llvm::sys::fs::current_path(File);
    llvm::sys::path::append(File, "any.cpp");
  }
  Out.Configuration = settingsOf(File, Request.Settings);
  for (const std::string &E : Out.Configuration.Errors)
    problem(E);
  if (llvm::none_of(Out.Configuration.Checks, [](const CheckSetting &S) { return S.On; }))
    problem("no check is on", "look at the reasons in the list of checks");
}

void Doctor::lookAtProfiles() {
  for (const EmbeddedFile &P : profile::builtinFiles())
    Out.BuiltinProfiles.push_back(llvm::sys::path::stem(P.Name).str());
  std::vector<std::string> Extra;
  for (const OptionSetting &S : Out.Configuration.Options)
    if (S.Name == "coro.Profiles")
      Extra = splitList(S.Value);
  llvm::SmallString<256> Directory(llvm::sys::path::parent_path(Request.File));
  if (Directory.empty())
    llvm::sys::fs::current_path(Directory);
  const auto Files = llvm::vfs::getRealFileSystem();
  Out.ProfileFiles = profile::projectProfileFiles(*Files, Directory, Extra);
  profile::ProfileErrors Errors;
  profile::projectProfiles(*Files, Directory, Extra, Errors);
  for (const std::string &E : Errors)
    problem(E);
}

void Doctor::lookAtCache() {
  llvm::StringRef Nearest = Request.CacheDirectory;
  while (!Nearest.empty() && !llvm::sys::fs::exists(Nearest))
    Nearest = llvm::sys::path::parent_path(Nearest);
  if (Nearest.empty())
    Out.Remarks.push_back("results are not kept: there is no $XDG_CACHE_HOME and no $HOME; --cache-dir names a place");
  else if (!llvm::sys::fs::is_directory(Nearest) || llvm::sys::fs::access(Nearest, llvm::sys::fs::AccessMode::Write))
    Out.Remarks.push_back("results cannot be kept in " + Request.CacheDirectory + ": " + Nearest.str() +
                          " is no directory that can be written; --cache-dir names another place");
}

static bool isMissingHeader(const Finding &F) { return llvm::StringRef(F.Message).ends_with("file not found"); }

/// "a.cpp:3:5: message".
static std::string lineOf(const Finding &F) {
  if (F.Where.File.empty())
    return F.Message;
  SourceFiles Sources;
  const SourceFiles::Position At = Sources.begin(F.Where);
  std::string Out = displayPath(F.Where.File);
  if (At.Line)
    Out += ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column);
  return Out + ": " + F.Message;
}

/// The error that most probably led to the others: a header that is missing, one in a header, the first one.
/// Null without an error.
static const Finding *causeOf(const RunResult &Run, llvm::StringRef Unit) {
  const Finding *Out = nullptr;
  for (const Finding &F : Run.Findings) {
    if (!F.isToolError())
      continue;
    if (isMissingHeader(F))
      return &F;
    if (!Out || (Out->Where.File == Unit && F.Where.File != Unit))
      Out = &F;
  }
  return Out;
}

/// What to do about code that clang cannot read.
static std::string remedyFor(const Finding &F) {
  if (F.Check != "clang-diagnostic-error")
    return "report it; --checks=-NAME leaves a check out";
  if (isMissingHeader(F))
    return "build once if the header is generated; else the command lacks a -I, or a package is not installed";
  return "what a compiler takes and clang does not: -D, -std or a missing header decide; 'corolint FILE' shows all";
}

void Doctor::lookAtErrors(const RunResult &Run) {
  for (const std::string &E : Run.Errors)
    // The configuration has been looked at.
    if (llvm::none_of(Out.Problems, [&](const Diagnosis::Problem &P) { return llvm::StringRef(E).contains(P.What); }))
      problem(E);
  const Finding *Broken = causeOf(Run, Request.File);
  if (!Broken)
    return;
  std::string What = lineOf(*Broken);
  if (Out.Lint && Out.Lint->CompileErrors > 1)
    What += " (one of " + std::to_string(Out.Lint->CompileErrors) + " errors)";
  problem(What, remedyFor(*Broken));
}

/// What a precompiled header was made of is not read again.
static bool readsPrecompiled(const Diagnosis::Command &C) {
  return llvm::any_of(C.Arguments, [](llvm::StringRef A) { return A.starts_with("-include-pch"); });
}

void Doctor::lintFile() {
  LintOptions Options;
  Options.Settings = Request.Settings;
  const RunResult Run = lintUnits(*Request.Database, {Request.File}, Options);
  Out.Remarks.insert(Out.Remarks.end(), Run.Remarks.begin(), Run.Remarks.end());
  if (Run.Results.empty())
    return lookAtErrors(Run);
  const UnitResult &Result = Run.Results.front();
  LintOutcome &Lint = Out.Lint.emplace();
  Lint.CompileErrors = Result.CompileErrors;
  Lint.Findings = llvm::count_if(Run.Findings, [](const Finding &F) { return F.isFinding(); });
  Lint.Suppressed = Run.Suppressed.size();
  for (const Input &I : Result.Inputs) {
    if (I.Kind != InputKind::File)
      continue;
    ++Lint.FilesRead;
    // Those that a library brings along are known by now.
    if (llvm::StringRef(I.Path).ends_with(".yaml") && !llvm::is_contained(Out.ProfileFiles, I.Path))
      Out.ProfileFiles.push_back(I.Path);
    Lint.ReadsCoroutineHeader |= llvm::sys::path::filename(I.Path) == "coroutine";
  }
  lookAtErrors(Run);
  const std::string &Standard = Out.Commands.front().Standard;
  if (Result.WithoutCoroutines)
    problem(displayPath(Request.File) + " is compiled without coroutines (" +
                (Standard.empty() ? "the command names no standard" : Standard) + ")",
            "compile it with -std=c++20 or later; what is older, or C, is not linted");
  else if (!Lint.ReadsCoroutineHeader && !Result.Failed && !readsPrecompiled(Out.Commands.front()))
    Out.Remarks.push_back("<coroutine> is not among the files that were read: there is nothing here for most checks");
}

void Doctor::tryOut() {
  llvm::SmallString<256> File;
  int Descriptor = -1;
  if (std::error_code EC = llvm::sys::fs::createTemporaryFile("corolint-doctor", "cpp", Descriptor, File))
    return problem("cannot write a temporary file: " + EC.message(), "set TMPDIR to a directory that can be written");
  llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true) << Sample;
  CompileDatabase Database;
  Database.Commands = std::make_unique<clang::tooling::FixedCompilationDatabase>(
      llvm::sys::path::parent_path(File), std::vector<std::string>{"-std=c++20"});
  LintOptions Options;
  Options.Settings.Checks = "-*,unawaited-task";
  const RunResult Run = lintUnits(Database, {std::string(File)}, Options);
  llvm::sys::fs::remove(File);
  const bool Found = llvm::any_of(Run.Findings, [](const Finding &F) { return F.Check == "coro-unawaited-task"; });
  if (Found && !Run.BrokenUnits)
    return;
  const Finding *Broken = causeOf(Run, File);
  const std::string Why = Broken ? Broken->Message : "the mistake in it was not found";
  problem("a small coroutine cannot be linted: " + Why,
          "a C++ standard library with <coroutine> has to be there (Debian: g++ or libc++-dev)");
}

Diagnosis diagnose(const DiagnosisRequest &Request) { return Doctor(Request).examine(); }

} // namespace corolint
