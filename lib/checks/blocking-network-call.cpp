// blocking-network-call: see docs/checks/blocking-network-call.md. The calls are data
// (lib/profile/data); what is here keeps quiet about calls that return at once, and about fixes
// that would not compile.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {
namespace {

using Things = llvm::SmallPtrSet<const ValueDecl *, 4>;

/// Whether \p Holds for \p S or anything in it, nested lambdas included.
bool anyIn(const Stmt *S, llvm::function_ref<bool(const Stmt &)> Holds) {
  if (!S)
    return false;
  if (Holds(*S))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return anyIn(C, Holds); });
}

/// The variables and members that \p E names.
Things thingsIn(const Expr &E) {
  Things Out;
  anyIn(&E, [&](const Stmt &S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && isa<VarDecl>(Ref->getDecl()))
      Out.insert(Ref->getDecl());
    if (const auto *M = dyn_cast<MemberExpr>(&S); M && isa<FieldDecl>(M->getMemberDecl()))
      Out.insert(M->getMemberDecl());
    return false;
  });
  return Out;
}

bool shares(const Expr *E, const Things &With) {
  return E && llvm::any_of(thingsIn(*E), [&](const ValueDecl *D) { return With.contains(D); });
}

class BlockingNetworkCallCheck : public BlockingCheck {
public:
  BlockingNetworkCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                           llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Network) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for the network"; }

  std::optional<profile::BlockingCall> classify(const CallSite &Call,
                                                profile::Knowledge &Known) override {
    std::optional<profile::BlockingCall> Blocking = BlockingCheck::classify(Call, Known);
    if (Blocking && Blocking->Entry && Blocking->Entry->AsyncTwin && !Call.Object &&
        !hasAsyncSide(Call))
      return std::nullopt;
    return Blocking;
  }

  bool confirm(const CallSite &Call, const profile::Place &Place, profile::Knowledge &) override {
    const bool C = Call.Callee->isExternC();
    const Expr *Endpoint = Call.Object;
    // Of a C function only a descriptor can be ready, not the name of a host.
    if (!Endpoint && !Call.Args.empty() && (!C || Call.Args.front()->getType()->isIntegerType()))
      Endpoint = Call.Args.front();
    if (!Endpoint)
      return true;
    Things Used = thingsIn(*Endpoint);
    auto SaysReady = [&](const Stmt &S) {
      // `co_await loop.readable(fd)`: a descriptor that was awaited is ready, or somebody made it
      // non-blocking.
      if (const auto *Await = dyn_cast<CoawaitExpr>(&S); Await && C && !Await->isImplicit())
        return shares(Await->getOperand(), Used);
      // `co_await socket.async_wait(wait_read, ...)`, `if (socket.available())`
      const auto *Member = dyn_cast<CXXMemberCallExpr>(&S);
      const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
      llvm::StringRef Name = Method ? identifierOf(*Method) : "";
      return (Name == "async_wait" || Name == "available") &&
             shares(Member->getImplicitObjectArgument(), Used);
    };
    return !anyIn(Place.Fn.Function->getBody(), SaysReady) &&
           !(Place.Sink && SaysReady(*Place.Sink));
  }

private:
  /// Whether the stream that a composed operation (`asio::write(stream, ...)`) is given could be used
  /// asynchronously. A stream that could not is something in memory, as far as anybody can tell.
  static bool hasAsyncSide(const CallSite &Call) {
    const CXXRecordDecl *Stream =
        Call.Args.empty() ? nullptr : recordOf(stripped(Call.Args.front())->getType());
    if (!Stream)
      return true;
    return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"async_read_some", "async_write_some",
                                                        "async_read_some_at", "async_write_some_at",
                                                        "async_connect"},
                        [&](llvm::StringRef Name) { return findMethod(*Stream, Name); });
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingNetworkCallCheck)
