// unjoined-scope: see docs/checks/unjoined-scope.md. A local scope is followed from the call that gives it
// work to every place where it is destroyed; once somebody else got to know it, nothing is claimed.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/uses.h"
#include "coroutine/qualified-name.h"
#include "flow/dataflow.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include <map>

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// What is known of one scope; a problem for flow/dataflow.h.
class ScopeFlow {
public:
  struct State {
    /// Escaped: somebody else may join it, or paths disagree.
    enum { Empty, HasWork, Joined, Escaped } Is = Empty;
    const Expr *Where = nullptr; ///< What gave it work.
    bool operator==(const State &) const = default;
  };

  explicit ScopeFlow(const VarDecl &Scope) : Scope(Scope) {}
  /// What happens at a statement; the state's Where is the statement itself.
  void at(const Stmt &S, decltype(State::Is) Becomes) { Events[&S] = Becomes; }

  State start() { return {}; }
  void transfer(State &S, const CFGElement &E) {
    std::optional<CFGStmt> Statement = E.getAs<CFGStmt>();
    if (!Statement)
      return;
    if (const auto *Decl = dyn_cast<DeclStmt>(Statement->getStmt());
        Decl && llvm::is_contained(Decl->decls(), static_cast<const clang::Decl *>(&Scope))) {
      S = {};
      return;
    }
    auto It = Events.find(Statement->getStmt());
    if (It == Events.end() || S.Is == State::Escaped ||
        (It->second == State::HasWork && S.Is == State::HasWork))
      return;
    S = {It->second, It->second == State::HasWork ? cast<Expr>(It->first) : nullptr};
  }
  void join(State &Into, const State &From) {
    if (Into.Is == From.Is) {
      if (From.Where && From.Where->getBeginLoc() < Into.Where->getBeginLoc())
        Into.Where = From.Where;
      return;
    }
    // A path that gave it no work has nothing to join.
    if (Into.Is == State::Empty)
      Into = From;
    else if (From.Is != State::Empty)
      Into = {State::Escaped};
  }

private:
  const VarDecl &Scope;
  llvm::DenseMap<const Stmt *, decltype(State::Is)> Events;
};
using State = ScopeFlow::State;

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

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(varDecl(hasLocalStorage(), unless(parmVarDecl()), unless(isImplicit()),
                               hasType(hasUnqualifiedDesugaredType(recordType())))
                           .bind("variable"),
                       this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable");
    const auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
    profile::Knowledge &Known = knowledge(Result);
    const profile::ScopeEntry *Entry =
        F && !Var->isInvalidDecl() ? Known.scope(Var->getType()) : nullptr;
    if (!Entry)
      return;
    ScopeFlow Problem(*Var);
    bool Work = false;
    llvm::SmallVector<Mention, 8> Mentions = mentionsOf(*Var, *F);
    for (const Mention &M : Mentions)
      Work |= note(M, *Var, *Entry, Problem, *Result.Context);
    const flow::BodyFlow *Body = Work ? Known.flows().of(*F) : nullptr;
    if (!Body || !mentionsAreComplete(Mentions, *Var, *F))
      return;
    flow::Solution<ScopeFlow> Scopes(*Body, Problem);
    // By the call that gives work: where the scope ends with it.
    std::map<SourceLocation, std::pair<const Expr *, std::vector<Exit>>> Found;
    Scopes.replay([&](const State &S, const CFGElement &E) {
      if (S.Is != State::HasWork)
        return;
      if (std::optional<Exit> Out = exitAt(E, *Var, *Result.Context)) {
        auto &[Where, Exits] = Found[S.Where->getBeginLoc()];
        Where = S.Where;
        Exits.push_back(*Out);
      }
    });
    for (auto &[Loc, Work] : Found)
      report(*Work.first, Work.second, *Var, *Entry, *Result.SourceManager);
  }

