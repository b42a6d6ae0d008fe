// suppression-without-reason: see docs/checks/suppression-without-reason.md.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/suppressions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class SuppressionWithoutReasonCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    // The text is looked at once, when everything was matched.
    Finder->addMatcher(functionDecl(isDefinition()).bind("function"), this);
  }

  void startUnit() override { SM = nullptr; }
  void check(const MatchFinder::MatchResult &Result) override { SM = Result.SourceManager; }

  void endUnit() override {
    for (unsigned I = 0, E = SM ? SM->local_sloc_entry_size() : 0; I < E; ++I) {
      const SrcMgr::SLocEntry &Entry = SM->getLocalSLocEntry(I);
      if (Entry.isFile() && !SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        look(SM->getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset())));
    }
  }

private:
  void look(FileID File) {
    std::optional<llvm::StringRef> Text = SM->getBufferDataOrNone(File);
    if (!Text || !Text->contains("coro-") || !Text->contains("NOLINT"))
      return;
    for (const NoLint &N : readNoLints(*Text).Comments)
      if (N.IsMeant && N.What != NoLint::End && N.Reason.empty() &&
          llvm::any_of(N.Items, isCoroItem))
        diag(SM->getLocForStartOfFile(File).getLocWithOffset(N.Directive.Begin),
             "this %0 says no reason; write it behind a colon: '%0(...): why'")
            << N.word();
  }

  const SourceManager *SM = nullptr;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SuppressionWithoutReasonCheck)
