// Which functions block, and through which calls: what is learnt about a function, apart from where it
// is reported.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_BLOCKING_SUMMARY_H
#define COROLINT_PROFILE_BLOCKING_SUMMARY_H

#include "profile/knowledge.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint::profile {

/// How a function comes to block.
struct BlockingChain {
  struct Step {
    /// The call; for a destructor what makes the variable.
    const clang::Expr *E = nullptr;
    /// The local that is destroyed at the end of its scope; null for a call.
    const clang::VarDecl *Destroyed = nullptr;
  };
  /// The steps on the way: the first stands in the function itself, the last is the call that blocks.
  llvm::SmallVector<Step, 4> Steps;
  BlockingCall Last;

  /// Whether the function itself waits for a thread or a future, and does not just call what blocks.
  bool waitsItself() const {
    return Steps.size() == 1 &&
           (Last.Kind == BlockKind::ThreadSync || Last.Kind == BlockKind::Future);
  }
};

/// Summaries of the functions of one translation unit, made when asked for and kept.
///
/// Followed: direct calls of functions, methods, constructors and operators with a visible body,
/// destructors of locals, lambdas called in place or given to something that runs them at once. Not
/// followed: virtual calls without a final overrider, function pointers, lambdas given to a sink that
/// runs them elsewhere, coroutines. A function annotated `corolint::nonblocking` ends the search.
class BlockingSummaries {
public:
  /// \p Files: file access counts as blocking.
  explicit BlockingSummaries(Knowledge &Known, bool Files = false) : Known(Known), Files(Files) {}

  /// The first way in which \p F blocks, in source order; null when it does not as far as can be seen.
  const BlockingChain *of(const clang::FunctionDecl &F);
  /// The same for the destructor that runs at the end of the scope of \p Var.
  const BlockingChain *ofDestructor(const clang::VarDecl &Var);

private:
  friend class SummaryFinder;
  Knowledge &Known;
  const bool Files;
  /// Null while a function is being looked at: recursion adds nothing.
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<BlockingChain>> Summaries;
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Active;
  /// Whether a recursive call was met whose function is still being looked at.
  bool MetActive = false;
};

} // namespace corolint::profile

#endif
