// clang-tidy's consumer of diagnostics, which also keeps what NOLINT comments suppress: marked, and with the
// reason that is written there.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_ENGINE_FINDING_CONSUMER_H
#define COROLINT_ENGINE_FINDING_CONSUMER_H

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "engine/finding.h"
#include <map>

namespace corolint {

class ConfigurationProvider;
class EnclosingFunctions;

class FindingConsumer : public clang::tidy::ClangTidyDiagnosticConsumer {
public:
  FindingConsumer(clang::tidy::ClangTidyContext &Context,
                  const ConfigurationProvider &Configuration)
      : ClangTidyDiagnosticConsumer(Context, nullptr, /*RemoveIncompatibleErrors=*/false),
        Context(Context), Configuration(Configuration) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

  /// Everything since the last call: sorted, without duplicates. What is wrong in the configuration is among
  /// it.
  std::vector<Finding> takeFindings(const EnclosingFunctions &Functions);

private:
  /// Whether clang-tidy would report \p Info, a warning of a check, if there were no NOLINT.
  bool passesHeaderFilter(const clang::Diagnostic &Info) const;
  /// Remembers why \p Info is suppressed.
  void note(const std::string &Check, const clang::Diagnostic &Info);
  /// Takes in what unused-suppression says for the command only.
  void keep(const clang::Diagnostic &Info);

  /// The file and the offset that the finding will have.
  using Place = std::pair<std::string, unsigned>;
  Place placeOf(const clang::Diagnostic &Info) const;

  clang::tidy::ClangTidyContext &Context;
  const ConfigurationProvider &Configuration;
  /// The reasons of what is suppressed, by check and place.
  std::map<std::pair<std::string, Place>, std::string> Reasons;
  /// Remarks of unused-suppression, see project/suppressions.h.
  std::vector<Finding> Kept;
};

} // namespace corolint

#endif
