// Looking up the names of a profile; see names.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/nearest-name.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "profile/names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclLookups.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/HeaderSearch.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace corolint::profile {

/// The declarations of \p Name in \p Scope itself. Operators have no identifier to look up.
static llvm::SmallVector<const NamedDecl *, 4> declared(const DeclContext &Scope,
                                                        llvm::StringRef Name, ASTContext &Ctx) {
  llvm::SmallVector<const NamedDecl *, 4> Out;
  if (!Name.starts_with("operator")) {
    if (Ctx.Idents.find(Name) == Ctx.Idents.end())
      return Out;
    for (const NamedDecl *D : Scope.lookup(DeclarationName(&Ctx.Idents.get(Name))))
      Out.push_back(D);
    return Out;
  }
  for (DeclContext::lookup_result Same : Scope.lookups())
    if (!Same.empty() && Same.front()->getDeclName().getAsString() == Name)
      Out.append(Same.begin(), Same.end());
  return Out;
}

/// The definition of the class, or of the class that the template makes.
static const CXXRecordDecl *classOf(const NamedDecl &D) {
  const auto *R = dyn_cast<CXXRecordDecl>(&D);
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(&D))
    R = Template->getTemplatedDecl();
  return R && R->getDefinition() ? R->getDefinition() : R;
}

/// What can be looked into.
static const DeclContext *scopeOf(const NamedDecl &D) {
  if (const CXXRecordDecl *R = classOf(D))
    return R;
  if (const auto *Enum = dyn_cast<EnumDecl>(&D))
    return Enum->getDefinition() ? Enum->getDefinition() : Enum;
  return dyn_cast<NamespaceDecl>(&D);
}

/// The name that is nearest to \p Wrong among those of \p Scope; empty when none is near.
static std::string nearestIn(const DeclContext &Scope, llvm::StringRef Wrong) {
  std::vector<llvm::StringRef> Names;
  for (DeclContext::lookup_result Same : Scope.lookups()) {
    llvm::StringRef Name = Same.empty() ? "" : identifierOf(*Same.front());
    if (!Name.empty() && !Name.starts_with("__builtin"))
      Names.push_back(Name);
  }
  llvm::sort(Names);
  return nearestName(Wrong, Names).str();
}

/// A declaration of \p Name somewhere in a namespace below \p Scope: where a library moved it.
static const NamedDecl *declaredBelow(const DeclContext &Scope, llvm::StringRef Name, ASTContext &Ctx,
                                      unsigned Depth = 0) {
  for (const NamedDecl *D : declared(Scope, Name, Ctx))
    if (!isa<NamespaceDecl>(D))
      return D;
  if (Depth < 4)
    for (const Decl *D : Scope.decls())
      if (const auto *NS = dyn_cast<NamespaceDecl>(D); NS && NS->isFirstDecl())
        if (const NamedDecl *Found = declaredBelow(*NS, Name, Ctx, Depth + 1))
          return Found;
  return nullptr;
}

std::string NameResolver::notDeclared(llvm::StringRef Name, const DeclContext &Scope,
                                      llvm::StringRef Missing) const {
  std::string Out = ("'" + Name + "' is not declared").str();
  if (const auto *In = dyn_cast<NamedDecl>(&Scope); In && !Name.ends_with(Missing))
    Out += (": '" + qualifiedName(*In) + "' has no '" + Missing + "'").str();
  std::string Near = nearestIn(Scope, Missing);
  if (const auto *In = dyn_cast<NamedDecl>(&Scope); In && !Near.empty())
    Near = qualifiedName(*In) + "::" + Near;
  if (Near.empty()) {
    auto [Root, Rest] = Name.split("::");
    const DeclContext *From = Ctx.getTranslationUnitDecl();
    for (const NamedDecl *D : declared(*From, Root, Ctx))
      if (const auto *NS = dyn_cast<NamespaceDecl>(D); NS && !Rest.empty())
        if (const NamedDecl *Moved = declaredBelow(*NS, Name.substr(Name.rfind("::") + 2), Ctx))
          Near = qualifiedName(*Moved);
  }
  return Near.empty() ? Out : Out + "; did you mean '" + Near + "'?";
}

