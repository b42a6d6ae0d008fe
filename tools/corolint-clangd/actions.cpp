// Code actions; see actions.h.
//
// A fix that clangd offers does not say whether it was on the warning (safe, as for `corolint --fix`) or on a
// note (a suggestion), but its title does: clangd makes one up from the edit, or repeats the warning's message,
// for the former, and takes the note's message for the latter.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "actions.h"
#include "checks/common/suppression-writer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include <tuple>
#include <vector>

namespace json = llvm::json;

namespace corolint {
namespace {

/// A TextEdit of the protocol.
struct ProtocolEdit {
  Range Where;
  std::string Text;
  bool operator==(const ProtocolEdit &) const = default;

  bool isInsertion() const { return Where.Begin == Where.End; }
  bool isLine() const { return llvm::StringRef(Text).ends_with("\n"); }
};

using Edits = std::vector<ProtocolEdit>;

/// A finding's fixes, as clangd offers them.
struct Fixes {
  std::optional<Edits> Safe;
  std::vector<Edits> Suggested;

  /// What is applied without asking which one: as in engine/finding.h.
  const Edits *applicable(bool WithSuggested) const {
    if (Safe)
      return &*Safe;
    return WithSuggested && Suggested.size() == 1 ? &Suggested.front() : nullptr;
  }
};

/// Edits that can be made together, as in project/apply-fixes.cpp.
class Plan {
public:
  bool add(const Edits &Fix) {
    if (!llvm::all_of(Fix, [&](const ProtocolEdit &E) { return accepts(E); }))
      return false;
    for (const ProtocolEdit &E : Fix)
      if (!llvm::is_contained(All, E))
        All.push_back(E);
    return true;
  }

  /// Sorted, because an editor makes several insertions in one place in the order of the list.
  Edits take() {
    llvm::sort(All, [](const ProtocolEdit &A, const ProtocolEdit &B) {
      return std::tie(A.Where.Begin, A.Text) < std::tie(B.Where.Begin, B.Text);
    });
    return std::move(All);
  }

private:
  bool accepts(const ProtocolEdit &E) const {
    return llvm::all_of(All, [&](const ProtocolEdit &Other) {
      if (Other == E)
        return true; // two findings may need the same include
      if (E.isInsertion() && Other.isInsertion())
        return E.Where.Begin != Other.Where.Begin || (E.isLine() && Other.isLine());
      bool Overlap = E.Where.Begin < Other.Where.End && Other.Where.Begin < E.Where.End;
      return !Overlap && E.Where.Begin != Other.Where.Begin;
    });
  }

