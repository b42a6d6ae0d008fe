// Following an object to its ends; see obligation.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/obligation.h"
#include "coroutine/callables.h"
#include "coroutine/name-words.h"
#include "flow/dataflow.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {

void Obligation::transfer(State &S, const CFGElement &E) {
  std::optional<CFGStmt> Statement = E.getAs<CFGStmt>();
  if (!Statement)
    return;
  if (const auto *Declared = dyn_cast<DeclStmt>(Statement->getStmt());
      Declared && llvm::is_contained(Declared->decls(), static_cast<const Decl *>(&Object))) {
    S = FromInit ? State{State::Due, FromInit} : State{};
    return;
  }
  auto It = Events.find(Statement->getStmt());
  if (It == Events.end() || S.Is == State::Unknown ||
      (It->second == State::Due && S.Is == State::Due))
    return;
  S = {It->second, It->second == State::Due ? cast<Expr>(It->first) : nullptr};
}

void Obligation::join(State &Into, const State &From) {
  if (Into.Is == From.Is) {
    if (From.Where && From.Where->getBeginLoc() < Into.Where->getBeginLoc())
      Into.Where = From.Where;
    return;
  }
  // A path on which there is nothing to be done has nothing to forget.
  if (Into.Is == State::None)
    Into = From;
  else if (From.Is != State::None)
    Into = {State::Unknown};
}

/// Whether an exception thrown at \p S leaves the object's block.
static bool leavesBlock(const Stmt &S, const VarDecl &Object) {
  ASTContext &Ctx = Object.getASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  for (const CXXTryStmt *Try = tryAround(S, Ctx); Try; Try = tryAround(*Try, Ctx))
    if (!SM.isBeforeInTranslationUnit(Try->getBeginLoc(), Object.getLocation()))
      return false;
  return true;
}

/// Whether \p Loc is what a macro with one of these words in its name does when a test has failed already.
static bool isFailedAssertion(SourceLocation Loc, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  for (; Loc.isMacroID(); Loc = SM.getImmediateMacroCallerLoc(Loc))
    if (SM.isMacroBodyExpansion(Loc) &&
        hasWord(Lexer::getImmediateMacroName(Loc, SM, Ctx.getLangOpts()),
                {"assert", "check", "expect", "require", "verify"}))
      return true;
  return false;
}

static std::optional<ObjectExit> exitAt(const CFGElement &E, const VarDecl &Object,
                                        bool ExceptionPaths) {
  if (std::optional<CFGAutomaticObjDtor> Dtor = E.getAs<CFGAutomaticObjDtor>()) {
    if (Dtor->getVarDecl() != &Object)
      return std::nullopt;
    const Stmt *Trigger = Dtor->getTriggerStmt();
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Trigger);
    const SourceLocation Loc = Block     ? Block->getRBracLoc()
                               : Trigger ? Trigger->getBeginLoc()
                                         : Object.getLocation();
    if (isFailedAssertion(Loc, Object.getASTContext()))
      return std::nullopt;
    return ObjectExit{Loc, "it is destroyed here"};
  }
  std::optional<CFGStmt> Statement = E.getAs<CFGStmt>();
  if (!Statement || !leavesBlock(*Statement->getStmt(), Object) ||
      isFailedAssertion(Statement->getStmt()->getBeginLoc(), Object.getASTContext()))
    return std::nullopt;
  if (isa<CXXThrowExpr>(Statement->getStmt()))
    return ObjectExit{Statement->getStmt()->getBeginLoc(), "the exception destroys it"};
  if (const Expr *Await = ExceptionPaths ? flow::suspensionAt(E) : nullptr)
    return ObjectExit{Await->getExprLoc(), "an exception from here destroys it"};
  return std::nullopt;
}

std::map<SourceLocation, std::pair<const Expr *, std::vector<ObjectExit>>>
unmetExits(Obligation &Problem, const VarDecl &Object, const flow::BodyFlow &Body,
           bool ExceptionPaths) {
  const SourceManager &SM = Object.getASTContext().getSourceManager();
  std::map<SourceLocation, std::pair<const Expr *, std::vector<ObjectExit>>> Found;
  flow::Solution<Obligation> Solved(Body, Problem);
  Solved.replay([&](const Obligation::State &S, const CFGElement &E) {
    if (S.Is != Obligation::State::Due)
      return;
    if (std::optional<ObjectExit> Out = exitAt(E, Object, ExceptionPaths)) {
      auto &[Where, Exits] = Found[S.Where->getBeginLoc()];
      Where = S.Where;
      Exits.push_back(*Out);
    }
  });
  for (auto &[Loc, Of] : Found) {
    llvm::sort(Of.second, [&](const ObjectExit &A, const ObjectExit &B) {
      return SM.isBeforeInTranslationUnit(A.Loc, B.Loc);
    });
    Of.second.erase(std::unique(Of.second.begin(), Of.second.end(),
                                [](const ObjectExit &A, const ObjectExit &B) { return A.Loc == B.Loc; }),
                    Of.second.end());
  }
  return Found;
}

} // namespace corolint
