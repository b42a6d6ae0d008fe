// stale-read-across-suspend: see docs/checks/stale-read-across-suspend.md. Reported is one assignment that
// reads the object it writes, with a suspension between the two. Silent when the object is the coroutine's
// own, when the read is bound to a reference (and happens afterwards), and under an asynchronous lock.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/stale-condition.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "flow/shared-objects.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The operands of an expression, as far as they are combined with each other: a value that is read from
/// the object in one, and a suspension in a later one.
class Operands {
public:
  explicit Operands(const Expr &Object) : Object(Object) {}

  const Expr *Read = nullptr;       ///< The stale one, when there is one.
  const Expr *Suspension = nullptr;
  bool Unordered = false;           ///< The compiler may evaluate the operands the other way round.

  void look(const Expr &Value) { visit(&Value); }

private:
  struct Found {
    const Expr *Mention = nullptr; ///< The object as an lvalue.
    const Expr *Value = nullptr;   ///< What was read of it.
    const Expr *Suspension = nullptr;
  };

  static bool combines(const Stmt &S) {
    if (const auto *Op = dyn_cast<BinaryOperator>(&S))
      return !Op->isLogicalOp() && !Op->isCommaOp() && !Op->isAssignmentOp();
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S))
      return Op->getOperator() != OO_AmpAmp && Op->getOperator() != OO_PipePipe &&
             Op->getOperator() != OO_Comma && !Op->isAssignmentOp();
    return isa<CallExpr, CXXConstructExpr, CXXUnresolvedConstructExpr, InitListExpr>(S);
  }

  /// Left to right by the language: `{a, b}`, `a << b`, `o.f(b)`.
  static bool isOrdered(const Stmt &S) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
      return Construct->isListInitialization();
    if (const auto *Op = dyn_cast<BinaryOperator>(&S))
      return Op->isShiftOp();
    return isa<InitListExpr>(S);
  }

  Found visit(const Stmt *S) {
    if (!S || Read || isa<LambdaExpr>(S))
      return {};
    if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(S))
      return {nullptr, nullptr, Suspend};
    const auto *E = dyn_cast<Expr>(S);
    if (E && E->isGLValue() && flow::isSameObject(&Object, E))
      return {E, nullptr, nullptr};
    if (const auto *Choice = dyn_cast<ConditionalOperator>(S)) {
      // What the condition reads decides only which arm is taken.
      visit(Choice->getCond());
      Found True = visit(Choice->getTrueExpr()), False = visit(Choice->getFalseExpr());
      return {nullptr, True.Value ? True.Value : False.Value,
              True.Suspension ? True.Suspension : False.Suspension};
    }
    const bool Combines = combines(*S);
    Found All;
    for (const Stmt *Child : S->children()) {
      Found One = visit(Child);
      if (Read)
        return {};
      if (Combines && All.Value && One.Suspension) {
        Read = All.Value;
        Suspension = One.Suspension;
        Unordered = !isOrdered(*S);
        return {};
      }
      All.Mention = All.Mention ? All.Mention : One.Mention;
      All.Value = All.Value ? All.Value : One.Value;
      All.Suspension = All.Suspension ? All.Suspension : One.Suspension;
    }
    const auto *Op = dyn_cast<BinaryOperator>(S);
    if (Op && (Op->isLogicalOp() || Op->isCommaOp()))
      return {nullptr, nullptr, All.Suspension};
    return E && All.Mention ? loaded(*E, All) : All;
  }

  /// What becomes of a mention of the object in \p E: its value is read, a part of it is named, or it is
  /// bound to a reference, and whoever has that reads later.
  static Found loaded(const Expr &E, Found All) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
    const FunctionDecl *Method = Call ? Call->getDirectCallee() : nullptr;
    const auto *Cast = dyn_cast<ImplicitCastExpr>(&E);
    const auto *Construct = dyn_cast<CXXConstructExpr>(&E);
    const bool Value =
        (Cast && Cast->getCastKind() == CK_LValueToRValue) ||
        (Construct && Construct->getConstructor()->isCopyConstructor()) ||
        (Method && (isa<CXXConversionDecl>(Method) || identifierOf(*Method) == "load"));
    if (Value)
      return {nullptr, All.Mention, All.Suspension};
    if (Cast || isa<ParenExpr, MaterializeTemporaryExpr, ConstantExpr>(E))
      return All;
    // `x.y`, and the method that is called on x or converts it.
    if (const auto *Member = dyn_cast<MemberExpr>(&E); Member && !Member->isArrow())
      return All;
    return {nullptr, All.Value, All.Suspension};
  }

  const Expr &Object;
};

