// suspend-with-hostile-raii: see docs/checks/suspend-with-hostile-raii.md. Reported where the object begins
// to live, with every suspension point that it spans as a note. Silent about locks, which have a check of
// their own, and wherever the object may have been ended, moved away or given to somebody else.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/suspensions.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "flow/alive.h"
#include "flow/dataflow.h"
#include "flow/lock-types.h"
#include "flow/thread-locals.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Why objects of a class must not live across a suspension point.
struct Hostility {
  std::string Reason;
  /// What a note points at: the thread_local that the class sets, the member that is hostile.
  const NamedDecl *Because = nullptr;
  /// Harmless over an object that nobody else has.
  bool LocalOk = false;
};

class SuspendWithHostileRaiiCheck : public CoroCheck {
public:
  SuspendWithHostileRaiiCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                              llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedTypes(listOption("AllowedTypes")),
        AllowedAwaits(listOption("AllowedAwaits")) {
    for (const std::string &Entry : listOption("HostileTypes")) {
      auto [Type, Reason] = llvm::StringRef(Entry).split('=');
      HostileTypes.push_back({Type.trim().str(), Reason.trim().str()});
    }
  }

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"HostileTypes", "",
         "More classes that must not live across a suspension point, fully qualified and separated by "
         "semicolons; `Class=reason` says why in the message."},
        {"AllowedTypes", "", "Classes that may, written the same way."},
        {"AllowedAwaits", "", AllowedAwaitsSummary}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override { matchBodies(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    const flow::BodyFlow *Body = F ? flowOf(*F, Result) : nullptr;
    if (!Body)
      return;
    profile::Knowledge &Known = knowledge(Result);
    flow::ObjectsAlive Problem(
        *Body, [&](const CXXRecordDecl &R) { return hostility(R, Known) != nullptr; });
    flow::Solution<flow::ObjectsAlive> Alive(*Body, Problem);
    struct Span {
      const ValueDecl *Object;
      const CXXRecordDecl *Class;
      std::vector<const Expr *> Suspensions;
    };
    std::map<SourceLocation, Span> Spans;
    Alive.replay([&](const flow::ObjectsAlive::State &State, const CFGElement &E) {
      const Expr *Suspension = flow::suspensionAt(E);
      if (!Suspension || awaitsOneOf(*Suspension, AllowedAwaits))
        return;
      for (const auto &[Object, Is] : State) {
        const CXXRecordDecl *Class = Is.Class ? Is.Class : classOf(*Object);
        if (Is.Is != flow::ObjectsAlive::Object::Yes || !Class || isHarmless(*Class, Is.Made, Known))
          continue;
        Span &Found = Spans[Is.Where];
        Found.Object = Object;
        Found.Class = Class;
        Found.Suspensions.push_back(Suspension);
      }
    });
    for (auto &[Loc, Span] : Spans)
      report(Loc, *Span.Object, *hostility(*Span.Class, Known), Span.Suspensions,
             *Result.SourceManager);
  }

private:
  struct UserType {
    std::string Name, Reason;
  };

  static const CXXRecordDecl *classOf(const ValueDecl &D) {
    return flow::heldClass(D.getType().getNonReferenceType());
  }

  /// Why objects of \p R must not live across a suspension point; null when they may.
  const Hostility *hostility(const CXXRecordDecl &R, profile::Knowledge &Known) {
    auto [It, New] = Classes.try_emplace(&R);
    if (!New)
      return It->second.get();
    // A class that contains itself through a holder is looked at once.
    std::unique_ptr<Hostility> Found = find(R, Known, 0);
    return (Classes[&R] = std::move(Found)).get();
  }

  std::unique_ptr<Hostility> find(const CXXRecordDecl &R, profile::Knowledge &Known, unsigned Depth) {
    const QualType T =
        R.getASTContext().getTypeDeclType(static_cast<const TypeDecl *>(&R));
    if (Depth > 3 || isListed(&R, AllowedTypes) || flow::isGuard(T) || Known.taskFacts(T))
      return nullptr;
    if (const UserType *User = listed(R))
      return std::make_unique<Hostility>(Hostility{
          User->Reason.empty() ? "the project says that it must not be" : User->Reason, nullptr});
    if (const profile::HostileEntry *Entry = Known.hostile(T))
      return std::make_unique<Hostility>(Hostility{Entry->Reason, nullptr, Entry->LocalOk});
    if (flow::ThreadSetting Sets = flow::threadSettingOf(R)) {
      const std::string What =
          isa<FunctionDecl>(Sets.Set)
              ? "what '" + Sets.Set->getNameAsString() + "' sets in its thread"
              : "the thread_local '" + Sets.Set->getNameAsString() + "'";
      return std::make_unique<Hostility>(
          Hostility{"it sets " + What + " until it is destroyed: whatever else runs on this thread in "
                    "the meantime finds it set, and on another thread the coroutine finds it not set and "
                    "overwrites it",
                    isa<FunctionDecl>(Sets.Set) ? nullptr : Sets.Set});
    }
    return throughMember(R, Known, Depth);
  }

  /// A class that has a hostile object for a base or member lives as long as that.
  std::unique_ptr<Hostility> throughMember(const CXXRecordDecl &R, profile::Knowledge &Known,
                                           unsigned Depth) {
    // Not those of libraries: what `std::pair` or a logger is made of is their own affair.
    if (R.isLambda() || R.getASTContext().getSourceManager().isInSystemHeader(R.getLocation()))
      return nullptr;
    for (const FieldDecl *Field : R.fields()) {
      const CXXRecordDecl *Class = Field->getType()->getAsCXXRecordDecl();
      Class = Class ? Class->getDefinition() : nullptr;
      if (!Class || Class == &R)
        continue;
      if (std::unique_ptr<Hostility> Found = find(*Class, Known, Depth + 1)) {
        if (!Found->Because)
          Found->Because = Field;
        Found->LocalOk = false;
        return Found;
      }
    }
    for (const CXXBaseSpecifier &B : R.bases())
      if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != &R)
        if (std::unique_ptr<Hostility> Found = find(*Base, Known, Depth + 1))
          return Found;
    return nullptr;
  }

  const UserType *listed(const CXXRecordDecl &R) const {
    for (const UserType &U : HostileTypes)
      if (hasQualifiedName(R, U.Name))
        return &U;
    return nullptr;
  }

  /// Whether an object of \p R guards an object that only this coroutine has: the flags of a local stream.
  bool isHarmless(const CXXRecordDecl &R, const Expr *Made, profile::Knowledge &Known) {
    const Hostility *Why = hostility(R, Known);
    if (!Why || !Why->LocalOk || !Made)
      return !Why;
    std::optional<CallSite> Site = callSite(*Made);
    if (!Site || Site->Args.empty())
      return false;
    const Expr *Over = stripped(Site->Args.front());
    if (const auto *Address = dyn_cast<UnaryOperator>(Over);
        Address && Address->getOpcode() == UO_AddrOf)
      Over = stripped(Address->getSubExpr());
    const auto *Ref = dyn_cast<DeclRefExpr>(Over);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return V && V->hasLocalStorage() && V->getType()->isRecordType() &&
           !Ref->refersToEnclosingVariableOrCapture();
  }

  void report(SourceLocation Loc, const ValueDecl &Object, const Hostility &Why,
              std::vector<const Expr *> &Suspensions, const SourceManager &SM) {
    if (!isWanted(*Suspensions.front(), Loc, SM))
      return;
    sortByPlace(Suspensions, SM);
    diag(Loc, "%0 is alive when the coroutine suspends: %1") << &Object << Why.Reason;
    for (const Expr *E : Suspensions)
      diag(E->getExprLoc(), "suspends here", DiagnosticIDs::Note);
    if (!Why.Because)
      return;
    if (isa<FieldDecl>(Why.Because))
      diag(Why.Because->getLocation(), "it has this member", DiagnosticIDs::Note);
    else
      diag(Why.Because->getLocation(), "each thread has its own %0", DiagnosticIDs::Note)
          << Why.Because;
  }

  std::vector<UserType> HostileTypes;
  std::vector<std::string> AllowedTypes, AllowedAwaits;
  llvm::DenseMap<const CXXRecordDecl *, std::unique_ptr<Hostility>> Classes;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SuspendWithHostileRaiiCheck)
