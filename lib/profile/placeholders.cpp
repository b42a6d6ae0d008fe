// Filling in the placeholders of a profile: one copy of it for each namespace the library may live in.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/placeholders.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint::profile {

/// `boost::asio` as macros begin: `BOOST_ASIO`.
static std::string macroSpelling(llvm::StringRef Namespace) {
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Namespace.split(Parts, "::");
  return llvm::StringRef(llvm::join(Parts, "_")).upper();
}

/// Replaces the placeholders in one string.
static void expand(std::string &S, llvm::StringRef Namespace, llvm::StringRef Include) {
  auto ReplaceAll = [&](llvm::StringRef From, llvm::StringRef To) {
    for (size_t At = 0; (At = S.find(From.str(), At)) != std::string::npos; At += To.size())
      S.replace(At, From.size(), To.str());
  };
  ReplaceAll("${ns}", Namespace);
  ReplaceAll("${NS}", macroSpelling(Namespace));
  ReplaceAll("${include}", Include);
  // The error_code of a Boost library lives outside of the library's own namespace.
  ReplaceAll("${error_code}",
             Namespace.starts_with("boost::") ? "boost::system::error_code" : "std::error_code");
  ReplaceAll("${system_error}",
             Namespace.starts_with("boost::") ? "boost::system::system_error" : "std::system_error");
}

namespace {
struct Expander {
  llvm::StringRef Namespace, Include;
  bool CLinkage = false;

  void operator()(std::string &S) { expand(S, Namespace, Include); }
  void operator()(std::vector<std::string> &V) {
    for (std::string &S : V)
      expand(S, Namespace, Include);
  }
  void operator()(Condition &C) { apply(C.HasFlag, C.Type, C.RefersTo, C.Mentions); }
  void operator()(CallPattern &C) {
    C.CLinkage = CLinkage;
    apply(C.Functions, C.Of, C.Constructors, C.Returning);
    for (Condition &Cond : C.When)
      (*this)(Cond);
    for (Condition &Cond : C.Unless)
      (*this)(Cond);
  }
  template <typename... T> void apply(T &...Parts) { ((*this)(Parts), ...); }
};
} // namespace

Profile expanded(Profile P, llvm::StringRef Namespace, llvm::StringRef Include) {
  Expander E{Namespace, Include, P.Linkage == "c"};
  if (!Namespace.empty()) {
    P.Namespaces = {Namespace.str()};
    P.IncludeRoots = {Include.str()};
  }
  if (P.LibraryVersion)
    E(P.LibraryVersion->Macros);
  if (P.Verify) {
    E.apply(P.Verify->Headers, P.Verify->Flags, P.Verify->Coroutines);
    for (Elsewhere &Other : P.Verify->Elsewhere)
      E(Other.Names);
  }
  E(P.Coroutines);
  for (TypeEntry &T : P.Types)
    E.apply(T.Names, T.Message);
  for (BlockingEntry &B : P.Blocking)
    E.apply(B.Call, B.Effect, B.Duration);
  for (CallPattern &C : P.NotBlocking)
    E(C);
  for (SyncWaitEntry &S : P.SyncWaits)
    E(S.Call);
  for (LoopEntry &L : P.Loops)
    E(L.Call);
  for (SinkEntry &S : P.Sinks)
    E(S.Call);
  for (HopEntry &H : P.Hops)
    E(H.Call);
  for (CallPattern &C : P.Infallible)
    E(C);
  for (SpawnEntry &S : P.Spawns) {
    E.apply(S.Call, S.Handler, S.HandlerHeader);
    for (SpawnToken &T : S.Tokens)
      E(T.Type);
  }
  for (CallableEntry &C : P.Callables)
    E(C.Call);
  for (ScopeEntry &S : P.Scopes)
    E.apply(S.Names, S.Spawns);
  for (ResourceEntry &R : P.Resources)
    E(R.Names);
  E(P.Owners);
  for (CancellationEntry &C : P.Cancellations)
    E.apply(C.Exceptions, C.Codes, C.Tokens, C.Header);
  for (HostileEntry &H : P.Hostile)
    E(H.Names);
  for (JoiningEntry &J : P.Joining)
    E(J.Names);
  for (CostlyEntry &C : P.Costly)
    E(C.Call);
  for (QueueEntry &Q : P.Queues)
    E.apply(Q.Call, Q.Instead);
  for (CallPattern &C : P.GlobalExecutors)
    E(C);
  for (GatherEntry &G : P.Gathers)
    E(G.Call);
  for (CallPattern &C : P.Delays)
    E(C);
  for (CallPattern &C : P.Restarts)
    E(C);
  for (Replacement &R : P.Replacements) {
    E.apply(R.Expr, R.Headers, R.UsingNamespace, R.DurationType);
    for (Need &N : R.Needs)
      E(N.Type);
  }
  if (P.Twin)
    E.apply(P.Twin->Token, P.Twin->ErrorCode, P.Twin->ErrorCodeToken, P.Twin->Headers,
            P.Twin->ErrorCodeHeaders);
  return P;
}

} // namespace corolint::profile
