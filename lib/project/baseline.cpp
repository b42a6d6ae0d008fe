// The baseline; see baseline.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/baseline.h"
#include "engine/fingerprint.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

static constexpr int64_t Version = 1;

static bool fromJSON(const llvm::json::Value &Value, Baseline::Entry &Out, llvm::json::Path Path) {
  llvm::json::ObjectMapper Map(Value, Path);
  return Map && Map.map("fingerprint", Out.Fingerprint) && Map.map("check", Out.Check) &&
         Map.map("file", Out.File) && Map.mapOptional("function", Out.Function) &&
         Map.mapOptional("message", Out.Message);
}

llvm::Expected<Baseline> Baseline::read(llvm::StringRef Path) {
  auto Wrong = [&](const llvm::Twine &What) { return llvm::createStringError(Path + ": " + What); };
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return Wrong("cannot read the baseline: " + Buffer.getError().message());
  llvm::Expected<llvm::json::Value> Document = llvm::json::parse((*Buffer)->getBuffer());
  if (!Document)
    return Wrong("this is no baseline: " + llvm::toString(Document.takeError()));
  const llvm::json::Object *Root = Document->getAsObject();
  const llvm::json::Value *Findings = Root ? Root->get("findings") : nullptr;
  if (!Findings || Root->getInteger("version") != Version)
    return Wrong("this is no baseline of version " + llvm::Twine(Version));
  Baseline Out;
  llvm::json::Path::Root Where("findings");
  if (!fromJSON(*Findings, Out.Entries, Where))
    return Wrong("this is no baseline: " + llvm::toString(Where.getError()));
  return Out;
}

llvm::Error Baseline::write(llvm::StringRef Path) const {
  std::vector<Entry> Sorted = Entries;
  llvm::sort(Sorted, [](const Entry &A, const Entry &B) {
    return std::tie(A.File, A.Check, A.Function, A.Fingerprint) <
           std::tie(B.File, B.Check, B.Function, B.Fingerprint);
  });
  llvm::json::Array Findings;
  for (const Entry &E : Sorted) {
    llvm::json::Object One{{"fingerprint", E.Fingerprint}, {"check", E.Check}, {"file", E.File}};
    if (!E.Function.empty())
      One["function"] = E.Function;
    if (!E.Message.empty())
      One["message"] = E.Message;
    Findings.push_back(std::move(One));
  }
  llvm::json::Object Document{{"version", Version}, {"findings", std::move(Findings)}};
  return llvm::writeToOutput(Path, [&](llvm::raw_ostream &OS) {
    OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(Document))) << "\n";
    return llvm::Error::success();
  });
}

std::vector<Finding> Baseline::takeKnown(std::vector<Finding> &Findings) {
  llvm::StringMap<size_t> ByName;
  for (size_t I = 0; I < Entries.size(); ++I)
    ByName[Entries[I].Fingerprint] = I;
  Met.assign(Entries.size(), false);
  std::vector<Finding> New, Known;
  for (Finding &F : Findings) {
    auto It = F.isFinding() ? ByName.find(F.Fingerprint) : ByName.end();
    if (It == ByName.end()) {
      New.push_back(std::move(F));
      continue;
    }
    Met[It->second] = true;
    F.Suppressed = Suppression::External;
    Known.push_back(std::move(F));
  }
  Findings = std::move(New);
  return Known;
}

std::vector<Baseline::Entry>
Baseline::fixed(llvm::function_ref<bool(const Entry &)> IsJudged) const {
  std::vector<Entry> Out;
  for (size_t I = 0; I < Met.size(); ++I)
    if (!Met[I] && IsJudged(Entries[I]))
      Out.push_back(Entries[I]);
  return Out;
}

void Baseline::remove(llvm::ArrayRef<Entry> Gone) {
  llvm::StringSet<> Names;
  for (const Entry &E : Gone)
    Names.insert(E.Fingerprint);
  llvm::erase_if(Entries, [&](const Entry &E) { return Names.contains(E.Fingerprint); });
}

void Baseline::add(llvm::ArrayRef<Finding> New, llvm::StringRef Root) {
  for (const Finding &F : New)
    Entries.push_back(
        {F.Fingerprint, F.Check, pathInProject(F.Where.File, Root), F.Function, F.Message});
}

} // namespace corolint
