// missing-timeout: see docs/checks/missing-timeout.md. A deadline may be kept in many ways, and one word about time near
// the operation is enough for the check to be silent.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/durations.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether a name says that something ends when its time is up, or can be ended.
bool isAboutTime(llvm::StringRef Name) {
  return hasWord(Name, {"alarm", "cancel", "cancellation", "deadline", "deadlines", "expire", "expires", "expiry",
                        "timed", "timeout", "timeouts", "timer", "timers", "watchdog"});
}

/// The functions whose tasks are given to something that knows a time, or are raced against something: their callers
/// end them.
class LimitedFunctions : public RecursiveASTVisitor<LimitedFunctions> {
public:
  explicit LimitedFunctions(ASTContext &Ctx) { TraverseAST(Ctx); }
  bool contains(const FunctionDecl &F) const { return Found.contains(F.getCanonicalDecl()); }

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCallExpr(CallExpr *E) {
    const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
    if ((Op && Op->getOperator() == OO_PipePipe) ||
        llvm::any_of(E->arguments(), [](const Expr *A) { return isTime(A->getType()); }))
      for (const Expr *A : E->arguments())
        add(*A);
    return true;
  }

private:
  void add(const Stmt &S) {
    if (const auto *Call = dyn_cast<CallExpr>(&S))
      if (const FunctionDecl *F = Call->getDirectCallee())
        Found.insert(F->getCanonicalDecl());
    for (const Stmt *Child : S.children())
      if (Child)
        add(*Child);
  }

  llvm::DenseSet<const FunctionDecl *> Found;
};

