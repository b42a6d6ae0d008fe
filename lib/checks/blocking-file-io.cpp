// blocking-file-io: see docs/checks/blocking-file-io.md. The calls are data (lib/profile/data). A
// stream is reported once, where it is opened. SPDX-License-Identifier: Apache-2.0 WITH
// LLVM-exception
#include "checks/common/blocking-check.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {
namespace {

bool isCFile(QualType T) {
  if (!T->isPointerType())
    return false;
  const RecordDecl *R = T->getPointeeType()->getAsRecordDecl();
  return R && (R->getName() == "_IO_FILE" || R->getName() == "__sFILE" || R->getName() == "_iobuf");
}

/// Looks for a C stream that is opened before a place.
class OpenFinder : public RecursiveASTVisitor<OpenFinder> {
public:
  OpenFinder(SourceLocation Before, const SourceManager &SM) : Before(Before), SM(SM) {}
  bool Found = false;

  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    Found |=
        F && identifierOf(*F) == "fopen" && SM.isBeforeInTranslationUnit(E->getBeginLoc(), Before);
    return true;
  }

private:
  SourceLocation Before;
  const SourceManager &SM;
};

/// Whether \p Arg is the name of a file that is in memory, not on a disk.
bool isInMemoryName(const Expr &Arg) {
  const Expr *E = stripped(&Arg);
  // std::string and std::filesystem::path have more than one parameter.
  while (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
    if (!Made->getNumArgs())
      return false;
    E = stripped(Made->getArg(0));
  }
  const auto *Name = dyn_cast<StringLiteral>(E);
  if (!Name || Name->getCharByteWidth() != 1)
    return false;
  llvm::StringRef Text = Name->getString();
  return Text.starts_with("/proc/") || Text.starts_with("/sys/") || Text.starts_with("/dev/") ||
         Text == ":memory:"; // SQLite's
}

class BlockingFileIoCheck : public BlockingCheck {
public:
  BlockingFileIoCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                      llvm::ArrayRef<OptionSpec> Options)
      : BlockingCheck(Name, Context, Options, profile::BlockKind::File) {}
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

protected:
  llvm::StringRef effect() const override { return "waits for the disk"; }

  bool confirm(const CallSite &Call, const profile::Place &Place,
               profile::Knowledge &Known) override {
    ASTContext &Ctx = Known.context();
    if (Call.Args.empty())
      return true;
    const Expr &First = *Call.Args.front();
    if (isInMemoryName(First))
      return false;
    // Standard output and error are where messages go.
    std::optional<llvm::APSInt> Descriptor;
    if (First.getType()->isIntegerType() && !First.isValueDependent())
      Descriptor = First.getIntegerConstantExpr(Ctx);
    if (Descriptor && (*Descriptor == 1 || *Descriptor == 2))
      return false;
    if (llvm::none_of(Call.Args, [](const Expr *A) { return isCFile(A->getType()); }))
      return true;
    OpenFinder Finder(Call.E->getBeginLoc(), Ctx.getSourceManager());
    Finder.TraverseStmt(Place.Fn.Function->getBody());
    return !Finder.Found;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(BlockingFileIoCheck)
