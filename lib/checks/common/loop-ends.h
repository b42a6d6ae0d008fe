// Which loop objects (`asio::io_context`) were run until they had no work left, and not restarted since.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_LOOP_ENDS_H
#define COROLINT_CHECKS_COMMON_LOOP_ENDS_H

#include "flow/body-flow.h"
#include "profile/knowledge.h"
#include <map>

namespace corolint {

/// An object by the names that lead to it: `io`, `this->io_` (a null, then the member), `server.io`.
/// Pointers are looked through.
using ObjectPath = std::vector<const clang::ValueDecl *>;
std::optional<ObjectPath> objectPath(const clang::Expr *E);

/// The local variable that \p Path is, as an object and not as a reference or a pointer; null for none.
const clang::VarDecl *ownVariable(const ObjectPath &Path);

/// A problem for flow/dataflow.h.
class LoopEnds {
public:
  LoopEnds(profile::Knowledge &Known, const clang::FunctionDecl &F) : Known(Known), F(F) {}

  struct Loop {
    /// NotRun: not on this path. Ended: the last that happened was that a run came to its end. Unknown: it
    /// may have been restarted.
    enum { NotRun, Ended, Unknown } Is = NotRun;
    const clang::CallExpr *Where = nullptr; ///< The run that ended.
    bool Always = false;                    ///< On every path, not just on those that ran it.
    bool operator==(const Loop &) const = default;
  };
  using State = std::map<ObjectPath, Loop>; ///< One that is missing was not run.

  State start() { return {}; }
  void transfer(State &S, const clang::CFGElement &E);
  void join(State &Into, const State &From);

private:
  void call(State &S, const CallSite &Call);
  bool mayRestart(const CallSite &Call, const ObjectPath &Path, const Loop &L);
  bool isPrivate(const ObjectPath &Path, const clang::CXXRecordDecl &Loop);
  bool isHarmless(const clang::FunctionDecl &Callee, const clang::CXXRecordDecl &Loop);

  static constexpr unsigned MaxDepth = 16;
  profile::Knowledge &Known;
  const clang::FunctionDecl &F;
  unsigned Depth = 0;
  llvm::DenseMap<const clang::VarDecl *, bool> Private;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Harmless;
};

} // namespace corolint

#endif
