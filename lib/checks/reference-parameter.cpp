// reference-parameter: see docs/checks/reference-parameter.md. A policy, by type alone; what is seen to go wrong is the
// business of dangling-task-argument and use-after-suspend-of-parameter.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/loans.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class ReferenceParameterCheck : public CoroCheck {
public:
  ReferenceParameterCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                          llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedTypes(listOption("AllowedTypes")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedTypes", "",
         "Classes, fully qualified and separated by semicolons, that outlive every coroutine: services, pools."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override { matchBodies(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    if (!F || F->isInvalidDecl() || isImmovable(F->getReturnType()))
      return;
    for (const ParmVarDecl *P : F->parameters()) {
      QualType T = P->getType();
      const bool Reference = T->isReferenceType();
      if (T->isDependentType() || !(Reference || (isView(T) && !saysSo(T))) || isAllowed(T) ||
          !Seen.insert(P->getLocation()).second)
        continue;
      diag(P->getLocation(), "%select{view|reference}0 %1 of coroutine '%2' is not kept alive by it: it dangles where a "
                             "caller does not wait in the same expression")
          << Reference << P << describe(*F);
    }
  }

private:
  /// A task that cannot be moved has to be awaited where it is made.
  static bool isImmovable(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition())
      return false;
    bool AnyDeleted = R->defaultedMoveConstructorIsDeleted() && !R->hasUserDeclaredMoveConstructor();
    for (const CXXConstructorDecl *C : R->ctors())
      if (C->isCopyOrMoveConstructor()) {
        if (!C->isDeleted())
          return false;
        AnyDeleted = true;
      }
    return AnyDeleted && !R->needsImplicitMoveConstructor();
  }

  /// Whoever writes `reference_wrapper` has thought of it.
  static bool saysSo(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && hasQualifiedName(*R, "std::reference_wrapper");
  }

  bool isAllowed(QualType T) const {
    const CXXRecordDecl *R = recordOf(T);
    return R && isListed(R, AllowedTypes);
  }

  const std::vector<std::string> AllowedTypes;
  /// A template's parameters are reported once.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(ReferenceParameterCheck)
