// return-view-of-local: see docs/checks/return-view-of-local.md. The locals of a coroutine die at its co_return,
// before anybody gets the result.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "coroutine/loans.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

AST_MATCHER(Stmt, isCoReturn) { return isa<CoreturnStmt>(Node); }

class ReturnViewOfLocalCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(stmt(isCoReturn()).bind("return"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Return = cast<CoreturnStmt>(Result.Nodes.getNodeAs<Stmt>("return"));
    const Expr *Value = Return->getOperand();
    if (!Value || Return->isImplicit() || Value->isTypeDependent())
      return;
    Callable In = nearestCallable(*Return, *Result.Context);
    QualType T = In ? resultOf(*In.Function, knowledge(Result)) : QualType();
    if (T.isNull() || T->isVoidType())
      return;
    for (const Loan &L : lent(T, *Value)) {
      const bool Local = L.To.Is == Referent::Local && L.To.Var->getDeclContext() == In.Function;
      if ((!Local && L.To.Is != Referent::Temporary) ||
          !isWanted(*Value, Value->getExprLoc(), *Result.SourceManager))
        continue;
      report(*Value, L, T);
    }
  }

private:
  /// What an await of the coroutine gives. The first template argument where the awaiter does not tell.
  static QualType resultOf(const FunctionDecl &F, profile::Knowledge &Known) {
    QualType Task = F.getReturnType();
    QualType Awaited = Known.tasks().awaitResult(Task);
    const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Task));
    if (!R || !R->getTemplateArgs().size() ||
        R->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return Awaited.isNull() ? Awaited : Awaited.getNonReferenceType();
    // What await_resume() returns may be a reference to the result; the argument says what that is.
    return R->getTemplateArgs()[0].getAsType();
  }

  static llvm::SmallVector<Loan, 2> lent(QualType T, const Expr &Value) {
    // `co_return text;` of a string, where the result is a string_view: the promise may do the conversion.
    QualType Given = Value.IgnoreParenImpCasts()->getType();
    if (isView(T) && !isView(Given) && Given->isRecordType()) {
      const Expr *Bare = Value.IgnoreParenImpCasts();
      // What an await gives as `T &&` is in the awaited coroutine, which ends with the statement.
      const bool Ends = Bare->isPRValue() || (isa<CoawaitExpr>(Bare) && Bare->isXValue());
      const Referent To = Ends ? Referent{Referent::Temporary, nullptr, Bare} : referentOf(Bare);
      if (To.Is != Referent::Unknown)
        return {Loan{Loan::View, To, &Value, nullptr}};
    }
    return lentBy(T, &Value);
  }

  void report(const Expr &Value, const Loan &L, QualType T) {
    static constexpr llvm::StringLiteral How[] = {"a reference to", "a pointer to", "a view of",
                                                  "a reference to", "a lambda that refers to"};
    if (L.To.Is == Referent::Temporary)
      diag(Value.getExprLoc(),
           "the result is %0 a temporary that dies here, before whoever awaits the coroutine gets it")
          << How[L.By] << Value.getSourceRange();
    else
      diag(Value.getExprLoc(),
           "the result is %0 %1, which dies %select{here, before whoever awaits the coroutine gets "
           "it|with the coroutine, when its task is destroyed}2")
          << How[L.By] << L.To.Var << isa<ParmVarDecl>(L.To.Var) << Value.getSourceRange();
    if (L.To.Is == Referent::Local)
      diag(L.To.Var->getLocation(), "%0 is %select{a variable|a parameter}1 of the coroutine",
           DiagnosticIDs::Note)
          << L.To.Var << isa<ParmVarDecl>(L.To.Var);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(ReturnViewOfLocalCheck)
