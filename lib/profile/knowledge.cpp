// The lookups of Knowledge; where code runs is in place.cpp.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/knowledge.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace corolint::profile {

static llvm::StringRef lastComponent(llvm::StringRef Name) {
  // "operator()" and friends contain no "::".
  size_t At = Name.rfind("::");
  return At == llvm::StringRef::npos ? Name : Name.substr(At + 2);
}

Knowledge::Knowledge(ASTContext &Ctx, std::vector<const Profile *> Given, const Preprocessor *PP)
    : Ctx(Ctx), Tasks(Ctx), Conditions(Ctx), Profiles(std::move(Given)) {
  for (const Profile *P : Profiles) {
    if (PP && P->LibraryVersion)
      Versions[P] = versionOf(*P->LibraryVersion, *PP);
    index(*P);
  }
}

bool Knowledge::applies(const VersionRange &Entry, const Profile &P) const {
  return (!Entry.Since && !Entry.Before) || Entry.holdsFor(Versions.lookup(&P));
}

void Knowledge::add(Role What, const CallPattern &Call, const void *Entry, const Profile &P) {
  if (!applies(Call, P))
    return;
  auto UnderIn = [&](llvm::StringMap<std::vector<Indexed>> &Table, llvm::StringRef Key) {
    // A pattern with several names of one last component is found once.
    std::vector<Indexed> &Row = Table[Key];
    if (Row.empty() || Row.back().Call != &Call)
      Row.push_back({What, &Call, Entry, &P});
  };
  auto Under = [&](llvm::StringRef Key) { UnderIn(Calls, Key); };
  for (const std::string &Name : Call.Functions)
    Under(lastComponent(Name));
  for (const std::string &Name : Call.Methods)
    Under(Name);
  for (const std::string &Name : Call.Constructors)
    Under(lastComponent(Name));
  for (const std::string &Name : Call.Returning)
    UnderIn(CallsByResult, lastComponent(Name));
}

void Knowledge::add(TypeRole What, const std::vector<std::string> &Names, const void *Entry) {
  for (const std::string &Name : Names)
    Types[lastComponent(Name)].push_back({What, Entry, Name});
}

template <typename EntryType>
void Knowledge::addTypes(TypeRole What, const std::vector<EntryType> &Entries, const Profile &P) {
  for (const EntryType &E : Entries)
    if (applies(E, P))
      add(What, E.Names, &E);
}

void Knowledge::index(const Profile &P) {
  addTypes(TypeRole::Task, P.Types, P);
  addTypes(TypeRole::Scope, P.Scopes, P);
  addTypes(TypeRole::Resource, P.Resources, P);
  add(TypeRole::Owner, P.Owners, &P);
  for (const CancellationEntry &E : P.Cancellations)
    if (applies(E, P)) {
      add(TypeRole::Cancelled, E.Exceptions, &E);
      add(TypeRole::Token, E.Tokens, &E);
    }
  addTypes(TypeRole::Hostile, P.Hostile, P);
  addTypes(TypeRole::Joining, P.Joining, P);
  for (const LoopEntry &E : P.Loops)
    if (E.Drains && applies(E.Call, P))
      add(TypeRole::DrivenLoop, E.Call.Of, &E);
  for (const HopEntry &E : P.Hops)
    if (applies(E.Call, P))
      add(TypeRole::Elsewhere, E.Call.Constructors, &E);
  for (const CallPattern &E : P.Restarts)
    if (applies(E, P))
      add(TypeRole::Restarted, E.Of, &E);
  for (const BlockingEntry &E : P.Blocking)
    add(Role::Blocking, E.Call, &E, P);
  for (const CallPattern &E : P.NotBlocking)
    add(Role::NotBlocking, E, &E, P);
  for (const SyncWaitEntry &E : P.SyncWaits)
    add(Role::SyncWait, E.Call, &E, P);
  for (const LoopEntry &E : P.Loops)
    add(Role::Loop, E.Call, &E, P);
  for (const SinkEntry &E : P.Sinks)
    add(Role::Sink, E.Call, &E, P);
  for (const HopEntry &E : P.Hops)
    add(Role::Hop, E.Call, &E, P);
  for (const CallPattern &E : P.Infallible)
    add(Role::Infallible, E, &E, P);
  for (const SpawnEntry &E : P.Spawns)
    add(Role::Spawn, E.Call, &E, P);
  for (const CallableEntry &E : P.Callables)
    add(Role::Callable, E.Call, &E, P);
  for (const CostlyEntry &E : P.Costly)
    add(Role::Costly, E.Call, &E, P);
  for (const QueueEntry &E : P.Queues)
    add(Role::Queue, E.Call, &E, P);
  for (const CallPattern &E : P.GlobalExecutors)
    add(Role::GlobalExecutor, E, &E, P);
  for (const GatherEntry &E : P.Gathers)
    add(Role::Gather, E.Call, &E, P);
  for (const CallPattern &E : P.Delays)
    add(Role::Delay, E, &E, P);
  for (const CallPattern &E : P.Restarts)
    add(Role::Restart, E, &E, P);
}

