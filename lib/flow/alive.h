// Which objects of chosen classes are alive where: variables, parameters and members, also inside of
// optionals and smart pointers. Locks have rules of their own, see locks.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_ALIVE_H
#define COROLINT_FLOW_ALIVE_H

#include "flow/body-flow.h"
#include <functional>
#include <map>

namespace corolint::flow {

/// The class of an object of type \p T, or of what an optional or smart pointer of type \p T holds; null
/// for pointers, references and everything else.
const clang::CXXRecordDecl *heldClass(clang::QualType T);

/// A problem for dataflow.h. Alive means on every path: where paths disagree, after a call that was given
/// the object and may end it, after a method that changes it, nothing is claimed.
class ObjectsAlive {
public:
  struct Object {
    enum Alive { No, Yes, Maybe } Is = No;
    /// Where its life began.
    clang::SourceLocation Where;
    /// What it was made of; null for a parameter and when nobody knows.
    const clang::Expr *Made = nullptr;
    /// The class, where the variable is a reference to a temporary; null where its type says it.
    const clang::CXXRecordDecl *Class = nullptr;
    bool operator==(const Object &) const = default;
  };
  struct Earlier {
    bool operator()(const clang::ValueDecl *A, const clang::ValueDecl *B) const {
      return A->getLocation().getRawEncoding() != B->getLocation().getRawEncoding()
                 ? A->getLocation().getRawEncoding() < B->getLocation().getRawEncoding()
                 : A < B;
    }
  };
  using State = std::map<const clang::ValueDecl *, Object, Earlier>;

  /// \p Wanted: whether objects of the class are followed.
  ObjectsAlive(const BodyFlow &Body, std::function<bool(const clang::CXXRecordDecl &)> Wanted)
      : Body(Body), Wanted(std::move(Wanted)) {}

  State start();
  void transfer(State &S, const clang::CFGElement &E);
  void join(State &Into, const State &From);

private:
  bool isWanted(clang::QualType T) const;
  const clang::ValueDecl *followed(const clang::Expr *E) const;
  const clang::ValueDecl *movedFrom(const clang::Expr *E) const;
  Object made(State &S, const clang::Expr *From, clang::QualType As, clang::SourceLocation Where);
  void declare(State &S, const clang::VarDecl &V);
  void call(State &S, const clang::CallExpr &Call);
  void memberCall(State &S, const clang::CXXMemberCallExpr &Call, const clang::ValueDecl &D);
  void arguments(State &S, llvm::ArrayRef<const clang::Expr *> Args,
                 llvm::ArrayRef<clang::ParmVarDecl *> Params);
  void captured(State &S, const clang::LambdaExpr &Lambda);

  const BodyFlow &Body;
  std::function<bool(const clang::CXXRecordDecl &)> Wanted;
};

} // namespace corolint::flow

#endif
