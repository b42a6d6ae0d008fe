// detached-swallows-exception: see docs/checks/detached-swallows-exception.md. Reported at the token
// that drops the exception, with the place where one starts as a note.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "checks/common/spawned-coroutine.h"
#include "coroutine/escaping-exceptions.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether the task yields nothing.
bool isVoidTask(const FunctionDecl &Coroutine) {
  const auto *R =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Coroutine.getReturnType()));
  return !R || !R->getTemplateArgs().size() ||
         R->getTemplateArgs()[0].getKind() != TemplateArgument::Type ||
         R->getTemplateArgs()[0].getAsType()->isVoidType();
}

class DetachedSwallowsExceptionCheck : public CoroCheck {
public:
  DetachedSwallowsExceptionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                                 llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AssumeThrows(boolOption("AssumeThrows")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AssumeThrows", "false",
         "Report a detached coroutine also when its body is in another translation unit, where "
         "nothing shows that it handles its exceptions."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    std::optional<profile::SpawnCall> Spawn = Call ? Known.spawn(*Call) : std::nullopt;
    if (!Spawn || Spawn->Error != "lost")
      return;
    // A handle that somebody keeps has the exception.
    if (E->getType()->isRecordType() && discardOf(*E, *Result.Context).What == Discard::Used)
      return;
    const FunctionDecl *Coroutine = spawnedCoroutine(*Spawn->Task, Known);
    if (!Coroutine)
      return;
    const Expr *Source = escapingException(*Coroutine, [&](const Expr &Operand) { return cannotFail(Operand, Known); });
    const bool Unseen = AssumeThrows && !Coroutine->hasBody();
    if (!Source && !Unseen)
      return;
    const Expr &Where = Spawn->Token ? *Spawn->Token : *static_cast<const Expr *>(E);
    if (!isWanted(*E, Where.getBeginLoc(), *Result.SourceManager))
      return;

    diag(Where.getBeginLoc(), "an exception that leaves %0 is dropped here without a trace")
        << nameOfSpawned(Coroutine) << Where.getSourceRange();
    if (Source)
      diag(Source->getExprLoc(), EscapeText, DiagnosticIDs::Note) << escapeKind(*Source);
    if (Spawn->Token)
      suggestHandler(*Spawn, *Coroutine, *Result.Context);
  }

private:
  /// Whether the token is nothing but the one that drops the exception: what is bound to it (an
  /// executor, a cancellation slot) must not go with it.
  static bool isBareToken(const profile::SpawnCall &Spawn) {
    const CXXRecordDecl *R = recordOf(stripped(Spawn.Token)->getType());
    for (const profile::SpawnToken &T : Spawn.Entry->Tokens)
      if (R && hasQualifiedName(*R, T.Type))
        return true;
    return false;
  }

  void suggestHandler(const profile::SpawnCall &Spawn, const FunctionDecl &Coroutine,
                      ASTContext &Ctx) {
    std::string Handler = Spawn.Entry->Handler;
    if (Handler.empty() || !isEditable(*Spawn.Token, Ctx) || !isBareToken(Spawn))
      return;
    // The handler of a coroutine with a result gets that result too.
    if (size_t At = Handler.find("{results}"); At != std::string::npos)
      Handler.replace(At, strlen("{results}"), isVoidTask(Coroutine) ? "" : ", auto &&...");
    else if (!isVoidTask(Coroutine))
      return;
    // What is spawned once a connection must not end the whole server with its exception: there is no
    // edit that is right for everybody.
    if (loopAround(*Spawn.Token, Ctx)) {
      diag(Spawn.Token->getBeginLoc(),
           "handle it in the coroutine, or report it from a completion handler that takes a "
           "std::exception_ptr",
           DiagnosticIDs::Note);
      return;
    }
    auto Note = diag(Spawn.Token->getBeginLoc(),
                     "let it out of the loop's run() with a handler, or handle it in the coroutine",
                     DiagnosticIDs::Note);
    Note << FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(Spawn.Token->getSourceRange()), Handler);
    if (!Spawn.Entry->HandlerHeader.empty())
      if (auto Hint = include(Spawn.Token->getBeginLoc(), Spawn.Entry->HandlerHeader,
                              Ctx.getSourceManager()))
        Note << *Hint;
  }

  const bool AssumeThrows;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DetachedSwallowsExceptionCheck)
