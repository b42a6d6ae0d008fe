// Durations of the standard library: their types, and their values where the source says them.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_DURATIONS_H
#define COROLINT_CHECKS_COMMON_DURATIONS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace corolint {

/// Whether \p T (references removed) is a std::chrono::duration or time_point.
bool isTime(clang::QualType T);

/// The template arguments of a std::chrono::duration.
struct DurationType {
  bool Integral = false;
  int64_t Num = 0, Den = 1; ///< How many seconds one tick is.
};

/// \p T (references removed) as a duration; nothing when it is none.
std::optional<DurationType> durationType(clang::QualType T);

/// The seconds that \p E, a duration, is for, when that is known at compile time.
std::optional<double> constantSeconds(const clang::Expr &E, const clang::ASTContext &Ctx);

} // namespace corolint

#endif
