// unbounded-queue: see docs/checks/unbounded-queue.md. Which classes have no limit is data (lib/profile/data, `queues`). What is
// here finds where one is made, and leaves those alone whose producers are seen to limit themselves.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/counted-filling.h"
#include "checks/common/entry-points.h"
#include "checks/common/uses.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// A limit from here on is none: a queue of the smallest elements with as many would not fit into memory, or fills it.
constexpr uint64_t NoLimit = std::numeric_limits<int32_t>::max();

/// The value of the capacity \p E, when it is known and as good as no limit.
bool isEndless(const Expr &E, const ASTContext &Ctx) {
  Expr::EvalResult Value;
  if (E.isValueDependent() || E.isTypeDependent() || !E.getType()->isIntegralOrEnumerationType() ||
      !E.EvaluateAsInt(Value, Ctx))
    return false;
  const llvm::APSInt N = Value.Val.getInt();
  return N.isUnsigned() ? N.uge(NoLimit) : N.sge(int64_t(NoLimit));
}

/// Whether elements of type \p T are coroutines or others that wait for their turn: there are no more of them than there is
/// work in progress.
bool isWaiter(QualType T) {
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = recordOf(T);
  return R && (hasQualifiedName(*R, "std::coroutine_handle") || hasWord(identifierOf(*R), {"promise", "awaiter", "waiter"}));
}

bool holdsWaiters(const CXXRecordDecl &Queue) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Queue);
  return Spec && llvm::any_of(Spec->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && isWaiter(A.getAsType());
         });
}

/// Whether \p D is what producers take a turn from: a semaphore, a limiter.
bool isLimiter(const Decl &D) {
  const auto *V = dyn_cast<ValueDecl>(&D);
  if (!V || !isa<FieldDecl, VarDecl>(V))
    return false;
  QualType T = V->getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = recordOf(T);
  return hasWord(identifierOf(*V), {"credits", "permits", "backpressure", "inflight"}) ||
         (R && hasWord(identifierOf(*R), {"semaphore", "limiter", "throttle"}));
}

/// Whether such a thing stands beside \p D: in its class, or in the functions that it is a local variable of.
bool isBesideLimiter(const ValueDecl &D) {
  if (const auto *Field = dyn_cast<FieldDecl>(&D))
    return llvm::any_of(Field->getParent()->fields(), [](const FieldDecl *F) { return isLimiter(*F); });
  for (const DeclContext *In = D.getDeclContext(); In && In->isFunctionOrMethod(); In = In->getParent())
    if (llvm::any_of(In->decls(), [](const Decl *Other) { return isLimiter(*Other); }))
      return true;
  return false;
}

/// The variable or member that \p E is, by whatever way it is reached.
const ValueDecl *subjectIn(const Expr &E) {
  const Expr *Bare = E.IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Bare))
    return Member->getMemberDecl();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
    return Ref->getDecl();
  // A smart pointer to it.
  const auto *Op = dyn_cast<CXXOperatorCallExpr>(Bare);
  return Op && Op->getNumArgs() == 1 ? subjectIn(*Op->getArg(0)) : nullptr;
}

/// Whether the number \p E is compared with a limit: more than the question whether it is zero.
bool isCompared(const Expr &E, ASTContext &Ctx) {
  const Stmt *Child = &E;
  const Stmt *P = parentStmt(E, Ctx);
  while (isa_and_nonnull<ImplicitCastExpr, ParenExpr, ExplicitCastExpr>(P)) {
    Child = P;
    P = parentStmt(*P, Ctx);
  }
  const auto *Op = dyn_cast_or_null<BinaryOperator>(P);
  if (!Op || !Op->isComparisonOp())
    return false;
  const Expr *Other = Op->getLHS() == Child ? Op->getRHS() : Op->getLHS();
  Expr::EvalResult Value;
  return Other->isValueDependent() || !Other->EvaluateAsInt(Value, Ctx) || Value.Val.getInt().ugt(1);
}

class UnboundedQueueCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void startUnit() override {
    Made.clear();
    Limited.clear();
    Places.clear();
    Initialised.clear();
  }

  void registerMatchers(MatchFinder *Finder) override {
    // Before what is in it: clang does not tell the parent of a member's initialiser.
    Finder->addMatcher(cxxCtorInitializer().bind("initialiser"), this);
    Finder->addMatcher(callExpr().bind("made"), this);
    Finder->addMatcher(cxxConstructExpr().bind("made"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    if (const auto *Init = Result.Nodes.getNodeAs<CXXCtorInitializer>("initialiser")) {
      Initialised[Init->getInit()] = Init->getAnyMember();
      return;
    }
    profile::Knowledge &Known = knowledge(Result);
    const auto *E = Result.Nodes.getNodeAs<Expr>("made");
    std::optional<CallSite> Call = callSite(*E);
    if (const Expr *Of = isa<CallExpr>(E) ? askedForSize(cast<CallExpr>(*E)) : nullptr)
      asked(*E, *Of, Known.context());
    else if (Call)
      called(*Call, Known);
  }

  void endUnit() override {
    for (const Candidate &Each : Made)
      if (!Each.As || (!Limited.contains(Each.As->getLocation()) && !isBesideLimiter(*Each.As)))
        report(Each);
  }

private:
  /// A place where a queue without a limit is made.
  struct Candidate {
    SourceLocation Loc;
    const ValueDecl *As = nullptr; ///< The variable or member that it becomes, if that is known.
    std::string Name;              ///< Of what makes it.
    const profile::QueueEntry *Entry = nullptr;
    const Expr *Capacity = nullptr; ///< The number that limits nothing; null for what has no limit at all.
  };

  /// What \p Call asks how many elements it has; null for any other call. In a template it has no callee yet.
  static const Expr *askedForSize(const CallExpr &Call) {
    const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
    const IdentifierInfo *Name = nullptr;
    const Expr *Of = nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
      Name = Member->getMemberDecl()->getIdentifier();
      Of = Member->getBase();
    } else if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Callee);
               Dependent && !Dependent->isImplicitAccess()) {
      Name = Dependent->getMember().getAsIdentifierInfo();
      Of = Dependent->getBase();
    }
    return Name && Call.getNumArgs() == 0 && hasWord(Name->getName(), {"size", "count", "length"}) ? Of : nullptr;
  }

  /// Somebody asks how many elements there are, and does something about it. The members of a template and of its
  /// instantiations are the same by where they are declared.
  void asked(const Expr &Size, const Expr &Of, ASTContext &Ctx) {
    const ValueDecl *Subject = subjectIn(Of);
    if (!Subject)
      return;
    const VarDecl *Kept = initialisedBy(Size, Ctx);
    const auto *F = Kept ? dyn_cast<FunctionDecl>(Kept->getDeclContext()) : nullptr;
    if (isCompared(Size, Ctx) ||
        (F && llvm::any_of(mentionsOf(*Kept, *F), [&](const Mention &M) { return isCompared(*M.Ref, Ctx); })))
      Limited.insert(Subject->getLocation());
  }

  /// A call that makes one: a constructor, `make_shared`, a function of the library.
  void called(const CallSite &Call, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    CallSite Making = Call;
    if (const FunctionDecl *Ctor = constructorBehind(Call))
      Making.Callee = Ctor;
    const profile::QueueEntry *Entry = Known.queue(Making);
    if (!Entry || isUnevaluated(*Call.E, Ctx))
      return;
    const auto *Ctor = dyn_cast<CXXConstructorDecl>(Making.Callee);
    const Expr *Capacity = nullptr;
    if (Entry->Capacity) {
      Capacity = *Entry->Capacity < Call.Args.size() ? Call.Args[*Entry->Capacity] : nullptr;
      if (!Capacity || !isEndless(*Capacity, Ctx))
        return;
    }
    if (Ctor && holdsWaiters(*Ctor->getParent()))
      return;
    const std::optional<const ValueDecl *> Made = madeAs(*Call.E, Ctx);
    if (!Made)
      return;
    const ValueDecl *As = *Made;
    const auto *Var = dyn_cast_or_null<VarDecl>(As);
    if (isOfTest(*Call.E, Ctx) || (Var && isFilledByCount(*Var, Ctx)))
      return;
    // A member that no constructor mentions has no other place.
    const bool IsItself = As && Ctor && recordOf(As->getType()) == Ctor->getParent();
    const SourceLocation Loc = IsItself && !Capacity ? As->getLocation() : Call.E->getExprLoc();
    add({Loc, As, qualifiedName(Ctor ? *cast<NamedDecl>(Ctor->getParent()) : *Call.Callee), Entry, Capacity}, Ctx);
  }

  /// A constructor of the class that `make_shared<Class>(...)` makes an object of; null for any other call. Which of them it
  /// is does not matter: an entry is for all that take its arguments.
  static const FunctionDecl *constructorBehind(const CallSite &Call) {
    const llvm::StringRef Name = identifierOf(*Call.Callee);
    const TemplateArgumentList *Args = Call.Callee->getTemplateSpecializationArgs();
    if ((Name != "make_shared" && Name != "make_unique" && Name != "make_lw_shared") || !Args || Args->size() == 0 ||
        Args->get(0).getKind() != TemplateArgument::Type)
      return nullptr;
    const CXXRecordDecl *R = recordOf(Args->get(0).getAsType());
    if (R && R->hasDefinition())
      for (const CXXConstructorDecl *Ctor : R->ctors())
        if (!Ctor->isCopyOrMoveConstructor())
          return Ctor;
    return nullptr;
  }

  /// The variable or member that becomes what \p E makes, or null; nothing for the base of another class, which may have
  /// a limit.
  std::optional<const ValueDecl *> madeAs(const Expr &E, ASTContext &Ctx) const {
    DynTypedNode Node = DynTypedNode::create(E);
    for (unsigned Depth = 0; Depth < 8; ++Depth) {
      const Stmt *S = Node.get<Stmt>();
      if (auto Member = S ? Initialised.find(S) : Initialised.end(); Member != Initialised.end())
        return Member->second ? std::optional<const ValueDecl *>(Member->second) : std::nullopt;
      DynTypedNodeList Parents = Ctx.getParents(Node);
      if (Parents.empty())
        return nullptr;
      Node = Parents[0];
      if (const auto *D = Node.get<Decl>())
        return isa<FieldDecl, VarDecl>(D) ? cast<ValueDecl>(D) : nullptr;
      // `q = std::make_shared<Queue>()`.
      if (const auto *Op = Node.get<CXXOperatorCallExpr>(); Op && Op->getOperator() == OO_Equal && Op->getNumArgs() == 2)
        return subjectIn(*Op->getArg(0));
      if (Node.get<LambdaExpr>() || Node.get<CompoundStmt>())
        return nullptr;
    }
    return nullptr;
  }

  /// A test knows what it puts in.
  static bool isOfTest(const Expr &E, ASTContext &Ctx) {
    const Callable In = functionAround(nearestCallable(E, Ctx), Ctx);
    return In.Function && isTest(*In.Function);
  }

  static bool isFilledByCount(const VarDecl &Var, ASTContext &Ctx) {
    const auto *F = dyn_cast<FunctionDecl>(Var.getDeclContext());
    return F && Var.hasLocalStorage() && corolint::isFilledByCount(Var, *F, Ctx);
  }

  void add(Candidate C, ASTContext &Ctx) {
    const SourceManager &SM = Ctx.getSourceManager();
    if (C.Loc.isValid() && !SM.isInSystemHeader(SM.getExpansionLoc(C.Loc)) && Places.insert(SM.getExpansionLoc(C.Loc)).second)
      Made.push_back(std::move(C));
  }

  void report(const Candidate &C) {
    if (C.Capacity)
      diag(C.Loc, "'%0' is given a limit that is none: a producer is never made to wait, and memory grows for as long as "
                  "the consumer is slower")
          << C.Name;
    else
      diag(C.Loc, "'%0' has no limit: a producer is never made to wait, and memory grows for as long as the consumer is "
                  "slower")
          << C.Name;
    if (C.Capacity)
      diag(C.Capacity->getExprLoc(), "the limit is given here", DiagnosticIDs::Note);
    if (!C.Entry->Instead.empty())
      diag(C.Loc, "'%0' makes the producer wait when it is full", DiagnosticIDs::Note) << C.Entry->Instead;
  }

  std::vector<Candidate> Made;
  llvm::DenseSet<SourceLocation> Places;
  llvm::DenseSet<SourceLocation> Limited;
  /// The members that constructors initialise, by what they do so with; null for a base.
  llvm::DenseMap<const Stmt *, const ValueDecl *> Initialised;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UnboundedQueueCheck)
