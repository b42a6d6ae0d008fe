// loop-rerun-without-restart: see docs/checks/loop-rerun-without-restart.md. Reported where a loop is run
// again; certain only after a run that came to its end on every path and that nothing can have undone.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/loop-ends.h"
#include "checks/common/loop-work.h"
#include "flow/dataflow.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class LoopRerunWithoutRestartCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxMemberCallExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CXXMemberCallExpr>("call");
    profile::Knowledge &Known = knowledge(Result);
    std::optional<CallSite> Call = callSite(*E);
    const profile::LoopEntry *Run = Call ? Known.loopRun(*Call) : nullptr;
    if (!Run || !Run->Drains || !Known.restart(classOf(*Call)))
      return;
    // A body is looked at once, when the first of its runs is met.
    const FunctionDecl *F = nearestCallable(*E, *Result.Context).Function;
    if (!F || !Seen.insert(F).second)
      return;
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body)
      return;
    LoopEnds Problem(Known, *F);
    flow::Solution<LoopEnds> Ends(*Body, Problem);
    Ends.replay([&](const LoopEnds::State &S, const CFGElement &Element) {
      std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
      const auto *Again = Statement ? dyn_cast<CXXMemberCallExpr>(Statement->getStmt()) : nullptr;
      std::optional<CallSite> Site = Again ? callSite(*Again) : std::nullopt;
      std::optional<ObjectPath> Path =
          Site && Known.loopRun(*Site) ? objectPath(Site->Object) : std::nullopt;
      auto It = Path ? S.find(*Path) : S.end();
      if (It != S.end() && It->second.Is == LoopEnds::Loop::Ended &&
          isCertain(*Again, It->second, *Path, *F, Known))
        report(*Again, *Site, *It->second.Where, *Path->back(), Known);
    });
  }

