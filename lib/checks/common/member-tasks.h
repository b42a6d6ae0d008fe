// Tasks that are stored in a member and that nothing ever takes from there.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_MEMBER_TASKS_H
#define COROLINT_CHECKS_COMMON_MEMBER_TASKS_H

#include "profile/knowledge.h"

namespace corolint {

/// A member that tasks are put into, and nothing else is done with.
struct ForgottenMember {
  const clang::FieldDecl *Field = nullptr;
  bool Container = false;
  /// The call whose task is stored, the first in the source.
  const clang::Expr *Made = nullptr;
};

/// The members of a translation unit. Only those count whose every mention is in the unit: private members
/// of a class that is defined completely, friends included, and members of classes that no other unit can
/// name.
class MemberTasks {
public:
  explicit MemberTasks(profile::Knowledge &Known) : Known(Known) {}

  profile::Knowledge &knowledge() const { return Known; }

  /// Looks at a member that may turn out to be forgotten.
  void consider(const clang::FieldDecl &Field);
  /// Reads the unit, when there is anything to look for.
  std::vector<ForgottenMember> forgotten();

private:
  class Reader;
  struct Found {
    bool Container = false;
    bool Lazy = false;
    bool Used = false;
    const clang::Expr *Made = nullptr;
  };
  profile::Knowledge &Known;
  llvm::DenseMap<const clang::FieldDecl *, Found> Fields;
};

} // namespace corolint

#endif
