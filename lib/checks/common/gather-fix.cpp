// Writing the await that waits for all; see gather-fix.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/gather-fix.h"
#include "checks/common/fixes.h"
#include "checks/common/task-locals.h"
#include "coroutine/lookup.h"
#include "coroutine/qualified-name.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {
namespace {

using profile::Replacement;

/// What the rewriting needs of the library.
struct Gather {
  const profile::Profile *Library = nullptr;
  const Replacement *How = nullptr;
  explicit operator bool() const { return How; }
  /// Whether the tasks are operands of an operator, which takes two of them at a time.
  bool isOperator() const { return How->Separator != ", "; }
};

Gather gatherOf(const FunctionDecl &F, profile::Knowledge &Known) {
  Gather G;
  G.Library = Known.libraryOf(F);
  G.How = G.Library ? Known.replacement(*G.Library, "gather") : nullptr;
  if (G.How && !G.How->Needs.empty())
    G.How = nullptr;
  return G;
}

llvm::ArrayRef<TemplateArgument> argumentsOf(QualType T) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  return Spec ? Spec->getTemplateArgs().asArray() : llvm::ArrayRef<TemplateArgument>();
}

/// Whether \p Task is one of the library's, with the same arguments after the result (the executor) as the
/// coroutine around has.
bool fits(QualType Task, const FunctionDecl &F, const Gather &G) {
  const CXXRecordDecl *R = recordOf(Task);
  if (!R || Task.isConstQualified() ||
      llvm::none_of(G.Library->Coroutines,
                    [&](const std::string &Name) { return hasQualifiedName(*R, Name); }))
    return false;
  llvm::ArrayRef<TemplateArgument> Mine = argumentsOf(Task), Around = argumentsOf(F.getReturnType());
  if (Mine.empty() || Mine[0].getKind() != TemplateArgument::Type || Mine.size() != Around.size())
    return false;
  for (unsigned I = 1; I < Mine.size(); ++I)
    if (!Mine[I].structurallyEquals(Around[I]))
      return false;
  return true;
}

/// `auto x = co_await t;`: x. Null for anything but a plain auto.
const VarDecl *resultVariable(const Stmt &S) {
  const auto *Decl = dyn_cast<DeclStmt>(&S);
  const auto *Var =
      Decl && Decl->isSingleDecl() ? dyn_cast<VarDecl>(Decl->getSingleDecl()) : nullptr;
  if (!Var || isa<DecompositionDecl>(Var) || Var->isStaticLocal() || !Var->getInit() ||
      !Var->getIdentifier() || Var->getType()->isReferenceType() || Var->hasAttrs() ||
      Var->getInitStyle() != VarDecl::CInit)
    return nullptr;
  const TypeSourceInfo *Written = Var->getTypeSourceInfo();
  const AutoType *Auto = Written ? dyn_cast<AutoType>(Written->getType().getTypePtr()) : nullptr;
  return Auto && !Auto->isDecltypeAuto() && !Auto->isConstrained() ? Var : nullptr;
}

/// Whether \p E is nothing but an await of \p Task.
bool isAwaitOf(const Expr *E, const VarDecl &Task) {
  const auto *Await = dyn_cast_or_null<CoawaitExpr>(E ? stripped(E) : nullptr);
  return Await && namedVariable(Await->getOperand()) == &Task;
}

/// Whether \p F can see the names of \p Namespace already, by a directive around it or in its body.
bool usesNamespace(const FunctionDecl &F, llvm::StringRef Namespace, SourceLocation Before) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  for (const DeclContext *DC = &F; DC; DC = DC->getLexicalParent())
    for (const Decl *D : declsOfKind(*DC, [](Decl::Kind K) { return K == Decl::UsingDirective; })) {
      const auto *Using = cast<UsingDirectiveDecl>(D);
      if (qualifiedName(*Using->getNominatedNamespace()) == Namespace &&
          SM.isBeforeInTranslationUnit(Using->getLocation(), Before))
        return DC != &F;
    }
  return false;
}

/// Whether nothing is written between the statements, no comment above all.
bool areAdjacent(llvm::ArrayRef<AwaitOfLocal> Awaits, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  for (size_t I = 0; I + 1 < Awaits.size(); ++I) {
    SourceLocation From = Lexer::getLocForEndOfToken(Awaits[I].Where->getEndLoc(), 0, SM,
                                                     Ctx.getLangOpts());
    SourceLocation To = Awaits[I + 1].Where->getBeginLoc();
    if (From.isInvalid() || From.isMacroID() || To.isMacroID() ||
        !SM.isWrittenInSameFile(From, To) || !SM.isBeforeInTranslationUnit(From, To))
      return false;
    llvm::StringRef Between = Lexer::getSourceText(CharSourceRange::getCharRange(From, To), SM,
                                                   Ctx.getLangOpts());
    if (Between.find_first_not_of("; \t\r\n") != llvm::StringRef::npos)
      return false;
  }
  return true;
}

