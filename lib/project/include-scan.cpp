// What a file includes, from its text; see include-scan.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/include-scan.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace corolint {
namespace {

/// Walks over the tokens of a text and looks at its directives.
class DirectiveReader {
public:
  explicit DirectiveReader(llvm::StringRef Text)
      : Text(Text), Lex(SourceLocation(), languageOptions(), Text.begin(), Text.begin(), Text.end()) {}

  std::vector<IncludeDirective> read() {
    Token T;
    for (Lex.LexFromRawLexer(T); T.isNot(tok::eof); Lex.LexFromRawLexer(T)) {
      if (T.is(tok::hash) && T.isAtStartOfLine()) {
        Lex.LexFromRawLexer(T);
        if (T.is(tok::raw_identifier) && !T.isAtStartOfLine() && !directive(T.getRawIdentifier()))
          break;
      } else if (T.is(tok::l_brace)) {
        ++Braces;
      } else if (T.is(tok::r_brace)) {
        --Braces;
      }
      Directives += T.is(tok::raw_identifier) && !Directives;
    }
    return std::move(Found);
  }

private:
  static const LangOptions &languageOptions() {
    static const LangOptions Options = [] {
      LangOptions Out;
      Out.CPlusPlus = Out.CPlusPlus11 = Out.CPlusPlus14 = Out.CPlusPlus17 = Out.CPlusPlus20 = true;
      Out.LineComment = true;
      return Out;
    }();
    return Options;
  }

  /// False when nothing after it counts.
  bool directive(llvm::StringRef Name) {
    const bool First = !Directives++;
    if (Name.starts_with("if")) {
      // The first thing in a file: its include guard.
      Guarded |= First && Name != "ifdef";
      ++Depth;
    } else if (Name == "endif") {
      --Depth;
    } else if (Name == "include" && Depth <= int(Guarded) && Braces == 0) {
      include();
    } else if (Name == "pragma") {
      llvm::StringRef What = restOfLine().ltrim();
      // What changes the headers after it.
      return !What.starts_with("pack") && !What.starts_with("push_macro") && !What.starts_with("GCC visibility");
    }
    return true;
  }

  llvm::StringRef restOfLine() {
    return Text.drop_front(Lex.getBufferLocation() - Text.begin()).split('\n').first;
  }

  void include() {
    llvm::StringRef Rest = restOfLine().ltrim();
    const bool Angled = Rest.consume_front("<");
    if (!Angled && !Rest.consume_front("\""))
      return;
    size_t End = Rest.find(Angled ? '>' : '"');
    if (End != llvm::StringRef::npos)
      Found.push_back({Rest.take_front(End).str(), Angled});
  }

  const llvm::StringRef Text;
  Lexer Lex;
  unsigned Directives = 0;
  bool Guarded = false;
  int Depth = 0, Braces = 0;
  std::vector<IncludeDirective> Found;
};

} // namespace

std::vector<IncludeDirective> includesOf(llvm::StringRef Text) { return DirectiveReader(Text).read(); }

const IncludeTexts::Text *IncludeTexts::read(llvm::StringRef Path) {
  auto [It, New] = Known.try_emplace(Path);
  std::optional<Text> &Out = It->second;
  llvm::sys::fs::file_status Status;
  // A pipe is not opened: nobody may ever write to it.
  if (New && !llvm::sys::fs::status(Path, Status) && llvm::sys::fs::is_regular_file(Status))
    if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
      Out = {(*Buffer)->getBufferSize(), includesOf((*Buffer)->getBuffer())};
  return Out ? &*Out : nullptr;
}

const IncludeScan::Header *IncludeScan::load(llvm::StringRef Path, bool System) {
  llvm::SmallString<256> Plain(Path);
  llvm::sys::path::remove_dots(Plain, /*remove_dot_dot=*/false);
  auto [It, New] = ByPath.try_emplace(Plain, nullptr);
  if (!New)
    return It->second;
  const IncludeTexts::Text *Text = Texts.read(Plain);
  if (!Text)
    return nullptr;
  Headers.push_back(std::make_unique<Header>(
      Header{static_cast<unsigned>(Headers.size()), System, Plain.str().str(), Text}));
  return It->second = Headers.back().get();
}

const IncludeScan::Header *IncludeScan::find(const IncludeDirective &Included, llvm::StringRef By) {
  if (llvm::sys::path::is_absolute(Included.Name))
    return load(Included.Name, /*System=*/false);
  if (!Included.Angled) {
    auto Includer = ByPath.find(By);
    llvm::SmallString<256> Beside(llvm::sys::path::parent_path(By));
    llvm::sys::path::append(Beside, Included.Name);
    if (const Header *H =
            load(Beside, Includer != ByPath.end() && Includer->second && Includer->second->System))
      return H;
  } else if (auto Known = ByAngledName.find(Included.Name); Known != ByAngledName.end()) {
    return Known->second;
  }
  const Header *Found = nullptr;
  for (const SearchPath::Directory &D : Where.Directories) {
    if (D.QuotedOnly && Included.Angled)
      continue;
    llvm::SmallString<256> At(D.Path);
    llvm::sys::path::append(At, Included.Name);
    if ((Found = load(At, D.System)))
      break;
  }
  if (Included.Angled)
    ByAngledName[Included.Name] = Found;
  return Found;
}

const std::vector<const IncludeScan::Header *> &IncludeScan::closureOf(const Header &From) {
  if (Closures.size() <= From.Id)
    Closures.resize(From.Id + 1);
  if (Closures[From.Id])
    return *Closures[From.Id];
  std::vector<const Header *> Out = {&From};
  std::vector<bool> Seen(Headers.size());
  Seen[From.Id] = true;
  for (size_t I = 0; I < Out.size(); ++I)
    for (const IncludeDirective &D : Out[I]->Text->Includes) {
      const Header *H = find(D, Out[I]->Path);
      if (!H)
        continue;
      Seen.resize(std::max<size_t>(Seen.size(), H->Id + 1));
      if (Seen[H->Id])
        continue;
      Seen[H->Id] = true;
      Out.push_back(H);
    }
  if (Closures.size() <= From.Id)
    Closures.resize(From.Id + 1);
  return Closures[From.Id].emplace(std::move(Out));
}

} // namespace corolint
