// async-naming: see docs/checks/async-naming.md. Which names say that a function is asynchronous is for a project to say:
// without an option nothing is reported.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/lookup.h"
#include "coroutine/qualified-name.h"
#include "coroutine/visible-body.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether the language, or a protocol that libraries look for, says what a function of this name is.
bool isNamedByProtocol(llvm::StringRef Name) {
  static const llvm::StringRef Names[] = {"await_ready",   "await_resume",      "await_suspend",
                                          "await_transform", "begin",           "co_main",
                                          "end",           "final_suspend",     "get_return_object",
                                          "get_return_object_on_allocation_failure", "initial_suspend", "tag_invoke",
                                          "yield_value"};
  return llvm::is_contained(Names, Name);
}

/// Whether a base of \p R has a member of the name that \p Method has.
bool isNamedByBase(const CXXMethodDecl &Method, const CXXRecordDecl &R) {
  const CXXRecordDecl *Def = R.getDefinition();
  return Def && llvm::any_of(Def->bases(), [&](const CXXBaseSpecifier &B) {
           const CXXRecordDecl *Base = recordOf(B.getType());
           return Base && Base != Def &&
                  (!membersNamed(*Base, identifierOf(Method)).empty() || isNamedByBase(Method, *Base));
         });
}

/// Whether the name of \p F is not for its author to choose.
bool isNameGiven(const FunctionDecl &F, const SourceManager &SM) {
  const SourceLocation Loc = F.getLocation();
  if (!F.getIdentifier() || Loc.isInvalid() || Loc.isMacroID() || SM.isInSystemHeader(Loc) || isEntryPoint(F) ||
      isNamedByProtocol(identifierOf(F)) || F.getTemplateSpecializationKind() == TSK_ExplicitSpecialization)
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && (Method->getParent()->isLambda() || Method->size_overridden_methods() != 0 ||
                    isNamedByBase(*Method, *Method->getParent()));
}

/// Whether \p T is something that is called: a handler, by which a plain function tells that it is done. What is not
/// known yet may be one.
bool isCallable(QualType T, ASTContext &Ctx) {
  T = T.getNonReferenceType();
  if (T->isDependentType() || T->isFunctionType() || T->isFunctionPointerType() || T->isMemberFunctionPointerType())
    return true;
  const CXXRecordDecl *R = recordOf(T);
  // Of a template that nobody has needed yet (`std::function`), the pattern may have no definition.
  return R && (!R->hasDefinition() || !membersNamed(*R, Ctx.DeclarationNames.getCXXOperatorName(OO_Call)).empty());
}

