// The tokens of a text, comments among them, without a preprocessor: for what is written about code in comments.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_RAW_TOKENS_H
#define COROLINT_CHECKS_COMMON_RAW_TOKENS_H

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// Calls \p Look with each token of \p Text and its offset, the end of the file included. \p Text ends with a
/// null character behind it.
inline void forEachRawToken(llvm::StringRef Text,
                            llvm::function_ref<void(const clang::Token &, unsigned)> Look) {
  clang::LangOptions Languages;
  Languages.CPlusPlus = Languages.CPlusPlus11 = Languages.LineComment = true;
  Languages.RawStringLiterals = true;
  // Locations are offsets from 1.
  clang::Lexer Lex(clang::SourceLocation::getFromRawEncoding(1), Languages, Text.begin(),
                   Text.begin(), Text.end());
  Lex.SetCommentRetentionState(true);
  clang::Token T;
  do {
    Lex.LexFromRawLexer(T);
    Look(T, T.getLocation().getRawEncoding() - 1);
  } while (T.isNot(clang::tok::eof));
}

} // namespace corolint

#endif
