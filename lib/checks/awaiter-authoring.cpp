// awaiter-authoring: see docs/checks/awaiter-authoring.md. About the body of await_suspend: what it uses when the coroutine may run
// again already, and coroutines that it resumes itself. For the authors of awaiters.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/handed-handle.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"
#include "coroutine/qualified-name.h"
#include "flow/after-event.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The object of `h.resume()` or `h()`, of a coroutine handle; null for anything else.
const Expr *resumedBy(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  std::optional<CallSite> Call = E ? callSite(*E->IgnoreImplicit()->IgnoreParens()) : std::nullopt;
  const CXXRecordDecl *R = Call && Call->Object ? recordOf(Call->Object->getType()) : nullptr;
  if (!R || !hasQualifiedName(*R, "std::coroutine_handle"))
    return nullptr;
  const bool Resumes = identifierOf(*Call->Callee) == "resume" || Call->Callee->getOverloadedOperator() == OO_Call;
  return Resumes ? Call->Object : nullptr;
}

/// How often something is resumed in \p S, and how often it is left by a `return`.
struct Leavings {
  unsigned Resumes = 0, Returns = 0;
  void count(const Stmt &S) {
    Resumes += resumedBy(&S) && !isa<ExprWithCleanups>(S) && isa<CallExpr>(S);
    Returns += isa<ReturnStmt>(S);
    if (isa<LambdaExpr>(S))
      return;
    for (const Stmt *Child : S.children())
      if (Child)
        count(*Child);
  }
};

/// What await_suspend does last: resume a coroutine, perhaps under a condition.
struct LastResume {
  const Expr *Call = nullptr;
  const Expr *Handle = nullptr;
  const IfStmt *If = nullptr;
};

const Stmt *lastOf(const Stmt *S) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(S);
  return Block ? (Block->body_empty() ? nullptr : Block->body_back()) : S;
}

std::optional<LastResume> lastResume(const FunctionDecl &F) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(F.getBody());
  const Stmt *Last = lastOf(Body);
  LastResume Found;
  if (const auto *If = dyn_cast_or_null<IfStmt>(Last); If && !If->getElse() && !If->isConstexpr()) {
    Found.If = If;
    Last = lastOf(If->getThen());
  }
  Found.Handle = resumedBy(Last);
  if (!Found.Handle)
    return std::nullopt;
  Found.Call = cast<Expr>(Last);
  return Found;
}

bool isOwnHandle(const Expr &E, const FunctionDecl &F) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(&E));
  return Ref && Ref->getDecl() == F.getParamDecl(0);
}

/// `this->x` or what is in it, as the target of an assignment.
bool isMemberOfThis(const Expr &E) {
  const auto *Member = dyn_cast<MemberExpr>(E.IgnoreParenImpCasts());
  return Member && (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) || isMemberOfThis(*Member->getBase()));
}

/// Whether \p E needs the awaiter, or the coroutine that \p F suspends.
bool needsCoroutine(const Expr &E, const FunctionDecl &F) {
  if (isa<CXXThisExpr>(E))
    return true;
  if (const auto *L = dyn_cast<LambdaExpr>(&E))
    return llvm::any_of(L->captures(), [](const LambdaCapture &C) { return C.capturesThis(); });
  // The target of an assignment is evaluated after the value.
  if (const auto *Op = dyn_cast<BinaryOperator>(&E))
    return Op->isAssignmentOp() && isMemberOfThis(*Op->getLHS());
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&E); Op && Op->isAssignmentOp())
    return isMemberOfThis(*Op->getArg(0));
  std::optional<CallSite> Call = isa<CXXMemberCallExpr>(E) ? callSite(E) : std::nullopt;
  const llvm::StringRef Name = Call ? identifierOf(*Call->Callee) : "";
  return Call && Call->Object && isOwnHandle(*Call->Object, F) && (Name == "promise" || Name == "done" || Name == "resume");
}

class AwaiterAuthoringCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxMethodDecl(hasName("await_suspend"), isDefinition(), parameterCountIs(1)).bind("suspend"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<CXXMethodDecl>("suspend");
    // Of a template the instantiations are looked at, in which the calls are known.
    if (F->isDependentContext() || F->isImplicit() || F->isStatic() ||
        Result.SourceManager->isInSystemHeader(F->getLocation()))
      return;
    if (F->getReturnType()->isVoidType() && !F->isVirtual())
      resumesInline(*F, *Result.Context);
    if (const flow::BodyFlow *Body = flowOf(*F, Result))
      usesAfterHandover(*F, *Body, knowledge(Result));
  }