GatherFix write(SourceRange Where, const std::string &Before, const std::string &Tasks,
                llvm::StringRef After, const Gather &G, const FunctionDecl &F) {
  const ASTContext &Ctx = F.getASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  if (Where.isInvalid() || Where.getBegin().isMacroID() || Where.getEnd().isMacroID() ||
      !SM.isWrittenInSameFile(Where.getBegin(), Where.getEnd()))
    return {};
  const std::string Namespace =
      G.Library->Namespaces.empty() ? std::string() : G.Library->Namespaces.front();
  std::string Call = G.How->Expr;
  if (size_t At = Call.find("{0}"); At != std::string::npos)
    Call.replace(At, 3, Tasks);
  std::string Text;
  if (!G.How->UsingNamespace.empty() &&
      !usesNamespace(F, G.How->UsingNamespace, Where.getBegin()))
    Text = "using namespace " + G.How->UsingNamespace + ";\n" +
           Lexer::getIndentationForLine(Where.getBegin(), SM).str();
  Text += Before + Call + After.str();
  GatherFix Fix;
  Fix.Edit = FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Where),
                                          respell(Text, Namespace, F));
  Fix.Headers = G.How->Headers;
  Fix.Headers.push_back("utility");
  return Fix;
}

} // namespace

GatherFix gatherFix(llvm::ArrayRef<AwaitOfLocal> Awaits, const FunctionDecl &F,
                    profile::Knowledge &Known) {
  Gather G = gatherOf(F, Known);
  if (!G || !areAdjacent(Awaits, F.getASTContext()))
    return {};
  std::string Tasks, Names;
  const VarDecl *FirstResult = resultVariable(*Awaits[0].Where);
  for (const AwaitOfLocal &A : Awaits) {
    const VarDecl *Result = resultVariable(*A.Where);
    if (!Result != !FirstResult || !fits(A.Task->getType(), F, G) ||
        !isAwaitOf(Result ? Result->getInit() : dyn_cast<Expr>(A.Where), *A.Task))
      return {};
    QualType Value = argumentsOf(A.Task->getType())[0].getAsType();
    const CXXRecordDecl *Class = recordOf(Value);
    // Operators join the tuples of their operands, and leave out void.
    if (Result && (Value->isVoidType() || Value->isReferenceType() ||
                   (G.isOperator() && Class && hasQualifiedName(*Class, "std::tuple")) ||
                   Result->getType().isConstQualified() !=
                       FirstResult->getType().isConstQualified()))
      return {};
    Tasks += (Tasks.empty() ? "" : G.How->Separator) + "std::move(" + A.Task->getName().str() + ")";
    if (Result)
      Names += (Names.empty() ? "" : ", ") + Result->getName().str();
  }
  SourceRange Where(Awaits.front().Where->getBeginLoc(), Awaits.back().Where->getEndLoc());
  if (!FirstResult)
    return write(Where, "", Tasks, "", G, F);
  const char *Const = FirstResult->getType().isConstQualified() ? "const " : "";
  return write(Where, Const + ("auto [" + Names + "] = "), Tasks, ";", G, F);
}

GatherFix gatherFix(const CXXForRangeStmt &Loop, const VarDecl &Tasks, const FunctionDecl &F,
                    profile::Knowledge &Known) {
  Gather G = gatherOf(F, Known);
  const CXXRecordDecl *Container = recordOf(Tasks.getType());
  if (!G || G.isOperator() || Loop.getInit() || Tasks.getType().isConstQualified() || !Container ||
      !hasQualifiedName(*Container, "std::vector") || !fits(containedTask(Tasks.getType()), F, G))
    return {};
  const Stmt *Body = Loop.getBody();
  const auto *Block = dyn_cast<CompoundStmt>(Body);
  if (Block && Block->size() != 1)
    return {};
  const auto *Only = dyn_cast<Expr>(Block ? Block->body_front() : Body);
  if (!Loop.getLoopVariable() || !Only || !isAwaitOf(Only, *Loop.getLoopVariable()))
    return {};
  return write(Loop.getSourceRange(), "", "std::move(" + Tasks.getName().str() + ")",
               Block ? ";" : "", G, F);
}

} // namespace corolint
