// What is known about the calls and types of one translation unit: the code itself first
// (coroutine/task-model.h), library profiles where code cannot tell, the user's annotations above
// both.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_KNOWLEDGE_H
#define COROLINT_PROFILE_KNOWLEDGE_H

#include "coroutine/callables.h"
#include "coroutine/task-model.h"
#include "flow/affinity.h"
#include "profile/call-site.h"
#include "profile/schema.h"
#include "llvm/ADT/StringMap.h"

namespace clang {
class Preprocessor;
}

namespace corolint::profile {

/// A task type with everything known about it.
struct TaskFacts {
  /// Null for an operation that is no coroutine (TypeEntry::Operation).
  const TaskType *Type = nullptr;
  const TypeEntry *Entry = nullptr; ///< The profile's word, or null.
  Start Begins = Start::Unknown;
  DropEffect Drop = DropEffect::Unknown;
  bool Awaitable = true;
  bool isLazy() const { return Begins == Start::Lazy; }
  bool isGenerator() const { return Type && Type->Kind == TaskKind::Generator; }
};

/// Why a call is known to block.
struct BlockingCall {
  BlockKind Kind = BlockKind::Configured;
  const BlockingEntry *Entry = nullptr; ///< Null when an annotation says so.
  const Profile *Library = nullptr;
  /// The annotated declaration, for a note.
  const clang::FunctionDecl *Annotated = nullptr;
};

/// Where a piece of code runs.
enum class Runs {
  Unknown,     ///< In a plain function or lambda: whoever calls it decides.
  InCoroutine, ///< In a coroutine that is not known to be offloaded.
  OnLoop,      ///< In a plain callable that a library runs on its event loop.
  Offloaded    ///< On a thread where blocking is fine.
};

struct Place {
  Runs Where = Runs::Unknown;
  Callable Fn;
  /// The call that was handed the callable, for OnLoop and Offloaded; null otherwise.
  const clang::Expr *Sink = nullptr;
  bool onLoop() const { return Where == Runs::InCoroutine || Where == Runs::OnLoop; }
};

/// A call that starts a task nobody awaits, and what that does with an exception.
struct SpawnCall {
  const SpawnEntry *Entry = nullptr;
  const clang::Expr *Task = nullptr;  ///< The task or the callable that makes it.
  const clang::Expr *Token = nullptr; ///< The completion token; null for a form without one.
  std::string Error;                  ///< "lost", "reported", "terminates".
};

class Knowledge {
public:
  /// \p Profiles outlive the object; later ones win over earlier ones. \p PP has read the unit, and
  /// tells the libraries' versions; without one they are unknown.
  Knowledge(clang::ASTContext &Ctx, std::vector<const Profile *> Profiles,
            const clang::Preprocessor *PP);

  clang::ASTContext &context() { return Ctx; }
  TaskModel &tasks() { return Tasks; }
  ConditionEvaluator &conditions() { return Conditions; }

  /// Everything known about the type, or nothing when its values are neither coroutines nor
  /// operations that a profile names.
  std::optional<TaskFacts> taskFacts(clang::QualType T);

  /// Whether the call stops its thread. Annotations win: `corolint::nonblocking` and
  /// `[[clang::nonblocking]]` clear a function, `corolint::blocking` and `[[clang::blocking]]` mark it.
  std::optional<BlockingCall> blocking(const CallSite &Call);
  /// Whether an annotation clears \p F.
  static bool isDeclaredNonBlocking(const clang::FunctionDecl &F);
  const SyncWaitEntry *syncWait(const CallSite &Call);
  const LoopEntry *loopRun(const CallSite &Call);
  const SinkEntry *sink(const CallSite &Call);
  std::optional<SpawnCall> spawn(const CallSite &Call);
  const CallableEntry *callable(const CallSite &Call);
  const GatherEntry *gather(const CallSite &Call);
  /// Whether what \p Call makes is meant to be kept; null for anything else.
  const CostlyEntry *costly(const CallSite &Call);
  /// Whether \p Call makes a queue that may grow without a limit; null for anything else.
  const QueueEntry *queue(const CallSite &Call);
  /// Whether \p Call gives an executor of the whole process.
  bool isGlobalExecutor(const CallSite &Call) { return find(Role::GlobalExecutor, Call); }
  /// Whether awaiting what \p Call returns only lets time pass.
  bool isDelay(const CallSite &Call) { return find(Role::Delay, Call); }
  /// Whether a loop that ran out of work can be run again after \p Call (`io_context::restart`).
  bool isRestart(const CallSite &Call) { return find(Role::Restart, Call); }
  /// How a loop of class \p T is restarted; null when that is not known.
  const CallPattern *restart(clang::QualType T);
  /// Whether \p T is the class of a loop whose work runs only while somebody runs the loop.
  bool isDrivenLoop(clang::QualType T) { return find(TypeRole::DrivenLoop, T); }

