// The schema of a library profile: what code cannot tell about a coroutine library or a blocking API.
// One struct a YAML mapping; the reader is in loader.cpp, the documentation for users in
// docs/guide/profiles.md.
//
// Names are fully qualified, without inline namespaces ("std::future", not "std::__1::future"), the
// global namespace without leading "::". `${ns}` stands for each of `namespaces` in turn.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_SCHEMA_H
#define COROLINT_PROFILE_SCHEMA_H

#include "coroutine/task-model.h"
#include "profile/library-version.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint::profile {

/// What every entry of a profile may say: the versions of the library that it holds for. Where the
/// version is not known, it holds.
struct VersionRange {
  std::optional<Version> Since;  ///< The first version.
  std::optional<Version> Before; ///< The first version that it no longer holds for.
  size_t Offset = 0;             ///< Where it begins in its file.

  bool holdsFor(const std::optional<Version> &Actual) const {
    return !Actual || ((!Since || !(*Actual < *Since)) && (!Before || *Actual < *Before));
  }
};

/// A condition on one call; all that is given must hold.
struct Condition {
  /// Which argument: its index from 0, "last", "any" or "object" (what the method is called on).
  std::string Arg;
  /// "zero": a zero duration or the constant 0; "null": a null pointer constant; "not-null": an
  /// argument that is not; "number": an argument of an arithmetic type.
  std::string Is;
  /// The argument's source names one of these, or its value is not known (flags kept in a variable):
  /// MSG_DONTWAIT, WNOHANG.
  std::vector<std::string> HasFlag;
  /// The argument's class (or a base of it) is one of these.
  std::vector<std::string> Type;
  /// The argument is one of these variables.
  std::vector<std::string> RefersTo;
  /// The call has exactly this many written arguments.
  std::optional<unsigned> Args;
  /// The file around the call names one of these identifiers: evidence that a descriptor is in
  /// non-blocking mode (O_NONBLOCK, EAGAIN).
  std::vector<std::string> Mentions;
};

/// A set of calls. Exactly one of Functions, Methods, Constructors, Returning is given.
struct CallPattern : VersionRange {
  std::vector<std::string> Functions;    ///< Free functions and static methods.
  std::vector<std::string> Methods;      ///< Method names, of one of the classes in Of.
  std::vector<std::string> Of;           ///< Classes; the object's class or any base of it counts.
  std::vector<std::string> Constructors; ///< Classes whose construction is meant.
  /// Classes; any function or method that returns one (no reference, no pointer) is meant. For
  /// generated code, whose names nobody can list; narrowed down by When.
  std::vector<std::string> Returning;
  std::vector<Condition> When;           ///< All must hold.
  std::vector<Condition> Unless;         ///< None may hold.
  /// Functions must have C linkage: a `sleep` of the user's own is another one.
  bool CLinkage = false;
};

/// What a type does where its code cannot tell.
struct TypeEntry : VersionRange {
  std::vector<std::string> Names;
  std::optional<Start> Begins;
  std::optional<DropEffect> Drop;
  /// The type is no coroutine but an operation that does nothing until it is awaited.
  bool Operation = false;
  /// Dropping one outside of a coroutine is normal in this library (a slot that starts a task).
  bool DiscardOk = false;
  /// Methods whose result may be dropped: they handle the outcome (`then`, `handle_exception`).
  std::vector<std::string> Handles;
  /// Ends the sentence "the result of 'f' is dropped: ", for types with a story of their own.
  std::string Message;
  /// May be awaited more than once: each await gives the same result.
  bool Shared = false;
  /// A default-constructed one is complete: awaiting it returns at once.
  bool EmptyIsReady = false;
  /// Coroutines of this type are called from outside (by a framework, across a language's border), and what
  /// they are given by reference is not kept for them.
  bool EntryPoint = false;
};

/// A class that owns the tasks it is given (a scope, a gate, a task group) and has to be joined.
struct ScopeEntry : VersionRange {
  std::vector<std::string> Names;
  /// Methods that give it work, and, by their full names, functions that are passed it and start work
  /// in it unless their result is used.
  std::vector<std::string> Spawns;
  /// Methods whose awaited (or, for a blocking scope, plain) call ends when all work has ended.
  std::vector<std::string> Joins;
  /// Ends the sentence "'scope' is destroyed without being joined: ".
  std::string Effect;
};

/// A class whose objects have to be closed by something that is awaited, which a destructor cannot do.
struct ResourceEntry : VersionRange {
  std::vector<std::string> Names;
  /// Methods after which there is something to close; when empty, every object that is not default-constructed
  /// has.
  std::vector<std::string> Opens;
  /// Methods whose awaited call closes it.
  std::vector<std::string> Closes;
  /// Ends the sentence "'out' is not closed on every path: ".
  std::string Effect;
};

