// blocking-destructor: see docs/checks/blocking-destructor.md. What joins a thread when it is destroyed blocks
// without a call to be seen. Silent as soon as anything may have ended the wait before: a join, a detach, a
// move, a use that is not understood.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "profile/blocking-summary.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Why the end of an object stops the thread.
struct Wait {
  std::string Effect;                ///< Ends "its destructor ".
  std::vector<std::string> Unless;   ///< Methods after which there is nothing to wait for.
  bool Wrapped = false;              ///< An element of a container, a smart pointer, an optional.
  bool Holds = true;                 ///< There is something to wait for from the start on.
  bool Shared = false;               ///< Cannot be moved: what it is lent to cannot take it away.
  const profile::BlockingChain *Chain = nullptr; ///< Of a destructor that was read.
  const FieldDecl *Member = nullptr; ///< A member that waits.
};

bool isMovable(const CXXRecordDecl &R) {
  for (const CXXConstructorDecl *C : R.ctors())
    if (C->isCopyOrMoveConstructor() && !C->isDeleted() && C->getAccess() == AS_public)
      return true;
  // A constructor template may be one in disguise (Boost's emulated moves).
  return (R.needsImplicitMoveConstructor() && !R.defaultedMoveConstructorIsDeleted()) ||
         (R.needsImplicitCopyConstructor() && !R.defaultedCopyConstructorIsDeleted());
}

/// The first template argument of a standard container or owner; null for anything else.
QualType elementOf(QualType T) {
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!R || !R->isInStdNamespace() || !R->getTemplateArgs().size() ||
      R->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  static const llvm::StringRef Owners[] = {"vector", "deque", "list", "array", "optional",
                                           "unique_ptr"};
  return llvm::is_contained(Owners, identifierOf(*R)) ? R->getTemplateArgs()[0].getAsType()
                                                      : QualType();
}

/// Whether a policy of the type is to let the thread go: `boost::scoped_thread<boost::detach>`.
bool detaches(const CXXRecordDecl &R) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!Spec)
    return false;
  return llvm::any_of(Spec->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
    const CXXRecordDecl *Policy =
        A.getKind() == TemplateArgument::Type ? A.getAsType()->getAsCXXRecordDecl() : nullptr;
    return Policy && identifierOf(*Policy) == "detach";
  });
}

/// Looks at what is done with a variable before it dies.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  UseFinder(const VarDecl &Var, const Wait &W, ASTContext &Ctx) : Var(Var), W(W), Ctx(Ctx) {}
  bool Ended = false;  ///< Nothing is left to wait for, or that cannot be told.
  bool Filled = false; ///< Something to wait for was put in.

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (Ref->getDecl() == &Var)
      look(*Ref);
    return !Ended;
  }

private:
  void look(const Expr &Mention) {
    const Expr *E = &Mention;
    const Stmt *P = parentStmt(*E, Ctx);
    while (P && (isa<ParenExpr, ImplicitCastExpr>(P) || isAccess(*P, *E))) {
      E = cast<Expr>(P);
      P = parentStmt(*P, Ctx);
    }
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(P)) {
      call(*Member);
      return;
    }
    if (const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(P);
        Assign && Assign->getOperator() == OO_Equal && Assign->getArg(0) == E &&
        !Assign->getArg(1)->getType()->isNullPtrType()) {
      Filled = true;
      return;
    }
    // What is inside of the lambda is looked at by itself.
    const auto *Lambda = dyn_cast_or_null<LambdaExpr>(P);
    if (Lambda && llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
          return C.capturesVariable() && C.getCapturedVar() == &Var &&
                 C.getCaptureKind() == LCK_ByRef;
        }))
      return;
    // Lent: whoever has it cannot take it away.
    if (W.Shared && !W.Wrapped && isa_and_nonnull<CallExpr, CXXConstructExpr, UnaryOperator>(P))
      return;
    Ended = true;
  }

  /// `*p`, `p->`, `v[0]` on the way to the object itself.
  bool isAccess(const Stmt &P, const Expr &Of) const {
    if (!W.Wrapped)
      return false;
    const auto *Op = dyn_cast<CXXOperatorCallExpr>(&P);
    return Op && Op->getArg(0) == &Of &&
           (Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star ||
            Op->getOperator() == OO_Subscript);
  }

  void call(const MemberExpr &Member) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
    llvm::StringRef Name = Method ? identifierOf(*Method) : "";
    static const llvm::StringRef Filling[] = {"emplace_back", "push_back", "emplace"};
    static const llvm::StringRef Giving[] = {"release", "swap", "back", "front", "at", "value", "get"};
    Filled |= llvm::is_contained(Filling, Name);
    Ended |= !Method || llvm::is_contained(W.Unless, Name) ||
             (W.Wrapped && llvm::is_contained(Giving, Name));
  }

  const VarDecl &Var;
  const Wait &W;
  ASTContext &Ctx;
};