/// What \p D stands for, if it only is another name for something.
static const NamedDecl *behind(const NamedDecl &D) {
  if (const auto *Shadow = dyn_cast<UsingShadowDecl>(&D))
    return Shadow->getTargetDecl();
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(&D))
    return Alias->getNamespace();
  const auto *Typedef = dyn_cast<TypedefNameDecl>(&D);
  if (const auto *Template = dyn_cast<TypeAliasTemplateDecl>(&D))
    Typedef = Template->getTemplatedDecl();
  if (!Typedef)
    return nullptr;
  // `typedef struct S S;` of C: the class has the name, too.
  const CXXRecordDecl *R = recordOf(Typedef->getUnderlyingType());
  return R;
}

NameResolver::Lookup NameResolver::lookUp(llvm::StringRef Name) {
  const DeclContext *Scope = Ctx.getTranslationUnitDecl();
  llvm::SmallVector<llvm::StringRef, 6> Parts;
  Name.split(Parts, "::");
  Lookup Out;
  for (const llvm::StringRef &Part : Parts) {
    Out.Found = declared(*Scope, Part, Ctx);
    if (Out.Found.empty()) {
      Out.Problem = notDeclared(Name, *Scope, Part);
      return Out;
    }
    if (&Part == &Parts.back())
      break;
    const DeclContext *Inner = nullptr;
    for (const NamedDecl *D : Out.Found)
      if (const NamedDecl *Real = behind(*D); !Inner)
        Inner = scopeOf(Real ? *Real : *D);
    if (!Inner) {
      Out.Found.clear();
      Out.Problem = ("'" + Name + "' is not declared: '" + Part + "' is no scope").str();
      return Out;
    }
    Scope = Inner;
  }
  // What the checks compare is the name of the thing itself.
  std::string Real;
  llvm::erase_if(Out.Found, [&](const NamedDecl *D) {
    if (const NamedDecl *Behind = behind(*D); Behind && !hasQualifiedName(*Behind, Name))
      Real = qualifiedName(*Behind);
    else if (!Behind && !hasQualifiedName(*D, Name))
      Real = qualifiedName(*D);
    else
      return false;
    return true;
  });
  for (const NamedDecl *&D : Out.Found)
    if (const NamedDecl *Behind = behind(*D))
      D = Behind;
  if (Out.Found.empty())
    Out.Problem = ("'" + Name + "' is another name for '" + Real + "'; write that").str();
  return Out;
}

std::string NameResolver::functionProblem(const NameUse &Use) {
  Lookup Result = lookUp(Use.Text);
  if (!Result.Problem.empty())
    return Result.Problem;
  bool IsMethod = false, IsCpp = false;
  for (const NamedDecl *D : Result.Found) {
    const auto *F = dyn_cast<FunctionDecl>(D);
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      F = Template->getTemplatedDecl();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    IsMethod |= Method && !Method->isStatic();
    IsCpp |= F && Use.CLinkage && !F->isExternC();
    if (F && !(Method && !Method->isStatic()) && (!Use.CLinkage || F->isExternC()))
      return {};
  }
  if (IsMethod)
    return "'" + Use.Text + "' is a method that needs an object; write it with 'methods' and 'of'";
  if (IsCpp)
    return "'" + Use.Text + "' has no C linkage, which 'linkage: c' asks for";
  if (const auto *Var = dyn_cast<VarDecl>(Result.Found.front()))
    if (const CXXRecordDecl *R = recordOf(Var->getType()))
      return "'" + Use.Text +
             "' is a function object; write methods: [\"operator()\"], of: [" + qualifiedName(*R) + "]";
  return "'" + Use.Text + "' is no function";
}

std::string NameResolver::variableProblem(llvm::StringRef Name) {
  Lookup Result = lookUp(Name);
  if (!Result.Problem.empty())
    return Result.Problem;
  for (const NamedDecl *D : Result.Found)
    if (isa<VarDecl, EnumConstantDecl, VarTemplateDecl>(D))
      return {};
  return ("'" + Name + "' is no variable and no enumerator").str();
}

/// The definitions of \p Template beside the primary one: those that are written, and the instances that
/// the headers make.
static llvm::SmallVector<const CXXRecordDecl *, 8> specializations(ClassTemplateDecl &Template) {
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partial;
  Template.getPartialSpecializations(Partial);
  llvm::SmallVector<const CXXRecordDecl *, 8> Out(Partial.begin(), Partial.end());
  Out.append(Template.spec_begin(), Template.spec_end());
  llvm::erase_if(Out, [](const CXXRecordDecl *R) { return !R->getDefinition(); });
  return Out;
}