private:
  const bool ExceptionPaths;

  /// Where a scope is destroyed.
  struct Exit {
    SourceLocation Loc;
    llvm::StringRef How;
  };

  /// Whether \p E stands among the arguments of a call that gives work to the scope: who runs in the
  /// scope cannot wait for its end.
  static bool isPartOfWork(const Expr &E, const VarDecl &Scope, const profile::ScopeEntry &Entry,
                           ASTContext &Ctx) {
    for (const Stmt *P = parentStmt(E, Ctx); P; P = parentStmt(*P, Ctx)) {
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
                   ScopeFlow &Flow, ASTContext &Ctx) {
    if (isPartOfWork(*M.Ref, Scope, Entry, Ctx))
      return false;
    if (M.In) {
      Flow.at(*M.In, State::Escaped);
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
        Flow.at(Place, State::HasWork);
        return true;
      }
      if (llvm::is_contained(Entry.Joins, Name)) {
        // A join that is a task does nothing when it is dropped.
        if (!Dropped || U.Call->E->getType()->isVoidType())
          Flow.at(Place, State::Joined);
        return false;
      }
      if (!Method || !Method->isConst())
        Flow.at(Place, State::Escaped);
      return false;
    }
    if (U.What == Use::PassedTo && llvm::any_of(Entry.Spawns, [&](const std::string &Name) {
          return llvm::StringRef(Name).contains("::") && hasQualifiedName(*U.Call->Callee, Name);
        })) {
      // Whoever uses the result waits for the work.
      if (Dropped)
        Flow.at(Place, State::HasWork);
      return Dropped;
    }
    const bool Spawns = U.What == Use::PassedTo && onlySpawns(*U.Call, *M.Ref, Entry, Ctx);
    Flow.at(Place, Spawns ? State::HasWork : State::Escaped);
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

  /// Whether an exception thrown at \p S leaves the scope's block.
  static bool leavesBlock(const Stmt &S, const VarDecl &Scope, ASTContext &Ctx) {
    const SourceManager &SM = Ctx.getSourceManager();
    const Stmt *Child = &S;
    for (const Stmt *P = parentStmt(S, Ctx); P; Child = P, P = parentStmt(*P, Ctx))
      if (const auto *Try = dyn_cast<CXXTryStmt>(P);
          Try && Try->getTryBlock() == Child &&
          !SM.isBeforeInTranslationUnit(Try->getBeginLoc(), Scope.getLocation()))
        return false;
    return true;
  }

  std::optional<Exit> exitAt(const CFGElement &E, const VarDecl &Scope, ASTContext &Ctx) const {
    if (std::optional<CFGAutomaticObjDtor> Dtor = E.getAs<CFGAutomaticObjDtor>()) {
      if (Dtor->getVarDecl() != &Scope)
        return std::nullopt;
      const Stmt *Trigger = Dtor->getTriggerStmt();
      const auto *Block = dyn_cast_or_null<CompoundStmt>(Trigger);
      const SourceLocation Loc = Block     ? Block->getRBracLoc()
                                 : Trigger ? Trigger->getBeginLoc()
                                           : Scope.getLocation();
      return Exit{Loc, "it is destroyed here"};
    }
    std::optional<CFGStmt> Statement = E.getAs<CFGStmt>();
    if (!Statement || !leavesBlock(*Statement->getStmt(), Scope, Ctx))
      return std::nullopt;
    if (isa<CXXThrowExpr>(Statement->getStmt()))
      return Exit{Statement->getStmt()->getBeginLoc(), "the exception destroys it"};
    if (const Expr *Await = ExceptionPaths ? flow::suspensionAt(E) : nullptr)
      return Exit{Await->getExprLoc(), "an exception from here destroys it"};
    return std::nullopt;
  }

  void report(const Expr &Work, std::vector<Exit> &Exits, const VarDecl &Scope,
              const profile::ScopeEntry &Entry, const SourceManager &SM) {
    const SourceLocation Loc = Work.getExprLoc();
    if (!isWanted(Work, Loc, SM))
      return;
    diag(Loc, "%0 gets work here and is destroyed without being joined: %1")
        << &Scope << Entry.Effect << Work.getSourceRange();
    llvm::sort(Exits, [&](const Exit &A, const Exit &B) {
      return SM.isBeforeInTranslationUnit(A.Loc, B.Loc);
    });
    Exits.erase(std::unique(Exits.begin(), Exits.end(),
                            [](const Exit &A, const Exit &B) { return A.Loc == B.Loc; }),
                Exits.end());
    for (const Exit &Out : Exits)
      diag(Out.Loc, "%0", DiagnosticIDs::Note) << Out.How;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UnjoinedScopeCheck)
