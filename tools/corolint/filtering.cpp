// Which findings are reported; see filtering.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "filtering.h"
#include "commands.h"
#include "engine/fingerprint.h"
#include "engine/settings.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "project/changed-findings.h"
#include "report/source-files.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::opt<std::string>
    ChangedSince("changed-since",
                 cl::desc("Report only what changed since the commit where HEAD left REF, and what "
                          "that caused in the same function"),
                 cl::value_desc("REF"), cl::cat(optionCategory()));
static cl::opt<std::string>
    ChangedLines("changed-lines",
                 cl::desc("The same for the changes of a unified diff; - is standard input"),
                 cl::value_desc("DIFF"), cl::cat(optionCategory()));
static cl::opt<std::string> BaselineFile("baseline",
                                         cl::desc("Leave out the findings that FILE knows"),
                                         cl::value_desc("FILE"), cl::cat(optionCategory()));
static cl::opt<std::string>
    UpdateBaseline("update-baseline", cl::ValueOptional,
                   cl::desc("Take out of the baseline what is fixed; =grow also adds what is new"),
                   cl::value_desc("grow"), cl::cat(optionCategory()));

/// Whether the options fit together.
static bool optionsFit(bool Fixing) {
  std::string Wrong;
  if (!ChangedSince.empty() && !ChangedLines.empty())
    Wrong = "--changed-since and --changed-lines say two different things";
  else if (!ChangedLines.empty() && Fixing)
    Wrong = "--changed-lines cannot be used with --fix, which changes lines; use --changed-since";
  else if (UpdateBaseline.getNumOccurrences() && BaselineFile.empty())
    Wrong = "--update-baseline: which one? Name it with --baseline";
  else if (!UpdateBaseline.empty() && UpdateBaseline != "grow")
    Wrong = "--update-baseline takes 'grow' or nothing, not '" + UpdateBaseline + "'";
  else if (UpdateBaseline.getNumOccurrences() && (!ChangedSince.empty() || !ChangedLines.empty()))
    Wrong = "--update-baseline needs all findings, not those of a change";
  if (!Wrong.empty())
    complain(Wrong);
  return Wrong.empty();
}

bool Filter::readChange(llvm::StringRef Root) {
  llvm::Expected<Change> Read =
      !ChangedSince.empty() ? changeSince(ChangedSince, Root) : changeInDiff(ChangedLines, Root);
  if (!Read) {
    complain((ChangedSince.empty() ? "--changed-lines: " : "--changed-since: ") +
             llvm::toString(Read.takeError()));
    return false;
  }
  Changed = std::move(*Read);
  return true;
}

bool Filter::prepare(Selection &Selected, bool Fixing) {
  if (!optionsFit(Fixing))
    return false;
  if (!ChangedSince.empty() || !ChangedLines.empty()) {
    if (!readChange(projectRoot(Selected.Units)))
      return false;
    Selected.Units = unitsTouchedBy(*Changed, Selected.Units);
  }
  if (BaselineFile.empty())
    return true;
  if (UpdateBaseline == "grow" && !llvm::sys::fs::exists(BaselineFile)) {
    Known.emplace();
    return true;
  }
  llvm::Expected<Baseline> Read = Baseline::read(BaselineFile);
  if (!Read) {
    std::string Why = llvm::toString(Read.takeError());
    if (!llvm::sys::fs::exists(BaselineFile))
      Why += "; --update-baseline=grow makes one";
    complain(Why);
    return false;
  }
  Known = std::move(*Read);
  return true;
}

/// Tells whether a run would have found an entry of the baseline again, if it were still there: its file was
/// linted, with its check.
static std::function<bool(const Baseline::Entry &)> judgeOf(const Selection &Selected,
                                                            const RunResult &Run) {
  if (Run.BrokenUnits || !Run.Errors.empty())
    return [](const Baseline::Entry &) { return false; };
  return [&Selected, &Run](const Baseline::Entry &E) {
    llvm::SmallString<256> File(E.File);
    if (!llvm::sys::path::is_absolute(File)) {
      File = Run.Root;
      llvm::sys::path::append(File, E.File);
    }
    if (!llvm::sys::fs::exists(File))
      return true;
    if (!Run.WholeDatabase && !llvm::is_contained(Run.Units, File.str()))
      return false;
    for (const CheckSetting &S : settingsOf(File, Selected.How.Settings).Checks)
      if (S.Check->fullName() == E.Check)
        return S.On;
    // There is no such check any more.
    return true;
  };
}

void Filter::apply(const Selection &Selected, RunResult &Run) {
  if (Known) {
    std::vector<Finding> Old = Known->takeKnown(Run.Findings);
    Fixed = Known->fixed(judgeOf(Selected, Run));
    Run.Suppressed.insert(Run.Suppressed.end(), Old.begin(), Old.end());
    std::sort(Run.Suppressed.begin(), Run.Suppressed.end());
  }
  if (!Changed)
    return;
  // A fix has changed more.
  if (!ChangedSince.empty() && !readChange(Run.Root))
    return;
  auto Before = [&](const FileTexts &Texts, llvm::ArrayRef<std::string> Units) {
    LintOptions How = Selected.How;
    How.Overlay = Texts;
    return lintUnits(*Selected.Database, Units, How).Findings;
  };
  std::string Wrong;
  if (!keepChanged(Run.Findings, *Changed, Run.Units, Before, Wrong))
    Run.Errors.push_back("--changed-lines: " + displayPath(Wrong) +
                         " is not what the diff leads to; the report is about all of the code");
}

bool Filter::finish(const Selection &Selected, RunResult &Run, llvm::raw_ostream &People) {
  if (!Known)
    return true;
  for (const Baseline::Entry &E : Fixed)
    People << "fixed: " << E.Check << " in " << E.File
           << (E.Function.empty() ? "" : " ('" + E.Function + "')") << "\n";
  if (!UpdateBaseline.getNumOccurrences()) {
    if (!Fixed.empty())
      People << count(Fixed.size(), "finding") << " of " << BaselineFile
             << (Fixed.size() == 1 ? " is" : " are")
             << " fixed; take them out with --update-baseline\n";
    return true;
  }
  Known->remove(Fixed);
  size_t Added = 0;
  if (UpdateBaseline == "grow") {
    std::vector<Finding> New;
    llvm::copy_if(Run.Findings, std::back_inserter(New),
                  [](const Finding &F) { return F.isFinding(); });
    Known->add(New, Run.Root);
    Added = New.size();
    Known->takeKnown(Run.Findings);
  }
  People << BaselineFile << ": " << count(Known->size(), "finding");
  if (Added || !Fixed.empty())
    People << " (" << Added << " new, " << Fixed.size() << " fixed)";
  People << "\n";
  if (llvm::Error E = Known->write(BaselineFile)) {
    complain(BaselineFile + ": cannot write: " + llvm::toString(std::move(E)));
    return false;
  }
  return true;
}
