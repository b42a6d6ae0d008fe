// Telling guards and thread mutexes by their types; see lock-types.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/lock-types.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint::flow {

/// The guards that lock in their constructor and unlock in their destructor.
static bool isGuardClass(const CXXRecordDecl &R) {
  static const llvm::StringRef Names[] = {
      "std::lock_guard",    "std::unique_lock",    "std::scoped_lock",  "std::shared_lock",
      "boost::lock_guard",  "boost::unique_lock",  "boost::shared_lock", "boost::scoped_lock",
      "boost::upgrade_lock", "QMutexLocker",       "QReadLocker",       "QWriteLocker",
      "absl::MutexLock",    "absl::ReaderMutexLock", "absl::WriterMutexLock"};
  for (llvm::StringRef Name : Names)
    if (hasQualifiedName(R, Name))
      return true;
  return false;
}

/// A smart pointer or optional around one value.
static const CXXRecordDecl *wrapped(const CXXRecordDecl &R) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!Spec || !(hasQualifiedName(R, "std::optional") || hasQualifiedName(R, "std::unique_ptr") ||
                 hasQualifiedName(R, "std::shared_ptr")))
    return nullptr;
  const TemplateArgumentList &Args = Spec->getTemplateArgs();
  return Args.size() && Args[0].getKind() == TemplateArgument::Type
             ? Args[0].getAsType()->getAsCXXRecordDecl()
             : nullptr;
}

bool isThreadMutex(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  // Stackful tasks wait on these without stopping a thread.
  for (llvm::StringRef Name : {"userver::engine::Mutex", "userver::engine::SharedMutex",
                               "photon::mutex"})
    if (hasQualifiedName(*R, Name))
      return false;
  if (hasQualifiedName(*R, "QReadWriteLock"))
    return true;
  const FunctionDecl *Lock = findMethod(*R, "lock");
  if (!Lock || !findMethod(*R, "unlock"))
    return false;
  // A lock that is awaited is an asynchronous one.
  if (!Lock->getReturnType()->isVoidType())
    return false;
  // The mutex of a program that is built for one thread.
  const FunctionDecl *Pattern = Lock->getTemplateInstantiationPattern();
  const Stmt *Body = (Pattern ? Pattern : Lock)->getBody();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  return !Block || !Block->body_empty();
}

bool isNamedLikeMutex(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !isThreadMutex(T))
    return false;
  llvm::StringRef Name = identifierOf(*R);
  if (Name.contains_insensitive("file"))
    return false;
  return findMethod(*R, "try_lock") || Name.contains_insensitive("mutex") ||
         Name.contains_insensitive("lock");
}

bool isGuard(QualType T) {
  // Not its definition: a guard that is only pointed to may have none.
  const CXXRecordDecl *R = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  if (R)
    if (const CXXRecordDecl *Inner = wrapped(*R))
      R = Inner;
  if (!R || !isGuardClass(*R))
    return false;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (!Spec)
    return true;
  // Every mutex it guards must be a thread's; `scoped_lock<>` guards none.
  bool Any = false;
  auto Check = [&](const TemplateArgument &A) {
    if (A.getKind() != TemplateArgument::Type)
      return true;
    Any = true;
    return isThreadMutex(A.getAsType());
  };
  for (const TemplateArgument &A : Spec->getTemplateArgs().asArray()) {
    if (A.getKind() == TemplateArgument::Pack) {
      for (const TemplateArgument &P : A.pack_elements())
        if (!Check(P))
          return false;
    } else if (!Check(A)) {
      return false;
    }
  }
  return Any;
}

} // namespace corolint::flow
