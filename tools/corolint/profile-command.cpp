// corolint profile list, check, verify: for those who teach corolint a library.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "commands.h"
#include "engine/verify-profile.h"
#include "profile/loader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::SubCommand
    Profile("profile", "list: the libraries that are known; check FILE...: whether profiles are valid; "
                       "verify LIBRARY|FILE [-- COMPILER ARGS]: whether the library's headers have every "
                       "name of a profile");
static cl::opt<std::string> Action(cl::Positional, cl::Required, cl::desc("list|check|verify"),
                                   cl::sub(Profile));
static cl::list<std::string> Subjects(cl::Positional, cl::desc("[FILE|LIBRARY...]"),
                                      cl::sub(Profile));

bool corolint::profileChosen() { return bool(Profile); }

namespace {

/// A profile with the text that it was read from.
struct Source {
  std::string Name; ///< The file as the user knows it; just its name for one that is built in.
  std::string Text;
  std::vector<profile::Profile> Copies; ///< Empty after an error.
  profile::ProfileErrors Errors;

  Source(std::string Name, llvm::StringRef Text) : Name(std::move(Name)), Text(Text) {
    Copies = profile::parseProfile(this->Text, this->Name, Errors);
  }
};

} // namespace

static std::optional<Source> readFile(llvm::StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer) {
    complain(Path + ": cannot read: " + Buffer.getError().message());
    return std::nullopt;
  }
  return Source(Path.str(), (*Buffer)->getBuffer());
}

/// The project's profiles first: they may be about a library that is built in, too.
static std::vector<Source> allSources() {
  std::vector<Source> Out;
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  for (const std::string &File : profile::projectFiles(*llvm::vfs::getRealFileSystem(), Here))
    if (std::optional<Source> S = readFile(File))
      Out.push_back(std::move(*S));
  for (const EmbeddedFile &File : profile::builtinFiles())
    Out.emplace_back(File.Name.str(), File.Text);
  return Out;
}

static int list() {
  std::vector<Source> All = allSources();
  size_t Width = 0;
  for (const Source &S : All)
    if (!S.Copies.empty())
      Width = std::max(Width, S.Copies.front().Library.size());
  for (const Source &S : All) {
    if (S.Copies.empty()) {
      for (const std::string &E : S.Errors)
        complain(E);
      continue;
    }
    const profile::Profile &P = S.Copies.front();
    llvm::outs() << llvm::left_justify(P.Library, Width) << "  " << P.Title;
    if (P.Verify && !P.Verify->Against.empty())
      llvm::outs() << "; verified against " << P.Verify->Against;
    if (llvm::sys::path::is_absolute(S.Name))
      llvm::outs() << " (" << S.Name << ")";
    llvm::outs() << "\n";
  }
  return llvm::any_of(All, [](const Source &S) { return S.Copies.empty(); }) ? ToolError : Clean;
}

static int check() {
  if (Subjects.empty()) {
    complain("name the profiles to check: corolint profile check FILE...");
    return ToolError;
  }
  bool Wrong = false, Unreadable = false;
  for (const std::string &Path : Subjects) {
    std::optional<Source> S = readFile(Path);
    Unreadable |= !S;
    if (!S)
      continue;
    for (const std::string &E : S->Errors)
      llvm::outs() << E << "\n";
    if (S->Errors.empty())
      llvm::outs() << Path << ": valid\n";
    Wrong |= !S->Errors.empty();
  }
  return Unreadable ? ToolError : Wrong ? HasFindings : Clean;
}

/// The library of that name, or the file.
static std::optional<Source> find(llvm::StringRef Subject) {
  if (Subject.ends_with(".yaml") || Subject.contains('/'))
    return readFile(Subject);
  std::vector<std::string> Names;
  for (Source &S : allSources()) {
    const bool IsIt = llvm::sys::path::stem(S.Name) == Subject ||
                      (!S.Copies.empty() && S.Copies.front().Library == Subject);
    if (IsIt)
      return std::move(S);
    if (!S.Copies.empty())
      Names.push_back(S.Copies.front().Library);
  }
  complain("no profile is about a library called '" + Subject + "'; there are: " +
           llvm::join(Names, ", "));
  return std::nullopt;
}

