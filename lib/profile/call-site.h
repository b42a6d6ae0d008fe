// A call as profiles see it: one shape for function calls, method calls, function objects, operators
// and constructors, and the conditions a profile may put on it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_CALL_SITE_H
#define COROLINT_PROFILE_CALL_SITE_H

#include "profile/schema.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"
#include <memory>
#include <optional>

namespace corolint {

struct CallSite {
  const clang::Expr *E = nullptr;              ///< The whole call.
  const clang::FunctionDecl *Callee = nullptr; ///< Resolved; never null.
  const clang::Expr *Object = nullptr;         ///< What a method is called on.
  /// The written arguments; defaulted ones are left out.
  llvm::SmallVector<const clang::Expr *, 4> Args;

  /// The callee as messages name it: "sleep_for", "operator>>"; for a function object its variable
  /// ("blockingWait"), for a constructor its class.
  std::string calleeName() const;
};

/// \p E as a call, if it is one and its callee resolved. Implicit nodes are not looked through.
std::optional<CallSite> callSite(const clang::Expr &E);

/// \p E without what the compiler wrapped around it: casts, temporaries, parentheses, cleanups and
/// one-argument conversions.
const clang::Expr *stripped(const clang::Expr *E);

namespace profile {

/// Evaluates the conditions of profiles on calls of one translation unit.
class ConditionEvaluator {
public:
  explicit ConditionEvaluator(clang::ASTContext &Ctx) : Ctx(Ctx) {}

  /// Whether the callee is one that \p P names. Conditions are not looked at.
  bool names(const CallPattern &P, const CallSite &Call) const;
  /// Whether all `when` and no `unless` conditions hold.
  bool conditionsHold(const CallPattern &P, const CallSite &Call);

  /// Whether the file around \p Loc contains one of \p Identifiers outside of comments and strings.
  bool fileMentions(clang::SourceLocation Loc, const std::vector<std::string> &Identifiers);

private:
  bool holds(const Condition &C, const CallSite &Call);
  bool holdsFor(const Condition &C, const clang::Expr &Arg);
  bool hasFlag(const clang::Expr &Arg, const std::vector<std::string> &Flags);

  clang::ASTContext &Ctx;
  llvm::DenseMap<clang::FileID, std::unique_ptr<llvm::StringSet<>>> Identifiers;
};

/// Whether \p E is a zero duration or the integer 0, known at compile time.
bool isZero(const clang::Expr &E, const clang::ASTContext &Ctx);

/// Whether the class of \p T, a base of it, or (for a wrapper such as a strand or a bound executor) one
/// of its template arguments is named by one of \p Names.
bool typeIsOneOf(clang::QualType T, const std::vector<std::string> &Names);

} // namespace profile
} // namespace corolint

#endif
