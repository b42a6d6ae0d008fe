// The SARIF report. clang's writer makes the document; what it has no call for (fixes, related
// locations with messages, fingerprints) is added to its JSON.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "report/report.h"
#include "report/source-files.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;

namespace corolint {
namespace {

/// Names a finding so that it survives moved lines: the check, the file, the text of the line without
/// blanks, and how many findings with the same of these came before.
class Fingerprints {
public:
  std::string of(const Finding &F, SourceFiles &Sources) {
    std::string Key = F.Check + "\n" + displayPath(F.Where.File) + "\n" + line(F, Sources);
    Key += "\n" + std::to_string(Counts[Key]++);
    llvm::MD5 Hash;
    Hash.update(Key);
    llvm::MD5::MD5Result Result;
    Hash.final(Result);
    return std::string(Result.digest());
  }

private:
  static std::string line(const Finding &F, SourceFiles &Sources) {
    SourceLocation Loc = Sources.at(F.Where.File, F.Where.Offset);
    if (Loc.isInvalid())
      return F.Message;
    SourceManager &SM = Sources.manager();
    llvm::StringRef Text = SM.getBufferData(SM.getFileID(Loc));
    size_t Begin = Text.rfind('\n', F.Where.Offset ? F.Where.Offset - 1 : 0);
    Begin = Begin == llvm::StringRef::npos ? 0 : Begin + 1;
    std::string Out;
    for (char C : Text.substr(Begin, Text.find('\n', F.Where.Offset) - Begin))
      if (!isspace(static_cast<unsigned char>(C)))
        Out += C;
    return Out;
  }