  /// The entry for the class of \p T (references removed) or a base of it; null for none.
  const ScopeEntry *scope(clang::QualType T);
  const ResourceEntry *resource(clang::QualType T);
  const HostileEntry *hostile(clang::QualType T);
  /// How cancellation is told by an exception of class \p T.
  const CancellationEntry *cancellation(clang::QualType T);
  /// Whether cancellation is asked for through objects of class \p T: a stop token.
  bool isCancellationToken(clang::QualType T) { return find(TypeRole::Token, T); }
  /// How the coroutine \p F is told that it was cancelled; empty where the library is not known.
  llvm::SmallVector<const CancellationEntry *, 2> cancellationsOf(const clang::FunctionDecl &F);
  /// Whether \p T is a class whose objects keep alive what they refer to: a shared pointer, a holder.
  bool isOwner(clang::QualType T) { return find(TypeRole::Owner, T); }
  const JoiningEntry *joining(clang::QualType T);
  /// Whether the coroutine \p F is always resumed on the thread that it was suspended on.
  bool isPinned(const clang::FunctionDecl &F);

  /// The control flow of the unit's bodies, each built once.
  flow::BodyFlows &flows() { return Flows; }

  /// Where the code at \p S runs.
  Place placeOf(const clang::Stmt &S);
  /// Whether the coroutine \p F begins on another thread: it has a parameter that says on which executor.
  bool beginsElsewhere(const clang::FunctionDecl &F);

  /// Whether the return type of \p F leaves the template parameters after the first at their defaults:
  /// what a library's own replacements yield is made for those (`awaitable<T>`, not
  /// `awaitable<T, io_context::executor_type>`).
  static bool hasDefaultArguments(const clang::FunctionDecl &F);
  /// Whether what \p Call starts cannot fail when it is awaited.
  bool cannotFail(const CallSite &Call) { return find(Role::Infallible, Call); }

  /// The library whose coroutine \p F is, by its return type; null for none that a profile knows.
  const Profile *libraryOf(const clang::FunctionDecl &F);
  /// The replacement \p Name of \p Library, in the version that is used here; null for none.
  const Replacement *replacement(const Profile &Library, llvm::StringRef Name) const;

private:
  enum class Role {
    Blocking,
    NotBlocking,
    SyncWait,
    Loop,
    Sink,
    Hop,
    Spawn,
    Infallible,
    Gather,
    Delay,
    Restart,
    Callable,
    Costly,
    Queue,
    GlobalExecutor
  };
  enum class TypeRole { Task, Scope, Hostile, Joining, DrivenLoop, Restarted, Resource, Owner, Cancelled, Token, Elsewhere };
  struct Indexed {
    Role What;
    const CallPattern *Call;
    const void *Entry;
    const Profile *Library;
  };
  void index(const Profile &P);
  /// Whether an entry of \p P is for the version of the library that is used here.
  bool applies(const VersionRange &Entry, const Profile &P) const;
  void add(Role What, const CallPattern &Call, const void *Entry, const Profile &P);
  const Indexed *find(Role What, const CallSite &Call);
  const Indexed *find(Role What, const CallSite &Call, const std::vector<Indexed> &Rows);
  bool isOnlyOffloaded(const clang::ValueDecl &Coroutine);
  bool isOffloadedMention(const clang::Expr &Mention);
  std::optional<flow::Affinity> hop(const clang::Expr &Operand);
  bool isAfterHop(const clang::Stmt &S, const clang::FunctionDecl &F);
  bool isDrivenByPlainCode(const clang::LambdaExpr &L);
  Place lambdaPlace(const clang::LambdaExpr &L, Callable Fn);

  clang::ASTContext &Ctx;
  TaskModel Tasks;
  ConditionEvaluator Conditions;
  std::vector<const Profile *> Profiles;
  /// By the last component of the callee's name; constructors by their class's.
  llvm::StringMap<std::vector<Indexed>> Calls;
  /// By the last component of the name of the class that is returned (CallPattern::Returning).
  llvm::StringMap<std::vector<Indexed>> CallsByResult;
  /// Of the profiles that ask for it.
  llvm::DenseMap<const Profile *, std::optional<Version>> Versions;
  struct IndexedType {
    TypeRole What;
    const void *Entry;
    llvm::StringRef Name;
  };
  void add(TypeRole What, const std::vector<std::string> &Names, const void *Entry);
  template <typename EntryType> void addTypes(TypeRole What, const std::vector<EntryType> &Entries,
                                              const Profile &P);
  const void *find(TypeRole What, const clang::CXXRecordDecl &R);
  /// The entry for the class of \p T or, when it has none, a base of it.
  const void *find(TypeRole What, clang::QualType T);
  llvm::StringMap<std::vector<IndexedType>> Types;
  flow::BodyFlows Flows;
  /// The hops of a coroutine, and what they mean for each place when there are any.
  struct HopsOf {
    llvm::SmallVector<std::pair<const clang::Expr *, flow::Affinity>, 2> Written;
    std::unique_ptr<flow::Affinities> Places;
  };
  llvm::DenseMap<const clang::FunctionDecl *, HopsOf> Hops;
  /// By canonical declaration of a function, or of the variable that holds a lambda.
  llvm::DenseMap<const clang::ValueDecl *, bool> OnlyOffloaded;
};

/// The call that \p Argument is (part of) an argument of, looking through conversions: what a lambda
/// or task was handed to. Nothing when it is used in any other way.
std::optional<CallSite> receivingCall(const clang::Expr &Argument, clang::ASTContext &Ctx);

} // namespace corolint::profile

#endif
