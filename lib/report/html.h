// The parts of the HTML report: what html.cpp puts together.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_HTML_H
#define COROLINT_REPORT_HTML_H

#include "report/source-files.h"
#include "report/steps.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// A stretch of source to point out.
struct SourceMark {
  FileRange Range;
  unsigned Caret = 0;
  bool Primary = false;
  unsigned Number = 0; ///< Of the step, from 1; 0 for none.
  llvm::StringRef Label;
};

/// Source text as HTML: lines with their numbers, tokens with their colours, marks.
class HtmlSource {
public:
  HtmlSource(SourceFiles &Sources, std::string Root)
      : Sources(Sources), Root(std::move(Root)) {}

  /// The lines around each of \p Marks, a block for each file. \p Id begins the ids of the steps.
  void print(llvm::ArrayRef<SourceMark> Marks, llvm::StringRef Id, llvm::raw_ostream &OS);

private:
  struct Token {
    unsigned Begin, End;
    const char *Class;
  };
  struct Piece;

  const std::vector<Token> &tokensOf(const std::string &File);
  std::vector<Piece> paint(const std::string &File, unsigned From, unsigned To,
                           llvm::ArrayRef<const SourceMark *> Marks);
  static void printPieces(llvm::StringRef Text, llvm::ArrayRef<Piece> Pieces,
                          llvm::raw_ostream &OS);
  void printFile(const std::string &File, llvm::ArrayRef<SourceMark> Marks, llvm::StringRef Id,
                 llvm::raw_ostream &OS);
  void printLine(const std::string &File, unsigned Line, llvm::ArrayRef<SourceMark> Marks,
                 llvm::StringRef Id, llvm::raw_ostream &OS);

  SourceFiles &Sources;
  std::string Root;
  llvm::StringMap<std::vector<Token>> Tokens;
};

/// A drawing of \p Steps: a lane for each function, an edge from each step to the next, broken where the
/// coroutine is suspended. \p Place says where a step is, for people.
void printStepGraph(llvm::ArrayRef<Step> Steps, llvm::StringRef Id,
                    llvm::function_ref<std::string(const Step &)> Place, llvm::raw_ostream &OS);

} // namespace corolint

#endif