const void *Knowledge::find(TypeRole What, const CXXRecordDecl &R) {
  auto It = Types.find(identifierOf(R));
  if (It == Types.end())
    return nullptr;
  // Later profiles are the user's: they win.
  for (auto Row = It->second.rbegin(); Row != It->second.rend(); ++Row)
    if (Row->What == What && hasQualifiedName(R, Row->Name))
      return Row->Entry;
  return nullptr;
}

const void *Knowledge::find(TypeRole What, QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return nullptr;
  if (const void *Own = find(What, *R))
    return Own;
  if (const CXXRecordDecl *Definition = R->getDefinition())
    for (const CXXBaseSpecifier &Base : Definition->bases())
      if (const void *Inherited = find(What, Base.getType()))
        return Inherited;
  return nullptr;
}

const Knowledge::Indexed *Knowledge::find(Role What, const CallSite &Call,
                                          const std::vector<Indexed> &Rows) {
  // Later profiles are the user's: they win.
  for (const Indexed &Row : llvm::reverse(Rows))
    if (Row.What == What && Conditions.names(*Row.Call, Call) &&
        Conditions.conditionsHold(*Row.Call, Call))
      return &Row;
  return nullptr;
}

const Knowledge::Indexed *Knowledge::find(Role What, const CallSite &Call) {
  std::string Operator;
  llvm::StringRef Key = identifierOf(*Call.Callee);
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Call.Callee))
    Key = identifierOf(*Ctor->getParent());
  else if (Key.empty())
    Key = Operator = Call.Callee->getNameAsString();
  if (auto It = Calls.find(Key); It != Calls.end())
    if (const Indexed *Named = find(What, Call, It->second))
      return Named;
  if (CallsByResult.empty())
    return nullptr;
  const CXXRecordDecl *Result = recordOf(Call.Callee->getReturnType());
  auto It = Result ? CallsByResult.find(identifierOf(*Result)) : CallsByResult.end();
  return It == CallsByResult.end() ? nullptr : find(What, Call, It->second);
}

std::optional<TaskFacts> Knowledge::taskFacts(QualType T) {
  const TaskType *Type = Tasks.taskType(T);
  const CXXRecordDecl *R = recordOf(T);
  const auto *Entry =
      R ? static_cast<const TypeEntry *>(find(TypeRole::Task, *R)) : nullptr;
  if (!Type && !(Entry && Entry->Operation))
    return std::nullopt;
  TaskFacts Facts;
  Facts.Type = Type;
  Facts.Entry = Entry;
  if (Type) {
    Facts.Begins = Type->Begins;
    Facts.Drop = Type->Drop;
    Facts.Awaitable = Type->Awaitable;
  } else {
    Facts.Begins = Start::Lazy;
    Facts.Drop = DropEffect::NeverRuns;
  }
  if (Entry) {
    Facts.Begins = Entry->Begins.value_or(Facts.Begins);
    if (Entry->Drop)
      Facts.Drop = *Entry->Drop;
    else if (Facts.Begins == Start::Lazy && Facts.Drop == DropEffect::Unknown)
      Facts.Drop = DropEffect::NeverRuns;
  }
  return Facts;
}