/// Whether a method of \p R calls one of \p Names on anything: the members may not be what they were.
bool callsOneOf(const CXXRecordDecl &R, llvm::ArrayRef<std::string> Names) {
  struct Finder : RecursiveASTVisitor<Finder> {
    llvm::ArrayRef<std::string> Names;
    bool Found = false;
    bool VisitMemberExpr(MemberExpr *M) {
      Found |= llvm::is_contained(Names, identifierOf(*M->getMemberDecl()));
      return !Found;
    }
  } Find;
  Find.Names = Names;
  for (const CXXMethodDecl *M : R.methods())
    if (const FunctionDecl *Def = M->getDefinition(); Def && Def->getBody())
      Find.TraverseStmt(Def->getBody());
  return Find.Found;
}

class BlockingDestructorCheck : public CoroCheck {
public:
  BlockingDestructorCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                          llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedTypes(listOption("AllowedTypes")),
        AllowedFunctions(listOption("AllowedFunctions")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedTypes", "",
         "Classes, fully qualified and separated by semicolons, whose destructors are known to wait "
         "for a short time only."},
        {"AllowedFunctions", "co_main",
         "Coroutines, fully qualified and separated by semicolons, that may wait when they end: "
         "nothing else is left to run."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(varDecl(hasLocalStorage(), unless(parmVarDecl()), unless(isImplicit()),
                               hasInitializer(expr()))
                           .bind("variable"),
                       this);
    Finder->addMatcher(cxxConstructExpr().bind("temporary"), this);
  }

  void startUnit() override { Summaries.reset(); }

  void check(const MatchFinder::MatchResult &Result) override {
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *Made = Result.Nodes.getNodeAs<CXXConstructExpr>("temporary"))
      temporary(*Made, Known);
    else if (const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable"))
      variable(*Var, Known);
  }

private:
  void temporary(const CXXConstructExpr &Made, profile::Knowledge &Known) {
    std::optional<Wait> W = Made.getNumArgs() ? waitOf(Made.getType(), Known) : std::nullopt;
    if (!W || W->Chain || Made.getConstructor()->isCopyOrMoveConstructor())
      return;
    const Expr *Whole = &Made;
    for (const Stmt *P = parentStmt(Made, Known.context());
         isa_and_nonnull<CXXBindTemporaryExpr, MaterializeTemporaryExpr, CXXFunctionalCastExpr>(P);
         P = parentStmt(*P, Known.context()))
      Whole = cast<Expr>(P);
    Discard Lost = discardOf(*Whole, Known.context());
    if (Lost.What != Discard::Dropped && Lost.What != Discard::Voided)
      return;
    report(Made, Made.getBeginLoc(), "this temporary", *W, "right here", Known.placeOf(Made), Known);
  }

  void variable(const VarDecl &Var, profile::Knowledge &Known) {
    const auto *F = dyn_cast<FunctionDecl>(Var.getDeclContext());
    if (Var.isInvalidDecl() || Var.getType()->isReferenceType() || Var.getType()->isDependentType() ||
        !F || !F->hasBody() || Var.isNRVOVariable())
      return;
    std::optional<Wait> W = waitOf(Var, Known);
    if (!W)
      return;
    UseFinder Uses(Var, *W, Known.context());
    Uses.TraverseStmt(F->getBody());
    if (Uses.Ended || !(W->Holds || Uses.Filled))
      return;
    profile::Place Place = Known.placeOf(*Var.getInit());
    // The end of the scope counts: a hop may have led away from the loop.
    if (const Stmt *Last = lastOfScope(Var, Known); Last && !Known.placeOf(*Last).onLoop())
      return;
    report(*Var.getInit(), Var.getLocation(), "'" + Var.getNameAsString() + "'", *W,
           "at the end of its scope", Place, Known);
  }

