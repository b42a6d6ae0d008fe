// Recognising `sync_wait`; see sync-wait.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/sync-wait.h"
#include "coroutine/qualified-name.h"

using namespace clang;

namespace corolint {

const Expr *taskWaitedFor(const CallSite &Call, profile::Knowledge &Known) {
  if (const profile::SyncWaitEntry *Entry = Known.syncWait(Call)) {
    if (Entry->Operand == "object")
      return Call.Object;
    unsigned Index = 0;
    if (llvm::StringRef(Entry->Operand).getAsInteger(10, Index) || Index >= Call.Args.size())
      return nullptr;
    return Call.Args[Index];
  }
  // A library nobody described: the name says what it does, and the types must bear it out.
  llvm::StringRef Name = identifierOf(*Call.Callee);
  if (Call.Callee->getOverloadedOperator() == OO_Call && Call.Object)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Call.Object->IgnoreParenImpCasts()))
      Name = identifierOf(*Ref->getDecl());
  static const llvm::StringRef Customary[] = {"sync_wait",     "syncWait",     "sync_await",
                                              "syncAwait",     "blocking_wait", "blockingWait",
                                              "block_on",      "blockOn"};
  if (!llvm::is_contained(Customary, Name) || Call.Args.empty() || coroutineBody(*Call.Callee) ||
      !Known.taskFacts(stripped(Call.Args.front())->getType()) ||
      Known.taskFacts(Call.E->getType()) || Known.tasks().isAwaitable(Call.E->getType()))
    return nullptr;
  return Call.Args.front();
}

/// `mutex.lock()`, `mutex.scoped_lock()`: what it is called on can be unlocked.
static bool isLock(const Expr &Operand) {
  std::optional<CallSite> Call = callSite(Operand);
  const CXXRecordDecl *R = Call && Call->Object ? recordOf(Call->Object->getType()) : nullptr;
  return R && findMethod(*R, "unlock");
}

static bool needsNoLoop(const Expr &Task, unsigned Depth) {
  std::optional<CallSite> Call = callSite(*stripped(&Task));
  const CoroutineBodyStmt *Body = Call && Depth < 4 ? coroutineBody(*Call->Callee) : nullptr;
  return Body && llvm::all_of(suspensionPoints(*Body), [&](const SuspensionPoint &P) {
           const auto *Await = dyn_cast<CoawaitExpr>(P.E);
           return Await && (isLock(*stripped(Await->getOperand())) ||
                            needsNoLoop(*Await->getOperand(), Depth + 1));
         });
}

bool needsNoLoop(const Expr &Task) { return needsNoLoop(Task, 0); }

} // namespace corolint
