// JUnit's XML, which every CI server shows: a suite for each file, a failed case for each finding. The
// name of a case holds no line, so that a server recognises it in the next run.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "engine/fingerprint.h"
#include "report/escape.h"
#include "report/report.h"
#include "report/source-files.h"
#include <map>

namespace corolint {
namespace {

struct Case {
  std::string Name, Element; ///< Element is empty for a case that passes.
};

struct Suite {
  std::vector<Case> Cases;
  unsigned Failures = 0, Errors = 0;
};

class JUnitReport {
public:
  explicit JUnitReport(const Report &R) : R(R) {}

  void print(llvm::raw_ostream &OS) {
    for (const Finding &F : R.Findings)
      add(F);
    for (const std::string &E : R.Errors)
      add("corolint", "run", "error", "corolint", E, E);
    for (const std::string &Unit : R.Units)
      if (Suite &S = Suites[pathInProject(Unit, R.Root)]; S.Cases.empty())
        S.Cases.push_back({"no findings", ""});
    write(OS);
  }

private:
  void add(const Finding &F) {
    std::string Name = F.Check;
    if (!F.Function.empty())
      Name += " in " + F.Function;
    std::string Where = pathInProject(F.Where.File, R.Root);
    add(Where.empty() ? "corolint" : Where, Name, F.isToolError() ? "error" : "failure",
        severityName(severityOf(F)), F.Message, details(F));
  }

  void add(const std::string &SuiteName, const std::string &Name, llvm::StringRef Element,
           llvm::StringRef Type, llvm::StringRef Message, llvm::StringRef Text) {
    Suite &S = Suites[SuiteName];
    unsigned Before = Names[SuiteName + "\n" + Name]++;
    ++(Element == "error" ? S.Errors : S.Failures);
    S.Cases.push_back({Before ? Name + " #" + std::to_string(Before + 1) : Name,
                       ("<" + Element + " type=\"" + Type + "\" message=\"" + markup(Message) +
                        "\">" + markup(Text) + "</" + Element + ">")
                           .str()});
  }

  std::string details(const Finding &F) {
    std::string Out = place(F.Where) + F.Message + "\n";
    for (const Note &N : F.Notes)
      Out += place(N.Where) + N.Message + "\n";
    if (const CheckInfo *Check = findCheck(F.Check))
      Out += pageUrl(Check->Name) + "\n";
    return Out;
  }

  std::string place(const FileRange &Where) {
    if (Where.File.empty())
      return {};
    SourceFiles::Position At = Sources.position(Where.File, Where.Offset);
    return pathInProject(Where.File, R.Root) + ":" + std::to_string(At.Line) + ":" +
           std::to_string(At.Column) + ": ";
  }

  void write(llvm::raw_ostream &OS) {
    size_t Tests = 0, Failures = 0, Errors = 0;
    for (const auto &[Name, S] : Suites) {
      Tests += S.Cases.size();
      Failures += S.Failures;
      Errors += S.Errors;
    }
    OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"corolint\" tests=\""
       << Tests << "\" failures=\"" << Failures << "\" errors=\"" << Errors << "\">\n";
    for (const auto &[Name, S] : Suites) {
      OS << "  <testsuite name=\"" << markup(Name) << "\" tests=\"" << S.Cases.size()
         << "\" failures=\"" << S.Failures << "\" errors=\"" << S.Errors << "\">\n";
      for (const Case &C : S.Cases) {
        OS << "    <testcase classname=\"" << markup(Name) << "\" name=\"" << markup(C.Name)
           << "\"";
        if (C.Element.empty())
          OS << "/>\n";
        else
          OS << ">" << C.Element << "</testcase>\n";
      }
      OS << "  </testsuite>\n";
    }
    OS << "</testsuites>\n";
  }

  const Report &R;
  SourceFiles Sources;
  std::map<std::string, Suite> Suites;
  std::map<std::string, unsigned> Names;
};

} // namespace

void printJUnit(const Report &R, llvm::raw_ostream &OS) { JUnitReport(R).print(OS); }

} // namespace corolint