/// The place of \p Name in the entry that begins at \p Offset, as line and column.
static std::pair<unsigned, unsigned> placeOf(const ProfileMiss &Miss, const Source &S) {
  llvm::StringRef Text = S.Text;
  size_t At = Text.npos;
  auto Try = [&](llvm::StringRef Name) {
    for (size_t From = Miss.Offset; At == Text.npos; From += Name.size()) {
      From = Text.find(Name, From);
      if (From == Text.npos)
        return;
      // No part of a longer name.
      auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_' || C == ':'; };
      if (!IsPart(Text[From ? From - 1 : 0]) &&
          (From + Name.size() >= Text.size() || !IsPart(Text[From + Name.size()])))
        At = From;
    }
  };
  Try(Miss.Text);
  for (const profile::Profile &P : S.Copies)
    if (!P.Namespaces.empty() && At == Text.npos) {
      llvm::StringRef Rest = Miss.Text;
      if (Rest.consume_front(P.Namespaces.front()))
        Try(("${ns}" + Rest).str());
    }
  const size_t Place = At == Text.npos ? Miss.Offset : At;
  const size_t LineStart = Text.rfind('\n', Place) + 1; // npos + 1 is 0
  return {Text.take_front(Place).count('\n') + 1, Place - LineStart + 1};
}

static void print(const ProfileReport &Report, const Source &S) {
  for (const ProfileMiss &Miss : Report.Misses) {
    auto [Line, Column] = placeOf(Miss, S);
    llvm::outs() << S.Name << ":" << Line << ":" << Column << ": " << Miss.Problem << "\n";
  }
  llvm::outs() << S.Copies.front().Library;
  const char *Separator = " ";
  for (const auto &[Namespace, Version] : Report.Versions) {
    if (Version.empty())
      continue;
    llvm::outs() << Separator << Version;
    if (Report.Versions.size() > 1)
      llvm::outs() << " (" << Namespace << ")";
    Separator = ", ";
  }
  llvm::outs() << ": " << count(Report.Names, "name") << ", " << Report.Resolved << " resolved";
  for (const auto &[Where, N] : Report.Elsewhere)
    llvm::outs() << ", " << N << " only with " << Where;
  if (Report.OtherVersions)
    llvm::outs() << ", " << Report.OtherVersions << " of other versions";
  if (Report.NotHere)
    llvm::outs() << ", " << Report.NotHere << " not looked at: the headers are not here";
  if (!Report.Misses.empty())
    llvm::outs() << ", " << Report.Misses.size() << " not resolved";
  llvm::outs() << "\n";
}

static int verify(const clang::tooling::FixedCompilationDatabase *Fixed) {
  if (Subjects.size() != 1) {
    complain("name one library or file: corolint profile verify LIBRARY|FILE [-- COMPILER ARGS]");
    return ToolError;
  }
  std::optional<Source> S = find(Subjects.front());
  if (!S)
    return ToolError;
  for (const std::string &E : S->Errors)
    complain(E);
  if (S->Copies.empty())
    return ToolError;
  std::vector<std::string> Arguments;
  if (Fixed) {
    // The command without the compiler at its start and the file at its end.
    std::vector<std::string> Line = Fixed->getCompileCommands("x.cpp").front().CommandLine;
    auto End = llvm::find(Line, "x.cpp");
    if (End != Line.begin() && *std::prev(End) == "--")
      --End;
    Arguments.assign(std::next(Line.begin()), End);
  }
  ProfileReport Report = verifyProfile(S->Copies, Arguments);
  for (const std::string &E : Report.Errors)
    complain(S->Name + ": " + E);
  if (!Report.Versions.empty())
    print(Report, *S);
  return !Report.Errors.empty() ? ToolError : Report.Misses.empty() ? Clean : HasFindings;
}

int corolint::profileCommand(const clang::tooling::FixedCompilationDatabase *Fixed) {
  if (Action == "list")
    return list();
  if (Action == "check")
    return check();
  if (Action == "verify")
    return verify(Fixed);
  complain("'corolint profile " + Action + "' is nothing; there are list, check and verify");
  return ToolError;
}