  static const Stmt *lastOfScope(const VarDecl &Var, profile::Knowledge &Known) {
    DynTypedNodeList Parents = Known.context().getParents(Var);
    const Stmt *Decl = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    const Stmt *Scope = Decl ? parentStmt(*Decl, Known.context()) : nullptr;
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Scope);
    return Block && !Block->body_empty() ? Block->body_back() : nullptr;
  }

  std::optional<Wait> waitOf(const VarDecl &Var, profile::Knowledge &Known) {
    const Expr &Init = *stripped(Var.getInit());
    if (isAsyncCall(Init)) {
      Wait W;
      W.Effect = "waits for the work that 'std::async' started";
      W.Unless = {"get", "wait", "wait_for", "wait_until", "share"};
      return W;
    }
    std::optional<Wait> W = waitOf(Var.getType(), Known);
    if (!W)
      return std::nullopt;
    const auto *Made = dyn_cast<CXXConstructExpr>(&Init);
    const bool Empty =
        Made && llvm::all_of(Made->arguments(), [](const Expr *A) { return isa<CXXDefaultArgExpr>(A); });
    const auto *List = dyn_cast<InitListExpr>(&Init);
    if (W->Member)
      W->Holds = W->Member->hasInClassInitializer() || (List && List->getNumInits()) ||
                 (Made && Made->getConstructor()->isUserProvided());
    else
      W->Holds = W->Chain || (W->Shared && !W->Wrapped) || !(Empty || List);
    return W;
  }

  /// What the end of a \p T waits for, by its type alone.
  std::optional<Wait> waitOf(QualType T, profile::Knowledge &Known) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition() || llvm::any_of(AllowedTypes, [&](const std::string &N) {
          return hasQualifiedName(*R, N);
        }))
      return std::nullopt;
    Wait W;
    if (const profile::JoiningEntry *Entry = Known.joining(T)) {
      W.Shared = !isMovable(*R->getDefinition());
      W.Effect = Entry->Effect;
      W.Unless = Entry->Unless;
      return detaches(*R) ? std::nullopt : std::optional(W);
    }
    if (QualType Element = elementOf(T); !Element.isNull()) {
      std::optional<Wait> Inner = waitOf(Element, Known);
      if (!Inner || Inner->Chain)
        return std::nullopt;
      Inner->Wrapped = true;
      return Inner;
    }
    // When an awaiter dies, the coroutine has waited for it already.
    if (R->isInStdNamespace() || findMethod(*R, "await_suspend"))
      return std::nullopt;
    const CXXDestructorDecl *Dtor = R->getDestructor();
    const profile::BlockingChain *Chain = Dtor ? summaries(Known).of(*Dtor) : nullptr;
    if (Chain && Chain->waitsItself()) {
      std::optional<CallSite> Last = callSite(*Chain->Steps.back().E);
      W.Effect = "calls '" + (Last ? Last->calleeName() : "a function that waits") + "'";
      W.Chain = Chain;
      W.Shared = !isMovable(*R->getDefinition());
      // What may have waited before.
      for (const CXXMethodDecl *M : R->getDefinition()->methods())
        if (!isa<CXXDestructorDecl, CXXConstructorDecl>(M) &&
            (!M->hasBody() || summaries(Known).of(*M)))
          W.Unless.push_back(identifierOf(*M).str());
      return W;
    }
    // A destructor that is not seen may detach.
    return Dtor && Dtor->isUserProvided() && !Dtor->hasBody() ? std::nullopt
                                                               : waitOfMember(*R, Known);
  }

  /// A member joins after the destructor, which has no say in it.
  std::optional<Wait> waitOfMember(const CXXRecordDecl &R, profile::Knowledge &Known) {
    if (Known.context().getSourceManager().isInSystemHeader(R.getLocation()))
      return std::nullopt;
    for (const FieldDecl *F : R.getDefinition()->fields()) {
      const profile::JoiningEntry *Entry = Known.joining(F->getType());
      const CXXRecordDecl *Type = Entry ? F->getType()->getAsCXXRecordDecl() : nullptr;
      if (!Type || detaches(*Type) || callsOneOf(*R.getDefinition(), Entry->Unless))
        continue;
      Wait W;
      W.Effect = "ends its member '" + F->getNameAsString() + "', which " + Entry->Effect;
      W.Member = F;
      return W;
    }
    return std::nullopt;
  }

  static bool isAsyncCall(const Expr &E) {
    const auto *Call = dyn_cast<CallExpr>(&E);
    if (!Call || !Call->getDirectCallee() || !Call->getNumArgs() ||
        !hasQualifiedName(*Call->getDirectCallee(), "std::async"))
      return false;
    const auto *Policy = dyn_cast<DeclRefExpr>(stripped(Call->getArg(0)));
    return !Policy || identifierOf(*Policy->getDecl()) != "deferred";
  }

  void report(const Expr &E, SourceLocation Loc, const std::string &What, const Wait &W,
              llvm::StringRef When, const profile::Place &Place, profile::Knowledge &Known) {
    if (!Place.onLoop() || llvm::any_of(AllowedFunctions, [&](const std::string &N) {
          return hasQualifiedName(*Place.Fn.Function, N);
        }) || !isWanted(E, Loc, Known.context().getSourceManager()))
      return;
    const std::string Who =
        Place.Where == profile::Runs::OnLoop ? "the loop that runs this handler"
        : Place.Fn.Lambda                    ? "this coroutine's thread"
                          : "the thread of coroutine '" + describe(*Place.Fn.Function) + "'";
    diag(Loc, "%0 the destructor of %1 %2, and stops %3 meanwhile")
        << When << What << W.Effect << Who << E.getSourceRange();
    if (W.Chain)
      diag(W.Chain->Steps.back().E->getExprLoc(), "it waits here", DiagnosticIDs::Note);
  }

  profile::BlockingSummaries &summaries(profile::Knowledge &Known) {
    if (!Summaries)
      Summaries = std::make_unique<profile::BlockingSummaries>(Known);
    return *Summaries;
  }

  const std::vector<std::string> AllowedTypes, AllowedFunctions;
  std::unique_ptr<profile::BlockingSummaries> Summaries;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingDestructorCheck)
