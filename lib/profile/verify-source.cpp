// Writing the code that proves a profile's replacements; see verify-source.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/verify-source.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint::profile {
namespace {

std::string filled(std::string Text, llvm::StringRef Slot, llvm::StringRef Value) {
  for (size_t At = 0; (At = Text.find(Slot.str(), At)) != std::string::npos; At += Value.size())
    Text.replace(At, Slot.size(), Value.str());
  return Text;
}

class Writer {
public:
  explicit Writer(const Profile &P) : P(P), OS(Out.Text) {}

  VerifySource write() {
    if (P.Verify)
      include(P.Verify->Headers);
    for (const char *Header : {"chrono", "utility"})
      include({Header});
    for (const Replacement &R : P.Replacements)
      replacement(R);
    for (const SpawnEntry &S : P.Spawns)
      handler(S);
    if (P.Twin)
      twin(*P.Twin);
    return std::move(Out);
  }

private:
  void include(const std::vector<std::string> &Headers) {
    for (const std::string &H : Headers)
      OS << "#if __has_include(<" << H << ">)\n#include <" << H << ">\n#endif\n";
  }

  /// Begins a snippet, and a variant of it at each call of the function that is returned.
  auto snippet(llvm::StringRef Text, const VersionRange *Entry) {
    Out.Snippets.push_back({Text.str(), Entry, {}});
    return [this] {
      Snippet &S = Out.Snippets.back();
      S.Files.push_back("snippet " + std::to_string(Out.Snippets.size()) + "." +
                        std::to_string(S.Files.size()));
      OS << "#line 1 \"" << S.Files.back() << "\"\n";
      return "corolint_" + std::to_string(Out.Snippets.size()) + "_" +
             std::to_string(S.Files.size());
    };
  }

  /// What the checks put into the expression's slots; empty for a replacement that none of them uses.
  std::string withSlots(const Replacement &R) {
    std::string Value;
    if (R.Name == "sleep")
      Value = (R.DurationType.empty() ? "std::chrono::milliseconds" : R.DurationType) + "(1)";
    else if (R.Name == "sleep-until")
      Value = "std::chrono::steady_clock::now()";
    else if (R.Name == "gather")
      Value = "std::move(corolint_a)" + R.Separator + "std::move(corolint_b)";
    else if (R.Name != "yield" && R.Name != "executor")
      return {};
    std::string Expr = filled(filled(R.Expr, "{clock}", "std::chrono::steady_clock"), "{0}", Value);
    for (const Need &N : R.Needs)
      Expr = filled(Expr, "{" + N.Name + "}", N.Name);
    return Expr;
  }

  void replacement(const Replacement &R) {
    const std::string Expr = withSlots(R);
    const std::vector<std::string> &Tasks = P.Verify && !P.Verify->Coroutines.empty() ? P.Verify->Coroutines : P.Coroutines;
    if (Expr.empty() || Tasks.empty())
      return;
    include(R.Headers);
    auto Variant = snippet(R.Expr, &R);
    // Whether the type is a template is not known here, nor which of them may be awaited in which.
    for (const std::string &Task : Tasks)
      for (const std::string &Type : {Task + "<void>", Task + "<>", Task + "<int>", Task}) {
        const std::string Name = Variant();
        std::vector<std::string> Parameters;
        if (R.Name == "gather")
          Parameters = {Type + " corolint_a", Type + " corolint_b"};
        for (const Need &N : R.Needs)
          Parameters.push_back(N.Type + " " + N.Name);
        OS << "inline " << Type << " " << Name << "(" << llvm::join(Parameters, ", ") << ") { ";
        if (!R.UsingNamespace.empty())
          OS << "using namespace " << R.UsingNamespace << "; ";
        OS << Expr << "; }\n";
      }
  }

  void handler(const SpawnEntry &S) {
    if (S.Handler.empty())
      return;
    include({S.HandlerHeader});
    auto Variant = snippet(S.Handler, &S.Call);
    const std::string Name = Variant();
    OS << "inline auto " << Name << " = " << filled(S.Handler, "{results}", "") << ";\n";
  }

  void twin(const AsyncTwin &T) {
    static const VersionRange Always;
    include(T.Headers);
    if (!T.Token.empty()) {
      auto Variant = snippet(T.Token, &Always);
      // Begins a line of its own, so that it must not be called within the output.
      const std::string Name = Variant();
      OS << "inline void " << Name << "() { (void)(" << T.Token << "); }\n";
    }
    include(T.ErrorCodeHeaders);
    if (!T.ErrorCodeToken.empty()) {
      auto Variant = snippet(T.ErrorCodeToken, &Always);
      const std::string Name = Variant();
      OS << "inline void " << Name << "(" << T.ErrorCode << " &corolint_error) { (void)("
         << filled(T.ErrorCodeToken, "{0}", "corolint_error") << "); }\n";
    }
  }

  const Profile &P;
  VerifySource Out;
  llvm::raw_string_ostream OS;
};

} // namespace

VerifySource verifySource(const Profile &P) { return Writer(P).write(); }

} // namespace corolint::profile
