// blocking-future-get: see docs/checks/blocking-future-get.md. Silent where the same future was
// polled, waited for or awaited before: then the result is there. SPDX-License-Identifier:
// Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// How an expression reaches an object: the variables and members it names, outermost last.
/// Elements of a container count as the container: `f`, `this->f`, `s.f`, `*f`, `fs[i]`,
/// `fs.front()`. Empty for anything else.
using ObjectPath = llvm::SmallVector<const ValueDecl *, 4>;

/// One step from \p E towards the object it is part of; null where there is none.
const Expr *outer(const Expr &E) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E))
    return Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf ? Unary->getSubExpr()
                                                                             : nullptr;
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(&E))
    return Element->getBase();
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&E)) {
    OverloadedOperatorKind Kind = Op->getOperator();
    return Kind == OO_Subscript || Kind == OO_Arrow || Kind == OO_Star ? Op->getArg(0) : nullptr;
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&E)) {
    const FunctionDecl *F = Call->getDirectCallee();
    static constexpr llvm::StringRef Accessors[] = {"at", "back", "front", "top", "value"};
    return F && llvm::is_contained(Accessors, identifierOf(*F)) ? Call->getImplicitObjectArgument()
                                                                : nullptr;
  }
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    return Call->isCallToStdMove() ? Call->getArg(0) : nullptr;
  return nullptr;
}

ObjectPath pathOf(const Expr *E) {
  ObjectPath Path;
  while (E && (E = stripped(E))) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      Path.push_back(Ref->getDecl());
      return Path;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      Path.push_back(Member->getMemberDecl());
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return Path;
      E = Member->getBase();
      continue;
    }
    E = outer(*E);
  }
  return {};
}

/// Whether \p Deadline of a `wait_until` has passed already: `clock::now()`, `time_point::min()`,
/// zero.
bool isPast(const Expr &Deadline, ASTContext &Ctx) {
  if (profile::isZero(Deadline, Ctx))
    return true;
  const auto *Call = dyn_cast<CallExpr>(stripped(&Deadline));
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  return F && (identifierOf(*F) == "now" || identifierOf(*F) == "min");
}

/// Whether \p E makes a future whose work is done by whoever asks for it first.
bool isDeferredAsync(const Expr *E) {
  const auto *Call = E ? dyn_cast<CallExpr>(stripped(E)) : nullptr;
  if (!Call || !Call->getDirectCallee() || !Call->getNumArgs() ||
      !hasQualifiedName(*Call->getDirectCallee(), "std::async"))
    return false;
  const auto *Policy = dyn_cast<DeclRefExpr>(stripped(Call->getArg(0)));
  return Policy && identifierOf(*Policy->getDecl()) == "deferred";
}

/// The promise or packaged task that \p Variable is the future of; empty when that cannot be seen.
ObjectPath producerOf(const VarDecl &Variable) {
  const Expr *Init = Variable.getInit() ? stripped(Variable.getInit()) : nullptr;
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Init);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  return F && identifierOf(*F) == "get_future" ? pathOf(Call->getImplicitObjectArgument())
                                               : ObjectPath();
}

/// Whether an await gave \p Future, and only after it was ready: `auto f = co_await later.resolve()`.
bool isResolved(const ValueDecl &Future, profile::Knowledge &Known) {
  const auto *Binding = dyn_cast<BindingDecl>(&Future);
  const auto *Variable = dyn_cast_or_null<VarDecl>(Binding ? Binding->getDecomposedDecl() : &Future);
  const auto *Await = Variable && Variable->getInit()
                          ? dyn_cast<CoawaitExpr>(stripped(Variable->getInit()))
                          : nullptr;
  std::optional<CallSite> Awaited = Await ? callSite(*stripped(Await->getOperand())) : std::nullopt;
  return Awaited && (identifierOf(*Awaited->Callee) == "resolve" || Known.gather(*Awaited));
}

/// Looks for something before a place that makes sure, or asks, that the object is ready.
class ReadyFinder : public RecursiveASTVisitor<ReadyFinder> {
public:
  ReadyFinder(const ObjectPath &Path, const ObjectPath &Producer, SourceLocation Before,
              const SourceManager &SM)
      : Path(Path), Producer(Producer), Before(Before), SM(SM) {}
  bool Found = false;

  bool VisitCallExpr(CallExpr *E) {
    std::optional<CallSite> Call = callSite(*E);
    if (!Call || !SM.isBeforeInTranslationUnit(E->getEndLoc(), Before))
      return true;
    llvm::StringRef Name = identifierOf(*Call->Callee);
    bool Asks = Name.contains_insensitive("ready");
    if (Call->Object) {
      // An earlier wait is a finding itself if it blocks; after it nothing is left to wait for.
      static constexpr llvm::StringRef Questions[] = {"available", "isFinished", "wait",
                                                      "wait_for",  "wait_until", "waitForFinished"};
      bool Fulfils = Name.starts_with("set_value") || Name.starts_with("set_exception") ||
                     Call->Callee->getOverloadedOperator() == OO_Call;
      Found |= (Asks || llvm::is_contained(Questions, Name)) && pathOf(Call->Object) == Path;
      Found |= Fulfils && !Producer.empty() && pathOf(Call->Object) == Producer;
      // `group.add(f)`
      if (llvm::any_of(Call->Args, [&](const Expr *Arg) { return pathOf(Arg) == Path; }))
        if (ObjectPath Group = pathOf(Call->Object); !Group.empty())
          Groups.push_back(std::move(Group));
    } else if (Asks) {
      for (const Expr *Arg : Call->Args)
        Found |= pathOf(Arg) == Path;
    }
    return true;
  }

