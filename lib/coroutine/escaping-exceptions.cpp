// Exceptions that leave a coroutine; see escaping-exceptions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/escaping-exceptions.h"
#include "coroutine/outcome-types.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallSet.h"

using namespace clang;

namespace corolint {

bool stopsFailures(const CXXCatchStmt &Handler) {
  if (const VarDecl *V = Handler.getExceptionDecl()) {
    const CXXRecordDecl *R = recordOf(V->getType());
    return R && (hasQualifiedName(*R, "std::exception") ||
                 hasQualifiedName(*R, "std::runtime_error") ||
                 hasQualifiedName(*R, "std::system_error") ||
                 hasQualifiedName(*R, "boost::system::system_error"));
  }
  return true;
}

namespace {

struct Search {
  llvm::function_ref<bool(const Expr &)> CannotFail;
  /// Functions already looked at: a cycle of calls adds nothing.
  llvm::SmallPtrSet<const FunctionDecl *, 8> Visited;
};

const Expr *escapes(const FunctionDecl &F, Search &S);

/// Functions of the standard library that throw when their input is not as hoped, which in a server is
/// a matter of time.
bool throwsOnBadInput(const FunctionDecl &F) {
  static const llvm::StringRef Names[] = {
      "std::stoi",           "std::stol",       "std::stoul",          "std::stoll",
      "std::stoull",         "std::stof",       "std::stod",           "std::stold",
      "std::vector::at",     "std::deque::at",  "std::array::at",      "std::basic_string::at",
      "std::map::at",        "std::unordered_map::at", "std::basic_string_view::at",
      "std::optional::value", "std::expected::value",  "std::any_cast", "std::rethrow_exception",
      "boost::lexical_cast"};
  llvm::StringRef Last = identifierOf(F);
  for (llvm::StringRef Name : Names)
    if (Name.ends_with(Last) && !Last.empty() && hasQualifiedName(F, Name))
      return true;
  return false;
}

/// Operations that hand their error to the caller as a value name one of these in their arguments.
bool returnsItsError(const Stmt &S) {
  if (const auto *E = dyn_cast<Expr>(&S))
    if (const CXXRecordDecl *R = recordOf(E->getType())) {
      static const llvm::StringRef Adapters[] = {"as_tuple_t",       "partial_as_tuple",
                                                 "redirect_error_t", "partial_redirect_error",
                                                 "as_single_t"};
      if (llvm::is_contained(Adapters, identifierOf(*R)))
        return true;
    }
  for (const Stmt *Child : S.children())
    if (Child && !isa<LambdaExpr>(Child) && returnsItsError(*Child))
      return true;
  return false;
}

bool isNothrow(const Expr *E) {
  if (!E)
    return false;
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr();
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreImplicit());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const auto *Proto = F ? F->getType()->getAs<FunctionProtoType>() : nullptr;
  return Proto && Proto->isNothrow();
}

class EscapeFinder {
public:
  explicit EscapeFinder(Search &Whole) : Whole(Whole) {}

  const Expr *find(const Stmt *S) {
    if (!S || isa<LambdaExpr, BlockExpr>(S))
      return nullptr;
    if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
      bool Stopped = false;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        Stopped |= stopsFailures(*Try->getHandler(I));
      if (!Stopped)
        if (const Expr *E = find(Try->getTryBlock()))
          return E;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        if (const Expr *E = find(Try->getHandler(I)->getHandlerBlock()))
          return E;
      return nullptr;
    }
    if (const auto *Throw = dyn_cast<CXXThrowExpr>(S))
      return Throw;
    if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
      if (!Await->isImplicit() && mayThrow(*Await))
        return Await;
      return find(Await->getOperand());
    }
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && callThrows(*Call))
      return Call;
    for (const Stmt *Child : S->children())
      if (const Expr *E = find(Child))
        return E;
    return nullptr;
  }

  bool mayThrow(const CoawaitExpr &Await) {
    if (isNothrow(Await.getResumeExpr()) || returnsItsError(*Await.getOperand()) ||
        beginsWithOutcome(Await.getType()) || Whole.CannotFail(*Await.getOperand()))
      return false;
    // What it awaits is a coroutine that can be looked into.
    const Expr *Operand = Await.getOperand()->IgnoreImplicit();
    if (const auto *Call = dyn_cast<CallExpr>(Operand))
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        // The bodies of system headers are not read in every host.
        if (coroutineBody(*Callee) &&
            !Callee->getASTContext().getSourceManager().isInSystemHeader(Callee->getLocation()))
          return escapes(*Callee, Whole) != nullptr;
    return true;
  }

private:
  /// Whether a plain call is known to throw: by name, or because its visible body does.
  bool callThrows(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || isNothrow(&Call))
      return false;
    // Looked into only next door: a library's insides throw in ways that its users have ruled out.
    const FunctionDecl *Def = Callee->getDefinition();
    const SourceManager &SM = Callee->getASTContext().getSourceManager();
    return throwsOnBadInput(*Callee) || (Def && !coroutineBody(*Def) &&
                                         SM.isInMainFile(Def->getLocation()) &&
                                         escapes(*Def, Whole));
  }

  Search &Whole;
};

const Expr *escapes(const FunctionDecl &F, Search &S) {
  const FunctionDecl *Def = nullptr;
  if (!F.hasBody(Def) || Def->isDependentContext() ||
      Def->getASTContext().getSourceManager().isInSystemHeader(Def->getLocation()) ||
      !S.Visited.insert(F.getCanonicalDecl()).second)
    return nullptr;
  const CoroutineBodyStmt *Body = coroutineBody(*Def);
  return EscapeFinder(S).find(Body ? Body->getBody() : Def->getBody());
}

} // namespace

const Expr *escapingException(const FunctionDecl &F,
                              llvm::function_ref<bool(const Expr &)> CannotFail) {
  Search S{CannotFail, {}};
  return coroutineBody(F) ? escapes(F, S) : nullptr;
}

bool awaitMayThrow(const CoawaitExpr &Await, llvm::function_ref<bool(const Expr &)> CannotFail) {
  Search S{CannotFail, {}};
  return EscapeFinder(S).mayThrow(Await);
}

} // namespace corolint
