// redundant-coroutine-wrapper: see docs/checks/redundant-coroutine-wrapper.md. The opposite of return-task-from-scope: a scope
// that anything of the awaited task may need is a reason to be a coroutine, and such a function is never reported here.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"
#include "coroutine/loans.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// `co_return co_await f();`, `co_await f();`, and the second followed by `co_return;`.
struct OnlyAwait {
  const CoawaitExpr *Await = nullptr;
  SourceLocation Begin;
  bool Bare = true; ///< No parentheses.
  const CoreturnStmt *After = nullptr; ///< The `co_return;` behind it.
};

std::optional<OnlyAwait> onlyAwait(const Stmt &Body) {
  const auto *Block = dyn_cast<CompoundStmt>(&Body);
  if (!Block || Block->body_empty() || Block->size() > 2)
    return std::nullopt;
  const Stmt *First = Block->body_front();
  OnlyAwait Out;
  Out.Begin = First->getBeginLoc();
  const auto *Return = dyn_cast<CoreturnStmt>(First);
  const Expr *Value = Return ? Return->getOperand() : dyn_cast<Expr>(First);
  if (Block->size() == 2) {
    Out.After = dyn_cast<CoreturnStmt>(Block->body_back());
    if (Return || !Out.After || Out.After->getOperand())
      return std::nullopt;
  }
  Out.Await = Value ? dyn_cast<CoawaitExpr>(stripped(Value)) : nullptr;
  Out.Bare = Out.Await && Value->getEndLoc() == Out.Await->getEndLoc();
  // A result that is thrown away makes another task of it.
  if (!Out.Await || Out.Await->isImplicit() || (!Return && !Out.Await->getType()->isVoidType()))
    return std::nullopt;
  return Out;
}

/// Whether \p T is destroyed without a trace.
bool isTrivial(QualType T) {
  const CXXRecordDecl *R = T->isReferenceType() ? nullptr : T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return !R || (R->hasDefinition() && R->hasTrivialDestructor());
}

/// Whether \p Arg is `std::move(p)` of a parameter, given to something that takes it over.
const ParmVarDecl *movedParameter(const Expr &Arg) {
  const Expr *E = stripped(&Arg);
  const auto *Move = dyn_cast<CallExpr>(E);
  if (!Move || !Move->isCallToStdMove())
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Move->getArg(0)->IgnoreParenImpCasts());
  return Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
}

class RedundantCoroutineWrapperCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    const CoroutineBodyStmt *Body = F ? coroutineBody(*F) : nullptr;
    // Whoever is handed a lambda asks for a coroutine, and what it captured lives with the lambda.
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    if (!Body || F->isMain() || F->isDependentContext() || (Method && Method->getParent()->isLambda()))
      return;
    std::optional<OnlyAwait> Only = onlyAwait(*Body->getBody());
    std::optional<CallSite> Call = Only ? callSite(*stripped(Only->Await->getOperand())) : std::nullopt;
    ASTContext &Ctx = *Result.Context;
    profile::Knowledge &Known = knowledge(Result);
    std::optional<profile::TaskFacts> Task = Call ? Known.taskFacts(Call->E->getType()) : std::nullopt;
    if (!Task || !Task->Type || Task->isGenerator() || !isa<CallExpr>(Call->E) || isa<CXXOperatorCallExpr>(Call->E) ||
        !Ctx.hasSameUnqualifiedType(Call->E->getType(), F->getReturnType()) || isRecursive(*Call, *F) ||
        needsScope(*Call, *F, Known) || !isWanted(*Only->Await, Only->Begin, *Result.SourceManager))
      return;
    report(*Only, *Call, *F, Ctx);
  }

