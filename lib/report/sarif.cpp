// The SARIF report. clang's writer makes the document, with rules, results, code flows; sarif-details.cpp
// adds what the writer has no call for.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/sarif-details.h"
#include "checks/common/registry.h"
#include "report/report.h"
#include "report/steps.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace corolint {
namespace {

SarifResultLevel levelOf(const Finding &F) {
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

class SarifReport {
public:
  explicit SarifReport(const Report &R) : R(R), Writer(Sources.manager()) {
    for (llvm::ArrayRef<Finding> Some : {R.Findings, R.Suppressed})
      for (const Finding &F : Some)
        All.push_back(&F);
  }

  llvm::json::Object make() {
    Writer.createRun("corolint", "corolint, the linter for C++ coroutines", COROLINT_VERSION);
    addRules();
    for (const Finding *F : All)
      addResult(*F);
    llvm::json::Object Document = Writer.createDocument();
    addSarifDetails(Document, R, All, Sources);
    return Document;
  }

private:
  void addRules() {
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
  }

  /// What is no check's gets a rule when it comes: code that did not parse, configuration that is wrong.
  size_t ruleOf(const Finding &F) {
    auto [It, New] = Rules.try_emplace(F.Check, 0);
    if (New)
      It->second = Writer.createRule(SarifRule::create()
                                         .setRuleId(F.Check)
                                         .setName(F.Check)
                                         .setHelpURI(projectUrl())
                                         .setDescription("The code or the configuration is broken."));
    return It->second;
  }

  void addResult(const Finding &F) {
    SarifResult Result = SarifResult::create(ruleOf(F))
                             .setDiagnosticMessage(F.Message)
                             .setDiagnosticLevel(levelOf(F));
    if (CharSourceRange Range = Sources.range(Sources.extent(primaryRange(F))); Range.isValid())
      Result = compat::addLocation(Result, Range);
    std::vector<ThreadFlow> Flow;
    for (const Step &S : stepsOf(F, Sources))
      if (CharSourceRange Range = Sources.range(S.Where); Range.isValid())
        Flow.push_back(ThreadFlow::create()
                           .setRange(Range)
                           .setImportance(S.IsFinding || S.Suspends ? ThreadFlowImportance::Essential
                                                                    : ThreadFlowImportance::Important)
                           .setMessage(S.Message));
    if (Flow.size() > 1)
      Result = Result.setThreadFlows(Flow);
    Writer.appendResult(Result);
  }

  const Report &R;
  std::vector<const Finding *> All;
  SourceFiles Sources;
  SarifDocumentWriter Writer;
  llvm::StringMap<size_t> Rules;
};

} // namespace

void printSarif(const Report &R, llvm::raw_ostream &OS) {
  OS << llvm::formatv("{0:2}", llvm::json::Value(SarifReport(R).make())) << "\n";
}

} // namespace corolint
