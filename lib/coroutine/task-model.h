// What a type means to a coroutine: is it a task or an awaitable, does it start at once, what
// happens when it is dropped, and can a given coroutine await it. Read off the AST alone, so that a
// library nobody has heard of is understood; what code cannot tell comes from profiles
// (lib/profile).
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_TASK_MODEL_H
#define COROLINT_COROUTINE_TASK_MODEL_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace corolint {

/// When the body of a coroutine begins to run.
enum class Start {
  Unknown,
  Lazy, ///< Not before the task is awaited or handed to something that starts it.
  Eager ///< In the call itself.
};

/// What becomes of the work when the task object is destroyed before anybody awaited it.
enum class DropEffect {
  Unknown,
  NeverRuns,   ///< The body was never started and never will be.
  KeepsRunning, ///< The work goes on with nobody to see its result or its exception.
  Cancelled,   ///< The frame is destroyed where it is suspended.
  Leaks,       ///< Never runs, and its frame is never freed.
  Blocks       ///< The destructor waits on this thread until the work is done.
};

enum class TaskKind {
  Task,      ///< Awaited for one result.
  Generator, ///< Yields a sequence.
};

/// A type whose values are coroutines.
struct TaskType {
  const clang::CXXRecordDecl *Record = nullptr;
  /// The promise type; a template's pattern when no coroutine of this very type was instantiated.
  const clang::CXXRecordDecl *Promise = nullptr;
  TaskKind Kind = TaskKind::Task;
  Start Begins = Start::Unknown;
  DropEffect Drop = DropEffect::Unknown;
  /// Whether an expression of the type may be the operand of a `co_await` at all. A task that
  /// cannot be awaited is made to be dropped (`fire_and_forget`).
  bool Awaitable = false;
};

enum class Answer { No, Yes, Unknown };

class TaskModel {
public:
  explicit TaskModel(clang::ASTContext &Ctx) : Ctx(Ctx) {}
  TaskModel(const TaskModel &) = delete;
  TaskModel &operator=(const TaskModel &) = delete;

  /// The task type of \p T (references and cv-qualifiers removed), or null when \p T is none or is
  /// dependent. The result lives as long as the model.
  const TaskType *taskType(clang::QualType T);

  /// Whether a value of type \p T can be awaited where no `await_transform` interferes: it has
  /// `await_ready`/`await_suspend`/`await_resume`, or an `operator co_await`, member or free.
  bool isAwaitable(clang::QualType T);

  /// Whether `co_await <prvalue of type T>` compiles in \p Coroutine. Yes only when that is certain:
  /// the promise has no `await_transform` and the type is awaitable; or an overload names the type,
  /// takes anything unconstrained, or was already instantiated for the type in this unit.
  Answer canAwait(const clang::FunctionDecl &Coroutine, clang::QualType T);

  /// The type of `co_await <prvalue of type T>`, where it can be found; null otherwise.
  clang::QualType awaitResult(clang::QualType T);

  /// The `operator co_await` that a prvalue of \p R would choose, member or free; null for none.
  const clang::FunctionDecl *coAwaitOf(const clang::CXXRecordDecl &R);
  /// What `co_await` of a type that is awaitable by itself calls await_resume on.
  const clang::CXXRecordDecl *awaiterOf(const clang::CXXRecordDecl &R);

  /// The promise type of a coroutine with a visible body, else of its return type.
  const clang::CXXRecordDecl *promiseOf(const clang::FunctionDecl &Coroutine);

private:
  const clang::CXXRecordDecl *findPromise(const clang::CXXRecordDecl &R);
  const clang::CXXRecordDecl *promiseFromTraits(const clang::CXXRecordDecl &R);
  void readTraits();
  const clang::FunctionDecl *freeCoAwaitOf(const clang::CXXRecordDecl &R);

  clang::ASTContext &Ctx;
  /// Null for a record that is no task.
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<TaskType>> Tasks;
  /// Promises named by specialisations of std::coroutine_traits, by the record of their first
  /// argument; partial specialisations by the pattern of its class template.
  llvm::DenseMap<const clang::CXXRecordDecl *, const clang::CXXRecordDecl *> Traits;
  bool TraitsRead = false;
  /// Parameter records of the free `operator co_await`s of the unit.
  llvm::DenseMap<const clang::CXXRecordDecl *, const clang::FunctionDecl *> FreeCoAwait;
  bool FreeCoAwaitRead = false;
};

/// The record of \p T after references, pointers excluded: its definition, or the pattern of its
/// class template when \p T was never instantiated or is dependent. Null when \p T is no class.
const clang::CXXRecordDecl *recordOf(clang::QualType T);

/// The pattern that \p R was instantiated from, or \p R itself.
const clang::CXXRecordDecl *patternOf(const clang::CXXRecordDecl &R);

/// The first method called \p Name in \p R or, when it has none, in its bases (dependent ones
/// through their patterns).
const clang::FunctionDecl *findMethod(const clang::CXXRecordDecl &R, llvm::StringRef Name);

} // namespace corolint

#endif
