// Calls and the conditions on them; see call-site.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/call-site.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {

const Expr *stripped(const Expr *E) {
  while (E) {
    const Expr *Before = E;
    E = E->IgnoreParenImpCasts()->IgnoreImplicit();
    if (const auto *C = dyn_cast<CXXFunctionalCastExpr>(E); C && C->getType()->isRecordType())
      E = C->getSubExpr();
    if (const auto *C = dyn_cast<CXXConstructExpr>(E);
        C && C->getNumArgs() >= 1 && (C->getNumArgs() == 1 || isa<CXXDefaultArgExpr>(C->getArg(1))) &&
        (C->getConstructor()->isCopyOrMoveConstructor() || C->isElidable() ||
         C->getConstructor()->isConvertingConstructor(/*AllowExplicit=*/false)) &&
        !C->isListInitialization())
      E = C->getArg(0);
    if (E == Before)
      return E;
  }
  return E;
}

std::string CallSite::calleeName() const {
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Callee)) {
    // `std::ifstream`, not `basic_ifstream`.
    if (const auto *Alias = E->getType()->getAs<TypedefType>())
      return Alias->getDecl()->getNameAsString();
    return Ctor->getParent()->getNameAsString();
  }
  if (Callee->getOverloadedOperator() == OO_Call && Object) {
    const Expr *Bare = Object->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      return Ref->getDecl()->getNameAsString();
    if (const auto *Member = dyn_cast<MemberExpr>(Bare))
      return Member->getMemberDecl()->getNameAsString();
  }
  // `QMessageBox::warning`: the name of a static member alone says little.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
      Method && Method->isStatic() && Method->getParent()->getIdentifier())
    return Method->getParent()->getName().str() + "::" + Callee->getNameAsString();
  return Callee->getNameAsString();
}

std::optional<CallSite> callSite(const Expr &E) {
  CallSite Site;
  Site.E = &E;
  auto AddArgs = [&](auto Args) {
    for (const Expr *A : Args)
      if (!isa<CXXDefaultArgExpr>(A))
        Site.Args.push_back(A);
  };
  if (const auto *C = dyn_cast<CXXConstructExpr>(&E)) {
    Site.Callee = C->getConstructor();
    AddArgs(C->arguments());
  } else if (const auto *C = dyn_cast<CXXOperatorCallExpr>(&E)) {
    Site.Callee = C->getDirectCallee();
    AddArgs(C->arguments());
    if (isa_and_nonnull<CXXMethodDecl>(Site.Callee) && !Site.Args.empty()) {
      Site.Object = Site.Args.front();
      Site.Args.erase(Site.Args.begin());
    }
  } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(&E)) {
    Site.Callee = C->getMethodDecl();
    Site.Object = C->getImplicitObjectArgument();
    AddArgs(C->arguments());
  } else if (const auto *C = dyn_cast<CallExpr>(&E)) {
    Site.Callee = C->getDirectCallee();
    AddArgs(C->arguments());
  }
  if (!Site.Callee)
    return std::nullopt;
  return Site;
}

namespace profile {

static bool anyNames(const NamedDecl &D, const std::vector<std::string> &Names) {
  for (const std::string &Name : Names)
    if (hasQualifiedName(D, Name))
      return true;
  return false;
}

static bool recordOrBaseIsOneOf(const CXXRecordDecl &R, const std::vector<std::string> &Names) {
  if (anyNames(R, Names))
    return true;
  if (const CXXRecordDecl *Def = R.getDefinition())
    for (const CXXBaseSpecifier &B : Def->bases())
      if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
        if (recordOrBaseIsOneOf(*Base, Names))
          return true;
  return false;
}

bool typeIsOneOf(QualType T, const std::vector<std::string> &Names) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  if (recordOrBaseIsOneOf(*R, Names))
    return true;
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R))
    for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type)
        if (const CXXRecordDecl *Inner = recordOf(A.getAsType()))
          if (recordOrBaseIsOneOf(*Inner, Names))
            return true;
  return false;
}

bool ConditionEvaluator::names(const CallPattern &P, const CallSite &Call) const {
  if (!P.Constructors.empty()) {
    const auto *Ctor = dyn_cast<CXXConstructorDecl>(Call.Callee);
    return Ctor && !Ctor->isCopyOrMoveConstructor() && anyNames(*Ctor->getParent(), P.Constructors);
  }
  if (!P.Returning.empty()) {
    const QualType Result = Call.Callee->getReturnType();
    const CXXRecordDecl *R = Result->isRecordType() ? recordOf(Result) : nullptr;
    return R && !isa<CXXConstructorDecl>(Call.Callee) && anyNames(*R, P.Returning);
  }
  if (!P.Functions.empty())
    return (!P.CLinkage || Call.Callee->isExternC()) && anyNames(*Call.Callee, P.Functions);
  const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
  if (!Method)
    return false;
  bool Named = false;
  for (const std::string &Name : P.Methods)
    Named = Named || (Method->getIdentifier() ? Method->getName() == Name
                                              : Method->getNameAsString() == Name);
  if (!Named)
    return false;
  // The class that declares the method may be an implementation detail of the library, and the
  // object's static type may be a class of the user's that derives from the library's.
  if (recordOrBaseIsOneOf(*Method->getParent(), P.Of))
    return true;
  if (!Call.Object)
    return false;
  QualType T = Call.Object->IgnoreParenImpCasts()->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = recordOf(T);
  return R && recordOrBaseIsOneOf(*R, P.Of);
}

