// large-coroutine-frame: see docs/checks/large-coroutine-frame.md. Counts what a frame cannot do without: the variables that
// are used again after a suspension point in their scope, or that are destroyed there.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "checks/common/uses.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// A variable, and the block in which it lives; none for a parameter, which lives as long as the coroutine.
struct Local {
  const VarDecl *Var = nullptr;
  const Stmt *Scope = nullptr;
  uint64_t Bytes = 0;
};

/// The variables and parameters of one coroutine, those of lambdas in it left out.
class Locals : public RecursiveASTVisitor<Locals> {
public:
  explicit Locals(ASTContext &Ctx) : Ctx(Ctx) {}
  llvm::SmallVector<Local, 8> Found;

  void add(const VarDecl &V, const Stmt *Scope) {
    const QualType T = V.getType();
    if (!V.hasLocalStorage() || V.isInvalidDecl() || T->isReferenceType() || T->isDependentType() ||
        T->isIncompleteType() || T->isVariableArrayType() || T->isUndeducedType())
      return;
    Found.push_back({&V, Scope, uint64_t(Ctx.getTypeSizeInChars(T).getQuantity())});
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseDecl(Decl *D) {
    return isa_and_nonnull<CXXRecordDecl, FunctionDecl>(D) || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitDeclStmt(DeclStmt *S) {
    for (const Decl *D : S->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        add(*V, parentStmt(*S, Ctx));
    return true;
  }

private:
  ASTContext &Ctx;
};

class LargeCoroutineFrameCheck : public CoroCheck {
public:
  LargeCoroutineFrameCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                           llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options) {
    if (option("Bytes").getAsInteger(10, Limit))
      Limit = 16384;
  }
  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"Bytes", "16384", "The size, in bytes, of the variables kept at one suspension point that is still fine."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override { matchBodies(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    const CoroutineBodyStmt *Body = F ? coroutineBody(*F) : nullptr;
    if (!Body || F->isDependentContext())
      return;
    ASTContext &Ctx = *Result.Context;
    Locals All(Ctx);
    for (const ParmVarDecl *P : F->parameters())
      All.add(*P, nullptr);
    All.TraverseStmt(Body->getBody());
    // Most coroutines end here.
    uint64_t Sum = 0;
    for (const Local &L : All.Found)
      Sum += L.Bytes;
    if (Sum <= Limit)
      return;
    const llvm::SmallVector<SuspensionPoint, 4> Points = suspensionPoints(*Body);
    Largest Worst;
    for (const SuspensionPoint &S : Points) {
      Largest Here{0, &S, nullptr};
      for (const Local &L : All.Found)
        if (isKept(L, S, *F, Ctx)) {
          Here.Bytes += L.Bytes;
          if (!Here.Biggest || L.Bytes > Here.Biggest->Bytes)
            Here.Biggest = &L;
        }
      if (Here.Bytes > Worst.Bytes)
        Worst = Here;
    }
    if (Worst.Bytes > Limit && isWanted(*Worst.At->E, Worst.Biggest->Var->getLocation(), *Result.SourceManager))
      report(Worst, *F);
  }

private:
  struct Largest {
    uint64_t Bytes = 0;
    const SuspensionPoint *At = nullptr;
    const Local *Biggest = nullptr;
  };

  /// Whether the frame has to keep \p L while the coroutine is suspended at \p At.
  static bool isKept(const Local &L, const SuspensionPoint &At, const FunctionDecl &F, ASTContext &Ctx) {
    const SourceManager &SM = Ctx.getSourceManager();
    auto Before = [&](SourceLocation A, SourceLocation B) {
      return SM.isBeforeInTranslationUnit(SM.getExpansionLoc(A), SM.getExpansionLoc(B));
    };
    if (L.Scope && (!Before(L.Var->getLocation(), At.Loc) || Before(At.Loc, L.Scope->getBeginLoc()) ||
                    Before(L.Scope->getEndLoc(), At.Loc)))
      return false;
    // A parameter that was passed is copied into the frame before anything is known of its uses.
    if (!L.Scope || L.Var->needsDestruction(Ctx))
      return true;
    // A loop around the suspension, in the scope, comes back to what is before it.
    const Stmt *Again = nullptr;
    for (const Stmt *Loop = loopAround(*At.E, Ctx); Loop; Loop = loopAround(*Loop, Ctx))
      if (Before(L.Var->getLocation(), Loop->getBeginLoc()))
        Again = Loop;
    const SourceLocation From = Again ? Again->getBeginLoc() : At.E->getBeginLoc();
    // What the suspension itself is given is in use until it ends.
    return llvm::any_of(mentionsOf(*L.Var, F), [&](const Mention &M) {
      return !Before(M.Ref->getBeginLoc(), From) && !isUnevaluated(*M.Ref, Ctx);
    });
  }

  void report(const Largest &Worst, const FunctionDecl &F) {
    const Local &L = *Worst.Biggest;
    diag(L.Var->getLocation(), "'%0' keeps %1 bytes of variables in its frame while it is suspended, %2 of them in %3: each "
                               "one that waits holds as much memory")
        << describe(F) << unsigned(Worst.Bytes) << unsigned(L.Bytes) << L.Var;
    diag(Worst.At->Loc, "it is suspended here", DiagnosticIDs::Note);
  }

  uint64_t Limit = 0;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(LargeCoroutineFrameCheck)
