// blocking-console-input: see docs/checks/blocking-console-input.md. The calls are data
// (lib/profile/data). Silent where the coroutine awaited before that there is something to read.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {
namespace {

/// Looks for a `co_await` before a place that waits for a descriptor or device to become readable:
/// Asio's `async_wait(wait_read, ...)`, QCoro's `waitForReadyRead()`, a `poll` of the user's own.
class ReadableFinder : public RecursiveASTVisitor<ReadableFinder> {
public:
  ReadableFinder(SourceLocation Before, const SourceManager &SM) : Before(Before), SM(SM) {}
  bool Found = false;

  bool VisitCoawaitExpr(CoawaitExpr *E) {
    if (!E->isImplicit() && SM.isBeforeInTranslationUnit(E->getEndLoc(), Before))
      Found |= speaksOfReading(*E->getOperand());
    return true;
  }

private:
  static bool speaksOfReading(const Stmt &S) {
    const NamedDecl *Named = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      Named = Ref->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(&S))
      Named = Member->getMemberDecl();
    if (Named) {
      llvm::StringRef Name = identifierOf(*Named);
      if (Name == "wait_read" || Name.contains_insensitive("readable") ||
          Name.contains_insensitive("readyread"))
        return true;
    }
    return llvm::any_of(S.children(),
                        [](const Stmt *Child) { return Child && speaksOfReading(*Child); });
  }

  SourceLocation Before;
  const SourceManager &SM;
};

class BlockingConsoleInputCheck : public BlockingCheck {
public:
  BlockingConsoleInputCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                            llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Console) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for a person to type"; }

  bool confirm(const CallSite &Call, const profile::Place &Place,
               profile::Knowledge &Known) override {
    ReadableFinder Finder(Call.E->getBeginLoc(), Known.context().getSourceManager());
    Finder.TraverseStmt(Place.Fn.Function->getBody());
    return !Finder.Found;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingConsoleInputCheck)
