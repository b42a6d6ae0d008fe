// Changed lines; see changed-lines.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/changed-lines.h"
#include "project/compile-database.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

namespace corolint {

bool FileChange::touches(unsigned First, unsigned Last) const {
  return IsNew || llvm::any_of(Hunks, [&](const Hunk &H) {
           return !H.New.empty() && H.NewBegin <= Last && First < H.NewBegin + H.New.size();
         });
}

bool FileChange::affects(unsigned First, unsigned Last) const {
  return touches(First, Last) || llvm::any_of(Hunks, [&](const Hunk &H) {
           return H.New.empty() && First < H.NewBegin && H.NewBegin <= Last;
         });
}

std::optional<unsigned> FileChange::before(unsigned Line) const {
  if (touches(Line, Line))
    return std::nullopt;
  unsigned Out = Line;
  for (const Hunk &H : Hunks)
    if (H.NewBegin <= Line)
      Out = Line - (H.NewBegin + H.New.size()) + (H.OldBegin + H.Old.size());
  return Out;
}

/// The lines of \p Text, each with its end.
static std::vector<llvm::StringRef> linesOf(llvm::StringRef Text) {
  std::vector<llvm::StringRef> Out;
  while (!Text.empty()) {
    const size_t End = std::min(Text.find('\n'), Text.size() - 1) + 1;
    Out.push_back(Text.take_front(End));
    Text = Text.drop_front(End);
  }
  return Out;
}

std::optional<std::string> textBefore(llvm::StringRef Text, const FileChange &Of) {
  if (Of.IsNew)
    return std::string();
  const std::vector<llvm::StringRef> Lines = linesOf(Text);
  std::string Out;
  size_t Next = 0;
  for (const FileChange::Hunk &H : Of.Hunks) {
    const size_t Begin = H.NewBegin - 1;
    if (Begin < Next || Begin + H.New.size() > Lines.size())
      return std::nullopt;
    for (; Next < Begin; ++Next)
      Out += Lines[Next];
    for (const std::string &Line : H.New)
      if (Lines[Next++].rtrim("\r\n") != llvm::StringRef(Line).rtrim("\r\n"))
        return std::nullopt;
    for (const std::string &Line : H.Old)
      Out += Line;
  }
  for (; Next < Lines.size(); ++Next)
    Out += Lines[Next];
  return Out;
}

namespace {

/// Reads a unified diff, which also git's and Subversion's are.
class DiffReader {
public:
  DiffReader(llvm::StringRef Name, llvm::StringRef Root) : Name(Name), Root(Root) {}

  llvm::Expected<Change> read(llvm::StringRef Text) {
    std::vector<llvm::StringRef> Lines = linesOf(Text);
    for (At = 0; At < Lines.size(); ++At) {
      llvm::StringRef Line = Lines[At];
      // "--- a/file" and "+++ b/file"; a removed line that begins with "-- " is inside of a hunk.
      if (Line.starts_with("--- ") && At + 1 < Lines.size() && Lines[At + 1].starts_with("+++ ")) {
        beginFile(Line.drop_front(4), Lines[At + 1].drop_front(4));
        ++At;
      } else if (Line.starts_with("@@ ")) {
        if (llvm::Error E = readHunk(Lines))
          return std::move(E);
      }
    }
    return std::move(Out);
  }

private:
  llvm::Error wrong(llvm::StringRef What) const {
    return llvm::createStringError(Name.str() + ":" + std::to_string(At + 1) + ": " + What.str());
  }

  /// A path as it is written: git quotes what is not plain.
  static std::string pathIn(llvm::StringRef Written) {
    Written = Written.rtrim("\r\n").split('\t').first;
    if (!Written.starts_with("\"") || !Written.ends_with("\"") || Written.size() < 2)
      return Written.str();
    std::string Out;
    for (size_t I = 1; I + 1 < Written.size(); ++I) {
      char C = Written[I];
      if (C == '\\' && I + 2 < Written.size()) {
        C = Written[++I];
        unsigned Octal;
        if (!Written.substr(I, 3).getAsInteger(8, Octal) && Written.substr(I, 3).size() == 3) {
          C = static_cast<char>(Octal);
          I += 2;
        } else if (C == 't' || C == 'n') {
          C = C == 't' ? '\t' : '\n';
        }
      }
      Out += C;
    }
    return Out;
  }

