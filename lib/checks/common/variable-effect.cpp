// Reading mentions of variables; see variable-effect.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/variable-effect.h"
#include "clang/AST/ExprCXX.h"
#include "coroutine/callables.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"

using namespace clang;

namespace corolint {

/// Whether \p R is a class of the standard library whose objects are not made for several threads.
static bool isPlainStd(const CXXRecordDecl &R) {
  return isOfStd(R) && !hasWord(identifierOf(R), {"atomic", "barrier", "condition", "flag", "future", "latch", "mutex",
                                                  "osyncstream", "promise", "semaphore", "stop", "thread", "jthread"});
}

/// Whether `x = y` on \p T writes to memory and does nothing else.
static bool isPlainlyAssigned(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *R = recordOf(T);
  return T->isScalarType() || (R && (isPlainStd(*R) || (R->hasDefinition() && R->isTriviallyCopyable())));
}

static bool isMap(const CXXRecordDecl &R) { return identifierOf(R).contains_insensitive("map"); }

/// What a method of the standard library's class \p R, which is not const, does to its object.
static Effect effectOf(const CXXMethodDecl &Method, const CXXRecordDecl &R) {
  if (Method.getOverloadedOperator() == OO_Subscript)
    return isMap(R) ? Effect::Changes : Effect::None; // An element of a vector is an object of its own.
  static const llvm::StringRef Looks[] = {"at",   "back",        "begin", "data",   "end",         "equal_range", "find",
                                          "front", "lower_bound", "rbegin", "rend", "upper_bound", "value",      "get"};
  if (Method.getOverloadedOperator() == OO_Star || Method.getOverloadedOperator() == OO_Arrow ||
      llvm::is_contained(Looks, identifierOf(Method)))
    return Effect::None;
  return Effect::Changes;
}

Effect effectOf(const DeclRefExpr &Ref, const FieldDecl *&Part, ASTContext &Ctx) {
  const Expr *E = &Ref;
  while (const auto *P = dyn_cast_or_null<Expr>(parentStmt(*E, Ctx))) {
    if (isa<ParenExpr>(P)) {
      E = P;
    } else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(P)) {
      if (Cast->getCastKind() == CK_LValueToRValue)
        return Effect::Reads;
      E = P;
    } else if (const auto *Member = dyn_cast<MemberExpr>(P)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (Field && Member->isArrow())
        return Effect::None;
      if (Field && !Part)
        Part = Field;
      E = P;
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(P)) {
      return Unary->isIncrementDecrementOp() && isPlainlyAssigned(E->getType()) ? Effect::Changes : Effect::None;
    } else if (const auto *Assign = dyn_cast<BinaryOperator>(P)) {
      return Assign->isAssignmentOp() && Assign->getLHS() == E && isPlainlyAssigned(E->getType()) ? Effect::Changes
                                                                                                 : Effect::None;
    } else {
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P);
      const auto *Call = dyn_cast<CXXMemberCallExpr>(P);
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Operator ? Operator->getDirectCallee()
                                                           : Call   ? Call->getMethodDecl()
                                                                    : nullptr);
      const bool IsObject = Operator ? Operator->getNumArgs() > 0 && Operator->getArg(0) == E : Call && Call->getCallee() == E;
      if (!Method || !Method->isInstance() || !IsObject)
        return Effect::None;
      if (Method->isConst())
        return Effect::Reads;
      if (Operator && Operator->isAssignmentOp())
        return isPlainlyAssigned(E->getType()) ? Effect::Changes : Effect::None;
      return isPlainStd(*Method->getParent()) ? effectOf(*Method, *Method->getParent()) : Effect::None;
    }
  }
  return Effect::None;
}

} // namespace corolint
