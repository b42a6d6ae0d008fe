// use-after-suspend-of-parameter: see docs/checks/use-after-suspend-of-parameter.md. A reference that a coroutine
// has as a parameter is only as good as its caller's patience.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "coroutine/copyable.h"
#include "coroutine/loans.h"
#include "coroutine/qualified-name.h"
#include "flow/after-suspension.h"
#include "profile/task-fate.h"
#include "clang/AST/TypeLoc.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using profile::TaskFate;

class UseAfterSuspendOfParameterCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    matchBodies(*Finder, *this);
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *E = Result.Nodes.getNodeAs<CallExpr>("call"))
      return E->isPRValue() ? checkCall(*E, Known) : void();
    // What cannot be awaited is waited for by no caller.
    const FunctionDecl *F = matchedCoroutine(Result);
    std::optional<profile::TaskFacts> Task = F ? Known.taskFacts(F->getReturnType()) : std::nullopt;
    if (!Task || Task->isGenerator() || Task->Begins != Start::Eager ||
        (Task->Awaitable && !(Task->Entry && Task->Entry->EntryPoint)))
      return;
    for (const ParmVarDecl *P : F->parameters())
      look(*F, *P, *Task, nullptr, Known);
  }

private:
  /// A call whose coroutine outlives the statement: what its parameters refer to has to outlive it, too.
  /// Temporaries and locals are looked at by other checks, which know when those die.
  void checkCall(const CallExpr &E, profile::Knowledge &Known) {
    std::optional<CallSite> Call = callSite(E);
    std::optional<profile::TaskFacts> Task = Call ? Known.taskFacts(E.getType()) : std::nullopt;
    const FunctionDecl *F = nullptr;
    if (!Task || !Task->Type || !Call->Callee->hasBody(F) || !coroutineBody(*F))
      return;
    const TaskFate Fate = profile::fateOf(E, Known);
    const bool GoesOn = Task->Begins == Start::Eager && Task->Drop != DropEffect::Cancelled &&
                        Task->Drop != DropEffect::Blocks;
    if (Fate.What != TaskFate::Detached && Fate.What != TaskFate::Kept &&
        !(Fate.What == TaskFate::Dropped && GoesOn))
      return;
    for (unsigned I = 0; I < Call->Args.size() && I < F->getNumParams(); ++I) {
      const ParmVarDecl *P = F->getParamDecl(I);
      const auto Lent = lentBy(P->getType(), Call->Args[I]);
      const bool Understood = llvm::any_of(Lent, [](const Loan &L) {
        return L.To.Is == Referent::Local || L.To.Is == Referent::Temporary;
      });
      if (!Understood && !namesAnother(*Call->Args[I]) && !ownsLoop(*Call->Args[I], Fate, Known))
        look(*F, *P, *Task, &E, Known);
    }
  }

  /// A literal, a global, or what is kept by the same call.
  static bool namesAnother(const Expr &Argument) {
    const Expr *E = Argument.IgnoreParenImpCasts();
    if (isa<StringLiteral, CXXNullPtrLiteralExpr, CXXThisExpr>(E))
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Ref && (!V || V->hasGlobalStorage());
  }

  /// The object that \p E is a part of: a variable, or the class of `this`; null where another owns it. \p Visit
  /// is told the types on the way.
  static const Decl *ownerOf(const Expr *E, llvm::function_ref<void(QualType)> Visit) {
    static const llvm::StringRef Parts[] = {"get", "get_executor", "executor"};
    while (true) {
      E = stripped(E);
      Visit(E->getType());
      if (isa<CXXThisExpr>(E))
        return recordOf(E->getType()->getPointeeType());
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
        return Ref->getDecl()->getCanonicalDecl();
      if (const auto *Member = dyn_cast<MemberExpr>(E)) {
        QualType T = Member->getMemberDecl()->getType();
        if (T->isReferenceType() || T->isPointerType())
          return nullptr;
        E = Member->getBase();
      } else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E)) {
        const CXXRecordDecl *R = recordOf(Op->getArg(0)->getType());
        const bool Leads = Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star;
        if (!Leads || !R || !hasQualifiedName(*R, "std::unique_ptr"))
          return nullptr;
        E = Op->getArg(0);
      } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
        if (Call->getNumArgs() || !Call->getMethodDecl() ||
            !llvm::is_contained(Parts, identifierOf(*Call->getMethodDecl())))
          return nullptr;
        E = Call->getImplicitObjectArgument();
      } else {
        return nullptr;
      }
    }
  }

  /// Whether the loop or pool that the work is handed to belongs to the same object as \p Argument: nothing
  /// runs there when the object is gone.
  static bool ownsLoop(const Expr &Argument, const TaskFate &Fate, profile::Knowledge &Known) {
    const auto *Spawn = dyn_cast_or_null<CallExpr>(Fate.By);
    std::optional<CallSite> Call = Spawn ? callSite(*Spawn) : std::nullopt;
    const Decl *Owner = Call ? ownerOf(&Argument, [](QualType) {}) : nullptr;
    if (!Owner)
      return false;
    auto IsItsLoop = [&](const Expr *E) {
      bool Loop = false;
      const Decl *Of = ownerOf(E, [&](QualType T) {
        QualType To = T->isPointerType() ? T->getPointeeType() : T;
        Loop |= Known.isDrivenLoop(To) || Known.joining(To);
      });
      return Loop && Of == Owner;
    };
    return (Call->Object && IsItsLoop(Call->Object)) || llvm::any_of(Call->Args, IsItsLoop);
  }

  /// A reference, a view or a pointer to data; not to a loop or a service, which outlives what it runs.
  static bool borrows(QualType T, profile::Knowledge &Known) {
    if (isView(T))
      return true;
    if (!T->isReferenceType() && !T->isPointerType())
      return false;
    QualType To = T->getPointeeType();
    const CXXRecordDecl *R = recordOf(To);
    return !To->isFunctionType() && !To->isVoidType() && !Known.isDrivenLoop(To) &&
           !(R && (R->isAbstract() || R->isPolymorphic())) && !(R && R->isEmpty());
  }

  /// `static task run(connection &self)` of the class `connection`: the object itself, by another name.
  static bool isThisInDisguise(const FunctionDecl &F, const ParmVarDecl &P) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    const CXXRecordDecl *To = recordOf(P.getType()->isPointerType() ? P.getType()->getPointeeType()
                                                                    : P.getType().getNonReferenceType());
    return Method && Method->isStatic() && To && !P.getType().getNonReferenceType().isConstQualified() &&
           To->getCanonicalDecl() == Method->getParent()->getCanonicalDecl();
  }

  void look(const FunctionDecl &F, const ParmVarDecl &P, const profile::TaskFacts &Task,
            const CallExpr *Start, profile::Knowledge &Known) {
    if (P.getType()->isDependentType() || !borrows(P.getType(), Known) || isThisInDisguise(F, P))
      return;
    std::optional<flow::LateUse> Use =
        flow::firstLateUse(F, Known.flows().of(F), Task.Begins, [&](const Expr &E) {
          const auto *Ref = dyn_cast<DeclRefExpr>(&E);
          return Ref && Ref->getDecl() == &P;
        });
    const SourceManager &SM = Known.context().getSourceManager();
    if (!Use || !isWanted(*Use->Use, P.getLocation(), SM))
      return;
    diag(P.getLocation(),
         "what %0 refers to may be gone when '%1' uses it: %select{nobody can wait for the coroutine|it "
         "is started and not waited for}2")
        << &P << describe(F) << (Start != nullptr);
    diag(Use->Use->getBeginLoc(), "it is used here%select{|, after a suspension}0", DiagnosticIDs::Note)
        << (Use->Suspension != nullptr);
    if (Start)
      diag(Start->getExprLoc(), "started here", DiagnosticIDs::Note);
    suggestValue(F, P, Known.context());
  }

  /// `const T &x` and `T &&x` become `T x`, in every declaration.
  void suggestValue(const FunctionDecl &F, const ParmVarDecl &P, const ASTContext &Ctx) {
    QualType To = P.getType()->isReferenceType() ? P.getType()->getPointeeType() : QualType();
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    const bool Takes = !To.isNull() && !To.isVolatileQualified() &&
                       (To.isConstQualified() ? isCopyable(To) : P.getType()->isRValueReferenceType());
    // Callers that are not seen must go on to compile, and overriders to override.
    if (!Takes || F.isTemplateInstantiation() || (Method && Method->isVirtual()))
      return;
    std::vector<FixItHint> Edits;
    for (const FunctionDecl *D : F.redecls()) {
      const ParmVarDecl *In = D->getParamDecl(P.getFunctionScopeIndex());
      const auto Type = In->getTypeSourceInfo()->getTypeLoc().getAs<ReferenceTypeLoc>();
      if (!Type || Type.getBeginLoc().isMacroID() || Type.getEndLoc().isMacroID() ||
          In->getBeginLoc().isMacroID())
        return;
      const SourceManager &SM = Ctx.getSourceManager();
      if (SM.isInSystemHeader(Type.getBeginLoc()))
        return;
      const SourceLocation Ampersand = Type.getSigilLoc();
      Edits.push_back(FixItHint::CreateRemoval(CharSourceRange::getTokenRange(Ampersand)));
      // `const` stands before the type's own location, or behind it.
      Token First;
      if (To.isConstQualified()) {
        if (Lexer::getRawToken(In->getBeginLoc(), First, SM, Ctx.getLangOpts()) ||
            First.isNot(tok::raw_identifier) || First.getRawIdentifier() != "const")
          return;
        Edits.push_back(FixItHint::CreateRemoval(CharSourceRange::getCharRange(
            First.getLocation(), First.getEndLoc().getLocWithOffset(1))));
      }
    }
    auto Note = diag(P.getLocation(), "take it by value: then it is the coroutine's own",
                     DiagnosticIDs::Note);
    for (const FixItHint &Edit : Edits)
      Note << Edit;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UseAfterSuspendOfParameterCheck)