  void beginFile(llvm::StringRef Old, llvm::StringRef New) {
    const std::string OldPath = pathIn(Old);
    llvm::SmallVector<std::string, 4> Candidates = {pathIn(New)};
    Current = nullptr;
    if (Candidates[0] == "/dev/null")
      return;
    if (llvm::StringRef Path = Candidates[0]; Path.consume_front("b/"))
      Candidates.insert(Candidates.begin(), Path.str());
    for (const std::string &Path : Candidates)
      for (llvm::StringRef Base : {Root, llvm::StringRef("")}) {
        llvm::SmallString<256> Full(Path);
        if (!llvm::sys::path::is_absolute(Full)) {
          Full = Base;
          llvm::sys::path::append(Full, Path);
        }
        if (!llvm::sys::fs::is_regular_file(Full))
          continue;
        Current = &Out[absoluteFile(std::string(Full))];
        Current->IsNew = OldPath == "/dev/null";
        return;
      }
  }

  /// "@@ -1,2 +3,4 @@ context"
  llvm::Error readHunk(llvm::ArrayRef<llvm::StringRef> Lines) {
    unsigned OldLine, OldCount, NewLine, NewCount;
    llvm::StringRef Header = Lines[At].drop_front(3);
    if (!Header.consume_front("-") || !readSide(Header, OldLine, OldCount) ||
        !Header.consume_front(" +") || !readSide(Header, NewLine, NewCount) ||
        !Header.starts_with(" @@"))
      return wrong("this is no hunk of a unified diff");
    // An empty side says the line before.
    OldLine += OldCount == 0;
    NewLine += NewCount == 0;
    const unsigned OldEnd = OldLine + OldCount, NewEnd = NewLine + NewCount;
    FileChange::Hunk H{OldLine, NewLine, {}, {}};
    auto Finish = [&] {
      if (Current && (!H.Old.empty() || !H.New.empty()))
        Current->Hunks.push_back(std::move(H));
      H = {OldLine, NewLine, {}, {}};
    };
    std::vector<std::string> *Last = nullptr;
    while (OldLine < OldEnd || NewLine < NewEnd || isNoNewline(Lines)) {
      if (++At == Lines.size())
        return wrong("the hunk ends too early");
      llvm::StringRef Line = Lines[At];
      if (Line.consume_front("\\")) {
        if (Last && !Last->empty())
          Last->back() = llvm::StringRef(Last->back()).rtrim("\r\n").str();
      } else if (Line.consume_front("-")) {
        H.Old.push_back(Line.str());
        Last = &H.Old;
        ++OldLine;
      } else if (Line.consume_front("+")) {
        H.New.push_back(Line.str());
        Last = &H.New;
        ++NewLine;
      } else {
        // Some editors strip the blank of an empty context line.
        ++OldLine;
        ++NewLine;
        Finish();
        Last = nullptr;
      }
    }
    Finish();
    return llvm::Error::success();
  }

  bool isNoNewline(llvm::ArrayRef<llvm::StringRef> Lines) const {
    return At + 1 < Lines.size() && Lines[At + 1].starts_with("\\ ");
  }

  static bool readSide(llvm::StringRef &Header, unsigned &Line, unsigned &Count) {
    Count = 1;
    if (Header.consumeInteger(10, Line))
      return false;
    return !Header.consume_front(",") || !Header.consumeInteger(10, Count);
  }

  llvm::StringRef Name, Root;
  Change Out;
  FileChange *Current = nullptr;
  size_t At = 0;
};

/// git in \p Root.
class Git {
public:
  explicit Git(llvm::StringRef Root) : Root(Root) {}