private:
  llvm::DenseSet<const FunctionDecl *> Seen;

  static QualType classOf(const CallSite &Run) {
    const QualType T = Run.Object->getType().getNonReferenceType();
    return T->isPointerType() ? T->getPointeeType() : T;
  }

  static bool isCertain(const CXXMemberCallExpr &Again, const LoopEnds::Loop &L,
                        const ObjectPath &Path, const FunctionDecl &F, profile::Knowledge &Known) {
    if (&Again != L.Where)
      return L.Always && !isTriedWithout(*L.Where, Again, Known.context());
    // Once more round a C++ loop. There may be no next round, unless the loop has no other way out; that
    // is proved for variables of the function.
    const Stmt *Round = loopAround(Again, Known.context());
    const VarDecl *Var = ownVariable(Path);
    return Round && Var && !isTriedWithout(Again, *Round, Known.context()) &&
           (isEndless(*Round) || getsWorkIn(*Round, *Var, F, Known));
  }

  static bool contains(const Stmt &Outer, const Stmt &Inner, ASTContext &Ctx) {
    for (const Stmt *S = &Inner; S; S = outerStmt(*S, Ctx))
      if (S == &Outer)
        return true;
    return false;
  }

  /// Whether an exception may have ended \p Run, after which no restart is needed: it stands in a `try`
  /// block and \p Other does not.
  static bool isTriedWithout(const Stmt &Run, const Stmt &Other, ASTContext &Ctx) {
    const Stmt *Child = &Run;
    for (const Stmt *P = outerStmt(Run, Ctx); P; Child = P, P = outerStmt(*P, Ctx))
      if (const auto *Try = dyn_cast<CXXTryStmt>(P);
          Try && Try->getTryBlock() == Child && !contains(*Child, Other, Ctx))
        return true;
    return false;
  }

  /// `for (;;)`, `while (true)` with nothing in it that leaves.
  static bool isEndless(const Stmt &Round) {
    const Expr *Condition = nullptr;
    if (const auto *For = dyn_cast<ForStmt>(&Round))
      Condition = For->getCond();
    else if (const auto *While = dyn_cast<WhileStmt>(&Round))
      Condition = While->getCond();
    else if (const auto *Do = dyn_cast<DoStmt>(&Round))
      Condition = Do->getCond();
    else
      return false;
    const auto *True = dyn_cast_or_null<CXXBoolLiteralExpr>(Condition ? stripped(Condition) : nullptr);
    if (Condition && !(True && True->getValue()))
      return false;
    struct Leaves : RecursiveASTVisitor<Leaves> {
      bool Found = false;
      bool TraverseLambdaExpr(LambdaExpr *) { return true; }
      bool VisitStmt(Stmt *S) {
        Found |= isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(S);
        return !Found;
      }
    } Ways;
    Ways.TraverseStmt(const_cast<Stmt *>(&Round));
    return !Ways.Found;
  }

  /// Whether \p Round gives the loop \p Var work: then another round is meant to do it.
  static bool getsWorkIn(const Stmt &Round, const VarDecl &Var, const FunctionDecl &F,
                         profile::Knowledge &Known) {
    LoopWork Work(*Var.getType()->getAsCXXRecordDecl(), F, Known);
    for (const Mention &M : mentionsOf(Var, F))
      if (!M.In)
        Work.follow(*M.Ref);
    return llvm::any_of(
        Work.Found, [&](const Expr *W) { return contains(Round, *W, Known.context()); });
  }

  void report(const CXXMemberCallExpr &Again, const CallSite &Site, const CallExpr &First,
              const ValueDecl &Loop, profile::Knowledge &Known) {
    const SourceLocation Loc = Again.getExprLoc();
    if (!isWanted(Again, Loc, Known.context().getSourceManager()))
      return;
    const profile::CallPattern *Restart = Known.restart(classOf(Site));
    if (!Restart || Restart->Methods.empty())
      return;
    const bool Round = &Again == &First;
    diag(Loc, "%select{'%1' returns at once and runs nothing|from the second round on '%1' returns at "
              "once and runs nothing}0: %2 was not restarted after it ran out of work or was stopped")
        << Round << Site.calleeName() << &Loop << Again.getSourceRange();
    if (!Round)
      diag(First.getExprLoc(), "it has stopped when this returns", DiagnosticIDs::Note);
    suggestRestart(Again, Site, Restart->Methods.front(), Known.context());
  }

  /// The statement of a block that \p E is, or is the initialiser or result of.
  static const Stmt *ownStatement(const Expr &E, ASTContext &Ctx) {
    DynTypedNode Node = DynTypedNode::create(E);
    while (true) {
      DynTypedNodeList Parents = Ctx.getParents(Node);
      if (Parents.empty())
        return nullptr;
      const DynTypedNode Above = Parents[0];
      if (Above.get<CompoundStmt>())
        return Node.get<Stmt>();
      if (!Above.get<VarDecl>() && !Above.get<Expr>() && !Above.get<DeclStmt>() &&
          !Above.get<ReturnStmt>())
        return nullptr;
      if (Above.get<LambdaExpr>() || Above.get<StmtExpr>())
        return nullptr;
      Node = Above;
    }
  }

  void suggestRestart(const CXXMemberCallExpr &Again, const CallSite &Site, llvm::StringRef Method,
                      ASTContext &Ctx) {
    const Stmt *Statement = ownStatement(Again, Ctx);
    const auto *Member = dyn_cast<MemberExpr>(Again.getCallee()->IgnoreParens());
    const SourceManager &SM = Ctx.getSourceManager();
    if (!Statement || !Member || !isEditable(Again, Ctx) || Statement->getBeginLoc().isMacroID())
      return;
    // `io.`, `io_->`, or nothing.
    const llvm::StringRef Object = Lexer::getSourceText(
        CharSourceRange::getCharRange(Again.getBeginLoc(), Member->getMemberLoc()), SM,
        Ctx.getLangOpts());
    const SourceLocation Begin = Statement->getBeginLoc();
    const std::string Text =
        (Object + Method + "();\n" + Lexer::getIndentationForLine(Begin, SM)).str();
    diag(Begin, "restart it first", DiagnosticIDs::Note)
        << FixItHint::CreateInsertion(Begin, Text);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(LoopRerunWithoutRestartCheck)
