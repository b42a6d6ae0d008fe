// The HTML report: one page that needs nothing else. Everything is in the document already; the script
// only hides, groups and counts, so that the page can be read, printed and searched without it.
//
// Names, messages and sources are written by anybody. They pass through markup(), and the page's own
// policy lets no other script run than the one it was made with.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/html.h"
#include "checks/common/registry.h"
#include "embedded-file.h"
#include "engine/fingerprint.h"
#include "report/escape.h"
#include "report/fix-preview.h"
#include "report/report.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include <map>
#include <set>

namespace corolint {

static llvm::StringRef asset(llvm::StringRef Name) {
  for (const EmbeddedFile &File : embeddedReportPage())
    if (File.Name == Name)
      return File.Text;
  return {};
}

/// An element's content as a Content-Security-Policy names it.
static std::string policyHash(llvm::StringRef Text) {
  auto Hash = llvm::SHA256::hash(
      llvm::ArrayRef(reinterpret_cast<const uint8_t *>(Text.data()), Text.size()));
  return "'sha256-" + llvm::encodeBase64(Hash) + "'";
}

static std::string count(size_t N, llvm::StringRef Noun) {
  return (llvm::Twine(N) + " " + Noun + (N == 1 ? "" : "s")).str();
}

namespace {

class HtmlReport {
public:
  HtmlReport(const Report &R, llvm::raw_ostream &OS) : R(R), OS(OS), Source(Sources, R.Root) {
    for (llvm::ArrayRef<Finding> Some : {R.Findings, R.Suppressed})
      for (const Finding &F : Some)
        All.push_back(&F);
    llvm::sort(All, [](const Finding *A, const Finding *B) { return *A < *B; });
  }

  void print() {
    printHead();
    printOverview();
    printFilters();
    printFindings();
    OS << "<footer>Made by <a href=\"" << projectUrl() << "\">corolint</a> " << COROLINT_VERSION
       << ".</footer>\n<script>" << asset("report.js") << "</script>\n</body>\n</html>\n";
  }

private:
  void printHead();
  void printOverview();
  void printCheckTable();
  void printFileTable();
  void printFilters();
  void printFindings();
  void printFinding(const Finding &F);
  void printMeta(const Finding &F, llvm::StringRef Id);
  void printFix(const std::vector<Edit> &Fix, llvm::StringRef Title);
  void printRest(const Finding &F, llvm::ArrayRef<Step> Steps);
  std::string fileOf(const FileRange &Where);
  std::string placeOf(const FileRange &Where, unsigned Offset);
  std::string newId(const Finding &F);

  const Report &R;
  llvm::raw_ostream &OS;
  std::vector<const Finding *> All;
  SourceFiles Sources;
  HtmlSource Source;
  llvm::StringMap<unsigned> Ids;
};

} // namespace

/// One word for what can be done about a finding, and the same for people.
static std::pair<llvm::StringRef, llvm::StringRef> fixOf(const Finding &F) {
  if (applicableFix(F, false))
    return {"safe", "fixable with --fix"};
  if (applicableFix(F, true))
    return {"suggested", "fixable with --fix=all"};
  return {"none", ""};
}

std::string HtmlReport::fileOf(const FileRange &Where) {
  return Where.File.empty() ? "(no file)" : pathInProject(Where.File, R.Root);
}

std::string HtmlReport::placeOf(const FileRange &Where, unsigned Offset) {
  SourceFiles::Position At = Sources.position(Where.File, Offset);
  std::string Out = fileOf(Where);
  if (At.Line)
    Out += ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column);
  return Out;
}

/// The same address for the same finding in the next report, if it is to be had.
std::string HtmlReport::newId(const Finding &F) {
  std::string Id = "f" + (F.Fingerprint.empty() ? "0" : F.Fingerprint.substr(0, 12));
  if (unsigned Before = Ids[Id]++)
    Id += "x" + std::to_string(Before + 1);
  return Id;
}

