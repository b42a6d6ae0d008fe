// A worker that did not return; see crash-report.h.
//
// Where it was is read from LLVM's stack dump: clang and its matchers keep track of what they are doing
// for that purpose.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/crash-report.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// The numbered lines of the dump, outermost first, without the command line, which is number 0:
/// "a.cpp:3:5: parsing function body 'f'".
static std::vector<std::string> stackOf(llvm::StringRef Errors) {
  std::vector<std::string> Out;
  llvm::Regex Entry("^[0-9]+\\.\t(.*)$");
  llvm::SmallVector<llvm::StringRef, 64> Lines;
  Errors.split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    llvm::SmallVector<llvm::StringRef, 2> Groups;
    if (!Line.starts_with("0.") && Entry.match(Line, &Groups))
      Out.push_back(Groups[1].rtrim(":").str());
  }
  return Out;
}

/// The check that was running: "coro-blocking-sleep"; empty when none was.
static std::string checkIn(const std::vector<std::string> &Stack) {
  llvm::Regex Matcher("^ASTMatcher: (Processing|Matching) '([^']+)'");
  for (const std::string &Line : Stack) {
    llvm::SmallVector<llvm::StringRef, 3> Groups;
    if (Matcher.match(Line, &Groups))
      return Groups[2].str();
  }
  return "";
}

std::string shellLine(llvm::ArrayRef<std::string> Words) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  for (const std::string &Word : Words) {
    if (!Out.empty())
      OS << ' ';
    // printArg quotes what a shell would split or expand.
    const bool Plain = Word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                              "0123456789_-+=/.,:@%") == std::string::npos;
    llvm::sys::printArg(OS, Word, /*Quote=*/!Plain || Word.empty());
  }
  return Out;
}

std::string reproducer(const CompileDatabase &Database, const std::string &Unit,
                       const LintOptions &Options, llvm::StringRef Check) {
  std::vector<std::string> Words = {"corolint"};
  if (!Database.Path.empty()) {
    Words.push_back("-p");
    Words.push_back(llvm::sys::path::parent_path(Database.Path).str());
  }
  if (!Check.empty())
    Words.push_back(("--checks=-*," + Check).str());
  else if (!Options.Settings.Checks.empty())
    Words.push_back("--checks=" + Options.Settings.Checks);
  if (Check.empty() && !Options.Settings.Preset.empty())
    Words.push_back("--preset=" + Options.Settings.Preset);
  Words.push_back(Unit);
  if (Database.Path.empty()) {
    Words.push_back("--");
    // The name of the compiler and the file itself are not among what was given.
    for (const auto &Command : Database.Commands->getCompileCommands(Unit))
      for (size_t I = 1; I < Command.CommandLine.size(); ++I)
        if (Command.CommandLine[I] != Unit)
          Words.push_back(Command.CommandLine[I]);
  }
  return shellLine(Words);
}

/// The byte at which \p Line of \p File begins, from 1; nothing when there is none.
static std::optional<unsigned> offsetOf(const std::string &File, unsigned Line) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return std::nullopt;
  size_t At = 0;
  for (; Line > 1; --Line) {
    At = (*Buffer)->getBuffer().find('\n', At);
    if (At == llvm::StringRef::npos)
      return std::nullopt;
    ++At;
  }
  return At;
}

/// A line of the dump, at its place where it names one: "a.cpp:3:5: parsing function body 'f'".
static Note noteOf(llvm::StringRef Line,
                   llvm::ArrayRef<clang::tooling::CompileCommand> Commands) {
  Note Out;
  llvm::SmallVector<llvm::StringRef, 5> Groups;
  unsigned Number = 0, Column = 0;
  if (llvm::Regex("^([^:]+):([0-9]+):([0-9]+): (.*)$").match(Line, &Groups) &&
      !Groups[2].getAsInteger(10, Number) && !Groups[3].getAsInteger(10, Column) && Column) {
    llvm::SmallString<256> File(Groups[1]);
    if (!Commands.empty() && !llvm::sys::path::is_absolute(File)) {
      File = Commands.front().Directory;
      llvm::sys::path::append(File, Groups[1]);
    }
    Out.Where.File = absoluteFile(std::string(File));
    if (std::optional<unsigned> Begin = offsetOf(Out.Where.File, Number)) {
      Out.Where.Offset = *Begin + Column - 1;
      Out.Message = Groups[4].str();
      return Out;
    }
    Out.Where = {};
  }
  Out.Message = Line.str();
  return Out;
}

UnitResult resultOfCrash(const CompileDatabase &Database, const std::string &Unit,
                         const LintOptions &Options, const WorkerResult &Worker) {
  const std::vector<std::string> Stack = stackOf(Worker.Errors);
  const std::string Check = checkIn(Stack);
  const bool TimedOut = Worker.How == WorkerResult::End::TimedOut;
  Finding F;
  F.Check = TimedOut ? "corolint-timeout" : "corolint-crash";
  F.Where.File = Unit;
  F.Message = TimedOut ? "linting this file was stopped after " + Worker.Why
                       : "linting this file crashed (" + Worker.Why + ")";
  if (!Check.empty())
    F.Message += " in " + Check;
  else if (!Stack.empty())
    F.Message += " in clang's front end";
  F.Message += "; to see it again: " + reproducer(Database, Unit, Options, Check);
  // Of a recursion, how it began and where it was.
  constexpr size_t Shown = 4;
  for (size_t I = 0; I < Stack.size(); ++I)
    if (I < Shown || I + Shown >= Stack.size())
      F.Notes.push_back(noteOf(Stack[I], Database.Commands->getCompileCommands(Unit)));
  UnitResult Out;
  Out.Failed = true;
  Out.Findings.push_back(std::move(F));
  return Out;
}

} // namespace corolint
