// noop-unhandled-exception: see docs/checks/noop-unhandled-exception.md. A comment in the empty body is taken for
// a reason.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether \p R is a promise type, or a base that one takes its functions from.
bool isPromise(const CXXRecordDecl &R) {
  return findMethod(R, "final_suspend") || findMethod(R, "initial_suspend") ||
         findMethod(R, "get_return_object");
}

class NoopUnhandledExceptionCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxMethodDecl(hasName("unhandled_exception"), isDefinition(),
                                     unless(isExpansionInSystemHeader()),
                                     unless(isTemplateInstantiation()))
                           .bind("method"),
                       this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *M = Result.Nodes.getNodeAs<CXXMethodDecl>("method");
    const auto *Body = dyn_cast_or_null<CompoundStmt>(M->getBody());
    if (!Body || !Body->body_empty() || M->isInvalidDecl() || M->getNumParams() ||
        !Result.Context->getLangOpts().CXXExceptions || !isPromise(*M->getParent()) ||
        saysWhyEmpty(*Body, *Result.SourceManager))
      return;
    // A member of a template's instantiation is the template's.
    if (M->getTemplateInstantiationPattern())
      return;
    const SourceLocation Loc = M->getLocation();
    diag(Loc, "an exception that leaves the body of such a coroutine is dropped here: the coroutine looks "
              "finished, and whoever awaits it goes on without a result");
    if (Body->getLBracLoc().isMacroID())
      return;
    auto Note = diag(Loc, "end the program, as an exception does that nobody handles, or keep it with "
                          "std::current_exception() and rethrow it from await_resume()",
                     DiagnosticIDs::Note);
    Note << FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(Body->getLBracLoc(), Body->getRBracLoc()),
        "{ std::terminate(); }");
    if (auto Hint = include(Loc, "exception", *Result.SourceManager))
      Note << *Hint;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(NoopUnhandledExceptionCheck)
