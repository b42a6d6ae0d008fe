// blocking-process-call: see docs/checks/blocking-process-call.md. The calls are data
// (lib/profile/data); what is here keeps quiet where the process is known to have ended.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace corolint {
namespace {

/// The variable or member that \p E is, or null.
const ValueDecl *thing(const Expr *E) {
  E = E ? E->IgnoreParenImpCasts() : nullptr;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    return Ref->getDecl();
  if (const auto *M = dyn_cast_or_null<MemberExpr>(E))
    return M->getMemberDecl();
  return nullptr;
}

class BlockingProcessCallCheck : public BlockingCheck {
public:
  BlockingProcessCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                           llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Process) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for another process"; }

  bool confirm(const CallSite &Call, const profile::Place &Place,
               profile::Knowledge &Known) override {
    // Who is told that a child has ended collects its status without waiting.
    static const llvm::StringRef Reaping[] = {"wait", "waitpid", "waitid", "wait3", "wait4"};
    if (Call.Callee->isExternC() && llvm::is_contained(Reaping, identifierOf(*Call.Callee)))
      return !Known.conditions().fileMentions(Call.E->getBeginLoc(),
                                              {"SIGCHLD", "pidfd_open", "SYS_pidfd_open"});
    // `while (child.running()) co_await ...; child.wait();`
    const ValueDecl *Child = thing(Call.Object);
    return !Child || !asksWhetherRunning(Place.Fn.Function->getBody(), *Child);
  }

private:
  static bool asksWhetherRunning(const Stmt *S, const ValueDecl &Child) {
    if (!S)
      return false;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(S))
      if (const CXXMethodDecl *Method = M->getMethodDecl();
          Method && identifierOf(*Method) == "running" &&
          thing(M->getImplicitObjectArgument()) == &Child)
        return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *C) { return asksWhetherRunning(C, Child); });
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingProcessCallCheck)
