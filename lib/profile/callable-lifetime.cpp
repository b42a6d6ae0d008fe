// Reading what functions do with callables; see callable-lifetime.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/callable-lifetime.h"
#include "coroutine/qualified-name.h"
#include "profile/task-fate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint::profile {

static bool isCastOfStd(const FunctionDecl &F) {
  const unsigned ID = F.getBuiltinID();
  return ID == Builtin::BImove || ID == Builtin::BIforward || ID == Builtin::BIas_const;
}

/// The parent of \p E that does something with the callable; \p Child becomes what is below it.
static const Stmt *takerOf(const Expr &E, const Expr *&Child, ASTContext &Ctx) {
  Child = &E;
  const Stmt *P = parentStmt(E, Ctx);
  for (; P; P = parentStmt(*P, Ctx)) {
    const auto *Up = dyn_cast<Expr>(P);
    if (!Up)
      return P;
    const auto *Made = dyn_cast<CXXConstructExpr>(Up);
    const auto *Call = dyn_cast<CallExpr>(Up);
    // A copy, a std::function made of it, std::move.
    const bool Wraps = Made && !isa<CXXTemporaryObjectExpr>(Made) && Made->getNumArgs() >= 1 &&
                       Made->getConstructor()->isConvertingConstructor(false) &&
                       isa_and_nonnull<Expr>(parentStmt(*Made, Ctx));
    const bool Casts = Call && Call->getNumArgs() == 1 && Call->getDirectCallee() &&
                       isCastOfStd(*Call->getDirectCallee());
    if (!Wraps && !Casts &&
        !isa<ParenExpr, CastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Up))
      return Up;
    Child = Up;
  }
  return nullptr;
}

std::optional<HandedCallable> handedTo(const Expr &Callable, ASTContext &Ctx) {
  const Expr *Child = nullptr;
  const auto *Taker = dyn_cast_or_null<Expr>(takerOf(Callable, Child, Ctx));
  std::optional<CallSite> Call = Taker ? callSite(*Taker) : std::nullopt;
  if (!Call)
    return std::nullopt;
  for (unsigned I = 0; I < Call->Args.size(); ++I)
    if (Call->Args[I] == Child)
      return HandedCallable{*Call, I};
  return std::nullopt;
}

namespace {

/// Reads the body of one function.
class Reader {
public:
  Reader(const TaskFacts &Task, Knowledge &Known) : Task(Task), Known(Known), Ctx(Known.context()) {}

  Holds of(const HandedCallable &H, unsigned Depth) {
    if (const CallableEntry *Entry = Known.callable(H.Call); Entry && isMeant(*Entry, H))
      return byName(Entry->Holds);
    if (const Holds Seen = fromBody(H, Depth); Seen != Holds::Unknown)
      return Seen;
    // Where the result is thrown away there is nobody who waits for the coroutine.
    const SinkEntry *Sink = Known.sink(H.Call);
    if (Sink && Sink->DropsResult && !Sink->EagerOk && !Task.isLazy())
      return Holds::UntilCalled;
    // An algorithm has its own copy, and has called it when it returns.
    return Sink && Sink->Runs == "inherit" ? Holds::UntilCalled : Holds::Unknown;
  }

private:
  static constexpr unsigned MaxDepth = 4;

  static bool isMeant(const CallableEntry &Entry, const HandedCallable &H) {
    return Entry.Callable ? *Entry.Callable == H.Index : true;
  }

  static Holds byName(llvm::StringRef Name) {
    return Name == "until-done"     ? Holds::UntilDone
           : Name == "until-called" ? Holds::UntilCalled
           : Name == "by-reference" ? Holds::ByReference
           : Name == "as-handler"   ? Holds::AsHandler
                                    : Holds::Unknown;
  }

  struct Mentions : RecursiveASTVisitor<Mentions> {
    const ParmVarDecl *Param = nullptr;
    llvm::SmallVector<const DeclRefExpr *, 4> Found;
    bool VisitDeclRefExpr(DeclRefExpr *E) {
      if (E->getDecl() == Param)
        Found.push_back(E);
      return true;
    }
    // What the compiler made of an await repeats its operand.
    bool TraverseCoawaitExpr(CoawaitExpr *E) { return TraverseStmt(E->getOperand()); }
  };

  Holds fromBody(const HandedCallable &H, unsigned Depth) {
    const FunctionDecl *F = H.Call.Callee;
    const FunctionDecl *Def = nullptr;
    if (Depth > MaxDepth || !F->hasBody(Def) || H.Index >= Def->getNumParams() ||
        Def->isDependentContext() || Def->isVariadic() ||
        Ctx.getSourceManager().isInSystemHeader(Def->getLocation()))
      return Holds::Unknown; // Not every host reads the bodies of system headers.
    Mentions Finder;
    Finder.Param = Def->getParamDecl(H.Index);
    const CoroutineBodyStmt *Coroutine = coroutineBody(*Def);
    Finder.TraverseStmt(Coroutine ? Coroutine->getBody() : Def->getBody());
    std::optional<Holds> All;
    for (const DeclRefExpr *Ref : Finder.Found) {
      const Holds Here = atMention(*Ref, Finder.Param->getType(), Coroutine, Depth);
      if (Here == Holds::Unknown || (All && *All != Here))
        return Holds::Unknown;
      All = Here;
    }
    return All.value_or(Holds::Unknown);
  }

  /// What one mention of the parameter does.
  Holds atMention(const DeclRefExpr &Ref, QualType Param, bool InCoroutine, unsigned Depth) {
    const bool ByValue = !Param->isReferenceType();
    const Expr *Child = nullptr;
    const auto *Taker = dyn_cast_or_null<Expr>(takerOf(Ref, Child, Ctx));
    std::optional<CallSite> Call = Taker ? callSite(*Taker) : std::nullopt;
    if (!Call)
      return Holds::Unknown;
    if (Call->Object == Child && Call->Callee->getOverloadedOperator() == OO_Call)
      return combined(*Call->E, ByValue, InCoroutine);
    std::optional<HandedCallable> Handed = handedTo(Ref, Ctx);
    if (!Handed)
      return Holds::Unknown;
    const Holds Inner = of(*Handed, Depth + 1);
    return Inner == Holds::ByReference ? combined(*Handed->Call.E, ByValue, InCoroutine) : Inner;
  }

  /// The callable is used until the task \p E is done.
  Holds combined(const Expr &E, bool ByValue, bool InCoroutine) {
    switch (fateOf(E, Known).What) {
    case TaskFate::Awaited:
    case TaskFate::WaitedFor:
      // A parameter by value lives as long as the coroutine that awaits here.
      return ByValue || !InCoroutine ? Holds::UntilDone : Holds::ByReference;
    case TaskFate::Returned:
      return ByValue ? Holds::UntilCalled : InCoroutine ? Holds::Unknown : Holds::ByReference;
    case TaskFate::Dropped:
    case TaskFate::Detached:
      return ByValue ? Holds::UntilCalled : Holds::Detached;
    case TaskFate::Unknown:
    case TaskFate::Stored:
    case TaskFate::Kept:
      return Holds::Unknown;
    }
    return Holds::Unknown;
  }

  const TaskFacts &Task;
  Knowledge &Known;
  ASTContext &Ctx;
};

} // namespace

Holds holdsCallable(const HandedCallable &H, const TaskFacts &Task, Knowledge &Known) {
  return Reader(Task, Known).of(H, 0);
}

} // namespace corolint::profile
