// Storage that belongs to a thread: expressions that name it, functions that hand it out, classes that
// set it for the time that they live.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_THREAD_LOCALS_H
#define COROLINT_FLOW_THREAD_LOCALS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint::flow {

/// The thread_local variable that \p E, an lvalue, is or is a part of: `t`, `t.x`, `t[i]` (also of a
/// class), `f()` of a function that is seen to return a reference to one. Not what a thread_local pointer
/// points to: the thread has only the pointer.
const clang::VarDecl *threadLocalNamed(const clang::Expr *E);

/// The thread_local variable whose storage the value of \p E leads to: `&t`, a decayed array, an iterator
/// (`t.find(x)`), a view (`t.data()`, `string_view(t)`), what a thread_local unique_ptr or optional holds,
/// a pointer from a function that is seen to return `&t`.
const clang::VarDecl *threadLocalPointedTo(const clang::Expr *E);

/// Whether a method of that name, of a container or a string, gives an iterator, a pointer or a reference
/// into it.
bool leadsInto(llvm::StringRef Method);

/// What a guard sets in its constructor and again in its destructor.
struct ThreadSetting {
  /// The thread_local variable, or the function that sets something of the thread
  /// (`pthread_setspecific`).
  const clang::NamedDecl *Set = nullptr;
  explicit operator bool() const { return Set; }
};

/// What a class sets for the time that its objects live, read from the bodies of constructors and
/// destructor and of functions that they call. Counting up and down is no setting: the sum over all
/// threads stays right.
ThreadSetting threadSettingOf(const clang::CXXRecordDecl &R);

/// The thread_local variables that \p F is seen to change, itself or through what it calls.
llvm::SmallVector<const clang::NamedDecl *, 2> threadLocalsSetBy(const clang::FunctionDecl &F);

/// Whether threads may well use each other's \p V: it is constant, an atomic, a mutex, or something that
/// work is posted to.
bool isMadeForSharing(const clang::VarDecl &V);

} // namespace corolint::flow

#endif
