// blocking-configured-call: see docs/checks/blocking-configured-call.md. Knows only what the project
// says: the option, a profile entry of kind "configured", or an annotation on the declaration.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/Attr.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;

namespace corolint {
namespace {

class BlockingConfiguredCallCheck : public BlockingCheck {
public:
  BlockingConfiguredCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                              llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::Configured) {
    for (const std::string &Entry : listOption("Functions")) {
      auto [Pattern, Instead] = llvm::StringRef(Entry).split("->");
      Listed.push_back({Pattern.trim().str(), Instead.trim().str()});
    }
  }

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"Functions", "",
         "Functions and methods that block, separated by semicolons: 'ns::fetch; ns::Db::query -> "
         "ns::Db::asyncQuery'. A name matches fully qualified or by its last components; what "
         "follows the arrow is suggested instead."}};
    return Specs;
  }

protected:
  llvm::StringRef effect() const override { return "is declared to block"; }

  std::optional<profile::BlockingCall> classify(const CallSite &Call,
                                                profile::Knowledge &Known) override {
    std::optional<profile::BlockingCall> Blocking = BlockingCheck::classify(Call, Known);
    // An overload that returns a task is the asynchronous one, and what the code says of itself
    // counts for more than a list.
    if (!Blocking && entryFor(Call) && !Known.taskFacts(Call.E->getType()) &&
        !isMarkedNonblocking(*Call.Callee))
      Blocking = profile::BlockingCall{Kind, nullptr, nullptr, nullptr};
    return Blocking;
  }

  bool confirm(const CallSite &Call, const profile::Place &Place,
               profile::Knowledge &Known) override {
    // What is awaited suspends, whatever its name.
    ASTContext &Ctx = Known.context();
    for (const Stmt *P = parentStmt(*Call.E, Ctx); P; P = parentStmt(*P, Ctx)) {
      if (isa<CoawaitExpr, DependentCoawaitExpr>(P))
        return false;
      if (!isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P))
        return true;
    }
    return true;
  }

  std::optional<Fix> fix(const CallSite &Call, const profile::BlockingCall &Blocking,
                         const profile::Place &Place, profile::Knowledge &Known) override {
    const Configured *Entry = entryFor(Call);
    if (!Entry || Entry->Instead.empty())
      return BlockingCheck::fix(Call, Blocking, Place, Known);
    // Words only: whether the arguments fit is for a person to see.
    Fix Out;
    Out.Title = "use '" + Entry->Instead + "' instead";
    return Out;
  }

private:
  struct Configured {
    std::string Pattern, Instead;
  };

  /// The entry that names the callee: a function, a method, or the variable of a function object.
  const Configured *entryFor(const CallSite &Call) const {
    if (Listed.empty())
      return nullptr;
    const NamedDecl *Named = Call.Callee;
    if (Call.Object && Call.Callee->getOverloadedOperator() == OO_Call)
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Call.Object->IgnoreParenImpCasts()))
        Named = Ref->getDecl();
    const auto *Ctor = dyn_cast<CXXConstructorDecl>(Named);
    // A constructor is named by its class, with or without the second component.
    std::string Name = "::" + qualifiedName(Ctor ? *Ctor->getParent() : *Named);
    for (const Configured &C : Listed)
      if (isNamedBy(Name, C.Pattern) ||
          (Ctor && isNamedBy(Name + "::" + Ctor->getParent()->getNameAsString(), C.Pattern)))
        return &C;
    return nullptr;
  }

  /// Whole components from the end: "Db::query" is ns::Db::query, but "query" is not "requery".
  static bool isNamedBy(llvm::StringRef Name, llvm::StringRef Pattern) {
    if (Pattern.starts_with("::"))
      return Name == Pattern;
    return Name.consume_back(Pattern) && Name.ends_with("::");
  }

  static bool isMarkedNonblocking(const FunctionDecl &F) {
    const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
    for (const FunctionDecl *D : (Pattern ? Pattern : &F)->redecls())
      for (const auto *A : D->specific_attrs<AnnotateAttr>())
        if (A->getAnnotation() == "corolint::nonblocking")
          return true;
    return false;
  }

  std::vector<Configured> Listed;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingConfiguredCallCheck)