class MissingTimeoutCheck : public CoroCheck {
public:
  MissingTimeoutCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                      llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), Operations(listOption("Operations")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"Operations", "",
         "Functions, fully qualified and separated by semicolons, that wait for a peer, and should have a deadline."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void startUnit() override {
    Limited.reset();
    Twins.clear();
    SpeaksOfTime.clear();
    Reported.clear();
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    std::optional<CallSite> Call = Await ? callSite(*stripped(Await->getOperand())) : std::nullopt;
    if (!Call)
      return;
    ASTContext &Ctx = *Result.Context;
    const Callable Fn = nearestCallable(*Await, Ctx);
    // Nothing is around a lambda that initialises a global.
    const Callable Around = functionAround(Fn, Ctx);
    if (!Fn.Function || (Around.Function && isNamedLikeCleanup(identifierOf(*Around.Function))) ||
        Reported.contains(Fn.Function->getLocation()))
      return;
    profile::Knowledge &Known = knowledge(Result);
    if (!(isListed(Call->Callee, Operations) || isNetworkOperation(*Call, *Fn.Function, Known)) ||
        isLimitedAt(*Call, Known) || isLimitedAround(Fn, Known) ||
        !isWanted(*Await, Await->getKeywordLoc(), *Result.SourceManager))
      return;
    Reported.insert(Fn.Function->getLocation());
    diag(Await->getKeywordLoc(), "no deadline is in sight for '%0': when the peer does not answer, the coroutine is "
                                 "suspended for ever, with all that it holds")
        << Call->calleeName();
  }

private:
  /// The calls of the coroutine's library that wait for the network, by the names that they have when they suspend.
  const std::vector<profile::CallPattern> &twinsOf(const profile::Profile &Library) {
    auto [Slot, IsNew] = Twins.try_emplace(&Library);
    std::vector<profile::CallPattern> &Out = Slot->second;
    if (!IsNew || !Library.Twin)
      return Out;
    // To be called, to be told that there is something to read, and to say goodbye may take any time.
    static const llvm::StringRef Patient[] = {"accept", "wait", "shutdown", "close"};
    for (const profile::BlockingEntry &E : Library.Blocking) {
      if (E.Kind != profile::BlockKind::Network || !E.AsyncTwin)
        continue;
      profile::CallPattern Twin = E.Call;
      for (std::string &Name : Twin.Functions)
        Name.insert(Name.rfind(':') + 1, Library.Twin->Prefix);
      llvm::erase_if(Twin.Methods, [](const std::string &Name) { return llvm::is_contained(Patient, Name); });
      for (std::string &Name : Twin.Methods)
        Name.insert(0, Library.Twin->Prefix);
      // What is known of the mode of a descriptor is about the form that blocks.
      llvm::erase_if(Twin.Unless, [](const profile::Condition &C) { return !C.Mentions.empty(); });
      Out.push_back(std::move(Twin));
    }
    return Out;
  }

  bool isNetworkOperation(const CallSite &Call, const FunctionDecl &F, profile::Knowledge &Known) {
    const profile::Profile *Library = Known.libraryOf(F);
    if (!Library || llvm::none_of(twinsOf(*Library), [&](const profile::CallPattern &P) {
          return Known.conditions().names(P, Call) && Known.conditions().conditionsHold(P, Call);
        }))
      return false;
    const Expr *Stream = Call.Object ? Call.Object : Call.Args.empty() ? nullptr : Call.Args.front();
    return Stream && !isLocal(Stream->getType());
  }

  /// Whether \p T is a stream of this machine: a pipe, a device, a file, a socket of the local domain; or a layer on one.
  static bool isLocal(QualType T) {
    llvm::SmallPtrSet<const CXXRecordDecl *, 16> Seen;
    return isLocal(T, Seen);
  }

  /// Bases may be given what is derived from them (`any_executor`), so that each class is looked at once.
  static bool isLocal(QualType T, llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
    const CXXRecordDecl *R = recordOf(T);
    if (!R || !Seen.insert(R).second)
      return false;
    if (hasWord(identifierOf(*R), {"descriptor", "file", "handle", "pipe", "port"}) ||
        llvm::StringRef(qualifiedName(*R)).contains("::local::"))
      return true;
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R))
      for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
        if (A.getKind() == TemplateArgument::Type && isLocal(A.getAsType(), Seen))
          return true;
    return R->hasDefinition() &&
           llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) { return isLocal(B.getType(), Seen); });
  }

  /// Whether the operation itself is given a time, or something to be ended by: a time, a token, or a completion token
  /// that has either in it (`cancel_after(5s)`), or is not the library's, so that nobody knows.
  static bool isLimitedAt(const CallSite &Call, profile::Knowledge &Known) {
    if (llvm::any_of(Call.Args, [&](const Expr *A) {
          const QualType T = stripped(A)->getType();
          return isTime(T) || Known.isCancellationToken(T) || namesTime(T);
        }))
      return true;
    const CXXRecordDecl *Token = Call.Args.empty() ? nullptr : recordOf(stripped(Call.Args.back())->getType());
    return Token && Token->isLambda();
  }

  static bool namesTime(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    if (!R)
      return false;
    if (isAboutTime(identifierOf(*R)))
      return true;
    const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
    return Spec && llvm::any_of(Spec->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
             return A.getKind() == TemplateArgument::Type && namesTime(A.getAsType());
           });
  }

  /// Whether the coroutine is given a time or a token, is ended by who calls it, or is written, or its class is, where
  /// words about time are.
  bool isLimitedAround(const Callable &Fn, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    for (Callable Each = Fn; Each.Function; Each = enclosingCallable(*Each.Lambda, Ctx)) {
      if (llvm::any_of(Each.Function->parameters(), [&](const ParmVarDecl *P) {
            const QualType T = P->getType();
            return isTime(T) || Known.isCancellationToken(T) || namesTime(T);
          }))
        return true;
      if (!Limited)
        Limited.emplace(Ctx);
      if (Limited->contains(*Each.Function) || speaksOfTime(Each.Function->getLocation(), Ctx))
        return true;
      const auto *Method = dyn_cast<CXXMethodDecl>(Each.Function);
      if (Method && !Each.Lambda)
        for (const CXXRecordDecl *Class = Method->getParent(); Class;) {
          if (speaksOfTime(Class->getLocation(), Ctx))
            return true;
          Class = Class->hasDefinition() && Class->getNumBases() ? recordOf(Class->bases_begin()->getType()) : nullptr;
        }
      if (!Each.Lambda)
        return false;
    }
    return false;
  }

  /// Whether an identifier in the file of \p Loc is about time. Comments are not looked at.
  bool speaksOfTime(SourceLocation Loc, const ASTContext &Ctx) {
    const SourceManager &SM = Ctx.getSourceManager();
    const FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
    auto [Slot, IsNew] = SpeaksOfTime.try_emplace(File, false);
    if (!IsNew || File.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(Loc)))
      return Slot->second;
    bool Invalid = false;
    llvm::StringRef Text = SM.getBufferData(File, &Invalid);
    if (Invalid)
      return Slot->second = true;
    Lexer Lex(SM.getLocForStartOfFile(File), Ctx.getLangOpts(), Text.begin(), Text.begin(), Text.end());
    Token Tok;
    while (!Slot->second && !Lex.LexFromRawLexer(Tok))
      Slot->second = Tok.is(tok::raw_identifier) && isAboutTime(Tok.getRawIdentifier());
    return Slot->second;
  }

  const std::vector<std::string> Operations;
  std::optional<LimitedFunctions> Limited;
  llvm::DenseMap<const profile::Profile *, std::vector<profile::CallPattern>> Twins;
  llvm::DenseMap<FileID, bool> SpeaksOfTime;
  llvm::DenseSet<SourceLocation> Reported;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(MissingTimeoutCheck)
