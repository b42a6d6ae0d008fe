// ignored-gather-result: see docs/checks/ignored-gather-result.md. What makes a result one of outcomes is its
// type (a tuple or range of objects that are asked whether they failed), or a profile. A plain barrier of
// tasks without results is reported only where one is seen to fail.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/suspensions.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"
#include "coroutine/escaping-exceptions.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// What one part of the result says about errors.
enum class Part {
  Other,   ///< Nothing: a value, an order.
  Handle,  ///< Of a task without a result: rethrows when asked.
  Valued,  ///< Of a task with a result: rethrows when asked.
  Error,   ///< The error itself, beside a value.
  Outcome, ///< Can be asked whether it failed.
  Ended,   ///< The same, of a task without a result.
};

/// Whether the first template argument of \p R is void.
bool isOfVoid(const CXXRecordDecl &R) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  return Spec && Spec->getTemplateArgs().size() &&
         Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         Spec->getTemplateArgs()[0].getAsType()->isVoidType();
}

Part partOf(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return Part::Other;
  if (identifierOf(*R) == "exception_ptr" || identifierOf(*R) == "error_code")
    return Part::Error;
  for (llvm::StringRef Method : {"hasException", "has_exception", "hasError", "has_error", "failed"})
    if (findMethod(*R, Method))
      return isOfVoid(*R) ? Part::Ended : Part::Outcome;
  for (llvm::StringRef Method : {"result", "return_value"})
    if (findMethod(*R, Method))
      return isOfVoid(*R) ? Part::Handle : Part::Valued;
  return Part::Other;
}

/// The parts of a result: those of a tuple, or the one kind of a range.
llvm::SmallVector<Part, 4> partsOf(QualType T) {
  llvm::SmallVector<Part, 4> Parts;
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R || !R->getTemplateArgs().size())
    return Parts;
  auto Add = [&](const TemplateArgument &A) {
    if (A.getKind() == TemplateArgument::Type)
      Parts.push_back(partOf(A.getAsType()));
  };
  llvm::ArrayRef<TemplateArgument> Args = R->getTemplateArgs().asArray();
  if (hasQualifiedName(*R, "std::tuple") || hasQualifiedName(*R, "std::pair")) {
    for (const TemplateArgument &A : Args)
      if (A.getKind() == TemplateArgument::Pack)
        llvm::for_each(A.pack_elements(), Add);
      else
        Add(A);
    return Parts;
  }
  for (llvm::StringRef Range : {"std::vector", "std::array", "std::deque", "std::list",
                                "folly::small_vector", "boost::container::small_vector"})
    if (hasQualifiedName(*R, Range))
      Add(Args[0]);
  return Parts;
}

/// Whether a variable or a part of it is looked at: mentioned other than to count what is in it.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  explicit UseFinder(const ValueDecl &D) : D(D) {}
  bool Used = false;
  bool shouldVisitImplicitCode() const { return true; }
  // The value that a part is bound to is made by the declaration itself.
  bool TraverseDecompositionDecl(DecompositionDecl *Whole) {
    return RecursiveASTVisitor::TraverseStmt(Whole->getInit());
  }
  bool TraverseCXXMemberCallExpr(CXXMemberCallExpr *E) {
    const CXXMethodDecl *M = E->getMethodDecl();
    if (M && (identifierOf(*M) == "size" || identifierOf(*M) == "empty") && E->getNumArgs() == 0)
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E->getImplicitObjectArgument()->IgnoreParenImpCasts()))
        if (Ref->getDecl() == &D)
          return true;
    return RecursiveASTVisitor::TraverseCXXMemberCallExpr(E);
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    Used |= E->getDecl() == &D;
    return !Used;
  }

private:
  const ValueDecl &D;
};

bool isUsed(const ValueDecl &D, const FunctionDecl &F) {
  UseFinder Uses(D);
  Uses.TraverseStmt(F.getBody());
  return Uses.Used;
}