  /// What it prints. Quotes of paths are C's, and none of the user's settings changes the format.
  llvm::Expected<std::string> run(llvm::ArrayRef<llvm::StringRef> Command) {
    llvm::ErrorOr<std::string> Program = llvm::sys::findProgramByName("git");
    if (!Program)
      return llvm::createStringError("git is not on the PATH");
    llvm::SmallString<128> OutFile, ErrFile;
    if (std::error_code EC = llvm::sys::fs::createTemporaryFile("corolint-git", "out", OutFile))
      return llvm::createStringError("cannot make a temporary file: " + EC.message());
    llvm::FileRemover RemoveOut(OutFile);
    if (std::error_code EC = llvm::sys::fs::createTemporaryFile("corolint-git", "err", ErrFile))
      return llvm::createStringError("cannot make a temporary file: " + EC.message());
    llvm::FileRemover RemoveErr(ErrFile);
    std::vector<llvm::StringRef> Arguments = {*Program, "-C", Root};
    Arguments.insert(Arguments.end(), Command.begin(), Command.end());
    std::string Message;
    const std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), OutFile.str(),
                                                        ErrFile.str()};
    const int Status = llvm::sys::ExecuteAndWait(*Program, Arguments, std::nullopt, Redirects,
                                                 /*SecondsToWait=*/0, /*MemoryLimit=*/0, &Message);
    auto Read = [](llvm::StringRef File) {
      auto Buffer = llvm::MemoryBuffer::getFile(File);
      return Buffer ? (*Buffer)->getBuffer().str() : std::string();
    };
    if (Status == 0)
      return Read(OutFile);
    llvm::StringRef Said = Message;
    const std::string Errors = Read(ErrFile);
    if (Said.empty())
      Said = llvm::StringRef(Errors).trim().split('\n').first;
    Said.consume_front("fatal: ");
    return llvm::createStringError("git " + Command.front().str() + ": " + Said.str());
  }

private:
  llvm::StringRef Root;
};

} // namespace

llvm::Expected<Change> changeInDiff(llvm::StringRef File, llvm::StringRef Root) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(File, /*IsText=*/true);
  if (!Buffer)
    return llvm::createStringError(File.str() + ": cannot read: " + Buffer.getError().message());
  return DiffReader(File == "-" ? "standard input" : File, Root).read((*Buffer)->getBuffer());
}

llvm::Expected<Change> changeSince(llvm::StringRef Reference, llvm::StringRef Root) {
  Git In(Root);
  llvm::Expected<std::string> Commit = In.run(
      {"rev-parse", "--verify", "--quiet", "--end-of-options", (Reference + "^{commit}").str()});
  if (!Commit) {
    std::string Why = llvm::toString(Commit.takeError());
    return llvm::createStringError("there is no commit '" + Reference.str() + "' in " + Root.str() +
                                   (llvm::StringRef(Why).ends_with(": ")
                                        ? std::string("; in a shallow clone fetch it first")
                                        : " (" + Why + ")"));
  }
  // What the other side did meanwhile is not this change. Without a common commit (a shallow clone) the two
  // are compared as they are.
  const std::string Named = llvm::StringRef(*Commit).trim().str();
  std::string Base = Named;
  if (llvm::Expected<std::string> Common = In.run({"merge-base", Named, "HEAD"}))
    Base = llvm::StringRef(*Common).trim().str();
  else
    llvm::consumeError(Common.takeError());
  llvm::Expected<std::string> Diff =
      In.run({"-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff",
              "--no-textconv", "--ignore-submodules", "--find-renames", "--src-prefix=a/",
              "--dst-prefix=b/", Base, "--"});
  if (!Diff)
    return Diff.takeError();
  llvm::Expected<Change> Out = DiffReader("git diff", Root).read(*Diff);
  if (!Out)
    return Out.takeError();
  llvm::Expected<std::string> Unknown =
      In.run({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!Unknown)
    return Unknown.takeError();
  llvm::SmallVector<llvm::StringRef, 16> Paths;
  llvm::StringRef(*Unknown).split(Paths, '\0', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Path : Paths) {
    llvm::SmallString<256> Full(Root);
    llvm::sys::path::append(Full, Path);
    (*Out)[absoluteFile(std::string(Full))].IsNew = true;
  }
  return Out;
}

} // namespace corolint
