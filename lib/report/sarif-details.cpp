// Details of SARIF; see sarif-details.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/sarif-details.h"
#include "checks/common/registry.h"
#include "engine/fingerprint.h"
#include "report/escape.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace json = llvm::json;

namespace corolint {

/// The name that GitHub and others expect for the root of the sources.
static constexpr llvm::StringLiteral SourceRoot = "%SRCROOT%";

static json::Object text(llvm::StringRef Text) { return json::Object{{"text", validUtf8(Text)}}; }

static json::Object artifact(const std::string &Path) {
  return json::Object{{"uri", "file://" + uriPath(Path)}};
}

static json::Object region(SourceFiles &Sources, const FileRange &R) {
  SourceFiles::Position Begin = Sources.begin(R), End = Sources.end(R);
  return json::Object{{"startLine", Begin.Line},
                      {"startColumn", Begin.Character},
                      {"endLine", End.Line},
                      {"endColumn", End.Character}};
}

static json::Object fix(SourceFiles &Sources, const std::vector<Edit> &Edits,
                        llvm::StringRef Description) {
  std::vector<std::pair<std::string, json::Array>> ByFile;
  for (const Edit &E : Edits) {
    if (ByFile.empty() || ByFile.back().first != E.Where.File)
      ByFile.emplace_back(E.Where.File, json::Array());
    ByFile.back().second.push_back(json::Object{{"deletedRegion", region(Sources, E.Where)},
                                                {"insertedContent", text(E.Text)}});
  }
  json::Array Changes;
  for (auto &[File, Replacements] : ByFile)
    Changes.push_back(json::Object{{"artifactLocation", artifact(File)},
                                   {"replacements", std::move(Replacements)}});
  return json::Object{{"description", text(Description)}, {"artifactChanges", std::move(Changes)}};
}

static json::Array related(const Finding &F, SourceFiles &Sources) {
  json::Array Out;
  for (const Note &N : F.Notes)
    if (Sources.begin(N.Where).Line)
      Out.push_back(json::Object{
          {"id", int64_t(Out.size() + 1)},
          {"message", text(N.Message)},
          {"physicalLocation", json::Object{{"artifactLocation", artifact(N.Where.File)},
                                            {"region", region(Sources, Sources.extent(primaryRange(N)))}}}});
  return Out;
}

static void addTo(json::Object &Result, const Finding &F, SourceFiles &Sources) {
  Result["partialFingerprints"] = json::Object{{"corolint/v1", F.Fingerprint}};
  json::Array Fixes;
  if (!F.Fix.empty())
    Fixes.push_back(fix(Sources, F.Fix, "the fix that --fix applies"));
  for (const Note &N : F.Notes)
    if (!N.Fix.empty())
      Fixes.push_back(fix(Sources, N.Fix, N.Message));
  if (!Fixes.empty())
    Result["fixes"] = std::move(Fixes);
  if (json::Array Related = related(F, Sources); !Related.empty())
    Result["relatedLocations"] = std::move(Related);
  if (json::Array *Locations = Result.getArray("locations");
      Locations && !Locations->empty() && !F.Function.empty())
    (*(*Locations)[0].getAsObject())["logicalLocations"] = json::Array{json::Object{
        {"fullyQualifiedName", validUtf8(F.Function)}, {"kind", "function"}}};
  if (F.Suppressed != Suppression::None) {
    json::Object Suppressed{
        {"kind", F.Suppressed == Suppression::InSource ? "inSource" : "external"},
        {"status", "accepted"}};
    if (!F.Justification.empty())
      Suppressed["justification"] = validUtf8(F.Justification);
    Result["suppressions"] = json::Array{std::move(Suppressed)};
  }
}

/// The page of a check as it stands on the web: its links are relative to it.
static std::string pageForElsewhere(const CheckInfo &Check) {
  std::string Out;
  llvm::StringRef Rest = Check.page();
  while (!Rest.empty()) {
    auto [Before, After] = Rest.split("](");
    Out += Before;
    if (Before.size() == Rest.size())
      break;
    Out += "](";
    if (After.consume_front("../"))
      Out += (projectUrl() + "/blob/main/docs/").str();
    else if (!After.starts_with("http") && !After.starts_with("#"))
      Out += llvm::StringRef(pageUrl("")).rsplit('/').first.str() + "/";
    Rest = After;
  }
  return Out;
}

/// Rules with results get their whole page, the others their one sentence: a report is made for each
/// object file by some.
static void addHelp(json::Object &Rule, bool IsUsed) {
  const CheckInfo *Check = findCheck(Rule.getString("id").value_or(""));
  if (!Check) {
    Rule["help"] = text("corolint or clang could not do its work here.");
    return;
  }
  Rule["shortDescription"] = text(Check->Summary);
  json::Object Help = text((Check->Summary + " See " + pageUrl(Check->Name)).str());
  if (IsUsed)
    Help["markdown"] = validUtf8(pageForElsewhere(*Check));
  Rule["help"] = std::move(Help);
  std::string Family = categoryTitle(Check->Family).str();
  std::replace(Family.begin(), Family.end(), ' ', '-');
  Rule["properties"] =
      json::Object{{"tags", json::Array{"coroutines", "concurrency", std::move(Family)}}};
}

/// Addresses below the root of the project become relative to it, wherever they are in \p V.
static void makeRelative(json::Value &V, const std::string &Root) {
  if (json::Array *Array = V.getAsArray()) {
    for (json::Value &Item : *Array)
      makeRelative(Item, Root);
    return;
  }
  json::Object *Object = V.getAsObject();
  if (!Object)
    return;
  if (std::optional<llvm::StringRef> Uri = Object->getString("uri");
      Uri && Uri->starts_with("file://")) {
    std::string Path;
    // clang's writer encodes other characters than we do.
    for (size_t I = strlen("file://"); I < Uri->size(); ++I) {
      uint8_t Byte;
      if ((*Uri)[I] == '%' && I + 2 < Uri->size() &&
          llvm::tryGetHexFromNibbles((*Uri)[I + 1], (*Uri)[I + 2], Byte)) {
        Path += char(Byte);
        I += 2;
      } else {
        Path += (*Uri)[I];
      }
    }
    std::string Relative = pathInProject(Path, Root);
    if (Relative != Path) {
      (*Object)["uri"] = uriPath(Relative);
      (*Object)["uriBaseId"] = SourceRoot;
    } else {
      (*Object)["uri"] = "file://" + uriPath(Path);
    }
  }
  for (auto &[Key, Value] : *Object)
    makeRelative(Value, Root);
}

static json::Array invocations(const Report &R) {
  json::Array Notifications;
  for (const std::string &E : R.Errors)
    Notifications.push_back(json::Object{{"level", "error"}, {"message", text(E)}});
  return json::Array{json::Object{{"executionSuccessful", R.Errors.empty() && !R.BrokenUnits},
                                  {"toolExecutionNotifications", std::move(Notifications)}}};
}

void addSarifDetails(json::Object &Document, const Report &R,
                     llvm::ArrayRef<const Finding *> All, SourceFiles &Sources) {
  json::Array *Runs = Document.getArray("runs");
  if (!Runs || Runs->empty())
    return;
  json::Object &Run = *(*Runs)[0].getAsObject();
  llvm::StringSet<> Used;
  if (json::Array *Results = Run.getArray("results"))
    for (size_t I = 0; I < Results->size() && I < All.size(); ++I) {
      addTo(*(*Results)[I].getAsObject(), *All[I], Sources);
      Used.insert(All[I]->Check);
    }
  json::Object *Tool = Run.getObject("tool");
  if (json::Object *Driver = Tool ? Tool->getObject("driver") : nullptr) {
    // The writer names clang's manual.
    (*Driver)["informationUri"] = projectUrl();
    if (json::Array *Rules = Driver->getArray("rules"))
      for (json::Value &Rule : *Rules)
        addHelp(*Rule.getAsObject(),
                Used.contains(Rule.getAsObject()->getString("id").value_or("")));
  }
  for (auto &[Key, Value] : Run)
    makeRelative(Value, R.Root);
  Run["originalUriBaseIds"] = json::Object{
      {SourceRoot, json::Object{{"uri", "file://" + uriPath(R.Root) + "/"}}}};
  Run["invocations"] = invocations(R);
}

} // namespace corolint