/// How a library tells a coroutine that it was cancelled.
struct CancellationEntry : VersionRange {
  /// Classes that are thrown then; what is derived from one counts.
  std::vector<std::string> Exceptions;
  /// Constants by which the exception is told from those of other failures; empty when its class says it all.
  std::vector<std::string> Codes;
  /// Classes through which cancellation is asked for: what was given no object of one cannot be cancelled. When
  /// empty, every operation can.
  std::vector<std::string> Tokens;
  /// The header that declares the exceptions.
  std::string Header;
};

/// A class that must not be alive while a coroutine is suspended: it belongs to a thread, or to a scope
/// that others must not run in.
struct HostileEntry : VersionRange {
  std::vector<std::string> Names;
  std::string Reason; ///< Ends the sentence "'guard' is alive when the coroutine suspends: ".
  /// Harmless when its first argument is a local object of the coroutine: the flags of a local stream.
  bool LocalOk = false;
};

/// A class whose destructor waits, on its thread.
struct JoiningEntry : VersionRange {
  std::vector<std::string> Names;
  std::vector<std::string> Unless; ///< Methods after which the destructor has nothing to wait for.
  std::string Effect;              ///< Ends the sentence "the destructor of 'x' ": "joins the thread".
};

/// A call, mostly a constructor, whose result is made to be kept and used many times: it starts threads, or connects.
struct CostlyEntry {
  CallPattern Call;
  std::string Cost; ///< Ends the sentence "this 'pool' ": "starts threads".
};

/// A call, mostly a constructor, that makes a queue or channel between coroutines which may grow without a limit.
struct QueueEntry {
  CallPattern Call;
  /// Index of the argument that says how many elements it takes; nothing limits it when left out.
  std::optional<unsigned> Capacity;
  std::string Instead; ///< A class of the library that has a limit: "folly::coro::BoundedQueue". Optional.
};

enum class BlockKind {
  Sleep,
  Future,
  ThreadSync,
  MutexLock,
  Network,
  Process,
  Console,
  File,
  Cpu, ///< Waits for nobody: it computes, for as long as others wait for a disk.
  Configured
};

/// A call that stops the thread.
struct BlockingEntry {
  CallPattern Call;
  BlockKind Kind = BlockKind::Configured;
  /// Ends the sentence "'f' ": what happens, e.g. "waits for the peer". Optional.
  std::string Effect;
  /// Name of a replacement ("sleep"); empty for none.
  std::string Replacement;
  /// For a replacement that is a duration: how the argument becomes one, e.g.
  /// "std::chrono::seconds({0})". Default "{0}".
  std::string Duration;
  /// The header that Duration needs.
  std::string DurationHeader;
  /// Rewrites `f(args)` into `co_await async_f(args, token)`, see AsyncTwin.
  bool AsyncTwin = false;
};

/// A call that waits on this thread for a task.
struct SyncWaitEntry {
  CallPattern Call;
  /// What would be awaited: an argument's index, or "object".
  std::string Operand = "0";
};

/// A call that runs an event loop.
struct LoopEntry {
  CallPattern Call;
  /// "run": does not return while the loop has work; "poll": runs what is ready and returns.
  std::string Kind = "run";
  /// Returns only when the loop has run out of work or was stopped, and has to be restarted before more
  /// can run. Nothing else runs the work of such a loop: no threads of its own.
  bool Drains = false;
};

/// A call that takes callables and says where they run.
struct SinkEntry {
  CallPattern Call;
  /// "offload": on a thread where blocking is fine; "loop": on the event loop.
  std::string Runs = "loop";
  /// The callable's result is thrown away, so that a coroutine given here never runs.
  bool DropsResult = false;
  /// The result of an eager coroutine given here may be dropped (Qt slots).
  bool EagerOk = false;
  /// A task that the callable returns is awaited, and its result passed on.
  bool Flattens = false;
};

/// A call that waits for several tasks.
struct GatherEntry {
  CallPattern Call;
  /// What awaiting it does with errors: "throws" one of them, or hands out "outcomes" to be looked at.
  std::string Errors = "throws";
};

/// An operation that, awaited, moves the coroutine to another thread. With Constructors, classes: a coroutine that has a
/// parameter of one begins on another thread, unless a condition on the type of any parameter says that it does not.
struct HopEntry {
  CallPattern Call;
  /// "offload": where blocking is fine; "loop": back to an event loop.
  std::string To = "offload";
};

/// What a spawn form does with an exception, by the type of its completion token.
struct SpawnToken {
  std::string Type;
  /// "lost", "reported", "terminates"
  std::string Error;
};

/// A call that starts a task nobody awaits.
struct SpawnEntry {
  CallPattern Call;
  /// Index of the argument that is a task or makes one.
  unsigned Task = 0;
  /// The value of Task where that is the object that the method is called on: `task: object`.
  static constexpr unsigned TaskIsObject = ~0U;
  std::optional<unsigned> Token; ///< Index of the completion token.
  std::vector<SpawnToken> Tokens;
  std::string Error;             ///< As in SpawnToken, for a form without a token.
  /// What to write instead of the token so that errors surface, and its header.
  std::string Handler;
  std::string HandlerHeader;
};

