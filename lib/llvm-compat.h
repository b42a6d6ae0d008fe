// The one place that knows which LLVM this is built against. Everything else is written for the
// newest supported version; what older ones spell differently is bridged here.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_LLVM_COMPAT_H
#define COROLINT_LLVM_COMPAT_H

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/Sarif.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Option/OptTable.h"

// ClangTidyModuleRegistry moved; its old header warns in 22.
#if LLVM_VERSION_MAJOR >= 22
#include "clang-tidy/ClangTidyModule.h"
#else
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

// So did the driver's table of options.
#if LLVM_VERSION_MAJOR >= 22
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#endif

#if LLVM_VERSION_MAJOR < 19
#error "corolint needs LLVM 19 or newer"
#endif

namespace corolint::compat {

inline constexpr unsigned LLVMMajor = LLVM_VERSION_MAJOR;

/// DiagnosticOptions are owned by whoever makes them since LLVM 21, reference-counted before. An
/// object of this class has them either way.
class OwnedDiagnosticOptions {
public:
#if LLVM_VERSION_MAJOR >= 21
  clang::DiagnosticOptions &get() { return Options; }
  std::unique_ptr<clang::DiagnosticsEngine> makeEngine(clang::DiagnosticConsumer *Client) {
    return std::make_unique<clang::DiagnosticsEngine>(clang::DiagnosticIDs::create(), Options,
                                                      Client, /*ShouldOwnClient=*/false);
  }
  std::unique_ptr<clang::TextDiagnosticPrinter> makePrinter(llvm::raw_ostream &OS) {
    return std::make_unique<clang::TextDiagnosticPrinter>(OS, Options);
  }

private:
  clang::DiagnosticOptions Options;
#else
  clang::DiagnosticOptions &get() { return *Options; }
  std::unique_ptr<clang::DiagnosticsEngine> makeEngine(clang::DiagnosticConsumer *Client) {
    return std::make_unique<clang::DiagnosticsEngine>(new clang::DiagnosticIDs, Options, Client,
                                                      /*ShouldOwnClient=*/false);
  }
  std::unique_ptr<clang::TextDiagnosticPrinter> makePrinter(llvm::raw_ostream &OS) {
    return std::make_unique<clang::TextDiagnosticPrinter>(OS, Options.get());
  }

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> Options = new clang::DiagnosticOptions;
#endif
};

/// Tells clang-tidy's context where diagnostics go.
inline void setDiagnosticsEngine(clang::tidy::ClangTidyContext &Context,
                                 clang::DiagnosticsEngine &Engine) {
#if LLVM_VERSION_MAJOR >= 21
  Context.setDiagnosticsEngine(std::make_unique<clang::DiagnosticOptions>(), &Engine);
#else
  Context.setDiagnosticsEngine(&Engine);
#endif
}

/// A preprocessor that reads nothing, for those who want one to listen to.
inline std::unique_ptr<clang::Preprocessor> makePreprocessor(clang::CompilerInstance &Compiler) {
#if LLVM_VERSION_MAJOR >= 21
  const clang::PreprocessorOptions &Options = Compiler.getPreprocessorOpts();
#else
  std::shared_ptr<clang::PreprocessorOptions> Options =
      Compiler.getInvocation().getPreprocessorOptsPtr();
#endif
  return std::make_unique<clang::Preprocessor>(
      Options, Compiler.getDiagnostics(), Compiler.getLangOpts(), Compiler.getSourceManager(),
      Compiler.getPreprocessor().getHeaderSearchInfo(), Compiler);
}

/// The options of clang's driver.
#if LLVM_VERSION_MAJOR >= 22
namespace options = clang::options;
inline const llvm::opt::OptTable &driverOptions() { return clang::getDriverOptTable(); }
#else
namespace options = clang::driver::options;
inline const llvm::opt::OptTable &driverOptions() { return clang::driver::getDriverOptTable(); }
#endif

/// Arguments that `.clang-tidy` takes out of compile commands, which it can since LLVM 22.
inline std::vector<std::string> removedArguments(const clang::tidy::ClangTidyOptions &Options) {
#if LLVM_VERSION_MAJOR >= 22
  return Options.RemovedArgs.value_or(std::vector<std::string>());
#else
  return {};
#endif
}

/// Adds a location to a SARIF result.
inline clang::SarifResult addLocation(clang::SarifResult Result, clang::CharSourceRange Range) {
#if LLVM_VERSION_MAJOR >= 22
  return Result.addLocations({Range});
#else
  return Result.setLocations({Range});
#endif
}

/// What clangd's functions that make a provider of clang-tidy options return (their mangled names do not
/// tell), and how clang's builder of preambles is given its diagnostics.
#if LLVM_VERSION_MAJOR >= 22
using ClangdTidyProvider =
    llvm::unique_function<void(clang::tidy::ClangTidyOptions &, llvm::StringRef) const>;
using PreambleDiagnostics = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;
#else
using ClangdTidyProvider =
    llvm::function_ref<void(clang::tidy::ClangTidyOptions &, llvm::StringRef)>;
using PreambleDiagnostics = clang::DiagnosticsEngine &;
#endif

} // namespace corolint::compat

#endif