class StaleReadAcrossSuspendCheck : public CoroCheck {
public:
  StaleReadAcrossSuspendCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                              llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), CheckThenAct(boolOption("CheckThenAct")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"CheckThenAct", "false",
         "Also report a condition that reads a member or global, a suspension after it, and a write that "
         "relies on what was read."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(binaryOperator(hasOperatorName("=")).bind("assign"), this);
    Finder->addMatcher(cxxOperatorCallExpr(hasOverloadedOperatorName("=")).bind("assign"), this);
    if (CheckThenAct)
      Finder->addMatcher(ifStmt().bind("if"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    ASTContext &Ctx = *Result.Context;
    if (const auto *If = Result.Nodes.getNodeAs<IfStmt>("if")) {
      checkCondition(*If, Ctx);
      return;
    }
    const auto *Assign = Result.Nodes.getNodeAs<Expr>("assign");
    const Expr *Target = nullptr, *Value = nullptr;
    if (const auto *Op = dyn_cast<BinaryOperator>(Assign)) {
      Target = Op->getLHS();
      Value = Op->getRHS();
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Assign); Call->getNumArgs() == 2) {
      Target = Call->getArg(0);
      Value = Call->getArg(1);
    }
    if (!Target || Assign->isInstantiationDependent() || Assign->containsErrors())
      return;
    Operands Found(*Target);
    Found.look(*Value);
    if (!Found.Read)
      return;
    Callable Fn = nearestCallable(*Assign, Ctx);
    if (!Fn.isCoroutine() || isUnevaluated(*Assign, Ctx) ||
        !flow::isShared(Target, Fn.Lambda) || isUnderAsyncLock(*Assign, *Fn.Function, Ctx))
      return;
    if (!isWanted(*Assign, Assign->getExprLoc(), *Result.SourceManager))
      return;
    report(*Assign, *Target, Found, *Fn.Function, Ctx);
  }

private:
  /// The object as it is written, or its name when a macro writes it.
  static std::string describe(const Expr &Target, const ASTContext &Ctx) {
    if (isEditable(Target, Ctx))
      if (std::optional<std::string> Text = writtenText(Target, Ctx); Text && Text->size() < 60)
        return *Text;
    const Expr *Bare = Target.IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      return Ref->getDecl()->getNameAsString();
    const auto *Member = dyn_cast<MemberExpr>(Bare);
    return Member ? Member->getMemberDecl()->getNameAsString() : "it";
  }

  void report(const Expr &Assign, const Expr &Target, const Operands &Found, const FunctionDecl &F,
              ASTContext &Ctx) {
    const std::string Name = describe(Target, Ctx);
    if (Found.Unordered)
      diag(Assign.getExprLoc(),
           "'%0' is overwritten after the coroutine was suspended with a value that may have been read "
           "before: what others wrote in the meantime is lost, or not, depending on which operand the "
           "compiler evaluates first")
          << Name;
    else
      diag(Assign.getExprLoc(), "'%0' is overwritten after the coroutine was suspended with a value that "
                                "was read before: what others wrote in the meantime is lost")
          << Name;
    diag(Found.Read->getBeginLoc(), "read here", DiagnosticIDs::Note);
    diag(Found.Suspension->getExprLoc(), "suspends here", DiagnosticIDs::Note);
    suggest(Assign, *Found.Suspension, F, Ctx);
  }

  /// Whether anything in \p S, other than \p Except, does more than read.
  static bool doesMore(const Stmt *S, const Stmt &Except) {
    if (!S || S == &Except)
      return false;
    if (isa<CallExpr, CXXConstructExpr, CXXNewExpr, LambdaExpr, CoroutineSuspendExpr>(S))
      return true;
    if (const auto *Op = dyn_cast<BinaryOperator>(S); Op && Op->isAssignmentOp())
      return true;
    if (const auto *Op = dyn_cast<UnaryOperator>(S); Op && Op->isIncrementDecrementOp())
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *C) { return doesMore(C, Except); });
  }

  /// A name for a variable that neither \p F uses nor a fix that was offered for it.
  std::string freshName(const FunctionDecl &F, const ASTContext &Ctx) {
    llvm::StringRef Text =
        Lexer::getSourceText(CharSourceRange::getTokenRange(F.getSourceRange()),
                             Ctx.getSourceManager(), Ctx.getLangOpts());
    if (Text.empty())
      return "";
    for (unsigned &Next = NextName[F.getLocation()]; Next < 20;) {
      static const char *const Names[] = {"value", "result", "awaited"};
      std::string Name = Next < 3 ? Names[Next] : "value" + std::to_string(Next - 1);
      ++Next;
      if (!Text.contains(Name))
        return Name;
    }
    return "";
  }

  /// `auto value = co_await f();` before the assignment, which then reads the object afterwards.
  void suggest(const Expr &Assign, const Expr &Suspension, const FunctionDecl &F, ASTContext &Ctx) {
    const auto *Op = dyn_cast<BinaryOperator>(&Assign);
    const auto *Await = dyn_cast<CoawaitExpr>(&Suspension);
    if (!Op || !Await || !Await->getType()->isScalarType() || !isEditable(Assign, Ctx) ||
        !isEditable(Suspension, Ctx) || doesMore(Op->getLHS(), Suspension) ||
        doesMore(Op->getRHS(), Suspension))
      return;
    const Stmt *Parent = parentStmt(Assign, Ctx);
    while (isa_and_nonnull<ExprWithCleanups>(Parent))
      Parent = parentStmt(*Parent, Ctx);
    const std::string Name = freshName(F, Ctx);
    std::optional<std::string> Text = writtenText(Suspension, Ctx);
    if (!isa_and_nonnull<CompoundStmt>(Parent) || Name.empty() || !Text || Text->find('\n') != std::string::npos)
      return;
    const SourceLocation Begin = Assign.getBeginLoc();
    std::string Indent =
        Lexer::getIndentationForLine(Begin, Ctx.getSourceManager()).str();
    diag(Begin, "await first, and read afterwards", DiagnosticIDs::Note)
        << FixItHint::CreateInsertion(Begin, "auto " + Name + " = " + *Text + ";\n" + Indent)
        << FixItHint::CreateReplacement(Suspension.getSourceRange(), Name);
  }

  void checkCondition(const IfStmt &If, ASTContext &Ctx) {
    std::optional<StaleCondition> Stale = staleCondition(If, Ctx);
    if (!Stale || !isWanted(*Stale->Write, Stale->Write->getExprLoc(), Ctx.getSourceManager()))
      return;
    diag(Stale->Write->getExprLoc(),
         "%0 is changed after a suspension because of what was read of it before: another coroutine may "
         "have found the same, and changed it already")
        << Stale->Object;
    diag(Stale->Read->getExprLoc(), "read here", DiagnosticIDs::Note);
    diag(Stale->Suspension->getExprLoc(), "suspends here", DiagnosticIDs::Note);
  }

  const bool CheckThenAct;
  /// By function: how many of the names for variables were looked at.
  llvm::DenseMap<SourceLocation, unsigned> NextName;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(StaleReadAcrossSuspendCheck)
