// YAML to profiles, by LLVM's YAML I/O: the keys and what is valid. See loader.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/call-mapping.h"
#include "profile/loader.h"
#include "profile/placeholders.h"
#include "profile/yaml-keys.h"
#include <mutex>

using namespace corolint;
using namespace corolint::profile;

/// The newest schema this version understands.
static constexpr unsigned CurrentSchema = 1;

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(BlockingEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(SyncWaitEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(LoopEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(SinkEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(HopEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(SpawnToken)
LLVM_YAML_IS_SEQUENCE_VECTOR(SpawnEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallableEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(ScopeEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(ResourceEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(CancellationEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(HostileEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(JoiningEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(CostlyEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(QueueEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(GatherEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(Need)
LLVM_YAML_IS_SEQUENCE_VECTOR(Replacement)
LLVM_YAML_IS_SEQUENCE_VECTOR(Elsewhere)

namespace llvm::yaml {

template <> struct ScalarEnumerationTraits<Start> {
  static void enumeration(IO &IO, Start &V) {
    word(IO, V, "lazy", Start::Lazy);
    word(IO, V, "eager", Start::Eager);
  }
};

template <> struct ScalarEnumerationTraits<DropEffect> {
  static void enumeration(IO &IO, DropEffect &V) {
    word(IO, V, "never-runs", DropEffect::NeverRuns);
    word(IO, V, "keeps-running", DropEffect::KeepsRunning);
    word(IO, V, "cancelled", DropEffect::Cancelled);
    word(IO, V, "leaks", DropEffect::Leaks);
    word(IO, V, "blocks", DropEffect::Blocks);
  }
};

template <> struct ScalarEnumerationTraits<BlockKind> {
  static void enumeration(IO &IO, BlockKind &V) {
    word(IO, V, "sleep", BlockKind::Sleep);
    word(IO, V, "future", BlockKind::Future);
    word(IO, V, "thread-sync", BlockKind::ThreadSync);
    word(IO, V, "mutex-lock", BlockKind::MutexLock);
    word(IO, V, "network", BlockKind::Network);
    word(IO, V, "process", BlockKind::Process);
    word(IO, V, "console", BlockKind::Console);
    word(IO, V, "file", BlockKind::File);
    word(IO, V, "cpu", BlockKind::Cpu);
    word(IO, V, "configured", BlockKind::Configured);
  }
};

template <> struct MappingTraits<TypeEntry> {
  static void mapping(IO &IO, TypeEntry &V) {
    range(IO, V);
    key(IO, "names", V.Names);
    key(IO, "start", V.Begins);
    key(IO, "on-drop", V.Drop);
    key(IO, "operation", V.Operation);
    key(IO, "discard-ok", V.DiscardOk);
    key(IO, "handles", V.Handles);
    key(IO, "message", V.Message);
    key(IO, "shared", V.Shared);
    key(IO, "empty-is-ready", V.EmptyIsReady);
    key(IO, "entry-point", V.EntryPoint);
  }
  static std::string validate(IO &, TypeEntry &V) {
    return V.Names.empty() ? "a type needs 'names'" : "";
  }
};

template <> struct MappingTraits<BlockingEntry> {
  static void mapping(IO &IO, BlockingEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "kind", V.Kind);
    key(IO, "effect", V.Effect);
    key(IO, "replacement", V.Replacement);
    key(IO, "duration", V.Duration);
    key(IO, "duration-header", V.DurationHeader);
    key(IO, "async-twin", V.AsyncTwin);
  }
  static std::string validate(IO &, BlockingEntry &V) { return validateCall(V.Call); }
};

template <> struct MappingTraits<SyncWaitEntry> {
  static void mapping(IO &IO, SyncWaitEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "operand", V.Operand);
  }
  static std::string validate(IO &, SyncWaitEntry &V) {
    unsigned Index;
    if (V.Operand != "object" && llvm::StringRef(V.Operand).getAsInteger(10, Index))
      return "'operand' must be an index from 0, or object";
    return validateCall(V.Call);
  }
};

template <> struct MappingTraits<LoopEntry> {
  static void mapping(IO &IO, LoopEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "kind", V.Kind);
    key(IO, "drains", V.Drains);
  }
  static std::string validate(IO &, LoopEntry &V) {
    if (V.Kind != "run" && V.Kind != "poll")
      return "'kind' of a loop must be run or poll";
    return validateCall(V.Call);
  }
};

template <> struct MappingTraits<SinkEntry> {
  static void mapping(IO &IO, SinkEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "runs", V.Runs);
    key(IO, "drops-result", V.DropsResult);
    key(IO, "eager-ok", V.EagerOk);
    key(IO, "flattens", V.Flattens);
  }
  static std::string validate(IO &, SinkEntry &V) {
    if (V.Runs != "loop" && V.Runs != "offload" && V.Runs != "inherit")
      return "'runs' of a sink must be loop, offload or inherit";
    return validateCall(V.Call);
  }
};

template <> struct MappingTraits<HopEntry> {
  static void mapping(IO &IO, HopEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "to", V.To);
  }
  static std::string validate(IO &, HopEntry &V) {
    if (V.To != "offload" && V.To != "loop")
      return "'to' of a hop must be offload or loop";
    return validateCall(V.Call);
  }
};

template <> struct MappingTraits<SpawnToken> {
  static void mapping(IO &IO, SpawnToken &V) {
    key(IO, "type", V.Type);
    key(IO, "error", V.Error);
  }
};

template <> struct MappingTraits<SpawnEntry> {
  static void mapping(IO &IO, SpawnEntry &V) {
    mapCall(IO, V.Call);
    std::string Task = "0";
    key(IO, "task", Task);
    if (Task == "object")
      V.Task = SpawnEntry::TaskIsObject;
    else if (llvm::StringRef(Task).getAsInteger(10, V.Task))
      IO.setError("'task' must be an index from 0, or object");
    key(IO, "token", V.Token);
    key(IO, "tokens", V.Tokens);
    key(IO, "error", V.Error);
    key(IO, "handler", V.Handler);
    key(IO, "handler-header", V.HandlerHeader);
  }
  static std::string validate(IO &, SpawnEntry &V) {
    auto Known = [](llvm::StringRef E) {
      return E == "lost" || E == "reported" || E == "terminates";
    };
    if (!V.Error.empty() && !Known(V.Error))
      return "'error' must be lost, reported or terminates";
    for (const SpawnToken &T : V.Tokens)
      if (!Known(T.Error))
        return "'error' of a token must be lost, reported or terminates";
    return validateCall(V.Call);
  }
};

template <> struct MappingTraits<CallableEntry> {
  static void mapping(IO &IO, CallableEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "callable", V.Callable);
    key(IO, "holds", V.Holds);
  }
  static std::string validate(IO &, CallableEntry &V) {
    if (V.Holds != "until-done" && V.Holds != "until-called" && V.Holds != "by-reference" &&
        V.Holds != "as-handler")
      return "'holds' of a callable must be until-done, until-called, by-reference or as-handler";
    return validateCall(V.Call);
  }
};

template <> struct MappingTraits<ScopeEntry> {
  static void mapping(IO &IO, ScopeEntry &V) {
    range(IO, V);
    key(IO, "names", V.Names);
    key(IO, "spawns", V.Spawns);
    key(IO, "joins", V.Joins);
    key(IO, "effect", V.Effect);
  }
  static std::string validate(IO &, ScopeEntry &V) {
    return V.Names.empty() || V.Spawns.empty() || V.Joins.empty() || V.Effect.empty()
               ? "a scope needs 'names', 'spawns', 'joins' and 'effect'"
               : "";
  }
};

template <> struct MappingTraits<ResourceEntry> {
  static void mapping(IO &IO, ResourceEntry &V) {
    key(IO, "names", V.Names);
    key(IO, "opens", V.Opens);
    key(IO, "closes", V.Closes);
    key(IO, "effect", V.Effect);
  }
  static std::string validate(IO &, ResourceEntry &V) {
    return V.Names.empty() || V.Closes.empty() || V.Effect.empty()
               ? "a resource needs 'names', 'closes' and 'effect'"
               : "";
  }
};

template <> struct MappingTraits<CancellationEntry> {
  static void mapping(IO &IO, CancellationEntry &V) {
    range(IO, V);
    key(IO, "exceptions", V.Exceptions);
    key(IO, "codes", V.Codes);
    key(IO, "tokens", V.Tokens);
    key(IO, "header", V.Header);
  }
  static std::string validate(IO &, CancellationEntry &V) {
    return V.Exceptions.empty() && V.Tokens.empty() ? "a cancellation needs 'exceptions' or 'tokens'" : "";
  }
};

template <> struct MappingTraits<HostileEntry> {
  static void mapping(IO &IO, HostileEntry &V) {
    range(IO, V);
    key(IO, "names", V.Names);
    key(IO, "reason", V.Reason);
    key(IO, "local-ok", V.LocalOk);
  }
  static std::string validate(IO &, HostileEntry &V) {
    return V.Names.empty() || V.Reason.empty() ? "a hostile type needs 'names' and 'reason'" : "";
  }
};

template <> struct MappingTraits<JoiningEntry> {
  static void mapping(IO &IO, JoiningEntry &V) {
    range(IO, V);
    key(IO, "names", V.Names);
    key(IO, "unless-called", V.Unless);
    key(IO, "effect", V.Effect);
  }
  static std::string validate(IO &, JoiningEntry &V) {
    return V.Names.empty() || V.Effect.empty() ? "a joining type needs 'names' and 'effect'" : "";
  }
};

template <> struct MappingTraits<CostlyEntry> {
  static void mapping(IO &IO, CostlyEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "cost", V.Cost);
  }
  static std::string validate(IO &, CostlyEntry &V) {
    return V.Cost.empty() ? "a costly call needs 'cost'" : validateCall(V.Call);
  }
};

template <> struct MappingTraits<QueueEntry> {
  static void mapping(IO &IO, QueueEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "capacity", V.Capacity);
    key(IO, "instead", V.Instead);
  }
  static std::string validate(IO &, QueueEntry &V) { return validateCall(V.Call); }
};

template <> struct MappingTraits<GatherEntry> {
  static void mapping(IO &IO, GatherEntry &V) {
    mapCall(IO, V.Call);
    key(IO, "errors", V.Errors);
  }
  static std::string validate(IO &, GatherEntry &V) {
    if (V.Errors != "throws" && V.Errors != "outcomes")
      return "'errors' of a gather must be throws or outcomes";
    return validateCall(V.Call);
  }
};

template <> struct MappingTraits<Need> {
  static void mapping(IO &IO, Need &V) {
    key(IO, "name", V.Name);
    key(IO, "type", V.Type);
  }
  static std::string validate(IO &, Need &V) {
    return V.Name.empty() || V.Type.empty() ? "a need has a 'name' and a 'type'" : "";
  }
};

template <> struct MappingTraits<Replacement> {
  static void mapping(IO &IO, Replacement &V) {
    range(IO, V);
    key(IO, "name", V.Name);
    key(IO, "expr", V.Expr);
    key(IO, "headers", V.Headers);
    key(IO, "separator", V.Separator);
    key(IO, "using-namespace", V.UsingNamespace);
    key(IO, "duration-type", V.DurationType);
    key(IO, "needs", V.Needs);
  }
  static std::string validate(IO &, Replacement &V) {
    return V.Name.empty() || V.Expr.empty() ? "a replacement needs 'name' and 'expr'" : "";
  }
};

template <> struct MappingTraits<AsyncTwin> {
  static void mapping(IO &IO, AsyncTwin &V) {
    key(IO, "prefix", V.Prefix);
    key(IO, "token", V.Token);
    key(IO, "error-code", V.ErrorCode);
    key(IO, "error-code-token", V.ErrorCodeToken);
    key(IO, "headers", V.Headers);
    key(IO, "error-code-headers", V.ErrorCodeHeaders);
  }
};

template <> struct MappingTraits<VersionRule> {
  static void mapping(IO &IO, VersionRule &V) {
    key(IO, "macros", V.Macros);
    key(IO, "format", V.Format);
  }
  static std::string validate(IO &, VersionRule &V) { return V.mistake(); }
};

template <> struct MappingTraits<Elsewhere> {
  static void mapping(IO &IO, Elsewhere &V) {
    key(IO, "names", V.Names);
    key(IO, "where", V.Where);
  }
  static std::string validate(IO &, Elsewhere &V) {
    return V.Names.empty() || V.Where.empty() ? "'elsewhere' needs 'names' and 'where'" : "";
  }
};

template <> struct MappingTraits<VerifyRule> {
  static void mapping(IO &IO, VerifyRule &V) {
    key(IO, "headers", V.Headers);
    key(IO, "flags", V.Flags);
    key(IO, "coroutines", V.Coroutines);
    key(IO, "against", V.Against);
    key(IO, "elsewhere", V.Elsewhere);
  }
  static std::string validate(IO &, VerifyRule &V) {
    return V.Headers.empty() ? "'verify' needs 'headers'" : "";
  }
};

template <> struct MappingTraits<Profile> {
  static void mapping(IO &IO, Profile &V) {
    knownKeys().insert("schema");
    knownKeys().insert("library");
    IO.mapRequired("schema", V.Schema);
    IO.mapRequired("library", V.Library);
    key(IO, "title", V.Title);
    key(IO, "linkage", V.Linkage);
    key(IO, "namespaces", V.Namespaces);
    key(IO, "include-roots", V.IncludeRoots);
    key(IO, "used-if", V.UsedIf);
    key(IO, "version", V.LibraryVersion);
    key(IO, "verify", V.Verify);
    key(IO, "coroutines", V.Coroutines);
    key(IO, "types", V.Types);
    key(IO, "blocking", V.Blocking);
    key(IO, "not-blocking", V.NotBlocking);
    key(IO, "sync-waits", V.SyncWaits);
    key(IO, "loops", V.Loops);
    key(IO, "sinks", V.Sinks);
    key(IO, "hops", V.Hops);
    key(IO, "infallible", V.Infallible);
    key(IO, "spawns", V.Spawns);
    key(IO, "callables", V.Callables);
    key(IO, "scopes", V.Scopes);
    key(IO, "resources", V.Resources);
    key(IO, "owners", V.Owners);
    key(IO, "cancellations", V.Cancellations);
    key(IO, "hostile", V.Hostile);
    key(IO, "joining", V.Joining);
    key(IO, "costly", V.Costly);
    key(IO, "queues", V.Queues);
    key(IO, "global-executors", V.GlobalExecutors);
    key(IO, "gathers", V.Gathers);
    key(IO, "delays", V.Delays);
    key(IO, "restarts", V.Restarts);
    key(IO, "pinned", V.Pinned);
    key(IO, "replacements", V.Replacements);
    key(IO, "async-twin-rule", V.Twin);
  }
  static std::string validate(IO &, Profile &V) {
    if (V.Schema != CurrentSchema)
      return "schema " + std::to_string(V.Schema) + " is not known; this version reads schema " +
             std::to_string(CurrentSchema);
    if (!V.Linkage.empty() && V.Linkage != "c")
      return "'linkage' must be c, or be left out";
    if (!V.IncludeRoots.empty() && V.IncludeRoots.size() != V.Namespaces.size())
      return "'include-roots' needs one entry for each of 'namespaces'";
    return {};
  }
};

} // namespace llvm::yaml

namespace corolint::profile {

std::vector<Profile> parseProfile(llvm::StringRef Text, llvm::StringRef Path,
                                  ProfileErrors &Errors) {
  ErrorSink Context{Path, Errors};
  // An empty document would parse into an empty profile without a word.
  if (Text.trim().empty()) {
    Errors.push_back((Path + ":1:1: the profile is empty; it needs at least 'schema' and 'library'")
                         .str());
    return {};
  }
  // The known keys are shared, and threads may read different files.
  static std::mutex Lock;
  std::lock_guard<std::mutex> Hold(Lock);
  Profile P;
  const size_t Before = Errors.size();
  llvm::yaml::Input In(Text, /*Ctxt=*/&Text, explainYamlError, &Context);
  In >> P;
  if (In.error()) {
    // What comes after the first error follows from it.
    Errors.resize(std::min(Errors.size(), Before + 1));
    return {};
  }
  std::vector<Profile> Out;
  if (P.Namespaces.empty())
    Out.push_back(expanded(P, "", ""));
  for (size_t I = 0; I < P.Namespaces.size(); ++I)
    Out.push_back(
        expanded(P, P.Namespaces[I], I < P.IncludeRoots.size() ? P.IncludeRoots[I] : ""));
  return Out;
}

} // namespace corolint::profile
