// Telling entry points; see entry-points.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/entry-points.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"

using namespace clang;

namespace corolint {

/// `void parse(benchmark::State &state)`, of Google Benchmark.
static bool isBenchmark(const FunctionDecl &F) {
  const CXXRecordDecl *R = F.getNumParams() == 1 ? recordOf(F.getParamDecl(0)->getType()) : nullptr;
  return R && hasQualifiedName(*R, "benchmark::State");
}

bool isEntryPoint(const FunctionDecl &F) {
  return isBenchmark(F) || F.isMain() || F.isMSVCRTEntryPoint() || F.isExternC() || isTest(F);
}

bool isTest(const FunctionDecl &F) {
  llvm::StringRef Name = identifierOf(F);
  // What the macros of the frameworks declare: TEST, TEST_CASE, BOOST_AUTO_TEST_CASE.
  return (isa<CXXMethodDecl>(F) && (Name == "TestBody" || Name == "test_method" || Name == "test")) ||
         Name.starts_with("CATCH2_INTERNAL_TEST_") || Name.starts_with("C_A_T_C_H_T_E_S_T_") ||
         Name.ltrim('_').starts_with("DOCTEST_ANON_");
}

Callable functionAround(Callable Fn, ASTContext &Ctx) {
  while (Fn.Lambda)
    Fn = enclosingCallable(*Fn.Lambda, Ctx);
  return Fn;
}

/// Whether a function of this name is where things are set up.
static bool isNamedLikeSetUp(llvm::StringRef Name) {
  return hasWord(Name, {"main", "run", "start", "setup", "init", "initialize", "connect", "reconnect", "open", "create",
                        "make", "build", "bench", "benchmark", "example", "demo", "test"});
}

namespace {

class CallerVisitor : public RecursiveASTVisitor<CallerVisitor> {
public:
  CallerVisitor(ASTContext &Ctx, llvm::DenseMap<const FunctionDecl *, bool> &Calls) : Ctx(Ctx), Calls(Calls) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) { return note(*E, E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return note(*E, E->getMemberDecl()); }

private:
  bool note(const Expr &E, const ValueDecl *D) {
    const auto *F = dyn_cast<FunctionDecl>(D);
    if (!F || !coroutineBody(*F))
      return true;
    const Callable In = functionAround(nearestCallable(E, Ctx), Ctx);
    Calls.try_emplace(F->getCanonicalDecl(), true).first->second &= In.Function && isEntryPoint(*In.Function);
    return true;
  }

  ASTContext &Ctx;
  llvm::DenseMap<const FunctionDecl *, bool> &Calls;
};

} // namespace

bool SettingUp::contains(const Callable &Fn, ASTContext &Ctx) {
  const Callable Around = functionAround(Fn, Ctx);
  if (!Around.Function || isEntryPoint(*Around.Function) || isNamedLikeSetUp(identifierOf(*Around.Function)))
    return true;
  if (!Calls) {
    Calls.emplace();
    CallerVisitor(Ctx, *Calls).TraverseAST(Ctx);
  }
  return Calls->lookup(Around.Function->getCanonicalDecl());
}

} // namespace corolint
