// dangling-await-result: see docs/checks/dangling-await-result.md. Some tasks hand out a reference to the result in their
// frame (cppcoro's and libcoro's are `T &&`), and a task that is a temporary takes its frame along.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "checks/common/uses.h"
#include "clang/AST/TypeLoc.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/copyable.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether \p Await gives a reference to the result that the frame of a temporary task has.
bool isResultInFrame(const CoawaitExpr &Await, profile::Knowledge &Known) {
  const Expr *Operand = Await.isTypeDependent() || Await.isPRValue() ? nullptr : Await.getOperand()->IgnoreImplicit();
  if (!Operand || !Operand->isPRValue())
    return false;
  // What can be copied shares its frame, which may live on.
  std::optional<profile::TaskFacts> Task = Known.taskFacts(Operand->getType());
  if (!Task || !Task->Type || !Task->isLazy() || Task->isGenerator() || isCopyable(Operand->getType()))
    return false;
  // A task of a reference hands out what the reference is to.
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Operand->getType()));
  const TemplateArgument *Result = Spec && Spec->getTemplateArgs().size() ? &Spec->getTemplateArgs()[0] : nullptr;
  return Result && Result->getKind() == TemplateArgument::Type && !Result->getAsType()->isReferenceType() &&
         Known.context().hasSameUnqualifiedType(Result->getAsType(), Await.getType());
}

/// The await whose result, or a member of it, \p E refers to; null for anything else, copies included.
const CoawaitExpr *referredAwait(const Expr &E) {
  const Expr *At = E.IgnoreParens();
  while (true) {
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(At)) {
      At = Cleanups->getSubExpr()->IgnoreParens();
    } else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(At); Cast && Cast->isGLValue()) {
      At = Cast->getSubExpr()->IgnoreParens();
    } else if (const auto *Member = dyn_cast<MemberExpr>(At);
               Member && !Member->isArrow() && isa<FieldDecl>(Member->getMemberDecl()) &&
               !Member->getMemberDecl()->getType()->isReferenceType()) {
      At = Member->getBase()->IgnoreParens();
    } else {
      return dyn_cast<CoawaitExpr>(At);
    }
  }
}

class DanglingAwaitResultCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(varDecl(hasLocalStorage(), unless(isImplicit()), unless(parmVarDecl()), hasType(referenceType()),
                               hasInitializer(expr()))
                           .bind("variable"),
                       this);
    Finder->addMatcher(cxxForRangeStmt().bind("loop"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *Variable = Result.Nodes.getNodeAs<VarDecl>("variable"))
      return checkVariable(*Variable, Known);
    const auto *Loop = Result.Nodes.getNodeAs<CXXForRangeStmt>("loop");
    // Since C++23 the temporaries of a range live as long as the loop.
    if (!Known.context().getLangOpts().CPlusPlus23 && Loop->getRangeInit())
      checkLoop(*Loop, Known);
  }

private:
  void checkVariable(const VarDecl &Variable, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const CoawaitExpr *Await = referredAwait(*Variable.getInit());
    const auto *F = dyn_cast<FunctionDecl>(Variable.getDeclContext());
    if (!Await || !F || !isResultInFrame(*Await, Known) || !isUsed(Variable, *F) ||
        !isWanted(*Await, Variable.getLocation(), Ctx.getSourceManager()))
      return;
    const bool HasParts = isa<DecompositionDecl>(Variable);
    diag(Variable.getLocation(), "%select{'%1' refers|these names refer}0 to the result in the frame of a temporary task, "
                                 "which is destroyed at the end of this statement")
        << HasParts << Variable.getName();
    noteAwait(*Await);
    TypeSourceInfo *Written = Variable.getTypeSourceInfo();
    const auto Reference = Written ? Written->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
    // An lvalue would be copied, which may be dear, or not possible.
    if (!Reference || !Await->isXValue() || !isEditable(*Await, Ctx) || Reference.getSigilLoc().isMacroID())
      return;
    diag(Variable.getLocation(), "move it out of the frame: make the variable a value", DiagnosticIDs::Note)
        << FixItHint::CreateRemoval(Reference.getSigilLoc());
  }

  void checkLoop(const CXXForRangeStmt &Loop, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const CoawaitExpr *Await = referredAwait(*Loop.getRangeInit());
    if (!Await || !isResultInFrame(*Await, Known) || !isWanted(*Await, Await->getKeywordLoc(), Ctx.getSourceManager()))
      return;
    diag(Await->getKeywordLoc(), "the loop reads the result in the frame of a temporary task, which is destroyed before "
                                 "the first round");
    const Expr &Range = *Loop.getRangeInit()->IgnoreImplicit();
    const SourceLocation First = Loop.getLoopVariable()->getBeginLoc();
    std::optional<std::string> Text = Loop.getInit() || First.isMacroID() || !isEditable(Range, Ctx)
                                          ? std::nullopt
                                          : writtenText(Range, Ctx);
    const Callable Fn = nearestCallable(*Await, Ctx);
    if (!Text || !Fn.Function)
      return;
    const std::string Name = freeName("range", *Fn.Function->getBody());
    diag(Await->getKeywordLoc(), "keep it in a variable of the loop", DiagnosticIDs::Note)
        << FixItHint::CreateInsertion(First, "auto " + Name + " = " + *Text + "; ")
        << FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Range.getSourceRange()), Name);
  }

  void noteAwait(const CoawaitExpr &Await) {
    diag(Await.getKeywordLoc(), "gives a reference, not a value", DiagnosticIDs::Note);
  }

  /// Whether anything reads it later, by its name or by those of its parts.
  static bool isUsed(const VarDecl &Variable, const FunctionDecl &F) {
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&Variable))
      return llvm::any_of(Parts->bindings(), [](const BindingDecl *B) { return B->isReferenced(); });
    return !mentionsOf(Variable, F).empty();
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DanglingAwaitResultCheck)