class AsyncNamingCheck : public CoroCheck {
public:
  AsyncNamingCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context, llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), Prefix(option("Prefix").trim()), Suffix(option("Suffix").trim()),
        PatternText(option("Pattern").trim()), Pattern("^(" + PatternText.str() + ")$"), Except(listOption("Except")),
        CheckPlain(boolOption("CheckPlainFunctions")) {
    std::string Error;
    if (!Pattern.isValid(Error))
      configurationDiag("the option Pattern of %0 is no regular expression: %1", DiagnosticIDs::Error) << Name << Error;
  }

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"Prefix", "", "What the name of every function that returns a task begins with."},
        {"Suffix", "", "What the name of every function that returns a task ends with."},
        {"Pattern", "", "A regular expression that the whole name of every function that returns a task matches."},
        {"Except", "", "Functions, by their plain or their full names and separated by semicolons, that may be named as they are."},
        {"CheckPlainFunctions", "false",
         "Reports, too, functions that have the prefix and the suffix and return nothing that could be awaited."}};
    return Specs;
  }

  void startUnit() override { Seen.clear(); }
  void registerMatchers(MatchFinder *Finder) override {
    if (!Prefix.empty() || !Suffix.empty() || !PatternText.empty())
      Finder->addMatcher(functionDecl(unless(isImplicit())).bind("function"), this);
    else // What matches nothing is not told of units, and `NOLINT(coro-*)` is judged when all checks have run.
      Finder->addMatcher(translationUnitDecl(), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    // By its first declaration, which is where everybody reads it. An instantiation stands where its template does, and
    // says what that returns.
    if (!F || !F->isFirstDecl() || F->isInvalidDecl() || isNameGiven(*F, *Result.SourceManager) || isExcepted(*F))
      return;
    const QualType T = yields(*definitionOf(*F));
    if (T.isNull() || T->isDependentType() || T->isUndeducedType())
      return;
    profile::Knowledge &Known = knowledge(Result);
    const std::optional<profile::TaskFacts> Task = Known.taskFacts(T);
    if (Task && Task->Type && !Task->isGenerator() && Task->Awaitable)
      checkTask(*F, *Task->Type);
    else if (CheckPlain && isPlain(*F, T, Known))
      checkPlain(*F, T);
  }

private:
  void checkTask(const FunctionDecl &F, const TaskType &Task) {
    const llvm::StringRef Name = F.getName();
    const bool HasAffixes = Name.starts_with(Prefix) && Name.ends_with(Suffix);
    const bool Matches = PatternText.empty() || Pattern.match(Name);
    if ((HasAffixes && Matches) || !Seen.insert(F.getLocation()).second)
      return;
    if (!HasAffixes)
      diag(F.getLocation(), "'%0' returns a '%1' that has to be awaited, and its name does not say so: '%2' would")
          << describe(F) << identifierOf(*Task.Record) << withAffixes(Name);
    else
      diag(F.getLocation(), "'%0' returns a '%1' that has to be awaited, and its name does not say so as '%2' asks for")
          << describe(F) << identifierOf(*Task.Record) << PatternText;
  }

  void checkPlain(const FunctionDecl &F, QualType T) {
    const llvm::StringRef Name = F.getName();
    if ((Prefix.empty() && Suffix.empty()) || Name.size() <= Prefix.size() + Suffix.size() ||
        !Name.starts_with(Prefix) || !Name.ends_with(Suffix) || !Seen.insert(F.getLocation()).second)
      return;
    diag(F.getLocation(), "'%0' is named like what has to be awaited, and returns '%1': nobody can wait for it")
        << describe(F) << T.getUnqualifiedType().getAsString(F.getASTContext().getPrintingPolicy());
  }

  /// Whether nobody can wait for what \p F, which returns \p T, does: neither by a result nor by a handler.
  static bool isPlain(const FunctionDecl &F, QualType T, profile::Knowledge &Known) {
    const CXXRecordDecl *R = recordOf(T);
    // Of a class that is only declared, or of a pointer, nothing is known.
    return (!R || R->hasDefinition()) && !T->isPointerType() && !T->isReferenceType() && !Known.taskFacts(T) &&
           !Known.tasks().isAwaitable(T) && !(R && isFuture(*R)) && !isCallable(T, Known.context()) && !F.isVariadic() &&
           llvm::none_of(F.parameters(),
                         [&](const ParmVarDecl *P) { return isCallable(P->getType(), Known.context()); });
  }

  /// Whether \p R can be waited for in another way than by `co_await`: futures, senders, handles of running work.
  static bool isFuture(const CXXRecordDecl &R) {
    return findMethod(R, "get") || findMethod(R, "wait") || findMethod(R, "then") || findMethod(R, "connect") ||
           findMethod(R, "join");
  }

  static const FunctionDecl *definitionOf(const FunctionDecl &F) {
    const FunctionDecl *Definition = F.getDefinition();
    return Definition ? Definition : &F;
  }

  bool isExcepted(const FunctionDecl &F) const {
    return llvm::any_of(Except, [&](const std::string &Each) { return F.getName() == Each || hasQualifiedName(F, Each); });
  }

  std::string withAffixes(llvm::StringRef Name) const {
    std::string Text = Name.str();
    if (!Name.starts_with(Prefix)) {
      // `asyncRead`, `AsyncRead`
      if (!Prefix.ends_with("_") && llvm::isAlpha(Prefix.back()) && !Name.contains('_'))
        Text.front() = llvm::toUpper(Text.front());
      Text.insert(0, Prefix);
    }
    return Name.ends_with(Suffix) ? Text : Text + Suffix.str();
  }

  const llvm::StringRef Prefix, Suffix, PatternText;
  llvm::Regex Pattern;
  const std::vector<std::string> Except;
  const bool CheckPlain;
  /// A template is matched once for each instantiation.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(AsyncNamingCheck)
