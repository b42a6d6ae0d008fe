// GitHub's workflow commands: each line becomes an annotation of the run and of the changed code.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "engine/fingerprint.h"
#include "report/escape.h"
#include "report/report.h"
#include "report/source-files.h"

namespace corolint {

/// As the toolkit of GitHub's actions escapes: a line break would end the command.
static std::string escaped(llvm::StringRef Text) {
  std::string Out;
  for (char C : validUtf8(Text))
    if (C == '%')
      Out += "%25";
    else if (C == '\r')
      Out += "%0D";
    else if (C == '\n')
      Out += "%0A";
    else
      Out += C;
  return Out;
}

/// A property ends at a comma, and all of them at a colon.
static std::string escapedProperty(llvm::StringRef Text) {
  std::string Out;
  for (char C : escaped(Text))
    if (C == ':')
      Out += "%3A";
    else if (C == ',')
      Out += "%2C";
    else
      Out += C;
  return Out;
}

static llvm::StringRef command(Severity S) {
  // GitHub's word for the third level.
  return S == Severity::Note ? "notice" : severityName(S);
}

static std::string message(const Finding &F, const Report &R, SourceFiles &Sources) {
  std::string Out = F.Message;
  for (const Note &N : F.Notes) {
    Out += "\n";
    if (unsigned Line = Sources.begin(N.Where).Line)
      Out += pathInProject(N.Where.File, R.Root) + ":" + std::to_string(Line) + ": ";
    Out += N.Message;
  }
  if (const CheckInfo *Check = findCheck(F.Check))
    Out += "\n" + pageUrl(Check->Name);
  return Out;
}

void printGitHub(const Report &R, llvm::raw_ostream &OS) {
  SourceFiles Sources;
  for (const Finding &F : R.Findings) {
    FileRange Range = Sources.extent(primaryRange(F));
    SourceFiles::Position At = Sources.position(F.Where.File, F.Where.Offset);
    SourceFiles::Position Begin = Sources.begin(Range), End = Sources.end(Range);
    OS << "::" << command(severityOf(F)) << " ";
    if (!F.Where.File.empty())
      OS << "file=" << escapedProperty(pathInProject(F.Where.File, R.Root)) << ",";
    if (At.Line) {
      // The line of the place; columns count only within one line.
      OS << "line=" << At.Line << ",endLine=" << std::max(At.Line, End.Line) << ",";
      if (Begin.Line == End.Line && End.Character > Begin.Character)
        OS << "col=" << Begin.Character << ",endColumn=" << End.Character << ",";
    }
    OS << "title=" << escapedProperty(F.Check) << "::" << escaped(message(F, R, Sources)) << "\n";
  }
  for (const std::string &E : R.Errors)
    OS << "::error title=corolint::" << escaped(E) << "\n";
}

} // namespace corolint