void HtmlReport::printHead() {
  llvm::StringRef Project = llvm::sys::path::filename(R.Root);
  size_t Found = llvm::count_if(R.Findings, [](const Finding &F) { return !F.IsRemark; });
  OS << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
     << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
     << "<meta name=\"color-scheme\" content=\"light dark\">\n"
     << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
     << "form-action 'none'; style-src " << policyHash(asset("report.css")) << "; script-src "
     << policyHash(asset("report.js")) << "\">\n"
     << "<title>" << count(Found, "finding") << " in " << markup(Project) << " – corolint</title>\n"
     << "<style>" << asset("report.css") << "</style>\n</head>\n<body class=\"plain\">\n"
     << "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n"
     << "<header class=\"top\"><h1>corolint <span>" << markup(Project) << "</span></h1>\n<p>";
  if (Found)
    OS << count(Found, "finding") << " in " << count(R.Units.size(), "linted file");
  else
    OS << "No findings in " << count(R.Units.size(), "linted file");
  if (R.BrokenUnits)
    OS << "; " << count(R.BrokenUnits, "file") << " did not parse, so findings may be missing there";
  OS << ".</p>\n</header>\n";
  if (!R.Errors.empty()) {
    OS << "<section class=\"trouble\"><h2>What corolint could not do</h2><ul>\n";
    for (const std::string &E : R.Errors)
      OS << "<li>" << markup(E) << "</li>\n";
    OS << "</ul></section>\n";
  }
}

void HtmlReport::printOverview() {
  if (All.empty())
    return;
  OS << "<section class=\"overview\" aria-label=\"Overview\">\n";
  printCheckTable();
  printFileTable();
  OS << "</section>\n";
}

void HtmlReport::printCheckTable() {
  std::vector<CheckStatistics> Rows = statisticsOf(R.Findings);
  if (Rows.empty())
    return;
  OS << "<div class=\"table\"><table><caption>By check</caption><thead><tr><th>Check</th>"
     << "<th class=\"num\">Findings</th><th class=\"num\">Fixable</th><th class=\"num\">Files</th></tr>"
     << "</thead><tbody>\n";
  for (const CheckStatistics &Row : Rows) {
    const CheckInfo *Check = findCheck(Row.Check);
    OS << "<tr><th scope=\"row\"><i class=\"dot " << severityName(Row.Worst) << "\"></i>"
       << "<button type=\"button\" class=\"pick\" data-pick=\"check\" data-value=\""
       << markup(Row.Check) << "\">" << markup(Row.Check) << "</button>";
    if (Check)
      OS << "<small>" << markup(Check->Summary) << "</small>";
    OS << "</th><td class=\"num\">" << Row.Findings << "</td><td class=\"num\">"
       << Row.Safe + Row.Suggested << "</td><td class=\"num\">" << Row.Files << "</td></tr>\n";
  }
  OS << "</tbody></table></div>\n";
}

void HtmlReport::printFileTable() {
  std::vector<std::pair<std::string, unsigned>> Rows;
  for (const Finding *F : All) {
    std::string File = fileOf(F->Where);
    if (Rows.empty() || Rows.back().first != File)
      Rows.emplace_back(File, 0);
    ++Rows.back().second;
  }
  llvm::sort(Rows, [](const auto &A, const auto &B) {
    return std::tie(B.second, A.first) < std::tie(A.second, B.first);
  });
  OS << "<div class=\"table\"><table><caption>By file</caption><thead><tr><th>File</th>"
     << "<th class=\"num\">Findings</th></tr></thead><tbody>\n";
  for (const auto &[File, Count] : Rows)
    OS << "<tr><th scope=\"row\"><button type=\"button\" class=\"pick\" data-pick=\"file\" "
       << "data-value=\"" << markup(File) << "\">" << markup(File)
       << "</button></th><td class=\"num\">" << Count << "</td></tr>\n";
  OS << "</tbody></table></div>\n";
}

