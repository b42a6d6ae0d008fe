// The base of every check: one shared model of the translation unit, one finding a place, options
// declared once.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_CHECK_H
#define COROLINT_CHECKS_COMMON_CHECK_H

#include "checks/common/registry.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include "flow/body-flow.h"
#include "profile/knowledge.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"
#include <memory>

namespace corolint {

/// What all checks of one translation unit share.
struct UnitFacts;

/// What the checks of one translation unit reported, whether or not it was suppressed then.
struct UnitReports {
  struct Report {
    clang::SourceLocation Loc;
    std::string Check; ///< With the prefix.
  };
  std::vector<Report> Warnings;
  /// The full names of the checks that ran on the unit.
  llvm::StringSet<> Ran;
  /// Something was too large, and checks said nothing for that reason.
  bool Incomplete = false;
};

class CoroCheck : public clang::tidy::ClangTidyCheck {
public:
  /// \p Options is the check's option table.
  CoroCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
            llvm::ArrayRef<OptionSpec> Options);
  ~CoroCheck() override;

  /// False too for a check that is not part of the preset in use, where a host knows no presets.
  bool isLanguageVersionSupported(const clang::LangOptions &LangOpts) const override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) final;
  void registerPPCallbacks(const clang::SourceManager &SM, clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void onStartOfTranslationUnit() final;
  void onEndOfTranslationUnit() final;

protected:
  /// Before anything of a unit is matched.
  virtual void startUnit() {}
  /// After everything was.
  virtual void endUnit() {}
  /// After the endUnit() of every check: nothing is reported any more by others.
  virtual void afterUnit(const UnitReports &Reports) {}

  /// ClangTidyCheck's, but what is reported is remembered for afterUnit().
  clang::DiagnosticBuilder diag(clang::SourceLocation Loc, llvm::StringRef Message,
                                clang::DiagnosticIDs::Level Level = clang::DiagnosticIDs::Warning);

  /// The value of an option of the table, or its default.
  llvm::StringRef option(llvm::StringRef Name) const;
  bool boolOption(llvm::StringRef Name) const;
  /// An option's value split at semicolons, blanks trimmed, empty ones dropped.
  std::vector<std::string> listOption(llvm::StringRef Name) const;

  /// The shared knowledge about the unit that is being matched.
  profile::Knowledge &
  knowledge(const clang::ast_matchers::MatchFinder::MatchResult &Result) const;

  /// The control flow of \p F's definition, built once for all checks; null when it has none or is too
  /// large, which a remark says once.
  const flow::BodyFlow *flowOf(const clang::FunctionDecl &F,
                               const clang::ast_matchers::MatchFinder::MatchResult &Result);

  /// Whether a finding at \p Loc is wanted: false in system headers, in code that did not parse, and
  /// the second time (a template is matched once for each instantiation).
  bool isWanted(const clang::Expr &E, clang::SourceLocation Loc,
                const clang::SourceManager &SM);

  /// A fix-it that includes \p Header ("boost/asio/steady_timer.hpp", no brackets) in the file of
  /// \p Loc; empty when it is included already. Standard headers get angle brackets too.
  std::optional<clang::FixItHint> include(clang::SourceLocation Loc, llvm::StringRef Header,
                                          const clang::SourceManager &SM);

private:
  llvm::ArrayRef<OptionSpec> Specs;
  std::shared_ptr<UnitFacts> Facts;
  clang::tidy::utils::IncludeInserter Inserter;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

/// For a host whose checks listen to a preprocessor that has not read the unit: \p PP has. Called when the
/// checks have been made.
void readMacrosFrom(clang::tidy::ClangTidyContext &Context, const clang::Preprocessor &PP);

/// Ends a check's source: defines what registry.cpp needs. `Class::options()` is a static function
/// that returns the option table.
#define COROLINT_CHECK(Class)                                                                      \
  namespace corolint {                                                                             \
  std::unique_ptr<clang::tidy::ClangTidyCheck> make##Class(                                        \
      llvm::StringRef Name, clang::tidy::ClangTidyContext *Context) {                              \
    return std::make_unique<Class>(Name, Context, Class::options());                               \
  }                                                                                                \
  llvm::ArrayRef<OptionSpec> options##Class() { return Class::options(); }                         \
  }

} // namespace corolint

#endif