namespace {
enum class Marked { No, Blocking, NonBlocking };
}

/// What \p Callee, or the template that it is made from, is declared to be, and by which declaration.
static Marked annotation(const FunctionDecl &Callee, const FunctionDecl *&Where) {
  const FunctionDecl *Pattern = Callee.getTemplateInstantiationPattern();
  const FunctionDecl &F = Pattern ? *Pattern : Callee;
  for (const FunctionDecl *D : F.redecls())
    for (const auto *A : D->specific_attrs<AnnotateAttr>()) {
      Where = D;
      if (A->getAnnotation() == "corolint::nonblocking")
        return Marked::NonBlocking;
      if (A->getAnnotation() == "corolint::blocking")
        return Marked::Blocking;
    }
  Where = &F;
  for (const FunctionEffectWithCondition &Effect : F.getFunctionEffects()) {
    if (Effect.Effect.kind() == FunctionEffect::Kind::NonBlocking && !Effect.Cond.getCondition())
      return Marked::NonBlocking;
    if (Effect.Effect.kind() == FunctionEffect::Kind::Blocking)
      return Marked::Blocking;
  }
  return Marked::No;
}

bool Knowledge::isDeclaredNonBlocking(const FunctionDecl &F) {
  const FunctionDecl *Where = nullptr;
  return annotation(F, Where) == Marked::NonBlocking;
}

std::optional<BlockingCall> Knowledge::blocking(const CallSite &Call) {
  const FunctionDecl *Where = nullptr;
  const Marked Mark = annotation(*Call.Callee, Where);
  if (Mark == Marked::NonBlocking)
    return std::nullopt;
  if (Mark == Marked::Blocking)
    return BlockingCall{BlockKind::Configured, nullptr, nullptr, Where};
  const Indexed *Found = find(Role::Blocking, Call);
  if (!Found || find(Role::NotBlocking, Call))
    return std::nullopt;
  const auto *Entry = static_cast<const BlockingEntry *>(Found->Entry);
  return BlockingCall{Entry->Kind, Entry, Found->Library, nullptr};
}

const SyncWaitEntry *Knowledge::syncWait(const CallSite &Call) {
  const Indexed *Found = find(Role::SyncWait, Call);
  return Found ? static_cast<const SyncWaitEntry *>(Found->Entry) : nullptr;
}

const LoopEntry *Knowledge::loopRun(const CallSite &Call) {
  const Indexed *Found = find(Role::Loop, Call);
  return Found ? static_cast<const LoopEntry *>(Found->Entry) : nullptr;
}

const SinkEntry *Knowledge::sink(const CallSite &Call) {
  const Indexed *Found = find(Role::Sink, Call);
  return Found ? static_cast<const SinkEntry *>(Found->Entry) : nullptr;
}

const CallableEntry *Knowledge::callable(const CallSite &Call) {
  const Indexed *Found = find(Role::Callable, Call);
  return Found ? static_cast<const CallableEntry *>(Found->Entry) : nullptr;
}

const GatherEntry *Knowledge::gather(const CallSite &Call) {
  const Indexed *Found = find(Role::Gather, Call);
  return Found ? static_cast<const GatherEntry *>(Found->Entry) : nullptr;
}

const CostlyEntry *Knowledge::costly(const CallSite &Call) {
  const Indexed *Found = find(Role::Costly, Call);
  return Found ? static_cast<const CostlyEntry *>(Found->Entry) : nullptr;
}

const QueueEntry *Knowledge::queue(const CallSite &Call) {
  const Indexed *Found = find(Role::Queue, Call);
  return Found ? static_cast<const QueueEntry *>(Found->Entry) : nullptr;
}

const CallPattern *Knowledge::restart(QualType T) {
  return static_cast<const CallPattern *>(find(TypeRole::Restarted, T));
}

