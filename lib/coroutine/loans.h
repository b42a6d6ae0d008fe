// What a call lends to its callee: the objects that a coroutine refers to by its parameters, and that have to
// outlive it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_LOANS_H
#define COROLINT_COROUTINE_LOANS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// An object that an expression refers to, as far as that can be seen.
struct Referent {
  enum Kind {
    Unknown,
    Temporary, ///< Of the full expression, or a part of one.
    Local,     ///< Var or a part of it, a variable of the function around, parameters included.
    This       ///< The object that the function around is a method of, or a part of it.
  };
  Kind Is = Unknown;
  const clang::VarDecl *Var = nullptr; ///< For Local.
  const clang::Expr *Made = nullptr;   ///< For Temporary: what makes it.
};

struct Loan {
  enum Form {
    Reference, ///< Bound to a reference.
    Pointer,   ///< `&x`, `x.get()`, a decayed array.
    View,      ///< An object that refers to it: `std::string_view`, a span, an iterator, a struct of those.
    Object,    ///< What the method is called on.
    Capture    ///< By a lambda that is passed.
  };
  Form By = Reference;
  Referent To;
  const clang::Expr *Argument = nullptr;
  /// Null for Object.
  const clang::ParmVarDecl *Param = nullptr;
};

/// Whether an object of class \p T refers to what others own: `std::string_view`, `std::span`, iterators,
/// `std::reference_wrapper`, and what is annotated `[[gsl::Pointer]]`.
bool isView(clang::QualType T);

/// What the glvalue \p E names. Looked through are members, elements, `*` and the accessors of classes that
/// own what is in them, `std::move` and the like, and local references.
Referent referentOf(const clang::Expr *E);

/// What the value of \p E, an object of type \p T, refers to, in whatever way; empty for one that owns what it
/// has.
llvm::SmallVector<Loan, 2> lentBy(clang::QualType T, const clang::Expr *E);

/// Everything that \p Call lends, with a known referent.
llvm::SmallVector<Loan, 4> loansOf(const clang::FunctionDecl &Callee, const clang::Expr *Object,
                                   llvm::ArrayRef<const clang::Expr *> Args);

} // namespace corolint

#endif
