// Reading versions; see library-version.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/library-version.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace corolint::profile {

std::optional<Version> Version::parse(llvm::StringRef Text) {
  Version Out;
  unsigned Number;
  while (!Text.consumeInteger(10, Number)) {
    Out.Numbers.push_back(Number);
    if (!Text.consume_front(".") && !Text.consume_front("_"))
      break;
  }
  if (Out.Numbers.empty())
    return std::nullopt;
  return Out;
}

std::string Version::str() const {
  std::vector<std::string> Words;
  for (unsigned N : Numbers)
    Words.push_back(std::to_string(N));
  return llvm::join(Words, ".");
}

bool Version::operator<(const Version &Other) const {
  for (size_t I = 0; I < Numbers.size() || I < Other.Numbers.size(); ++I) {
    const unsigned Mine = I < Numbers.size() ? Numbers[I] : 0;
    const unsigned Theirs = I < Other.Numbers.size() ? Other.Numbers[I] : 0;
    if (Mine != Theirs)
      return Mine < Theirs;
  }
  return false;
}

std::string VersionRule::mistake() const {
  if (Macros.empty())
    return "'version' needs 'macros'";
  llvm::StringRef Letters = Format;
  Letters.consume_front("0x");
  if (!Format.empty() && Macros.size() != 1)
    return "'format' is for one macro that holds the whole version";
  if (!Format.empty() && (Letters.empty() || Letters.find_first_not_of("Mmpx") != Letters.npos ||
                          !Letters.contains('M')))
    return "'format' has a letter for each digit, M, m, p or x, as in Mmmmpp or 0xMMmmpp";
  return {};
}

Version decodeVersion(uint64_t Value, llvm::StringRef Format) {
  const unsigned Radix = Format.consume_front("0x") ? 16 : 10;
  unsigned Numbers[3] = {}, Places[3] = {1, 1, 1};
  auto Slot = [](char Letter) { return Letter == 'M' ? 0 : Letter == 'm' ? 1 : 2; };
  for (char Letter : llvm::reverse(Format)) {
    if (Letter != 'x') {
      Numbers[Slot(Letter)] += (Value % Radix) * Places[Slot(Letter)];
      Places[Slot(Letter)] *= Radix;
    }
    Value /= Radix;
  }
  // A major version that has grown longer than the format.
  if (!Format.empty() && Format.front() != 'x')
    Numbers[Slot(Format.front())] += Value * Places[Slot(Format.front())];
  return {{Numbers[0], Numbers[1], Numbers[2]}};
}

/// The text of the literal that \p Name is defined as, through parentheses and other macros; empty for
/// none.
static std::string literalOf(llvm::StringRef Name, const Preprocessor &PP, unsigned Depth = 0) {
  const IdentifierInfo *Id = PP.getIdentifierInfo(Name);
  const MacroInfo *Macro = Id ? PP.getMacroInfo(Id) : nullptr;
  if (!Macro || Macro->isFunctionLike() || Depth > 4)
    return {};
  llvm::ArrayRef<Token> Tokens = Macro->tokens();
  while (Tokens.size() > 2 && Tokens.front().is(tok::l_paren) && Tokens.back().is(tok::r_paren))
    Tokens = Tokens.drop_front().drop_back();
  if (Tokens.size() != 1)
    return {};
  const Token &Only = Tokens.front();
  if (Only.is(tok::identifier))
    return literalOf(Only.getIdentifierInfo()->getName(), PP, Depth + 1);
  return Only.isOneOf(tok::numeric_constant, tok::string_literal) ? PP.getSpelling(Only) : "";
}

static std::optional<uint64_t> integerOf(llvm::StringRef Literal) {
  uint64_t Value;
  if (Literal.rtrim("uUlL").getAsInteger(0, Value))
    return std::nullopt;
  return Value;
}

std::optional<Version> versionOf(const VersionRule &Rule, const Preprocessor &PP) {
  Version Out;
  for (const std::string &Name : Rule.Macros) {
    const std::string Literal = literalOf(Name, PP);
    std::optional<uint64_t> Value = integerOf(Literal);
    if (Value && !Rule.Format.empty())
      return decodeVersion(*Value, Rule.Format);
    if (!Value && Rule.Macros.size() == 1)
      return Version::parse(llvm::StringRef(Literal).trim('"'));
    if (!Value)
      return std::nullopt;
    Out.Numbers.push_back(*Value);
  }
  return Out;
}

} // namespace corolint::profile