  Edits All;
};

} // namespace

static Edits editsOf(const json::Array *List) {
  Edits Out;
  for (const json::Value &Item : List ? *List : json::Array())
    if (const json::Object *E = Item.getAsObject())
      if (std::optional<Range> Where = rangeOf(E->getObject("range")))
        Out.push_back({*Where, E->getString("newText").value_or("").str()});
  return Out;
}

/// The edits of an action; clangd's fixes are edits of one file.
static Edits editsOf(const json::Object &Action) {
  const json::Object *Edit = Action.getObject("edit");
  if (!Edit)
    return {};
  if (const json::Object *Changes = Edit->getObject("changes"))
    return Changes->size() == 1 ? editsOf(Changes->begin()->second.getAsArray()) : Edits();
  const json::Array *Documents = Edit->getArray("documentChanges");
  const json::Object *Only =
      Documents && Documents->size() == 1 ? Documents->front().getAsObject() : nullptr;
  return Only ? editsOf(Only->getArray("edits")) : Edits();
}

static bool isOfWarning(llvm::StringRef Title, llvm::StringRef Message, const Edits &Fix) {
  if (Fix.size() == 1) {
    llvm::StringRef MadeUp = Fix.front().isInsertion()   ? "insert '"
                             : Fix.front().Text.empty() ? "remove '"
                                                        : "change '";
    if (Title.starts_with(MadeUp))
      return true;
  }
  // clangd begins messages with a capital, and says more behind them.
  return Message.drop_front().starts_with(Title.drop_front());
}

static Fixes fixesOf(const json::Object &Finding) {
  Fixes Out;
  const json::Array *Actions = Finding.getArray("codeActions");
  for (const json::Value &Item : Actions ? *Actions : json::Array()) {
    const json::Object *Action = Item.getAsObject();
    Edits Fix = Action ? editsOf(*Action) : Edits();
    if (Fix.empty())
      continue;
    llvm::StringRef Title = Action->getString("title").value_or("");
    if (!Out.Safe && isOfWarning(Title, Finding.getString("message").value_or(""), Fix))
      Out.Safe = std::move(Fix);
    else
      Out.Suggested.push_back(std::move(Fix));
  }
  return Out;
}

static json::Value toJson(const Edits &List) {
  json::Array Out;
  for (const ProtocolEdit &E : List)
    Out.push_back(json::Object{{"range", toJson(E.Where)}, {"newText", E.Text}});
  return Out;
}

static json::Object action(std::string Title, llvm::StringRef Kind, const Edits &Change,
                           const OpenFile &File, const Editor &To) {
  json::Object Edit;
  if (To.DocumentChanges)
    Edit["documentChanges"] = json::Array{json::Object{
        {"textDocument", json::Object{{"uri", File.Uri}, {"version", File.Version}}},
        {"edits", toJson(Change)}}};
  else
    Edit["changes"] = json::Object{{File.Uri, toJson(Change)}};
  return json::Object{
      {"title", std::move(Title)}, {"kind", Kind}, {"edit", std::move(Edit)}};
}

/// The fixes of all findings that can be made together, and of how many findings.
static std::pair<Edits, unsigned> allFixes(const OpenFile &File, bool WithSuggested) {
  Plan Together;
  unsigned Count = 0;
  for (const json::Value &Finding : File.Findings)
    if (Fixes Found = fixesOf(*Finding.getAsObject());
        const Edits *Fix = Found.applicable(WithSuggested))
      Count += Together.add(*Fix);
  return {Together.take(), Count};
}

static std::optional<json::Object> suppression(const json::Object &Finding, const OpenFile &File,
                                             const Editor &To) {
  std::optional<Range> Where = rangeOf(Finding.getObject("range"));
  std::optional<llvm::StringRef> Check = Finding.getString("code");
  if (!Where || !Check)
    return std::nullopt;
  Edits Change;
  SuppressionWriter Writer(File.Text, "TODO: the reason");
  const TextRange Bytes = {static_cast<unsigned>(offsetOf(File.Text, Where->Begin, To.Units)),
                           static_cast<unsigned>(offsetOf(File.Text, Where->End, To.Units))};
  for (const TextEdit &E : Writer.suppress(Bytes, *Check)) {
    Position At = positionAt(File.Text, E.Where.Begin, To.Units);
    Change.push_back({{At, At}, E.Text});
  }
  if (Change.empty())
    return std::nullopt;
  json::Object Out =
      action(("suppress " + *Check + " here, with a reason").str(), "quickfix", Change, File, To);
  json::Object About = Finding;
  About.erase("codeActions");
  Out["diagnostics"] = json::Array{std::move(About)};
  return Out;
}

/// Whether the editor wants actions of \p Kind; it names kinds, each of which has others below it.
static bool isWanted(const json::Object &Params, llvm::StringRef Kind) {
  const json::Object *Context = Params.getObject("context");
  const json::Array *Only = Context ? Context->getArray("only") : nullptr;
  return !Only || llvm::any_of(*Only, [&](const json::Value &V) {
    llvm::StringRef Wanted = V.getAsString().value_or("");
    return Wanted.empty() || Kind == Wanted || Kind.starts_with((Wanted + ".").str());
  });
}

static bool touches(const json::Object &Finding, const Range &Selected) {
  std::optional<Range> Where = rangeOf(Finding.getObject("range"));
  return Where && Where->Begin <= Selected.End && Selected.Begin <= Where->End;
}

json::Array findingActions(const OpenFile &File, const json::Object &Params, const Editor &To) {
  json::Array Out;
  std::optional<Range> Selected = rangeOf(Params.getObject("range"));
  if (!To.ActionLiterals || !File.isCurrent() || !Selected)
    return Out;
  auto [Safe, SafeCount] = allFixes(File, /*WithSuggested=*/false);
  auto [All, AllCount] = allFixes(File, /*WithSuggested=*/true);
  const std::string SafeTitle = ("apply the safe fixes of corolint in this file (" +
                                 llvm::Twine(SafeCount) + ")")
                                    .str();
  const json::Object *Context = Params.getObject("context");
  if (Context && Context->get("only") && isWanted(Params, OwnFixAllKind) && SafeCount) {
    // An editor drops what is not of the kind that it asked for.
    llvm::StringRef Kind = isWanted(Params, FixAllKind) ? FixAllKind : OwnFixAllKind;
    Out.push_back(action(SafeTitle, Kind, Safe, File, To));
  }
  if (!isWanted(Params, "quickfix"))
    return Out;
  llvm::StringSet<> Silenced;
  bool IsAtFix = false;
  for (const json::Value &Item : File.Findings) {
    const json::Object &Finding = *Item.getAsObject();
    if (!touches(Finding, *Selected))
      continue;
    IsAtFix |= fixesOf(Finding).applicable(/*WithSuggested=*/true) != nullptr;
    if (!Silenced.insert(Finding.getString("code").value_or("")).second)
      continue;
    if (std::optional<json::Object> Action = suppression(Finding, File, To))
      Out.push_back(std::move(*Action));
  }
  // Where one fix is offered, those of the whole file are a step away.
  if (IsAtFix && SafeCount > 1)
    Out.push_back(action(SafeTitle, "quickfix", Safe, File, To));
  if (IsAtFix && AllCount > 1 && AllCount > SafeCount)
    Out.push_back(action(("apply all fixes of corolint in this file, the suggested ones too (" +
                          llvm::Twine(AllCount) + ")")
                             .str(),
                         "quickfix", All, File, To));
  return Out;
}

} // namespace corolint
