// The base of the checks that report a call which stops the loop's thread. They differ in the kind of
// call; where the call is, how it is said and what to write instead is the same for all.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_BLOCKING_CHECK_H
#define COROLINT_CHECKS_COMMON_BLOCKING_CHECK_H

#include "checks/common/check.h"

namespace corolint {

class BlockingCheck : public CoroCheck {
public:
  /// Reports calls of \p Kind.
  BlockingCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                llvm::ArrayRef<OptionSpec> Options, profile::BlockKind Kind)
      : CoroCheck(Name, Context, Options), Kind(Kind) {}

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

protected:
  /// Edits with what they are called in a note.
  struct Fix {
    std::string Title;
    llvm::SmallVector<clang::FixItHint, 4> Hints;
    /// On the warning (see FixKind::Safe) or on a note.
    bool Safe = false;
  };

  /// Whether the call blocks as far as this check is concerned; by default, when a profile says so
  /// with the check's kind.
  virtual std::optional<profile::BlockingCall> classify(const CallSite &Call,
                                                        profile::Knowledge &Known);
  /// A last look at a call that is about to be reported: false to stay silent.
  virtual bool confirm(const CallSite &Call, const profile::Place &Place,
                       profile::Knowledge &Known) {
    return true;
  }
  /// What to write instead; by default what the library's profile offers.
  virtual std::optional<Fix> fix(const CallSite &Call, const profile::BlockingCall &Blocking,
                                 const profile::Place &Place, profile::Knowledge &Known);
  /// The default way to end the sentence "'f' ...".
  virtual llvm::StringRef effect() const = 0;

  /// `f(args)` replaced by the library's own awaitable form.
  std::optional<Fix> replacementFix(const CallSite &Call, const profile::BlockingEntry &Entry,
                                    const profile::Place &Place, profile::Knowledge &Known);
  /// `f(args)` made `co_await async_f(args, token)`.
  std::optional<Fix> asyncTwinFix(const CallSite &Call, const profile::BlockingCall &Blocking,
                                  const profile::Place &Place, profile::Knowledge &Known);

  const profile::BlockKind Kind;
};

} // namespace corolint

#endif