void HtmlReport::printFilters() {
  if (All.empty())
    return;
  std::set<std::string> Checks;
  std::map<llvm::StringRef, unsigned> Severities;
  bool Suppressed = false;
  for (const Finding *F : All) {
    Checks.insert(F->Check);
    ++Severities[severityName(severityOf(*F))];
    Suppressed |= F->Suppressed != Suppression::None;
  }
  OS << "<form id=\"filters\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n"
     << "<label class=\"field wide\">Text <input id=\"text\" type=\"search\" autocomplete=\"off\" "
     << "placeholder=\"message, function, code\"></label>\n"
     << "<label class=\"field\">File <input id=\"file\" type=\"search\" autocomplete=\"off\" "
     << "placeholder=\"part of the path\"></label>\n"
     << "<label class=\"field\">Check <select id=\"check\"><option value=\"\">all</option>";
  for (const std::string &Check : Checks)
    OS << "<option>" << markup(Check) << "</option>";
  OS << "</select></label>\n<fieldset><legend>Severity</legend>";
  for (llvm::StringRef Name : {"error", "warning", "note"})
    OS << "<label><input type=\"checkbox\" name=\"severity\" value=\"" << Name << "\" checked> "
       << Name << " <span class=\"n\">" << Severities[Name] << "</span></label>";
  OS << "</fieldset>\n<fieldset><legend>Show</legend><label><input id=\"fixable\" "
     << "type=\"checkbox\"> fixable only</label>";
  if (Suppressed)
    OS << "<label><input id=\"suppressed\" type=\"checkbox\" checked> suppressed</label>";
  OS << "</fieldset>\n<fieldset><legend>Group by</legend><label><input type=\"radio\" name=\"group\" "
     << "value=\"file\" checked> file</label><label><input type=\"radio\" name=\"group\" "
     << "value=\"check\"> check</label></fieldset>\n"
     << "<button id=\"reset\" type=\"reset\">Reset</button>\n"
     << "<output id=\"shown\" aria-live=\"polite\">" << count(All.size(), "finding")
     << "</output>\n</form>\n";
}

void HtmlReport::printFindings() {
  OS << "<main id=\"findings\" tabindex=\"-1\">\n";
  if (All.empty())
    OS << "<p class=\"none\">Nothing was found.</p>\n";
  std::string File;
  for (size_t I = 0; I < All.size(); ++I) {
    std::string Next = fileOf(All[I]->Where);
    if (I == 0 || Next != File) {
      if (I)
        OS << "</section>\n";
      File = Next;
      OS << "<section class=\"group\"><h2>" << markup(File) << "</h2>\n";
    }
    printFinding(*All[I]);
  }
  if (!All.empty())
    OS << "</section>\n<p class=\"none\" id=\"empty\" hidden>No finding matches these filters.</p>\n";
  OS << "</main>\n";
}

void HtmlReport::printMeta(const Finding &F, llvm::StringRef Id) {
  OS << "<p class=\"meta\">";
  if (const CheckInfo *Check = findCheck(F.Check))
    OS << "<a href=\"" << pageUrl(Check->Name) << "\" title=\"" << markup(Check->Summary) << "\">"
       << markup(F.Check) << "</a>";
  else
    OS << markup(F.Check);
  OS << " <a class=\"place\" href=\"#" << Id << "\" title=\"Link to this finding\">"
     << markup(placeOf(F.Where, F.Where.Offset)) << "</a>";
  if (!F.Function.empty())
    OS << " <span>in <code>" << markup(F.Function) << "</code></span>";
  if (llvm::StringRef Fix = fixOf(F).second; !Fix.empty())
    OS << " <span class=\"chip\">" << Fix << "</span>";
  if (F.Suppressed != Suppression::None) {
    OS << " <span class=\"chip quiet\">suppressed "
       << (F.Suppressed == Suppression::InSource ? "by NOLINT" : "by the baseline");
    if (!F.Justification.empty())
      OS << ": " << markup(F.Justification);
    OS << "</span>";
  }
  OS << "</p>\n";
}

