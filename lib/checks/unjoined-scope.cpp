// unjoined-scope: see docs/checks/unjoined-scope.md. A local scope is followed from the call that gives it
// work to every place where it is destroyed; once somebody else got to know it, nothing is claimed.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/obligation.h"
#include "checks/common/uses.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using State = Obligation::State;

class UnjoinedScopeCheck : public CoroCheck {
public:
  UnjoinedScopeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                     llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), ExceptionPaths(boolOption("ExceptionPaths")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"ExceptionPaths", "false",
         "Whether an await between the work and the join, outside of any try block, counts as a way "
         "out of the scope: it may throw."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override { matchLocalObjects(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable");
    const auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
    profile::Knowledge &Known = knowledge(Result);
    const profile::ScopeEntry *Entry =
        F && !Var->isInvalidDecl() ? Known.scope(Var->getType()) : nullptr;
    if (!Entry)
      return;
    Obligation Problem(*Var);
    bool Work = false;
    llvm::SmallVector<Mention, 8> Mentions = mentionsOf(*Var, *F);
    for (const Mention &M : Mentions)
      Work |= note(M, *Var, *Entry, Problem, *Result.Context);
    const flow::BodyFlow *Body = Work ? Known.flows().of(*F) : nullptr;
    if (!Body || !mentionsAreComplete(Mentions, *Var, *F))
      return;
    // By the call that gives work: where the scope ends with it.
    for (const auto &[Loc, Of] : unmetExits(Problem, *Var, *Body, ExceptionPaths))
      report(*Of.first, Of.second, *Var, *Entry, *Result.SourceManager);
  }

private:
  const bool ExceptionPaths;

  /// Whether \p E stands among the arguments of a call that gives work to the scope: who runs in the
  /// scope cannot wait for its end.
  static bool isPartOfWork(const Expr &E, const VarDecl &Scope, const profile::ScopeEntry &Entry,
                           ASTContext &Ctx) {
    for (const Stmt *P = outerStmt(E, Ctx); P; P = outerStmt(*P, Ctx)) {
      const auto *Call = dyn_cast<CXXMemberCallExpr>(P);
      const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
          Call ? Call->getImplicitObjectArgument()->IgnoreParenImpCasts() : nullptr);
      if (Ref && Ref != &E && Ref->getDecl() == &Scope && Call->getMethodDecl() &&
          llvm::is_contained(Entry.Spawns, identifierOf(*Call->getMethodDecl())))
        return true;
    }
    return false;
  }

  /// Records what a mention means for the scope. True if it gives it work.
  static bool note(const Mention &M, const VarDecl &Scope, const profile::ScopeEntry &Entry,
                   Obligation &Flow, ASTContext &Ctx) {
    if (isPartOfWork(*M.Ref, Scope, Entry, Ctx))
      return false;
    if (M.In) {
      Flow.at(*M.In, State::Unknown);
      return false;
    }
    const Use U = useOf(*M.Ref, Ctx);
    const Expr &Place = U.Call ? *U.Call->E : *M.Ref;
    const bool Dropped = U.Call && (U.Call->E->getType()->isVoidType() ||
                                    discardOf(*U.Call->E, Ctx).What != Discard::Used);
    if (U.What == Use::CalledOn) {
      const llvm::StringRef Name = identifierOf(*U.Call->Callee);
      const auto *Method = dyn_cast<CXXMethodDecl>(U.Call->Callee);
      if (llvm::is_contained(Entry.Spawns, Name)) {
        Flow.at(Place, State::Due);
        return true;
      }
      if (llvm::is_contained(Entry.Joins, Name)) {
        // A join that is a task does nothing when it is dropped.
        if (!Dropped || U.Call->E->getType()->isVoidType())
          Flow.at(Place, State::Met);
        return false;
      }
      if (!Method || !Method->isConst())
        Flow.at(Place, State::Unknown);
      return false;
    }
    if (U.What == Use::PassedTo && llvm::any_of(Entry.Spawns, [&](const std::string &Name) {
          return llvm::StringRef(Name).contains("::") && hasQualifiedName(*U.Call->Callee, Name);
        })) {
      // Whoever uses the result waits for the work.
      if (Dropped)
        Flow.at(Place, State::Due);
      return Dropped;
    }
    const bool Spawns = U.What == Use::PassedTo && onlySpawns(*U.Call, *M.Ref, Entry, Ctx);
    Flow.at(Place, Spawns ? State::Due : State::Unknown);
    return Spawns;
  }

  /// Whether the call is of a function whose body is seen, and which does nothing with the scope but give
  /// it work.
  static bool onlySpawns(const CallSite &Call, const Expr &Argument,
                         const profile::ScopeEntry &Entry, ASTContext &Ctx) {
    const FunctionDecl *F = Call.Callee;
    const auto At = llvm::find_if(Call.Args, [&](const Expr *A) { return stripped(A) == &Argument; });
    const size_t Index = At - Call.Args.begin();
    if (!F->hasBody(F) || isa<CXXConstructorDecl>(F) || Index >= F->getNumParams() ||
        !F->getParamDecl(Index)->getType()->isReferenceType())
      return false;
    llvm::SmallVector<Mention, 8> Mentions = mentionsOf(*F->getParamDecl(Index), *F);
    return !Mentions.empty() && llvm::all_of(Mentions, [&](const Mention &M) {
      const Use U = useOf(*M.Ref, Ctx);
      return !M.In && U.What == Use::CalledOn &&
             llvm::is_contained(Entry.Spawns, identifierOf(*U.Call->Callee));
    });
  }

  void report(const Expr &Work, const std::vector<ObjectExit> &Exits, const VarDecl &Scope,
              const profile::ScopeEntry &Entry, const SourceManager &SM) {
    const SourceLocation Loc = Work.getExprLoc();
    if (!isWanted(Work, Loc, SM))
      return;
    diag(Loc, "%0 gets work here and is destroyed without being joined: %1")
        << &Scope << Entry.Effect << Work.getSourceRange();
    for (const ObjectExit &Out : Exits)
      diag(Out.Loc, "%0", DiagnosticIDs::Note) << Out.How;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UnjoinedScopeCheck)
