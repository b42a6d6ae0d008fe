// Escaping; see escape.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/escape.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"

namespace corolint {

std::string validUtf8(llvm::StringRef Text) {
  return llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text);
}

static bool changesDirection(unsigned C) {
  return (C >= 0x202A && C <= 0x202E) || (C >= 0x2066 && C <= 0x2069) || C == 0x200E ||
         C == 0x200F || C == 0x061C;
}

std::string markup(llvm::StringRef Text) {
  std::string Out, Valid = validUtf8(Text);
  const auto *At = reinterpret_cast<const llvm::UTF8 *>(Valid.data());
  const auto *End = At + Valid.size();
  while (At != End) {
    const llvm::UTF8 *Start = At;
    llvm::UTF32 C = 0;
    if (llvm::convertUTF8Sequence(&At, End, &C, llvm::strictConversion) != llvm::conversionOK)
      break; // Cannot be: it was made valid.
    if (C == '&')
      Out += "&amp;";
    else if (C == '<')
      Out += "&lt;";
    else if (C == '>')
      Out += "&gt;";
    else if (C == '"')
      Out += "&quot;";
    else if (C == '\'')
      Out += "&#39;";
    else if ((C < 0x20 && C != '\t' && C != '\n') || (C >= 0x7F && C < 0xA0) || C == 0xFFFE ||
             C == 0xFFFF)
      Out += "\xEF\xBF\xBD";
    else if (changesDirection(C))
      Out += "[U+" + llvm::utohexstr(C, /*LowerCase=*/false, /*Width=*/4) + "]";
    else
      Out.append(Start, At);
  }
  return Out;
}

std::string uriPath(llvm::StringRef Path) {
  std::string Out;
  for (unsigned char C : Path)
    if (llvm::isAlnum(C) || llvm::StringRef("/-_.~").contains(C))
      Out += C;
    else
      Out += {'%', llvm::hexdigit(C >> 4), llvm::hexdigit(C & 15)};
  return Out;
}

} // namespace corolint
