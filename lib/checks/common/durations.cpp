// Reading durations; see durations.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/durations.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"

using namespace clang;

namespace corolint {

static std::optional<int64_t> integralArgument(const TemplateArgument &A) {
  if (A.getKind() != TemplateArgument::Integral || !A.getAsIntegral().isRepresentableByInt64())
    return std::nullopt;
  return A.getAsIntegral().getExtValue();
}

bool isTime(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && (hasQualifiedName(*R, "std::chrono::duration") || hasQualifiedName(*R, "std::chrono::time_point"));
}

std::optional<DurationType> durationType(QualType T) {
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R || !hasQualifiedName(*R, "std::chrono::duration") || R->getTemplateArgs().size() != 2)
    return std::nullopt;
  const auto *Ratio = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      recordOf(R->getTemplateArgs()[1].getAsType()));
  if (!Ratio || Ratio->getTemplateArgs().size() != 2)
    return std::nullopt;
  std::optional<int64_t> Num = integralArgument(Ratio->getTemplateArgs()[0]);
  std::optional<int64_t> Den = integralArgument(Ratio->getTemplateArgs()[1]);
  if (!Num || !Den || !*Den)
    return std::nullopt;
  return DurationType{R->getTemplateArgs()[0].getAsType()->isIntegerType(), *Num, *Den};
}

/// The only number in \p V: a duration has one member.
static std::optional<double> onlyNumber(const APValue &V) {
  if (V.isInt())
    return V.getInt().isSigned() ? V.getInt().signedRoundToDouble() : V.getInt().roundToDouble();
  if (V.isFloat())
    return V.getFloat().convertToDouble();
  if (V.isStruct() && V.getStructNumBases() == 0 && V.getStructNumFields() == 1)
    return onlyNumber(V.getStructField(0));
  return std::nullopt;
}

std::optional<double> constantSeconds(const Expr &E, const ASTContext &Ctx) {
  const Expr *Bare = E.IgnoreParenImpCasts()->IgnoreImplicit();
  if (Bare->isValueDependent() || Bare->isTypeDependent() || Bare->containsErrors())
    return std::nullopt;
  std::optional<DurationType> Type = durationType(Bare->getType());
  Expr::EvalResult Result;
  if (!Type || !Bare->EvaluateAsRValue(Result, Ctx) || Result.HasSideEffects)
    return std::nullopt;
  std::optional<double> Ticks = onlyNumber(Result.Val);
  if (!Ticks)
    return std::nullopt;
  return *Ticks * double(Type->Num) / double(Type->Den);
}

} // namespace corolint