class IgnoredGatherResultCheck : public CoroCheck {
public:
  IgnoredGatherResultCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                           llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AssumeThrows(boolOption("AssumeThrows")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AssumeThrows", "false",
         "Report tasks without a result that are awaited by a barrier also when nothing shows that one "
         "of them can fail."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    if (!Await)
      return;
    std::optional<CallSite> Call = callSite(made(*Await->getOperand()));
    llvm::SmallVector<Part, 4> Parts = partsOf(Await->getType());
    if (!Call || llvm::all_of(Parts, [](Part P) { return P == Part::Other; }))
      return;
    profile::Knowledge &Known = knowledge(Result);
    const profile::GatherEntry *Gather = Known.gather(*Call);
    // A type that is asked for its result may be many things, and a tuple with an error belongs to most
    // single operations; one that is asked for its error is an outcome.
    if (Gather ? Gather->Errors != "outcomes" : Call->Callee->isInStdNamespace() ||
                     !(llvm::is_contained(Parts, Part::Outcome) || llvm::is_contained(Parts, Part::Ended)))
      return;
    const ValueDecl *Where = nullptr;
    const Expr *Source = nullptr;
    if (!isIgnored(*Await, Parts, *Result.Context, Where) || !mayFail(*Call, Parts, Known, Source))
      return;
    SourceLocation Loc = Where ? Where->getLocation() : Await->getKeywordLoc();
    if (!isWanted(*Await, Loc, *Result.SourceManager))
      return;
    const std::string Name = Call->calleeName();
    if (!Where)
      diag(Loc, "the outcomes that '%0' hands out are dropped: an error of a task that it waited for is "
                "never seen") << Name;
    else
      diag(Loc, "nobody looks at '%0': an error that '%1' hands out in it is never seen")
          << Where->getName() << Name;
    if (Source)
      diag(Source->getExprLoc(), "%select{what fails here is not seen|thrown here}0", DiagnosticIDs::Note)
          << isa<CXXThrowExpr>(Source);
  }

private:
  /// Whether nobody looks at the errors in the result. \p Where becomes the variable or binding that has
  /// them; null for a result that is dropped.
  static bool isIgnored(const CoawaitExpr &Await, llvm::ArrayRef<Part> Parts, ASTContext &Ctx,
                        const ValueDecl *&Where) {
    const Discard Drop = discardOf(Await, Ctx);
    if (Drop.What != Discard::Used)
      return Drop.What == Discard::Dropped;
    const VarDecl *V = variableOf(Await, Ctx);
    const auto *F = V ? dyn_cast<FunctionDecl>(V->getDeclContext()) : nullptr;
    if (!F || !F->hasBody() || V->hasAttr<UnusedAttr>() || !V->hasLocalStorage())
      return false;
    const auto *Bindings = dyn_cast<DecompositionDecl>(V);
    if (!Bindings) {
      Where = V;
      return !isUsed(*V, *F);
    }
    if (Bindings->bindings().size() != Parts.size())
      return false;
    // Where errors are parts of their own, one that is looked at shows that they were thought of.
    const bool Separate = llvm::is_contained(Parts, Part::Other);
    for (auto [Binding, P] : llvm::zip(Bindings->bindings(), Parts)) {
      if (P == Part::Other)
        continue;
      const bool Meant = !Binding->getIdentifier() || Binding->getName().starts_with("_") ||
                         Binding->getName().contains_insensitive("ignore") ||
                         Binding->hasAttr<UnusedAttr>();
      const bool Used = Meant || isUsed(*Binding, *F);
      if (Used && Separate)
        return false;
      if (!Used && !Where)
        Where = Binding;
    }
    return Where;
  }

  /// The variable that \p Await is the whole value of, or null.
  static const VarDecl *variableOf(const Expr &Await, ASTContext &Ctx) {
    DynTypedNode Node = DynTypedNode::create(Await);
    while (true) {
      DynTypedNodeList Parents = Ctx.getParents(Node);
      if (Parents.empty())
        return nullptr;
      if (const auto *V = Parents[0].get<VarDecl>())
        return V;
      const auto *E = Parents[0].get<Expr>();
      const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(E);
      if (!E || !(isa<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                      ExprWithCleanups>(E) ||
                  (Copy && Copy->getConstructor()->isCopyOrMoveConstructor())))
        return nullptr;
      Node = DynTypedNode::create(*E);
    }
  }

