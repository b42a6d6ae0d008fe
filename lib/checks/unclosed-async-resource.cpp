// unclosed-async-resource: see docs/checks/unclosed-async-resource.md. What must be closed by something that is
// awaited cannot be closed by a destructor. A local one is followed from where it is opened to its ends; once
// somebody else got to know it, nothing is claimed.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/obligation.h"
#include "checks/common/task-locals.h"
#include "checks/common/uses.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using State = Obligation::State;

class UnclosedAsyncResourceCheck : public CoroCheck {
public:
  UnclosedAsyncResourceCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                             llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), ExceptionPaths(boolOption("ExceptionPaths")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"ExceptionPaths", "false",
         "Whether an await between the opening and the closing, outside of any try block, counts as a "
         "way out of the scope: it may throw."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override { matchLocalObjects(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable");
    const auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
    profile::Knowledge &Known = knowledge(Result);
    const profile::ResourceEntry *Entry =
        F && !Var->isInvalidDecl() ? Known.resource(Var->getType()) : nullptr;
    // Only a coroutine can await the closing; what else a function does with a resource is its own affair.
    if (!Entry || !coroutineBody(*F))
      return;
    Obligation Problem(*Var);
    bool Opened = false;
    if (const Expr *Init = Var->getInit(); Init && Entry->Opens.empty() && opens(*Init)) {
      Problem.dueAtDeclaration(*Init);
      Opened = true;
    }
    llvm::SmallVector<Mention, 8> Mentions = mentionsOf(*Var, *F);
    for (const Mention &M : Mentions)
      Opened |= note(M, *Entry, Problem, *Result.Context);
    const flow::BodyFlow *Body = Opened ? flowOf(*F, Result) : nullptr;
    if (!Body || !mentionsAreComplete(Mentions, *Var, *F))
      return;
    for (const auto &[Loc, Of] : unmetExits(Problem, *Var, *Body, ExceptionPaths))
      report(*Of.first, Of.second, *Var, *Entry, *Result.SourceManager);
  }

private:
  const bool ExceptionPaths;

  /// Whether \p E makes an open one: awaited, returned by a call, constructed from something. A default-
  /// constructed one has nothing to close yet, and one that is moved in brings its own story.
  static bool opens(const Expr &E) {
    const Expr *Bare = stripped(&E);
    if (isa<CoawaitExpr>(Bare))
      return true;
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Bare))
      return Made->getNumArgs() > 0 && !Made->getConstructor()->isCopyOrMoveConstructor() &&
             !isa<CXXDefaultArgExpr>(Made->getArg(0));
    return makingCall(E).has_value();
  }

  /// Records what a mention means. True if it opens the resource.
  static bool note(const Mention &M, const profile::ResourceEntry &Entry, Obligation &Flow,
                   ASTContext &Ctx) {
    if (M.In) {
      Flow.at(*M.In, State::Unknown);
      return false;
    }
    const Use U = useOf(*M.Ref, Ctx);
    if (U.What == Use::CalledOn) {
      const bool Dropped = discardOf(*U.Call->E, Ctx).What != Discard::Used;
      if (llvm::is_contained(Entry.Closes, identifierOf(*U.Call->Callee))) {
        if (!Dropped)
          Flow.at(*U.Call->E, State::Met);
        return false;
      }
      if (llvm::is_contained(Entry.Opens, identifierOf(*U.Call->Callee))) {
        Flow.at(*U.Call->E, State::Due);
        return true;
      }
      if (U.Call->Callee->getOverloadedOperator() == OO_Equal && U.Call->Args.size() == 1) {
        const bool Opens = Entry.Opens.empty() && opens(*U.Call->Args[0]);
        Flow.at(*U.Call->E, Opens ? State::Due : State::Unknown);
        return Opens;
      }
      // Reading from it and writing to it leave it as open as it was.
      return false;
    }
    Flow.at(U.Call ? *U.Call->E : *M.Ref, State::Unknown);
    return false;
  }

  void report(const Expr &Opening, const std::vector<ObjectExit> &Exits, const VarDecl &Resource,
              const profile::ResourceEntry &Entry, const SourceManager &SM) {
    const SourceLocation Loc =
        Resource.getInit() == &Opening ? Resource.getLocation() : Opening.getExprLoc();
    if (!isWanted(Opening, Loc, SM))
      return;
    diag(Loc, "%0 is opened here and not closed on every path: %1") << &Resource << Entry.Effect;
    for (const ObjectExit &Out : Exits)
      diag(Out.Loc, "%0", DiagnosticIDs::Note) << Out.How;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UnclosedAsyncResourceCheck)
