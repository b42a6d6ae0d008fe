// A profile and the real library; see verify-profile.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/verify-profile.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "engine/arguments.h"
#include "profile/names.h"
#include "profile/verify-source.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using corolint::profile::NameUse;

namespace corolint {
namespace {

/// What became of a name; of several copies of one, the first of these counts.
enum class Outcome { Resolved, OtherVersion, Elsewhere, NotHere, Missing };

struct NameResult {
  Outcome What;
  ProfileMiss Miss;  ///< Missing.
  std::string Where; ///< Elsewhere.
};

/// The names of all copies by kind and text; methods also by their entry.
using NameResults = std::map<std::tuple<profile::NameKind, std::string, size_t>, NameResult>;

/// Sorts the compiler's errors: those in a snippet say that the snippet is wrong, the first of the others
/// that the headers are. An error inside the library's templates belongs to the snippet that a note of it
/// stands in.
class ErrorSorter : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &D) override {
    llvm::SmallString<256> Text;
    D.FormatDiagnostic(Text);
    const std::string File = place(D);
    if (Level >= DiagnosticsEngine::Error) {
      settle();
      Pending = Text.str().str();
      PendingFile = File;
    } else if (Level == DiagnosticsEngine::Note && isSnippet(File)) {
      PendingFile = File;
    }
  }
  void settle() {
    if (Pending.empty())
      return;
    if (isSnippet(PendingFile))
      Snippets.try_emplace(PendingFile, Pending);
    else if (Header.empty())
      Header = (PendingFile.empty() ? "" : PendingFile + ": ") + Pending;
    Pending.clear();
  }

  std::map<std::string, std::string> Snippets; ///< The first error of each.
  std::string Header;                          ///< The first error elsewhere.

private:
  static bool isSnippet(llvm::StringRef File) { return File.starts_with("snippet "); }
  static std::string place(const Diagnostic &D) {
    if (!D.hasSourceManager() || D.getLocation().isInvalid())
      return {};
    PresumedLoc Loc = D.getSourceManager().getPresumedLoc(D.getLocation());
    if (Loc.isInvalid())
      return {};
    if (isSnippet(Loc.getFilename()))
      return Loc.getFilename();
    return (llvm::Twine(Loc.getFilename()) + ":" + llvm::Twine(Loc.getLine())).str();
  }

  std::string Pending, PendingFile;
};

/// One copy of the profile.
class CopyVerifier {
public:
  CopyVerifier(const profile::Profile &P, NameResults &Results, ProfileReport &Report)
      : P(P), Results(Results), Report(Report), Source(profile::verifySource(P)) {}

  void run(llvm::ArrayRef<std::string> Arguments);
  void look(ASTContext &Ctx, const Preprocessor &PP);

private:
  void record(const NameUse &Use, NameResult Result);
  std::optional<std::string> elsewhere(llvm::StringRef Name) const;
  std::optional<std::string> elsewhere(const NameUse &Use) const;
  void recordSnippets();

  const profile::Profile &P;
  NameResults &Results;
  ProfileReport &Report;
  profile::VerifySource Source;
  std::optional<profile::Version> Version;
  bool Looked = false, Installed = false;
  ErrorSorter Errors;
};

class LookConsumer : public ASTConsumer {
public:
  LookConsumer(CopyVerifier &Verifier, CompilerInstance &Compiler)
      : Verifier(Verifier), Compiler(Compiler) {}
  bool shouldSkipFunctionBody(Decl *D) override {
    return D->getASTContext().getSourceManager().isInSystemHeader(D->getLocation());
  }
  void HandleTranslationUnit(ASTContext &Ctx) override {
    Verifier.look(Ctx, Compiler.getPreprocessor());
  }

private:
  CopyVerifier &Verifier;
  CompilerInstance &Compiler;
};

class LookFactory : public tooling::FrontendActionFactory {
public:
  explicit LookFactory(CopyVerifier &Verifier) : Verifier(Verifier) {}
  std::unique_ptr<FrontendAction> create() override { return std::make_unique<Action>(Verifier); }
  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> PCH,
                     DiagnosticConsumer *Diagnostics) override {
    Invocation->getFrontendOpts().SkipFunctionBodies = true;
    Invocation->getDiagnosticOpts().ErrorLimit = 0;
    return FrontendActionFactory::runInvocation(Invocation, Files, PCH, Diagnostics);
  }

private:
  class Action : public ASTFrontendAction {
  public:
    explicit Action(CopyVerifier &Verifier) : Verifier(Verifier) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef) override {
      return std::make_unique<LookConsumer>(Verifier, Compiler);
    }

  private:
    CopyVerifier &Verifier;
  };
  CopyVerifier &Verifier;
};

} // namespace

void CopyVerifier::record(const NameUse &Use, NameResult Result) {
  // A method of one entry's classes has nothing to do with that of another's.
  const bool Own = Use.Kind == profile::NameKind::Method || Use.With;
  auto [At, New] = Results.try_emplace({Use.Kind, Use.Text, Own ? Use.Entry.Offset : 0}, Result);
  if (!New && Result.What < At->second.What)
    At->second = std::move(Result);
}

std::optional<std::string> CopyVerifier::elsewhere(llvm::StringRef Name) const {
  if (P.Verify)
    for (const profile::Elsewhere &E : P.Verify->Elsewhere)
      for (llvm::StringRef Pattern : E.Names)
        if (Pattern == Name || (Pattern.consume_back("*") && Name.starts_with(Pattern)))
          return E.Where;
  return std::nullopt;
}