private:
  void usesAfterHandover(const CXXMethodDecl &F, const flow::BodyFlow &Body, profile::Knowledge &Known) {
    if (!isOnlyAwaiter(*F.getParent()))
      return;
    for (const CallSite &Handover : handovers(F, Body, Known)) {
      const Expr *Use = flow::firstAfter(Body, *Handover.E, [&](const Expr &E) { return needsCoroutine(E, F); });
      if (!Use || !isWanted(*Use, Use->getExprLoc(), Known.context().getSourceManager()))
        continue;
      diag(Use->getExprLoc(), "the coroutine may run on another thread by now, or be done, and this awaiter be destroyed: it was "
                              "handed to '%0' before")
          << Handover.calleeName();
      diag(Handover.E->getExprLoc(), "it is handed over here", DiagnosticIDs::Note);
    }
  }

  void resumesInline(const CXXMethodDecl &F, ASTContext &Ctx) {
    std::optional<LastResume> Last = lastResume(F);
    Leavings Ways;
    Ways.count(*F.getBody());
    if (!Last || Ways.Resumes != 1 || !isWanted(*Last->Call, Last->Call->getExprLoc(), Ctx.getSourceManager()))
      return;
    const bool Own = isOwnHandle(*Last->Handle, F);
    if (Own)
      diag(Last->Call->getExprLoc(), "the coroutine that is being suspended is resumed inside of await_suspend, which goes on "
                                     "when the awaiter is gone; each such await goes one level deeper into the stack");
    else
      diag(Last->Call->getExprLoc(), "the other coroutine runs inside of await_suspend instead of taking its place: each such await "
                                     "goes one level deeper into the stack");
    suggest(F, *Last, Own, Ways, Ctx);
  }

  /// The coroutine to go on with is returned, or that it is the one which is being suspended.
  void suggest(const CXXMethodDecl &F, const LastResume &Last, bool Own, const Leavings &Ways, ASTContext &Ctx) {
    const SourceManager &SM = Ctx.getSourceManager();
    auto Note = diag(Last.Call->getExprLoc(),
                     Own ? "return whether to suspend: 'false' goes on at once" : "return the handle of the coroutine to go on with",
                     DiagnosticIDs::Note);
    // Also behind an arrow.
    const FunctionTypeLoc Written = F.getFunctionTypeLoc();
    const SourceRange Type = Written ? Written.getReturnLoc().getSourceRange() : SourceRange();
    const std::optional<std::string> Handle = writtenText(*Last.Handle, Ctx);
    // A second declaration has the type as well, and every other way out would have to say something.
    if (!Handle || Type.isInvalid() || Type.getBegin().isMacroID() || F.getFirstDecl() != &F || Ways.Returns != 0 ||
        isDeclaredTwice(F) || !isEditable(*Last.Call, Ctx) || (Last.If && Last.If->getEndLoc().isMacroID()) ||
        Lexer::getSourceText(CharSourceRange::getTokenRange(Type), SM, Ctx.getLangOpts()) != "void")
      return;
    Note << FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Type), Own ? "bool" : "std::coroutine_handle<>")
         << FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Last.Call->getSourceRange()),
                                         Own ? "return false" : "return " + *Handle);
    if (!Last.If)
      return;
    const SourceLocation End = F.getBody()->getEndLoc();
    const llvm::StringRef Inner = Lexer::getIndentationForLine(Last.If->getBeginLoc(), SM);
    const llvm::StringRef Outer = Lexer::getIndentationForLine(End, SM);
    std::string Return = Own ? "return true;" : "return std::noop_coroutine();";
    // On a line of its own, as the brace is.
    if (SM.getSpellingColumnNumber(End) == Outer.size() + 1 && Inner.starts_with(Outer))
      Return = (Inner.drop_front(Outer.size()) + Return + "\n" + Outer).str();
    else
      Return += ' ';
    Note << FixItHint::CreateInsertion(End, Return);
  }

  static bool isDeclaredTwice(const CXXMethodDecl &F) {
    const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
    return F.getPreviousDecl() || (Pattern && Pattern->getPreviousDecl());
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(AwaiterAuthoringCheck)
