// Every name of a profile; see names.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/names.h"

namespace corolint::profile {
namespace {

class Lister {
public:
  Lister(const Profile &P, llvm::function_ref<void(const NameUse &)> Visit) : P(P), Visit(Visit) {}

  void all() {
    const VersionRange Always;
    if (P.Verify)
      each(NameKind::Header, P.Verify->Headers, Always);
    each(NameKind::Identifier, P.UsedIf, Always);
    if (P.LibraryVersion)
      each(NameKind::Identifier, P.LibraryVersion->Macros, Always);
    each(NameKind::Class, P.Coroutines, Always);
    types();
    calls();
    replacements();
  }

private:
  void one(NameKind Kind, const std::string &Text, const VersionRange &Entry) {
    if (!Text.empty())
      Visit({Kind, Text, Entry});
  }
  void each(NameKind Kind, const std::vector<std::string> &Names, const VersionRange &Entry) {
    for (const std::string &Name : Names)
      one(Kind, Name, Entry);
  }
  /// Methods, and the classes that have them: each method is one of some class, and each class has some.
  void methods(const std::vector<std::string> &Names, const std::vector<std::string> &Of,
               const VersionRange &Entry) {
    for (const std::string &Name : Of)
      Visit({NameKind::Class, Name, Entry, Names.empty() ? nullptr : &Names});
    for (const std::string &Name : Names)
      Visit({NameKind::Method, Name, Entry, &Of});
  }

  void condition(const Condition &C, const VersionRange &Entry) {
    each(NameKind::Identifier, C.HasFlag, Entry);
    each(NameKind::Identifier, C.Mentions, Entry);
    each(NameKind::Class, C.Type, Entry);
    each(NameKind::Variable, C.RefersTo, Entry);
  }

  void call(const CallPattern &C) {
    for (const std::string &Name : C.Functions)
      Visit({NameKind::Function, Name, C, nullptr, C.CLinkage});
    methods(C.Methods, C.Of, C);
    each(NameKind::Class, C.Constructors, C);
    each(NameKind::Class, C.Returning, C);
    for (const Condition &Cond : C.When)
      condition(Cond, C);
    for (const Condition &Cond : C.Unless)
      condition(Cond, C);
  }

  void types() {
    for (const TypeEntry &E : P.Types) {
      methods(E.Handles, E.Names, E);
    }
    for (const ScopeEntry &E : P.Scopes) {
      for (const std::string &Name : E.Spawns)
        Visit({llvm::StringRef(Name).contains("::") ? NameKind::Function : NameKind::Method, Name, E,
               &E.Names});
      methods(E.Joins, E.Names, E);
    }
    for (const CancellationEntry &E : P.Cancellations) {
      each(NameKind::Class, E.Exceptions, E);
      each(NameKind::Variable, E.Codes, E);
      each(NameKind::Class, E.Tokens, E);
      one(NameKind::Header, E.Header, E);
    }
    for (const HostileEntry &E : P.Hostile)
      each(NameKind::Class, E.Names, E);
    for (const JoiningEntry &E : P.Joining) {
      methods(E.Unless, E.Names, E);
    }
    for (const ResourceEntry &E : P.Resources) {
      for (const std::vector<std::string> *Some : {&E.Opens, &E.Closes})
        if (!Some->empty())
          methods(*Some, E.Names, E);
    }
    each(NameKind::Class, P.Owners, VersionRange());
  }

  void calls() {
    for (const BlockingEntry &E : P.Blocking) {
      call(E.Call);
      one(NameKind::Header, E.DurationHeader, E.Call);
    }
    for (const SyncWaitEntry &E : P.SyncWaits)
      call(E.Call);
    for (const LoopEntry &E : P.Loops)
      call(E.Call);
    for (const SinkEntry &E : P.Sinks)
      call(E.Call);
    for (const HopEntry &E : P.Hops)
      call(E.Call);
    for (const CostlyEntry &E : P.Costly)
      call(E.Call);
    for (const QueueEntry &E : P.Queues) {
      call(E.Call);
      one(NameKind::Class, E.Instead, E.Call);
    }
    for (const GatherEntry &E : P.Gathers)
      call(E.Call);
    for (const SpawnEntry &E : P.Spawns) {
      call(E.Call);
      for (const SpawnToken &T : E.Tokens)
        one(NameKind::Class, T.Type, E.Call);
      one(NameKind::Header, E.HandlerHeader, E.Call);
    }
    for (const CallableEntry &E : P.Callables)
      call(E.Call);
    for (const std::vector<CallPattern> *Section :
         {&P.NotBlocking, &P.Infallible, &P.Delays, &P.Restarts, &P.GlobalExecutors})
      for (const CallPattern &C : *Section)
        call(C);
  }

  void replacements() {
    const VersionRange Always;
    for (const Replacement &R : P.Replacements)
      each(NameKind::Header, R.Headers, R);
    if (P.Twin) {
      each(NameKind::Header, P.Twin->Headers, Always);
      each(NameKind::Header, P.Twin->ErrorCodeHeaders, Always);
      one(NameKind::Class, P.Twin->ErrorCode, Always);
    }
  }

  const Profile &P;
  llvm::function_ref<void(const NameUse &)> Visit;
};

} // namespace

void forEachName(const Profile &P, llvm::function_ref<void(const NameUse &)> Visit) {
  Lister(P, Visit).all();
}

} // namespace corolint::profile