/// A method is where all of its classes are.
std::optional<std::string> CopyVerifier::elsewhere(const NameUse &Use) const {
  std::optional<std::string> Where = elsewhere(Use.Text);
  if (Where || Use.Kind != profile::NameKind::Method)
    return Where;
  for (const std::string &Class : *Use.With)
    if (!(Where = elsewhere(Class)))
      break;
  return Where;
}

void CopyVerifier::look(ASTContext &Ctx, const Preprocessor &PP) {
  Looked = true;
  profile::NameResolver Resolver(Ctx, PP);
  Installed = llvm::any_of(P.Verify->Headers, [&](const std::string &H) {
    return Resolver.hasHeader(H);
  });
  if (Installed && P.LibraryVersion)
    Version = versionOf(*P.LibraryVersion, PP);
  profile::forEachName(P, [&](const NameUse &Use) {
    ProfileMiss Miss{Use.Entry.Offset, Use.Text, Installed ? Resolver.problem(Use) : ""};
    if (!Use.Entry.holdsFor(Version))
      record(Use, {Outcome::OtherVersion, {}, {}});
    else if (!Installed)
      record(Use, {Outcome::NotHere, {}, {}});
    else if (Miss.Problem.empty())
      record(Use, {Outcome::Resolved, {}, {}});
    else if (std::optional<std::string> Where = elsewhere(Use))
      record(Use, {Outcome::Elsewhere, {}, *Where});
    else
      record(Use, {Outcome::Missing, std::move(Miss), {}});
  });
}

void CopyVerifier::recordSnippets() {
  for (const profile::Snippet &S : Source.Snippets) {
    if (!S.Entry->holdsFor(Version))
      continue;
    ++Report.Names;
    const std::string *Wrong = nullptr;
    for (const std::string &File : S.Files) {
      auto Found = Errors.Snippets.find(File);
      if (Found == Errors.Snippets.end()) {
        Wrong = nullptr;
        break;
      }
      Wrong = Wrong ? Wrong : &Found->second;
    }
    if (!Wrong)
      ++Report.Resolved;
    else if (std::optional<std::string> Where = elsewhere(llvm::StringRef(S.Text)))
      ++Report.Elsewhere[*Where];
    else
      Report.Misses.push_back(
          {S.Entry->Offset, S.Text, "'" + S.Text + "' does not compile: " + *Wrong});
  }
}

void CopyVerifier::run(llvm::ArrayRef<std::string> Arguments) {
  std::vector<std::string> Command = {"-std=c++20", "-xc++"};
  llvm::append_range(Command, P.Verify->Flags);
  llvm::append_range(Command, Arguments);
  llvm::SmallString<128> Directory;
  llvm::sys::fs::current_path(Directory);
  tooling::FixedCompilationDatabase Commands(Directory, Command);
  llvm::SmallString<128> File(Directory);
  llvm::sys::path::append(File, "corolint-profile-verify.cpp");

  tooling::ClangTool Tool(Commands, {std::string(File)});
  CommandAdapter Adapter;
  Tool.appendArgumentsAdjuster([&](const tooling::CommandLineArguments &Args, StringRef) {
    return Adapter.adapt(Args);
  });
  Tool.setPrintErrorMessage(false);
  Tool.mapVirtualFile(File, Source.Text);
  Tool.setDiagnosticConsumer(&Errors);
  LookFactory Factory(*this);
  Tool.run(&Factory);
  Errors.settle();
  if (!Looked)
    Report.Errors.push_back(Errors.Header.empty() ? "the compiler arguments cannot be used"
                                                  : Errors.Header);
  if (!Looked || !Installed)
    return;
  if (!Errors.Header.empty())
    Report.Errors.push_back("the headers do not parse: " + Errors.Header);
  Report.Versions.push_back({P.Namespaces.empty() ? "" : P.Namespaces.front(),
                             Version            ? Version->str()
                             : P.LibraryVersion ? "unknown version"
                                                : ""});
  recordSnippets();
}

ProfileReport verifyProfile(llvm::ArrayRef<profile::Profile> Copies,
                            llvm::ArrayRef<std::string> Arguments) {
  ProfileReport Report;
  NameResults Results;
  for (const profile::Profile &P : Copies) {
    if (!P.Verify) {
      Report.Errors.push_back("the profile does not say which headers the library has; add "
                              "'verify: {headers: [...]}'");
      return Report;
    }
    CopyVerifier(P, Results, Report).run(Arguments);
  }
  if (Report.Versions.empty() && Report.Errors.empty())
    Report.Errors.push_back("none of the headers (" + Copies.front().Verify->Headers.front() +
                            ", ...) is in an include directory; give compiler arguments after --");
  for (auto &[Key, Result] : Results) {
    ++Report.Names;
    Report.Resolved += Result.What == Outcome::Resolved;
    Report.OtherVersions += Result.What == Outcome::OtherVersion;
    Report.NotHere += Result.What == Outcome::NotHere;
    if (Result.What == Outcome::Elsewhere)
      ++Report.Elsewhere[Result.Where];
    if (Result.What == Outcome::Missing)
      Report.Misses.push_back(std::move(Result.Miss));
  }
  llvm::sort(Report.Misses, [](const ProfileMiss &A, const ProfileMiss &B) {
    return std::tie(A.Offset, A.Text) < std::tie(B.Offset, B.Text);
  });
  return Report;
}

} // namespace corolint