  llvm::StringMap<unsigned> Counts;
};

} // namespace

/// The column in Unicode code points, which is what the document declares to count.
static unsigned codePointColumn(SourceFiles &Sources, const std::string &File, unsigned Offset) {
  SourceLocation Loc = Sources.at(File, Offset);
  if (Loc.isInvalid())
    return 0;
  llvm::StringRef Before = Sources.manager().getBufferData(Sources.manager().getFileID(Loc));
  Before = Before.take_front(Offset);
  Before = Before.drop_front(Before.rfind('\n') + 1);
  return 1 + llvm::count_if(Before, [](unsigned char C) { return (C & 0xC0) != 0x80; });
}

static llvm::json::Object region(SourceFiles &Sources, const FileRange &R) {
  SourceFiles::Position Begin = Sources.position(R.File, R.Offset);
  SourceFiles::Position End = Sources.position(R.File, R.Offset + R.Length);
  return llvm::json::Object{{"startLine", Begin.Line},
                            {"startColumn", codePointColumn(Sources, R.File, R.Offset)},
                            {"endLine", End.Line},
                            {"endColumn", codePointColumn(Sources, R.File, R.Offset + R.Length)}};
}

static std::string fileUri(const std::string &Path) {
  std::string Out = "file://";
  static const char Hex[] = "0123456789ABCDEF";
  for (unsigned char C : Path)
    if (isalnum(C) || strchr("/-_.~", C))
      Out += C;
    else
      Out += {'%', Hex[C >> 4], Hex[C & 15]};
  return Out;
}

static llvm::json::Object fix(SourceFiles &Sources, const std::vector<Edit> &Edits,
                              llvm::StringRef Description) {
  std::vector<std::pair<std::string, llvm::json::Array>> ByFile;
  for (const Edit &E : Edits) {
    if (ByFile.empty() || ByFile.back().first != E.Where.File)
      ByFile.emplace_back(E.Where.File, llvm::json::Array());
    ByFile.back().second.push_back(
        llvm::json::Object{{"deletedRegion", region(Sources, E.Where)},
                           {"insertedContent", llvm::json::Object{{"text", E.Text}}}});
  }
  llvm::json::Array Changes;
  for (auto &[File, Replacements] : ByFile)
    Changes.push_back(llvm::json::Object{
        {"artifactLocation", llvm::json::Object{{"uri", fileUri(File)}}},
        {"replacements", std::move(Replacements)}});
  return llvm::json::Object{{"description", llvm::json::Object{{"text", Description}}},
                            {"artifactChanges", std::move(Changes)}};
}

static void addDetails(llvm::json::Object &Result, const Finding &F, SourceFiles &Sources,
                       const std::string &Fingerprint) {
  Result["partialFingerprints"] = llvm::json::Object{{"corolint/v1", Fingerprint}};
  llvm::json::Array Related, Fixes;
  if (!F.Fix.empty())
    Fixes.push_back(fix(Sources, F.Fix, "apply the fix"));
  for (const Note &N : F.Notes) {
    if (!N.Fix.empty())
      Fixes.push_back(fix(Sources, N.Fix, N.Message));
    if (N.Where.File.empty() || !Sources.position(N.Where.File, N.Where.Offset).Line)
      continue;
    Related.push_back(llvm::json::Object{
        {"message", llvm::json::Object{{"text", N.Message}}},
        {"physicalLocation",
         llvm::json::Object{
             {"artifactLocation", llvm::json::Object{{"uri", fileUri(N.Where.File)}}},
             {"region", region(Sources, N.Where)}}}});
  }
  if (!Related.empty())
    Result["relatedLocations"] = std::move(Related);
  if (!Fixes.empty())
    Result["fixes"] = std::move(Fixes);
}

static SarifResultLevel levelOf(const Finding &F) {
  switch (severityOf(F)) {
  case Severity::Note:
    return SarifResultLevel::Note;
  case Severity::Warning:
    return SarifResultLevel::Warning;
  case Severity::Error:
    return SarifResultLevel::Error;
  }
  return SarifResultLevel::Warning;
}

void printSarif(llvm::ArrayRef<Finding> Findings, llvm::raw_ostream &OS) {
  SourceFiles Sources;
  SarifDocumentWriter Writer(Sources.manager());
  Writer.createRun("corolint", "corolint, the linter for C++ coroutines", COROLINT_VERSION);

  llvm::StringMap<size_t> Rules;
  for (const CheckInfo &C : allChecks()) {
    Finding Example;
    Example.Check = C.fullName();
    SarifReportingConfiguration Configuration =
        SarifReportingConfiguration::create().setLevel(levelOf(Example));
    if (!C.OnByDefault)
      Configuration = Configuration.disable();
    Rules[C.fullName()] = Writer.createRule(SarifRule::create()
                                                .setRuleId(C.fullName())
                                                .setName(C.Name)
                                                .setDescription(C.Summary)
                                                .setHelpURI(pageUrl(C.Name))
                                                .setDefaultConfiguration(Configuration));
  }
  // What is no check's: code that did not parse, configuration that is wrong.
  auto RuleOf = [&](const Finding &F) {
    auto [It, New] = Rules.try_emplace(F.Check, 0);
    if (New)
      It->second = Writer.createRule(
          SarifRule::create().setRuleId(F.Check).setName(F.Check).setDescription(
              "The code or the configuration is broken."));
    return It->second;
  };

  for (const Finding &F : Findings) {
    SarifResult Result = SarifResult::create(RuleOf(F))
                             .setDiagnosticMessage(F.Message)
                             .setDiagnosticLevel(levelOf(F));
    // The first range starts where the caret is, or spans it; without one the caret is the place.
    FileRange Where = F.Where;
    for (const FileRange &R : F.Ranges)
      if (R.File == F.Where.File && R.Offset <= F.Where.Offset) {
        Where = R;
        break;
      }
    CharSourceRange Range = Sources.range(Where);
    if (Range.isValid())
      Result = compat::addLocation(Result, Range);
    Writer.appendResult(Result);
  }

  llvm::json::Object Document = Writer.createDocument();
  Fingerprints Names;
  llvm::json::Array *Runs = Document.getArray("runs");
  if (Runs && !Runs->empty()) {
    // The writer names clang's manual.
    if (llvm::json::Object *Tool = (*Runs)[0].getAsObject()->getObject("tool"))
      if (llvm::json::Object *Driver = Tool->getObject("driver"))
        (*Driver)["informationUri"] = projectUrl();
    if (llvm::json::Array *Results = (*Runs)[0].getAsObject()->getArray("results"))
      for (size_t I = 0; I < Results->size() && I < Findings.size(); ++I)
        addDetails(*(*Results)[I].getAsObject(), Findings[I], Sources,
                   Names.of(Findings[I], Sources));
  }
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(Document))) << "\n";
}

} // namespace corolint