static bool isZeroValue(const APValue &V) {
  if (V.isInt())
    return V.getInt().isZero();
  if (V.isFloat())
    return V.getFloat().isZero();
  return V.isStruct() && V.getStructNumBases() == 0 && V.getStructNumFields() == 1 &&
         isZeroValue(V.getStructField(0));
}

bool isZero(const Expr &E, const ASTContext &Ctx) {
  const Expr *Bare = E.IgnoreParenImpCasts()->IgnoreImplicit();
  if (Bare->isValueDependent() || Bare->isTypeDependent() || Bare->containsErrors())
    return false;
  Expr::EvalResult Result;
  return Bare->EvaluateAsRValue(Result, Ctx) && !Result.HasSideEffects && isZeroValue(Result.Val);
}

bool ConditionEvaluator::fileMentions(SourceLocation Loc, const std::vector<std::string> &Names) {
  SourceManager &SM = Ctx.getSourceManager();
  FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
  if (File.isInvalid())
    return false;
  std::unique_ptr<llvm::StringSet<>> &Slot = Identifiers[File];
  if (!Slot) {
    Slot = std::make_unique<llvm::StringSet<>>();
    bool Invalid = false;
    llvm::StringRef Text = SM.getBufferData(File, &Invalid);
    if (!Invalid) {
      Lexer Lex(SM.getLocForStartOfFile(File), Ctx.getLangOpts(), Text.begin(), Text.begin(),
                Text.end());
      Token Tok;
      while (!Lex.LexFromRawLexer(Tok))
        if (Tok.is(tok::raw_identifier))
          Slot->insert(Tok.getRawIdentifier());
    }
  }
  for (const std::string &Name : Names)
    if (Slot->contains(Name))
      return true;
  return false;
}

bool ConditionEvaluator::hasFlag(const Expr &Arg, const std::vector<std::string> &Flags) {
  // A value that is not known at compile time may have the flag: then nothing is proven.
  if (Arg.isValueDependent() || !Arg.isEvaluatable(Ctx))
    return true;
  SourceManager &SM = Ctx.getSourceManager();
  CharSourceRange Range = SM.getExpansionRange(Arg.getSourceRange());
  llvm::StringRef Text = Lexer::getSourceText(Range, SM, Ctx.getLangOpts());
  Lexer Lex(SourceLocation(), Ctx.getLangOpts(), Text.begin(), Text.begin(), Text.end());
  Token Tok;
  bool More = true;
  while (More) {
    More = !Lex.LexFromRawLexer(Tok);
    if (Tok.is(tok::raw_identifier))
      for (const std::string &Flag : Flags)
        if (Tok.getRawIdentifier() == Flag)
          return true;
  }
  // The flag may hide behind a constant of the user's. A literal is certain not to have it, and so is an
  // enumerator of the type that is asked for.
  const auto *Ref = dyn_cast<DeclRefExpr>(Arg.IgnoreParenImpCasts());
  if (!Ref || Arg.getBeginLoc().isMacroID())
    return false;
  return !isa<EnumConstantDecl>(Ref->getDecl()) || !Ctx.hasSameType(Arg.getType(), Ref->getType());
}

bool ConditionEvaluator::holdsFor(const Condition &C, const Expr &Arg) {
  // Zero as it is, or as what a duration is made from.
  if (C.Is == "zero" && !isZero(Arg, Ctx) && !isZero(*stripped(&Arg), Ctx))
    return false;
  if (C.Is == "number" && !stripped(&Arg)->getType()->isArithmeticType())
    return false;
  if (C.Is == "null" || C.Is == "not-null") {
    bool Null = Arg.isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull) !=
                Expr::NPCK_NotNull;
    if (Null != (C.Is == "null"))
      return false;
  }
  if (!C.HasFlag.empty() && !hasFlag(Arg, C.HasFlag))
    return false;
  if (!C.Type.empty() && !typeIsOneOf(Arg.IgnoreParenImpCasts()->getType(), C.Type) &&
      !typeIsOneOf(stripped(&Arg)->getType(), C.Type))
    return false;
  if (!C.RefersTo.empty()) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(&Arg));
    if (!Ref || !anyNames(*Ref->getDecl(), C.RefersTo))
      return false;
  }
  return true;
}

bool ConditionEvaluator::holds(const Condition &C, const CallSite &Call) {
  if (C.Args && Call.Args.size() != *C.Args)
    return false;
  if (!C.Mentions.empty() && !fileMentions(Call.E->getBeginLoc(), C.Mentions))
    return false;
  if (C.Arg.empty())
    return true;
  if (C.Arg == "object") {
    const Expr *Object = isa<CXXConstructExpr>(Call.E) ? Call.E : Call.Object;
    return Object && holdsFor(C, *Object);
  }
  if (C.Arg == "any") {
    if (Call.Object && holdsFor(C, *Call.Object))
      return true;
    for (const Expr *A : Call.Args)
      if (holdsFor(C, *A))
        return true;
    return false;
  }
  unsigned Index = 0;
  if (C.Arg == "last") {
    if (Call.Args.empty())
      return false;
    Index = Call.Args.size() - 1;
  } else if (llvm::StringRef(C.Arg).getAsInteger(10, Index)) {
    return false;
  }
  return Index < Call.Args.size() && holdsFor(C, *Call.Args[Index]);
}

bool ConditionEvaluator::conditionsHold(const CallPattern &P, const CallSite &Call) {
  for (const Condition &C : P.When)
    if (!holds(C, Call))
      return false;
  for (const Condition &C : P.Unless)
    if (holds(C, Call))
      return false;
  return true;
}

} // namespace profile
} // namespace corolint
