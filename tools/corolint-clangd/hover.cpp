// Hovers over NOLINT comments; see hover.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hover.h"
#include "checks/common/globs.h"
#include "checks/common/registry.h"
#include "checks/common/suppressions.h"
#include "page-links.h"

namespace json = llvm::json;

namespace corolint {

static llvm::StringRef scopeOf(NoLint::Kind Kind) {
  switch (Kind) {
  case NoLint::Line:
    return "on this line";
  case NoLint::NextLine:
    return "on the next line";
  case NoLint::Begin:
    return "from here to the NOLINTEND of the same list";
  case NoLint::End:
    return "from the NOLINTBEGIN of the same list to here";
  }
  return "";
}

/// What \p Glob of a list is, in a line; empty for checks that are not ours.
static std::string lineOf(llvm::StringRef Glob, bool Markdown) {
  if (Glob.contains('*')) {
    unsigned Count = 0;
    for (const CheckInfo &C : allChecks())
      Count += matchesGlob(Glob, C.fullName());
    return Count ? (Glob + ": " + llvm::Twine(Count) + (Count == 1 ? " check" : " checks") +
                    " of corolint")
                       .str()
                 : "";
  }
  if (!Glob.starts_with("coro-"))
    return "";
  const CheckInfo *Info = findCheck(Glob);
  if (!Info) {
    llvm::StringRef Near = nearestCheck(Glob);
    return (Glob + ": there is no such check" +
            (Near.empty() ? llvm::Twine() : "; did you mean coro-" + Near + "?"))
        .str();
  }
  std::string Uri = Markdown ? pageUri(Glob) : "";
  std::string Name = Uri.empty() ? Glob.str() : ("[" + Glob + "](" + Uri + ")").str();
  return Name + ": " + Info->Summary.str();
}

static std::string textOf(const NoLint &N, bool Markdown) {
  std::string Lines;
  auto Add = [&](const std::string &Line) {
    if (!Line.empty())
      Lines += (Markdown ? "\n- " : "\n") + Line;
  };
  if (N.HasList)
    for (const NoLint::Item &Item : N.Items)
      Add(lineOf(Item.Glob, Markdown));
  else
    Add("every check, those of corolint among them; NOLINT(coro-...) would name one");
  if (Lines.empty())
    return "";
  return ("suppresses " + scopeOf(N.What) + ":" + (Markdown ? "\n" : "") + Lines +
          (Markdown ? "\n\n" : "\n") +
          (N.Reason.empty() ? llvm::Twine("No reason is given.") : "Reason: " + N.Reason))
      .str();
}

std::optional<json::Value> nolintHover(const OpenFile &File, const json::Object &Params,
                                       const Editor &To) {
  std::optional<Position> At = positionOf(Params.getObject("position"));
  if (!At)
    return std::nullopt;
  const llvm::StringRef Text = File.Text;
  const unsigned Offset = offsetOf(Text, *At, To.Units);
  const NoLintFile Read = readNoLints(Text);
  // The reason, up to the end of the comment, belongs to the last of its directives.
  const NoLint *Here = nullptr;
  for (const NoLint &N : Read.Comments)
    if (N.Directive.Begin <= Offset && Offset < N.Comment.End)
      Here = &N;
  std::string Said = Here ? textOf(*Here, To.Markdown) : "";
  if (Said.empty())
    return std::nullopt;
  return json::Object{
      {"contents", json::Object{{"kind", To.Markdown ? "markdown" : "plaintext"},
                                {"value", std::move(Said)}}},
      {"range", toJson(Range{positionAt(Text, Here->Directive.Begin, To.Units),
                             positionAt(Text, Here->Directive.End, To.Units)})}};
}

} // namespace corolint
