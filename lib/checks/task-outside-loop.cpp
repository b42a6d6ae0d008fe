// task-outside-loop: see docs/checks/task-outside-loop.md. About what the initialisers of globals start: they run before
// `main`, in an order that nobody chose.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The global variable or static member that \p E is a part of the initialiser of, when it is run for that and is not
/// in the body of a function, a lambda included; null for anything else.
const VarDecl *globalInitialisedBy(const Expr &E, ASTContext &Ctx) {
  DynTypedNode Node = DynTypedNode::create(E);
  while (true) {
    DynTypedNodeList Parents = Ctx.getParents(Node);
    if (Parents.empty())
      return nullptr;
    for (const DynTypedNode &P : Parents)
      if (const auto *V = P.get<VarDecl>())
        // A thread's own is made by the thread.
        return V->hasGlobalStorage() && !V->isStaticLocal() && V->getTLSKind() == VarDecl::TLS_None ? V : nullptr;
    Node = Parents[0];
    // The body of a lambda hangs from its class.
    const auto *Method = Node.get<CXXMethodDecl>();
    const auto *Class = Method ? Method->getParent() : Node.get<CXXRecordDecl>();
    if (!Node.get<Stmt>() && !(Class && Class->isLambda()))
      return nullptr;
  }
}

class TaskOutsideLoopCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    ASTContext &Ctx = *Result.Context;
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    if (!Call || !starts(*Call, Known) || isUnevaluated(*E, Ctx))
      return;
    // A lambda that is called in place is part of the initialiser.
    const Callable Fn = nearestCallable(*E, Ctx);
    const VarDecl *Global = Fn ? nullptr : globalInitialisedBy(*E, Ctx);
    if (!Global || !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;
    const std::string Name = nameOf(Call);
    diag(E->getBeginLoc(), "%0 before main does, in the initialiser of %1: no loop runs yet, and globals of other "
                           "files that it uses may not have been made")
        << (Name.empty() ? "this coroutine begins" : "what '" + Name + "' starts begins") << Global;
  }

private:
  /// Whether \p Call runs a coroutine, up to its first suspension at least.
  static bool starts(const CallSite &Call, profile::Knowledge &Known) {
    if (Known.spawn(Call))
      return true;
    if (!Call.E->isPRValue())
      return false;
    std::optional<profile::TaskFacts> Task = Known.taskFacts(Call.E->getType());
    // What a plain function hands on may be there already.
    return Task && Task->Type && !Task->isGenerator() && Task->Begins == Start::Eager &&
           coroutineBody(*Call.Callee);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TaskOutsideLoopCheck)
