// Finding and following started tasks; see running-tasks.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/running-tasks.h"
#include "checks/common/task-locals.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

bool goesOnWhenDropped(QualType T, profile::Knowledge &Known) {
  std::optional<profile::TaskFacts> Facts = Known.taskFacts(T);
  if (!Facts || !Facts->Type || Facts->Begins != Start::Eager || !Facts->Awaitable ||
      Facts->isGenerator())
    return false;
  if (Facts->Drop == DropEffect::KeepsRunning)
    return true;
  if (Facts->Drop != DropEffect::Unknown || !Facts->Type->Promise)
    return false;
  // The destructor cannot be read, but the frame frees itself, so nobody else does.
  const FunctionDecl *Final = findMethod(*Facts->Type->Promise, "final_suspend");
  const CXXRecordDecl *Awaiter = Final ? recordOf(Final->getReturnType()) : nullptr;
  return Awaiter && hasQualifiedName(*Awaiter, "std::suspend_never");
}

bool startsNothing(const CallSite &Call) {
  llvm::StringRef Name = identifierOf(*Call.Callee);
  return Name.starts_with("make_ready") || Name.starts_with("make_exception") ||
         Name == "get_future";
}

void RunningTasks::transfer(State &S, const CFGElement &E) const {
  if (auto Dtor = E.getAs<CFGAutomaticObjDtor>()) {
    S.erase(Dtor->getVarDecl());
    return;
  }
  auto Element = E.getAs<CFGStmt>();
  const Stmt *At = Element ? Element->getStmt() : nullptr;
  if (const auto *Decl = dyn_cast_or_null<DeclStmt>(At)) {
    for (const auto *D : Decl->decls())
      if (const auto *V = dyn_cast<VarDecl>(D)) {
        auto Known = Vars.find(V);
        S.erase(V);
        if (Known != Vars.end() && !Known->second.Container)
          S[V] = At;
      }
  } else if (const VarDecl *Used = usedAt(At)) {
    S.erase(Used);
  } else if (isa_and_nonnull<CallExpr>(At)) {
    for (const auto &[V, Known] : Vars)
      if (Known.Fills.contains(At))
        S.try_emplace(V, At);
  }
}

void RunningTasks::join(State &Into, const State &From) const {
  for (auto It = Into.begin(); It != Into.end();)
    It = From.count(It->first) || Vars.at(It->first).Container ? std::next(It) : Into.erase(It);
  for (const auto &[V, Where] : From)
    if (Vars.at(V).Container)
      Into.try_emplace(V, Where);
}

const VarDecl *RunningTasks::usedAt(const Stmt *At) const {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(At);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  auto Known = V ? Vars.find(V) : Vars.end();
  return Known != Vars.end() && !Known->second.Passive.contains(At) ? V : nullptr;
}

namespace {

/// Finds the variables of a body that take over running tasks.
class StartFinder : public RecursiveASTVisitor<StartFinder> {
public:
  explicit StartFinder(profile::Knowledge &Known) : Known(Known) {}
  StartedVars Found;

  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (const LambdaCapture &C : L->captures())
      if (C.capturesVariable())
        if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()))
          Mentioned.insert(V);
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (!V->hasLocalStorage() || isa<ParmVarDecl>(V) || V->getType()->isReferenceType())
      return true;
    QualType Element = containedTask(V->getType());
    if (!Element.isNull() && goesOnWhenDropped(Element, Known)) {
      Found[V].Container = true;
      return true;
    }
    std::optional<CallSite> Call = makingCall(*V);
    if (Call && starts(*Call) && goesOnWhenDropped(V->getType(), Known))
      keep(Found[V], *Call);
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    std::optional<CallSite> Call = callSite(*E);
    const VarDecl *V = Call && Call->Object ? namedVariable(Call->Object) : nullptr;
    auto It = V ? Found.find(V) : Found.end();
    if (It == Found.end() || !It->second.Container)
      return true;
    std::optional<CallSite> Made = filledInto(*Call, *V);
    // What the call gives back is the new task: `co_await v.emplace_back(f())`.
    if (Made && starts(*Made)) {
      It->second.Fills.insert(E);
      keep(It->second, *Made);
    } else if (!llvm::is_contained({"reserve", "size", "empty"}, identifierOf(*Call->Callee))) {
      return true;
    }
    It->second.Passive.insert(movedFrom(Call->Object));
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    Refs.push_back(E);
    return true;
  }

  void finish() {
    for (const DeclRefExpr *E : Refs)
      if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
        if (auto It = Found.find(V); It != Found.end() && !It->second.Passive.contains(E))
          It->second.EverUsed = true;
    for (const VarDecl *V : Mentioned)
      if (auto It = Found.find(V); It != Found.end())
        It->second.EverUsed = true;
    std::erase_if(Found, [](const auto &Entry) {
      return !Entry.second.EverUsed || (Entry.second.Container && Entry.second.Fills.empty());
    });
  }

private:
  /// Not work that a scope waits for.
  bool starts(const CallSite &Call) {
    if (startsNothing(Call))
      return false;
    auto IsScope = [&](const Expr *E) { return E && Known.scope(E->getType()) != nullptr; };
    return !IsScope(Call.Object) && llvm::none_of(Call.Args, IsScope);
  }

  static void keep(Started &S, const CallSite &Call) {
    for (const VarDecl *V : givenByReference(Call))
      if (V->hasLocalStorage() && !V->getType()->isReferenceType() &&
          !llvm::is_contained(S.Uses, V))
        S.Uses.push_back(V);
    llvm::sort(S.Uses, [](const VarDecl *A, const VarDecl *B) {
      return A->getLocation().getRawEncoding() < B->getLocation().getRawEncoding();
    });
  }

  profile::Knowledge &Known;
  std::vector<const DeclRefExpr *> Refs;
  Variables Mentioned;
};

} // namespace

StartedVars startedIn(const CoroutineBodyStmt &Body, profile::Knowledge &Known) {
  StartFinder Finder(Known);
  Finder.TraverseStmt(const_cast<Stmt *>(static_cast<const Stmt *>(Body.getBody())));
  Finder.finish();
  return std::move(Finder.Found);
}

} // namespace corolint