const ScopeEntry *Knowledge::scope(QualType T) {
  return static_cast<const ScopeEntry *>(find(TypeRole::Scope, T));
}

const ResourceEntry *Knowledge::resource(QualType T) {
  return static_cast<const ResourceEntry *>(find(TypeRole::Resource, T));
}

const HostileEntry *Knowledge::hostile(QualType T) {
  return static_cast<const HostileEntry *>(find(TypeRole::Hostile, T));
}

const CancellationEntry *Knowledge::cancellation(QualType T) {
  return static_cast<const CancellationEntry *>(find(TypeRole::Cancelled, T));
}

llvm::SmallVector<const CancellationEntry *, 2> Knowledge::cancellationsOf(const FunctionDecl &F) {
  llvm::SmallVector<const CancellationEntry *, 2> Out;
  if (const Profile *Library = libraryOf(F))
    for (const CancellationEntry &E : Library->Cancellations)
      if (!E.Exceptions.empty() && applies(E, *Library))
        Out.push_back(&E);
  return Out;
}

const JoiningEntry *Knowledge::joining(QualType T) {
  return static_cast<const JoiningEntry *>(find(TypeRole::Joining, T));
}

bool Knowledge::isPinned(const FunctionDecl &F) {
  const Profile *Library = libraryOf(F);
  return Library && Library->Pinned;
}

std::optional<SpawnCall> Knowledge::spawn(const CallSite &Call) {
  const Indexed *Found = find(Role::Spawn, Call);
  if (!Found)
    return std::nullopt;
  SpawnCall Spawn;
  Spawn.Entry = static_cast<const SpawnEntry *>(Found->Entry);
  if (Spawn.Entry->Task == SpawnEntry::TaskIsObject)
    Spawn.Task = Call.Object;
  else if (Spawn.Entry->Task < Call.Args.size())
    Spawn.Task = Call.Args[Spawn.Entry->Task];
  if (!Spawn.Task)
    return std::nullopt;
  Spawn.Error = Spawn.Entry->Error;
  if (Spawn.Entry->Token && *Spawn.Entry->Token < Call.Args.size()) {
    Spawn.Token = Call.Args[*Spawn.Entry->Token];
    for (const SpawnToken &T : Spawn.Entry->Tokens)
      if (typeIsOneOf(stripped(Spawn.Token)->getType(), {T.Type}))
        Spawn.Error = T.Error;
  }
  return Spawn;
}

bool Knowledge::hasDefaultArguments(const FunctionDecl &F) {
  const auto *Spec =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(F.getReturnType()));
  if (!Spec)
    return true;
  const TemplateParameterList &Params =
      *Spec->getSpecializedTemplate()->getTemplateParameters();
  const TemplateArgumentList &Args = Spec->getTemplateArgs();
  for (unsigned I = 1; I < Params.size() && I < Args.size(); ++I) {
    const auto *Param = dyn_cast<TemplateTypeParmDecl>(Params.getParam(I));
    if (!Param || !Param->hasDefaultArgument() || Args[I].getKind() != TemplateArgument::Type)
      continue;
    QualType Default = Param->getDefaultArgument().getArgument().getAsType();
    if (!Default->isDependentType() &&
        !F.getASTContext().hasSameType(Default, Args[I].getAsType()))
      return false;
  }
  return true;
}

const Profile *Knowledge::libraryOf(const FunctionDecl &F) {
  const CXXRecordDecl *R = recordOf(F.getReturnType());
  if (!R)
    return nullptr;
  for (auto P = Profiles.rbegin(); P != Profiles.rend(); ++P)
    for (const std::string &Name : (*P)->Coroutines)
      if (hasQualifiedName(*R, Name))
        return *P;
  return nullptr;
}

const Replacement *Knowledge::replacement(const Profile &Library, llvm::StringRef Name) const {
  // Later ones win, as everywhere.
  for (const Replacement &R : llvm::reverse(Library.Replacements))
    if (R.Name == Name && applies(R, Library))
      return &R;
  return nullptr;
}

} // namespace corolint::profile