private:
  static bool isRecursive(const CallSite &Call, const FunctionDecl &F) {
    return Call.Callee->getCanonicalDecl() == F.getCanonicalDecl();
  }

  /// Whether the scope of \p F has to last as long as the task: it is what the task may use, or what ends with it.
  static bool needsScope(const CallSite &Call, const FunctionDecl &F, profile::Knowledge &Known) {
    for (const Loan &L : loansOf(*Call.Callee, Call.Object, Call.Args))
      if (L.To.Is == Referent::Temporary || L.To.Is == Referent::Local)
        return true;
    if (Call.Object && (isMadeHere(*Call.Object) || hasTemporary(*Call.Object)))
      return true;
    llvm::SmallPtrSet<const ParmVarDecl *, 4> Moved;
    const auto *E = cast<CallExpr>(Call.E);
    for (unsigned I = 0; I < E->getNumArgs(); ++I) {
      const Expr &Arg = *E->getArg(I);
      const bool Named = I < Call.Callee->getNumParams();
      const QualType Taken = Named ? Call.Callee->getParamDecl(I)->getType() : Arg.getType();
      // The callee has an object of its own, which owns what is in it.
      if (Named && !isTrivial(Taken)) {
        if (const ParmVarDecl *P = movedParameter(Arg))
          Moved.insert(P);
        continue;
      }
      const bool Refers = Taken->isReferenceType() || Taken->isPointerType();
      if (hasTemporary(Arg) || (Refers && (isa<CXXDefaultArgExpr>(Arg) || isMadeHere(Arg))))
        return true;
    }
    // An owner or a guard that is handed over for the time of the coroutine.
    return llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
      return !isTrivial(P->getType()) && !Moved.contains(P);
    });
  }

  /// Whether an object is made on the way to the value of \p S that is gone at the end of the statement.
  static bool hasTemporary(const Stmt &S) {
    return isa<CXXBindTemporaryExpr, MaterializeTemporaryExpr>(S) ||
           llvm::any_of(S.children(), [](const Stmt *Child) { return Child && hasTemporary(*Child); });
  }

  /// Whether \p E stands for a parameter by value, or its address.
  static bool isMadeHere(const Expr &E) {
    const Expr *Bare = stripped(&E);
    if (const auto *Address = dyn_cast<UnaryOperator>(Bare); Address && Address->getOpcode() == UO_AddrOf)
      Bare = stripped(Address->getSubExpr());
    const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
    const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    return P && !P->getType()->isReferenceType() && !P->getType()->isPointerType();
  }

  void report(const OnlyAwait &Only, const CallSite &Call, const FunctionDecl &F, ASTContext &Ctx) {
    diag(Only.Begin, "'%0' only awaits '%1', whose task it could return: each call allocates a frame and suspends once more "
                     "for nothing")
        << describe(F) << Call.calleeName();
    const Expr &Operand = *Only.Await->getOperand();
    // A promise may be chosen, or made, by the parameters; and what is declared as a template elsewhere stays as it is.
    if (!Only.Bare || F.isTemplateInstantiation() || Only.Begin.isMacroID() || !isEditable(*Only.Await, Ctx))
      return;
    auto Note = diag(Only.Begin, "return it: what follows the call's arguments then begins with the call and not with the "
                                 "await, if the task is lazy",
                     DiagnosticIDs::Note);
    Note << FixItHint::CreateReplacement(CharSourceRange::getCharRange(Only.Begin, Operand.getBeginLoc()), "return ");
    if (Only.After)
      Note << FixItHint::CreateRemoval(removable(*Only.After, Ctx));
  }

  /// `co_return;` with its semicolon and what is blank before it.
  static CharSourceRange removable(const CoreturnStmt &S, const ASTContext &Ctx) {
    const SourceManager &SM = Ctx.getSourceManager();
    const SourceLocation Begin = S.getBeginLoc();
    const StringRef Text = SM.getBufferData(SM.getFileID(Begin));
    unsigned From = SM.getFileOffset(Begin);
    const unsigned Start = From;
    while (From && isWhitespace(Text[From - 1]))
      --From;
    unsigned To = Start + StringRef("co_return").size();
    while (To < Text.size() && Text[To] != ';')
      ++To;
    return CharSourceRange::getCharRange(Begin.getLocWithOffset(int(From) - int(Start)),
                                         Begin.getLocWithOffset(int(To) + 1 - int(Start)));
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(RedundantCoroutineWrapperCheck)