  /// Whether a task that is waited for may fail. \p Source becomes a place where one does.
  bool mayFail(const CallSite &Call, llvm::ArrayRef<Part> Parts, profile::Knowledge &Known,
               const Expr *&Source) const {
    bool AllSafe = true, Any = false;
    auto Look = [&](const Expr &Task) {
      Any = true;
      const Answer Fails = fails(Task, Known, Source);
      AllSafe &= Fails == Answer::No;
    };
    for (const Expr *A : Call.Args) {
      const VarDecl *Tasks = containerOf(*A);
      if (!Tasks) {
        Look(*A);
        continue;
      }
      for (const Expr *Task : filledWith(*Tasks))
        Look(*Task);
    }
    if (Any && AllSafe)
      return false;
    // A barrier: that an await may throw somewhere says too little, nearly every one may.
    if (Source && !isa<CoawaitExpr>(Source))
      return true;
    // Who asks for the form that hands out errors of tasks without results wants to look at them.
    if (AssumeThrows || identifierOf(*Call.Callee).contains("Try"))
      return true;
    return llvm::any_of(Parts, [](Part P) {
             return P == Part::Outcome || P == Part::Error || P == Part::Valued;
           });
  }

  /// What makes the value of \p Task, which may be a variable or a move of one.
  static const Expr &made(const Expr &Task) {
    const Expr *E = stripped(&Task);
    if (const auto *Move = dyn_cast<CallExpr>(E); Move && Move->isCallToStdMove())
      E = stripped(Move->getArg(0));
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && V->getInit() && isa<CallExpr>(stripped(V->getInit())))
        E = stripped(V->getInit());
    return *E;
  }

  static Answer fails(const Expr &Task, profile::Knowledge &Known, const Expr *&Source) {
    std::optional<CallSite> Call = callSite(made(Task));
    if (!Call)
      return Answer::Unknown;
    // `work().via(executor)`
    if (!coroutineBody(*Call->Callee) && Call->Object && isa<CallExpr>(stripped(Call->Object)))
      return fails(*Call->Object, Known, Source);
    // A delay fails when it is cancelled, which is no error of the task.
    auto CannotFail = [&](const CallSite &Started) {
      return Known.cannotFail(Started) || Known.isDelay(Started);
    };
    if (CannotFail(*Call))
      return Answer::No;
    if (!coroutineBody(*Call->Callee))
      return Answer::Unknown;
    const Expr *Throws = escapingException(*Call->Callee, [&](const Expr &Operand) {
      std::optional<CallSite> Started = callSite(*stripped(&Operand));
      return Started && CannotFail(*Started);
    });
    Source = Source ? Source : Throws;
    return Throws ? Answer::Yes : Answer::No;
  }

  /// The local container that \p E names or moves from.
  static const VarDecl *containerOf(const Expr &Arg) {
    const Expr *E = stripped(&Arg);
    if (const auto *Move = dyn_cast<CallExpr>(E); Move && Move->isCallToStdMove())
      E = stripped(Move->getArg(0));
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const CXXRecordDecl *R = V ? recordOf(V->getType()) : nullptr;
    return R && findMethod(*R, "push_back") && isa<FunctionDecl>(V->getDeclContext()) ? V : nullptr;
  }

  /// The tasks that are put into \p Tasks in its function.
  static std::vector<const Expr *> filledWith(const VarDecl &Tasks) {
    struct Finder : RecursiveASTVisitor<Finder> {
      const VarDecl *Tasks;
      std::vector<const Expr *> Found;
      bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
        const auto *Ref =
            dyn_cast<DeclRefExpr>(E->getImplicitObjectArgument()->IgnoreParenImpCasts());
        const CXXMethodDecl *M = E->getMethodDecl();
        if (Ref && Ref->getDecl() == Tasks && M && E->getNumArgs() == 1 &&
            (identifierOf(*M) == "push_back" || identifierOf(*M) == "emplace_back"))
          Found.push_back(E->getArg(0));
        return true;
      }
    } Find;
    Find.Tasks = &Tasks;
    Find.TraverseStmt(cast<FunctionDecl>(Tasks.getDeclContext())->getBody());
    return std::move(Find.Found);
  }

  const bool AssumeThrows;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(IgnoredGatherResultCheck)
