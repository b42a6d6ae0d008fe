// Members that are filled and forgotten; see member-tasks.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/member-tasks.h"
#include "checks/common/fixes.h"
#include "checks/common/task-locals.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

static bool isCompletelyVisible(const CXXRecordDecl &R, bool WithFriends = true);

static bool isVisible(const FunctionDecl &F) {
  if (F.isImplicit() || F.isDefaulted() || F.isDeleted() || F.isPureVirtual())
    return true;
  // An editor's server skips the bodies in headers.
  const FunctionDecl *Def = nullptr;
  return F.isDefined(Def) && !Def->hasSkippedBody();
}

static bool isVisible(const FriendDecl &F) {
  if (const TypeSourceInfo *Type = F.getFriendType()) {
    const CXXRecordDecl *R = Type->getType()->getAsCXXRecordDecl();
    return R && R->hasDefinition() && isCompletelyVisible(*R->getDefinition(), false);
  }
  const auto *Function = dyn_cast_or_null<FunctionDecl>(F.getFriendDecl());
  return Function && isVisible(*Function);
}

/// Whether the unit has the definitions of everything that may mention a private member of \p R.
static bool isCompletelyVisible(const CXXRecordDecl &R, bool WithFriends) {
  return llvm::all_of(R.decls(), [&](const Decl *D) {
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      return isVisible(*F);
    if (const auto *T = dyn_cast<FunctionTemplateDecl>(D))
      return isVisible(*T->getTemplatedDecl());
    if (const auto *Nested = dyn_cast<CXXRecordDecl>(D))
      return Nested->isInjectedClassName() || !Nested->isThisDeclarationADefinition() ||
             isCompletelyVisible(*Nested, WithFriends);
    if (const auto *Friend = dyn_cast<FriendDecl>(D))
      return !WithFriends || isVisible(*Friend);
    return !isa<ClassTemplateDecl>(D);
  });
}

/// Whether every mention of \p Field is in this unit.
static bool isWhollyHere(const FieldDecl &Field, const SourceManager &SM) {
  const auto *R = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (!R || R->isDependentContext() || R->isLambda() || R->isUnion() || R->isInvalidDecl() ||
      R->getTemplateInstantiationPattern() || SM.isInSystemHeader(Field.getLocation()))
    return false;
  const bool Local = (R->isInAnonymousNamespace() || R->isLocalClass()) &&
                     SM.isInMainFile(SM.getExpansionLoc(Field.getLocation()));
  return (Local || Field.getAccess() == AS_private) && isCompletelyVisible(*R);
}

/// Whether nobody notices that the value is thrown away: its destructor ends or awaits nothing.
static bool isLostWhenForgotten(const profile::TaskFacts &Facts) {
  if (!Facts.Type || !Facts.Awaitable || Facts.isGenerator() || (Facts.Entry && Facts.Entry->DiscardOk))
    return false;
  if (Facts.isLazy() || Facts.Drop == DropEffect::KeepsRunning)
    return true;
  // Nothing is known about a destructor whose body is not to be seen; of one whose body is, it was not
  // understood.
  const CXXDestructorDecl *D = Facts.Type->Record ? Facts.Type->Record->getDestructor() : nullptr;
  return Facts.Drop == DropEffect::Unknown && Facts.Begins == Start::Eager &&
         !(D && D->isDefined() && !D->isDefaulted());
}

void MemberTasks::consider(const FieldDecl &Field) {
  QualType Element = containedTask(Field.getType());
  std::optional<profile::TaskFacts> Facts =
      Known.taskFacts(Element.isNull() ? Field.getType() : Element);
  if (!Facts || Field.getType()->isReferenceType() || Field.hasAttr<UnusedAttr>() ||
      !isLostWhenForgotten(*Facts) ||
      !isWhollyHere(Field, Known.context().getSourceManager()))
    return;
  Found &F = Fields[Field.getCanonicalDecl()];
  F.Container = !Element.isNull();
  F.Lazy = Facts->isLazy();
}

class MemberTasks::Reader : public RecursiveASTVisitor<Reader> {
public:
  explicit Reader(MemberTasks &Members)
      : Members(Members), Ctx(Members.Known.context()) {}

  bool VisitMemberExpr(MemberExpr *E) {
    if (Found *F = find(E->getMemberDecl()))
      mention(*E, *F);
    return true;
  }
  /// `&server::task_`.
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (Found *F = find(E->getDecl()))
      F->Used = true;
    return true;
  }
  /// `other.task_` in a template: any member of that name may be meant.
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) {
    for (auto &[Field, F] : Members.Fields)
      F.Used |= Field->getDeclName() == E->getMember();
    return true;
  }
  bool VisitBindingDecl(BindingDecl *D) {
    const auto *E = D->getBinding() ? dyn_cast<MemberExpr>(D->getBinding()->IgnoreImplicit()) : nullptr;
    if (Found *F = E ? find(E->getMemberDecl()) : nullptr)
      F->Used = true;
    return true;
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    if (Found *F = Init->isWritten() && Init->isMemberInitializer() ? find(Init->getMember()) : nullptr)
      given(*F, Init->getInit());
    return RecursiveASTVisitor::TraverseConstructorInitializer(Init);
  }