  // `co_await when_ready(f)`, `co_await f`, `co_await group.wait()`
  bool VisitCoawaitExpr(CoawaitExpr *E) {
    if (SM.isBeforeInTranslationUnit(E->getEndLoc(), Before))
      Found |= mentions(*E->getOperand());
    return true;
  }

private:
  bool mentions(const Stmt &S) const {
    const auto *E = dyn_cast<Expr>(&S);
    const ObjectPath Of = E ? pathOf(E) : ObjectPath();
    return (!Of.empty() && (Of == Path || llvm::is_contained(Groups, Of))) ||
           llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && mentions(*Child); });
  }

  const ObjectPath &Path, &Producer;
  /// What the object was given to.
  std::vector<ObjectPath> Groups;
  SourceLocation Before;
  const SourceManager &SM;
};

/// Finds what awaiting a value of one type gives, by a place in the unit that does it: an awaiter
/// that is a template tells it only there.
class AwaitFinder : public RecursiveASTVisitor<AwaitFinder> {
public:
  AwaitFinder(QualType Awaited, ASTContext &Ctx) : Awaited(Awaited), Ctx(Ctx) {}
  QualType Result;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCoawaitExpr(CoawaitExpr *E) {
    QualType Operand = E->getOperand()->getType().getNonReferenceType();
    if (!E->isTypeDependent() && Ctx.hasSameUnqualifiedType(Operand, Awaited))
      Result = E->getType();
    return Result.isNull();
  }

private:
  QualType Awaited;
  ASTContext &Ctx;
};

class BlockingFutureGetCheck : public BlockingCheck {
public:
  BlockingFutureGetCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                         llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Future) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for the future on this thread"; }

  std::optional<profile::BlockingCall> classify(const CallSite &Call,
                                                profile::Knowledge &Known) override {
    if (std::optional<profile::BlockingCall> Blocking = BlockingCheck::classify(Call, Known))
      return Blocking;
    // The future of a discarded `std::async` waits in its destructor, at the semicolon.
    if (hasQualifiedName(*Call.Callee, "std::async") && isa<CallExpr>(Call.E) &&
        !isDeferredAsync(Call.E) && discardOf(*Call.E, Known.context()).What != Discard::Used) {
      static const profile::BlockingEntry Discarded = [] {
        profile::BlockingEntry E;
        E.Effect = "returns a future whose destructor waits for the work right here";
        return E;
      }();
      return profile::BlockingCall{Kind, &Discarded, nullptr, nullptr};
    }
    return std::nullopt;
  }

  bool confirm(const CallSite &Call, const profile::Place &Place,
               profile::Knowledge &Known) override {
    if (!Call.Object)
      return true;
    if (identifierOf(*Call.Callee) == "wait_until" && !Call.Args.empty() &&
        isPast(*Call.Args.front(), Known.context()))
      return false;
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Call.Object));
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (isDeferredAsync(Variable ? Variable->getInit() : Call.Object) ||
        (Ref && isResolved(*Ref->getDecl(), Known)))
      return false;
    ObjectPath Path = pathOf(Call.Object);
    if (Path.empty())
      return true;
    ObjectPath Producer = Variable ? producerOf(*Variable) : ObjectPath();
    ReadyFinder Finder(Path, Producer, Call.E->getBeginLoc(), Known.context().getSourceManager());
    Finder.TraverseStmt(Place.Fn.Function->getBody());
    return !Finder.Found;
  }

  std::optional<Fix> fix(const CallSite &Call, const profile::BlockingCall &Blocking,
                         const profile::Place &Place, profile::Knowledge &Known) override {
    // Some libraries make their futures, or std's, awaitable.
    static constexpr llvm::StringRef Results[] = {"get", "result", "takeResult", "waitForFinished"};
    if (Place.Where != profile::Runs::InCoroutine || !Call.Object || !Call.Args.empty() ||
        !llvm::is_contained(Results, identifierOf(*Call.Callee)))
      return std::nullopt;
    ASTContext &Ctx = Known.context();
    const Expr &Object = *Call.Object->IgnoreParenImpCasts();
    QualType Future = Object.getType().getUnqualifiedType();
    // What `->` was applied to is a pointer.
    if (!Future->isRecordType() ||
        Known.tasks().canAwait(*Place.Fn.Function, Future) != Answer::Yes)
      return std::nullopt;
    if (isResultUsed(*Call.E, Ctx) &&
        !Ctx.hasSameUnqualifiedType(awaitResult(Future, Known), Call.E->getType()))
      return std::nullopt;
    std::optional<std::string> Text = writtenText(Object, Ctx);
    if (!Text)
      return std::nullopt;
    // get() leaves a future that cannot be copied empty as well.
    if (Object.isLValue() && !isCopyable(Future))
      *Text = "std::move(" + *Text + ")";
    Fix Out;
    Out.Title = "await the future instead";
    auto Edits = replaceByAwait(*Call.E, "co_await " + *Text, Ctx);
    if (Edits.empty())
      return std::nullopt;
    Out.Hints.append(Edits.begin(), Edits.end());
    return Out;
  }

private:
  /// The type of `co_await <a future>` without references; void where it cannot be found.
  static QualType awaitResult(QualType Future, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    QualType Result = Known.tasks().awaitResult(Future);
    if (Result.isNull()) {
      AwaitFinder Finder(Future, Ctx);
      for (Decl *D : Ctx.getTraversalScope())
        if (!Finder.TraverseDecl(D))
          break;
      Result = Finder.Result;
    }
    return Result.isNull() ? Ctx.VoidTy : Result.getNonReferenceType();
  }

  static bool isCopyable(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && llvm::any_of(R->ctors(), [](const CXXConstructorDecl *C) {
             return C->isCopyConstructor() && !C->isDeleted() && C->getAccess() == AS_public;
           });
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingFutureGetCheck)