/// Whether \p R, a specialization or a base of it declares \p Method. What only an instance tells is looked
/// for in the instances that the headers make.
static bool hasMethod(const CXXRecordDecl &R, llvm::StringRef Method, ASTContext &Ctx,
                      unsigned Depth = 0) {
  if (Depth > 12)
    return false;
  if (const CXXRecordDecl *Definition = R.getDefinition()) {
    for (const NamedDecl *D : declared(*Definition, Method, Ctx))
      if (isa<FunctionDecl, FunctionTemplateDecl, UsingShadowDecl, UnresolvedUsingValueDecl>(D))
        return true;
    for (const CXXBaseSpecifier &Base : Definition->bases())
      if (const CXXRecordDecl *B = recordOf(Base.getType()); B && B != Definition)
        if (hasMethod(*B, Method, Ctx, Depth + 1))
          return true;
  }
  ClassTemplateDecl *Template = R.getDescribedClassTemplate();
  return Template && llvm::any_of(specializations(*Template), [&](const CXXRecordDecl *Other) {
           return hasMethod(*Other, Method, Ctx, Depth + 1);
         });
}

std::string NameResolver::classProblem(const NameUse &Use) {
  Lookup Result = lookUp(Use.Text);
  if (!Result.Problem.empty())
    return Result.Problem;
  const CXXRecordDecl *R = nullptr;
  for (const NamedDecl *D : Result.Found)
    if (const CXXRecordDecl *Class = classOf(*D))
      R = Class;
  if (!R)
    return "'" + Use.Text + "' is no class";
  if (Use.With && llvm::none_of(*Use.With, [&](llvm::StringRef M) { return hasMethod(*R, M, Ctx); }))
    return "'" + Use.Text + "' has none of the methods";
  return {};
}

std::string NameResolver::methodProblem(const NameUse &Use) {
  const CXXRecordDecl *Some = nullptr;
  for (const std::string &Name : *Use.With)
    for (const NamedDecl *D : lookUp(Name).Found)
      if (const CXXRecordDecl *R = classOf(*D)) {
        if (hasMethod(*R, Use.Text, Ctx))
          return {};
        Some = Some ? Some : R;
      }
  // Without any of its classes nothing is known of the method: that is told of the classes.
  if (!Some)
    return "'" + Use.Text + "' is a method of classes that are not declared";
  std::string Near = nearestIn(*Some, Use.Text);
  return "'" + Use.Text + "' is a method of none of the classes" +
         (Near.empty() ? "" : "; did you mean '" + qualifiedName(*Some) + "::" + Near + "'?");
}

std::string NameResolver::identifierProblem(llvm::StringRef Name) const {
  if (Ctx.Idents.find(Name) != Ctx.Idents.end())
    return {};
  std::vector<llvm::StringRef> Names;
  for (const auto &Known : Ctx.Idents)
    Names.push_back(Known.getKey());
  llvm::sort(Names);
  llvm::StringRef Near = nearestName(Name, Names);
  return ("'" + Name + "' occurs nowhere in the headers" +
          (Near.empty() ? "" : "; did you mean '" + Near + "'?"))
      .str();
}

bool NameResolver::hasHeader(llvm::StringRef Header) const {
  // <chrono>: the standard library need not be there to look at a library in C.
  if (llvm::all_of(Header, [](char C) { return llvm::isLower(C) || C == '_'; }))
    return true;
  for (const DirectoryLookup &D : PP.getHeaderSearchInfo().search_dir_range()) {
    if (!D.isNormalDir())
      continue;
    llvm::SmallString<256> Path(D.getName());
    llvm::sys::path::append(Path, Header);
    if (PP.getFileManager().getOptionalFileRef(Path))
      return true;
  }
  return false;
}

std::string NameResolver::problem(const NameUse &Use) {
  switch (Use.Kind) {
  case NameKind::Function:
    return functionProblem(Use);
  case NameKind::Class:
    return classProblem(Use);
  case NameKind::Method:
    return methodProblem(Use);
  case NameKind::Variable:
    return variableProblem(Use.Text);
  case NameKind::Identifier:
    return identifierProblem(Use.Text);
  case NameKind::Header:
    return hasHeader(Use.Text) ? "" : "header '" + Use.Text + "' is in no include directory";
  }
  llvm_unreachable("a kind of name that is not listed");
}

} // namespace corolint::profile