private:
  Found *find(const ValueDecl *D) {
    const auto *Field = dyn_cast_or_null<FieldDecl>(D);
    if (!Field)
      return nullptr;
    auto It = Members.Fields.find(Field->getCanonicalDecl());
    return It == Members.Fields.end() ? nullptr : &It->second;
  }

  static bool isEmpty(const Expr &E) {
    if (const auto *List = dyn_cast<InitListExpr>(&E))
      return List->getNumInits() == 0;
    if (const auto *C = dyn_cast<CXXConstructExpr>(&E))
      return C->getNumArgs() == 0 || (C->getNumArgs() == 1 && isEmpty(*C->getArg(0)->IgnoreImplicit()));
    return isa<CXXScalarValueInitExpr, ImplicitValueInitExpr, CXXNullPtrLiteralExpr>(E);
  }

  /// The member gets the value of \p E.
  void given(Found &F, const Expr *E) {
    const Expr *Value = E ? E->IgnoreImplicit() : nullptr;
    if (!Value || isEmpty(*Value))
      return;
    std::optional<CallSite> Call = makingCall(*Value);
    if (!Call || F.Container) {
      F.Used = true;
      return;
    }
    // `make_ready_future()`: no work to wait for.
    if (identifierOf(*Call->Callee).starts_with("make_ready"))
      return;
    const SourceManager &SM = Ctx.getSourceManager();
    if (!F.Made || SM.isBeforeInTranslationUnit(Call->E->getBeginLoc(), F.Made->getBeginLoc()))
      F.Made = Call->E;
  }

  void mention(const MemberExpr &E, Found &F) {
    const Stmt *Child = &E;
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(P)) {
      Child = P;
      P = parentStmt(*P, Ctx);
    }
    const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(P);
    if (Op && Op->getOperator() == OO_Equal && Op->getNumArgs() == 2 && Op->getArg(0) == Child &&
        !isResultUsed(*Op, Ctx))
      return given(F, Op->getArg(1));
    if (const auto *Cast = dyn_cast_or_null<CastExpr>(P);
        Cast && Cast->getCastKind() == CK_ToVoid && F.Lazy)
      return;
    const auto *Callee = dyn_cast_or_null<MemberExpr>(P);
    const auto *Call =
        Callee && Callee->getBase() == Child
            ? dyn_cast_or_null<CXXMemberCallExpr>(parentStmt(*Callee, Ctx))
            : nullptr;
    if (!Call || !Call->getMethodDecl() || !called(*Call, *Call->getMethodDecl(), F))
      F.Used = true;
  }

  /// A method that is called on the member; false when that may take the tasks out.
  bool called(const CXXMemberCallExpr &Call, const CXXMethodDecl &Method, Found &F) {
    llvm::StringRef Name = identifierOf(Method);
    if (!F.Container)
      // Work that runs anyway may be asked whether it is done.
      return F.Lazy && Method.isConst() && Method.getNumParams() == 0 &&
             Method.getReturnType()->isBooleanType();
    if (Name == "reserve" || Name == "size" || Name == "empty")
      return true;
    if ((Name != "push_back" && Name != "emplace_back") || Call.getNumArgs() != 1 ||
        (Call.isGLValue() && isResultUsed(Call, Ctx)))
      return false;
    F.Container = false;
    given(F, Call.getArg(0));
    F.Container = true;
    return true;
  }

  MemberTasks &Members;
  ASTContext &Ctx;
};

std::vector<ForgottenMember> MemberTasks::forgotten() {
  if (Fields.empty())
    return {};
  const SourceManager &SM = Known.context().getSourceManager();
  Reader R(*this);
  for (Decl *D : Known.context().getTranslationUnitDecl()->decls())
    if (!SM.isInSystemHeader(D->getLocation()))
      R.TraverseDecl(D);
  std::vector<ForgottenMember> Out;
  for (const auto &[Field, F] : Fields)
    if (!F.Used && F.Made)
      Out.push_back({Field, F.Container, F.Made});
  llvm::sort(Out, [&](const ForgottenMember &A, const ForgottenMember &B) {
    return SM.isBeforeInTranslationUnit(A.Made->getBeginLoc(), B.Made->getBeginLoc());
  });
  return Out;
}

} // namespace corolint
