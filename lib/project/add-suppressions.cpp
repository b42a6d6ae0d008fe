// Adding suppressions; see add-suppressions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/add-suppressions.h"
#include "checks/common/raw-tokens.h"
#include "checks/common/registry.h"
#include "checks/common/suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <set>

using namespace clang;

namespace corolint {
namespace {

/// One file that gets comments.
class Writer {
public:
  Writer(const std::string &File, llvm::StringRef Text, llvm::StringRef Reason)
      : File(File), Text(Text), Reason(Reason), Existing(readNoLints(Text)) {}

  unsigned lineStart(unsigned Offset) const {
    const size_t Before = Text.take_front(Offset).rfind('\n');
    return Before == llvm::StringRef::npos ? 0 : Before + 1;
  }

  /// Why no line can stand above the one that starts at \p Line; empty if one can.
  std::string obstacle(unsigned Line) {
    llvm::StringRef Above = Text.take_front(Line).rtrim("\r\n");
    if (Line && Above.ends_with("\\"))
      return "the line is continued from the one above";
    if (isInsideToken(Line))
      return "the line begins inside of a comment or a string";
    return {};
  }

  Edit suppress(unsigned Line, const std::set<std::string> &Checks) const {
    for (const NoLint &N : Existing.Comments) {
      const bool IsOurs = (N.What == NoLint::Line || N.What == NoLint::NextLine) && N.IsMeant &&
                          N.HasList && !N.Items.empty() && N.Covered.Begin == Line;
      if (!IsOurs)
        continue;
      // A second comment would stand between the first one and its line.
      llvm::StringRef List = Text.slice(N.List.Begin, N.List.End);
      return {{File, N.Items.back().Where.End, 0},
              std::string(List.contains(", ") ? ", " : ",") +
                  llvm::join(Checks, List.contains(", ") ? ", " : ",")};
    }
    llvm::StringRef Rest = Text.drop_front(Line);
    llvm::StringRef Indent = Rest.take_while([](char C) { return C == ' ' || C == '\t'; });
    const bool HasReturn = Rest.take_until([](char C) { return C == '\n'; }).ends_with("\r");
    return {{File, Line, 0},
            Indent.str() + "// NOLINTNEXTLINE(" + llvm::join(Checks, ",") + ")" +
                (Reason.empty() ? "" : ": " + Reason.str()) + (HasReturn ? "\r\n" : "\n")};
  }

private:
  bool isInsideToken(unsigned Offset) {
    if (Tokens.empty())
      lex();
    auto After = llvm::upper_bound(Tokens, Offset,
                                   [](unsigned At, const TextRange &T) { return At < T.Begin; });
    return After != Tokens.begin() && Offset > std::prev(After)->Begin &&
           Offset < std::prev(After)->End;
  }

  void lex() {
    forEachRawToken(Text, [&](const Token &T, unsigned At) {
      Tokens.push_back({At, At + T.getLength()});
    });
  }

  const std::string &File;
  llvm::StringRef Text, Reason;
  NoLintFile Existing;
  std::vector<TextRange> Tokens;
};

} // namespace

SuppressionPlan planSuppressions(llvm::ArrayRef<Finding> Findings, llvm::StringRef Reason) {
  SuppressionPlan Out;
  std::map<std::string, std::vector<const Finding *>> ByFile;
  for (const Finding &F : Findings) {
    const CheckInfo *Check = F.isFinding() ? findCheck(F.Check) : nullptr;
    if (Check && Check->Family != Category::Suppression)
      ByFile[F.Where.File].push_back(&F);
  }
  for (const auto &[File, Here] : ByFile) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer) {
      for (const Finding *F : Here)
        Out.Left.emplace_back(F, "cannot read the file: " + Buffer.getError().message());
      continue;
    }
    Writer In(File, (*Buffer)->getBuffer(), Reason);
    std::map<unsigned, std::set<std::string>> ByLine;
    for (const Finding *F : Here) {
      const unsigned Line = In.lineStart(F->Where.Offset);
      if (std::string Why = In.obstacle(Line); !Why.empty()) {
        Out.Left.emplace_back(F, Why);
        continue;
      }
      ByLine[Line].insert(F->Check);
      ++Out.Suppressed;
    }
    for (const auto &[Line, Checks] : ByLine) {
      Finding F;
      F.Check = *Checks.begin();
      F.Where = {File, Line, 0};
      F.Fix = {In.suppress(Line, Checks)};
      Out.Lines.push_back(std::move(F));
    }
  }
  return Out;
}

} // namespace corolint