void HtmlReport::printFinding(const Finding &F) {
  const std::string Id = newId(F);
  llvm::StringRef Level = severityName(severityOf(F));
  OS << "<article class=\"finding " << Level << "\" id=\"" << Id << "\" data-check=\""
     << markup(F.Check) << "\" data-file=\"" << markup(fileOf(F.Where)) << "\" data-severity=\""
     << Level << "\" data-fix=\"" << fixOf(F).first << "\""
     << (F.Suppressed != Suppression::None ? " data-suppressed" : "") << ">\n<h3><span class=\"badge\">"
     << Level << "</span> " << markup(F.Message) << "</h3>\n";
  printMeta(F, Id);
  std::vector<Step> Steps = stepsOf(F, Sources);
  std::vector<SourceMark> Marks;
  for (size_t I = 0; I < Steps.size(); ++I)
    Marks.push_back({Steps[I].Where, Steps[I].Caret, Steps[I].IsFinding, unsigned(I + 1),
                     Steps[I].label()});
  if (Steps.empty())
    Marks.push_back({Sources.extent(primaryRange(F)), F.Where.Offset, true, 0, ""});
  else
    printStepGraph(
        Steps, Id,
        [&](const Step &S) {
          return llvm::sys::path::filename(placeOf(S.Where, S.Caret)).str();
        },
        OS);
  if (!F.Where.File.empty())
    Source.print(Marks, Id, OS);
  printRest(F, Steps);
  OS << "</article>\n";
}

/// Notes that are no steps, and what the fixes would make of the code.
void HtmlReport::printRest(const Finding &F, llvm::ArrayRef<Step> Steps) {
  std::string Items;
  llvm::raw_string_ostream Notes(Items);
  for (const Note &N : F.Notes) {
    bool IsStep = llvm::any_of(Steps, [&](const Step &S) {
      return !S.IsFinding && S.Message.data() == N.Message.data();
    });
    if (IsStep || !N.Fix.empty())
      continue;
    Notes << "<li>" << markup(N.Message);
    if (!N.Where.File.empty())
      Notes << " <span class=\"place\">" << markup(placeOf(N.Where, N.Where.Offset)) << "</span>";
    Notes << "</li>\n";
  }
  if (!Items.empty())
    OS << "<ul class=\"notes\">\n" << Items << "</ul>\n";
  if (!F.Fix.empty())
    printFix(F.Fix, "What --fix makes of it");
  for (const Note &N : F.Notes)
    if (!N.Fix.empty())
      printFix(N.Fix, "Suggestion: " + N.Message);
}

void HtmlReport::printFix(const std::vector<Edit> &Fix, llvm::StringRef Title) {
  std::vector<ChangedLines> Changes = previewOf(Fix, Sources);
  if (Changes.empty())
    return;
  OS << "<details class=\"fix\"><summary>" << markup(Title) << "</summary><pre tabindex=\"0\"><code>";
  auto Lines = [&](llvm::StringRef Text, char Sign, llvm::StringRef Class) {
    for (llvm::StringRef Line : llvm::split(Text, '\n'))
      OS << "<span class=\"line " << Class << "\"><span class=\"no\">" << Sign << "</span>"
         << markup(Line.rtrim('\r').take_front(1000)) << "</span>\n";
  };
  for (const ChangedLines &C : Changes) {
    OS << "<span class=\"line gap\">" << markup(pathInProject(C.File, R.Root)) << ":" << C.First
       << "</span>\n";
    Lines(C.Old, '-', "old");
    Lines(C.New, '+', "new");
  }
  OS << "</code></pre></details>\n";
}

void printHtml(const Report &R, llvm::raw_ostream &OS) { HtmlReport(R, OS).print(); }

} // namespace corolint
