// Compile commands made fit for clang; see arguments.h.
//
// Three ways a flag is found to be foreign: clang's own table of options does not know it; clang knows
// it and means something else (the list below); clang knows it, but not its value (`-march=znver9`),
// which only the driver or the front end can tell, after the first attempt.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/arguments.h"
#include "llvm-compat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

using namespace clang::tooling;

namespace corolint {

/// What GCC writes and clang understands differently, or what is about GCC's own files.
static bool isGccOnly(llvm::StringRef Arg) {
  static const llvm::StringRef Exact[] = {"-fmodules-ts", "-fmodule-header", "-fmodule-only"};
  static const llvm::StringRef Prefixes[] = {"-fmodule-mapper=", "-fmodule-header=",
                                             "-fdeps-format=",   "-fdeps-file=",
                                             "-fdeps-target=",   "-fplugin"};
  return llvm::is_contained(Exact, Arg) ||
         llvm::any_of(Prefixes, [&](llvm::StringRef P) { return Arg.starts_with(P); });
}

/// GCC's flags whose value is the next argument: clang would take that for a source.
static bool takesValue(llvm::StringRef Arg) {
  static const llvm::StringRef Flags[] = {"-aux-info", "-auxbase",  "-auxbase-strip",
                                          "-dumpbase", "-dumpdir",  "-dumpbase-ext",
                                          "-wrapper",  "-imultilib"};
  return llvm::is_contained(Flags, Arg);
}

/// Flags without effect on what the code means: nobody needs to hear that they were left out.
static bool isSilent(llvm::StringRef Arg) {
  return Arg == "-fconcepts" || Arg.starts_with("-fplugin") || Arg.starts_with("-fdeps-") ||
         Arg.starts_with("-fdiagnostics-") || Arg == "-fno-canonical-system-headers" ||
         Arg.starts_with("-dump") || Arg.starts_with("-aux");
}

/// The indices in \p Args of what clang's driver does not know.
static std::set<size_t> unknownArguments(const CommandLineArguments &Args) {
  std::vector<const char *> Raw;
  for (size_t I = 1; I < Args.size() && Args[I] != "--"; ++I)
    Raw.push_back(Args[I].c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  llvm::opt::InputArgList Parsed = compat::driverOptions().ParseArgs(
      Raw, MissingIndex, MissingCount, llvm::opt::Visibility(compat::options::ClangOption));
  std::set<size_t> Out;
  for (const llvm::opt::Arg *A : Parsed.filtered(compat::options::OPT_UNKNOWN))
    Out.insert(A->getIndex() + 1);
  return Out;
}

/// The length of [-Xclang] -include-pch [-Xclang] FILE at \p I; 0 when it does not stand there.
static size_t precompiledAt(const CommandLineArguments &Args, size_t I) {
  size_t At = I;
  auto Is = [&](llvm::StringRef What) { return At < Args.size() && Args[At] == What; };
  At += Is("-Xclang");
  if (!Is("-include-pch"))
    return 0;
  ++At;
  At += Is("-Xclang");
  return At < Args.size() ? At + 1 - I : 0;
}

bool CommandAdapter::isForeign(llvm::StringRef Arg) const {
  // A response file that is still here could not be read when the database was.
  return isGccOnly(Arg) || takesValue(Arg) || Refused.count(Arg.str()) || (Arg.starts_with("@") && Arg.size() > 1);
}

/// What the user is told: a value that differs from file to file is not part of it.
static std::string nameOf(llvm::StringRef Arg) {
  if (Arg.starts_with("@"))
    return "@" + llvm::StringRef(Arg).rsplit('.').second.str();
  if (Arg.starts_with("-m"))
    return Arg.str();
  return Arg.split('=').first.str();
}

CommandLineArguments CommandAdapter::adapt(const CommandLineArguments &Args) {
  CommandLineArguments Given = getStripPluginsAdjuster()(Args, "");
  std::set<size_t> Unknown = unknownArguments(Given);
  CommandLineArguments Out;
  bool HasResourceDir = false;
  for (size_t I = 0; I < Given.size(); ++I) {
    llvm::StringRef Arg = Given[I];
    // Everything after "--" is a file.
    if (Arg == "--") {
      Out.insert(Out.end(), Given.begin() + I, Given.end());
      break;
    }
    HasResourceDir |= Arg.starts_with("-resource-dir");
    if (size_t Length = WithoutPrecompiled ? precompiledAt(Given, I) : 0) {
      Dropped.insert("-include-pch");
      I += Length - 1;
      continue;
    }
    // Coroutines before C++20, as GCC has them: clang's driver ignores the flag, and its front end does
    // not define the macro that <coroutine> asks for.
    if (Arg == "-fcoroutines") {
      Out.insert(Out.end(), {"-Xclang", "-fcoroutines", "-D__cpp_impl_coroutine=201902L"});
      continue;
    }
    if (I == 0 || (!isForeign(Arg) && !Unknown.count(I))) {
      Out.push_back(Given[I]);
      continue;
    }
    if (!isSilent(Arg))
      Dropped.insert(nameOf(Arg));
    I += takesValue(Arg);
  }
  // Clang's own warnings are nobody's question here, and -Werror must not make errors of them.
  std::vector<std::string> Extra = {"-w", "-Wno-unknown-warning-option", "-Qunused-arguments"};
  // The builtin headers belong to the clang whose library this is, wherever the binary lies.
  if (!HasResourceDir)
    Extra.push_back("-resource-dir=" COROLINT_RESOURCE_DIR);
  Out.insert(Out.begin() + (Out.empty() ? 0 : 1), Extra.begin(), Extra.end());
  Seen.insert(Seen.end(), Out.begin(), Out.end());
  return Out;
}

bool CommandAdapter::learnFrom(llvm::StringRef Message) {
  // A precompiled header of another compiler, or one that is older than what it was made of. Build
  // systems include the header itself as well.
  if (!WithoutPrecompiled) {
    for (size_t I = 0; I < Seen.size(); ++I)
      WithoutPrecompiled |= precompiledAt(Seen, I) > 0;
    if (WithoutPrecompiled)
      return true;
  }
  // What the message quotes: 'znver9' in "unknown target CPU 'znver9'", or the whole flag.
  llvm::SmallVector<llvm::StringRef, 4> Quoted;
  for (auto [Text, Rest] = Message.split('\''); !Rest.empty();) {
    auto [Inside, After] = Rest.split('\'');
    if (!Inside.empty())
      Quoted.push_back(Inside);
    std::tie(Text, Rest) = After.split('\'');
  }
  bool Learned = false;
  for (const std::string &Arg : Seen) {
    llvm::StringRef A = Arg;
    // The language standard and where headers are found decide what the code means.
    const bool Optional = A.starts_with("-m") || A.starts_with("-f") || A.starts_with("-W") ||
                          A.starts_with("-O") || A.starts_with("-g");
    if (!Optional || A.starts_with("-fmodule-file"))
      continue;
    for (llvm::StringRef Q : Quoted)
      if (A == Q || (A.ends_with(Q) && A.drop_back(Q.size()).ends_with("=")))
        Learned |= Refused.insert(Arg).second;
  }
  return Learned;
}

} // namespace corolint