/// A call that is handed a callable, and how long the callable lives there.
struct CallableEntry {
  CallPattern Call;
  /// Index of the argument; any argument that is a callable when left out.
  std::optional<unsigned> Callable;
  /// "until-done": until the coroutine that it makes has ended; "until-called": until it has returned;
  /// "by-reference": it stays the caller's, and is used until what the call returns is done;
  /// "as-handler": for any number of calls, until it is taken away.
  std::string Holds;
};

/// A thing of the user's own: a scheduler, a pool.
struct Need {
  std::string Name; ///< "scheduler"
  std::string Type; ///< As a parameter's: "coro::scheduler &"
};

/// What to write instead of a blocking call.
struct Replacement : VersionRange {
  std::string Name; ///< "sleep", "sleep-until", "gather", "keep-closure", "yield", "executor"
  /// The expression; `{0}` is the duration, the time point, the list of tasks, or the lambda.
  std::string Expr;
  std::vector<std::string> Headers;
  /// What stands between the tasks of a "gather": an argument list by default. With an operator instead,
  /// the tasks of a container cannot be gathered.
  std::string Separator = ", ";
  /// A namespace whose names must be visible where the expression is (operators).
  std::string UsingNamespace;
  /// The class that a duration must convert to without a cast, e.g. "std::chrono::milliseconds"; empty
  /// when any duration will do.
  std::string DurationType;
  /// What the expression needs that only the user has: `{scheduler}` in it is left for them to fill in,
  /// and it is shown, not applied.
  std::vector<Need> Needs;
};

/// How `f(args)` and its asynchronous twin relate.
struct AsyncTwin {
  std::string Prefix;           ///< "async_"
  std::string Token;            ///< Appended as the last argument.
  std::string ErrorCode;        ///< Type of a trailing `error_code &` argument.
  std::string ErrorCodeToken;   ///< The token for it; `{0}` is the argument.
  std::vector<std::string> Headers;
  std::vector<std::string> ErrorCodeHeaders;
};

/// Names that exist only on another platform, or in another implementation of the library.
struct Elsewhere {
  std::vector<std::string> Names; ///< A `*` at the end stands for anything.
  std::string Where;              ///< "Windows", "libc++"
};

/// How `corolint profile verify` looks at the real library.
struct VerifyRule {
  std::vector<std::string> Headers; ///< What to include, in this order.
  std::vector<std::string> Flags;   ///< Compiler arguments that the headers need.
  /// How the types of its coroutines are written in code, where Profile::Coroutines has what these are aliases of.
  std::vector<std::string> Coroutines;
  std::string Against;              ///< For people: the versions that the names were compared with.
  std::vector<corolint::profile::Elsewhere> Elsewhere;
};

/// One file.
struct Profile {
  unsigned Schema = 0;
  std::string Library; ///< Short name, unique: "asio".
  std::string Title;   ///< For people: "Asio (standalone and Boost)".
  /// "c" when every function here has C linkage; else empty.
  std::string Linkage;
  /// The namespaces the library may live in; after loading just the one this copy is for.
  std::vector<std::string> Namespaces;
  std::vector<std::string> IncludeRoots; ///< `${include}` for each namespace, in the same order.
  /// Identifiers one of which occurs in every unit that uses the library: without any, a built-in
  /// profile is not even read. Empty: it always is.
  std::vector<std::string> UsedIf;
  std::optional<VersionRule> LibraryVersion;
  std::optional<VerifyRule> Verify;
  /// Return types whose coroutines belong to this library: decides which replacement is offered.
  std::vector<std::string> Coroutines;
  std::vector<TypeEntry> Types;
  std::vector<BlockingEntry> Blocking;
  std::vector<CallPattern> NotBlocking;
  std::vector<SyncWaitEntry> SyncWaits;
  std::vector<LoopEntry> Loops;
  std::vector<SinkEntry> Sinks;
  std::vector<HopEntry> Hops;
  /// Operations that cannot fail when they are awaited.
  std::vector<CallPattern> Infallible;
  std::vector<SpawnEntry> Spawns;
  std::vector<ScopeEntry> Scopes;
  std::vector<HostileEntry> Hostile;
  std::vector<JoiningEntry> Joining;
  std::vector<GatherEntry> Gathers;
  /// Operations that, awaited, only let time pass.
  std::vector<CallPattern> Delays;
  /// Calls after which a loop that ran out of work can be run again.
  std::vector<CallPattern> Restarts;
  /// Coroutines of this library are resumed on the thread that they were suspended on.
  bool Pinned = false;
  std::vector<Replacement> Replacements;
  std::optional<corolint::profile::AsyncTwin> Twin;
  std::vector<CallableEntry> Callables;
  std::vector<ResourceEntry> Resources;
  /// Classes that keep alive what they refer to: a coroutine that has one does not outlive it.
  std::vector<std::string> Owners;
  std::vector<CancellationEntry> Cancellations;
  std::vector<CostlyEntry> Costly;
  std::vector<QueueEntry> Queues;
  /// Calls that give an executor of the whole process.
  std::vector<CallPattern> GlobalExecutors;
};

} // namespace corolint::profile

#endif
