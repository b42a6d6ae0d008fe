// The drawing of a finding's steps; see html.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/escape.h"
#include "report/html.h"

namespace corolint {

// In pixels. Text is laid out by the browser in a font that we cannot measure; Letter is wide enough for
// the fonts that the page asks for.
static constexpr unsigned Row = 44, Lane = 22, Top = 18, Left = 14, Radius = 8, Letter = 8;
static constexpr size_t MaxLetters = 90;

static std::string shortened(llvm::StringRef Text) {
  std::string Valid = validUtf8(Text);
  size_t Letters = 0, At = 0;
  for (; At < Valid.size(); ++At)
    if ((static_cast<unsigned char>(Valid[At]) & 0xC0) != 0x80 && ++Letters > MaxLetters)
      break;
  return At < Valid.size() ? Valid.substr(0, At) + "…" : Valid;
}

namespace {

struct Node {
  const Step *Is;
  unsigned X, Y;
  std::string Label, Below;
};

} // namespace

static std::vector<Node> layOut(llvm::ArrayRef<Step> Steps,
                                llvm::function_ref<std::string(const Step &)> Place,
                                size_t &Lanes) {
  std::vector<llvm::StringRef> Functions;
  std::vector<Node> Out;
  for (const Step &S : Steps) {
    auto At = llvm::find(Functions, S.Function);
    unsigned Index = At - Functions.begin();
    if (At == Functions.end())
      Functions.push_back(S.Function);
    std::string Below = Place(S);
    if (!S.Function.empty())
      Below = (S.Function + " · " + Below).str();
    Out.push_back({&S, Left + Index * Lane, Top + unsigned(Out.size()) * Row,
                   shortened(S.label()), shortened(Below)});
  }
  Lanes = Functions.size();
  return Out;
}

static void printEdge(const Node &From, const Node &To, llvm::raw_ostream &OS) {
  OS << "<path class=\"edge" << (From.Is->Suspends ? " away" : "") << "\" d=\"M" << From.X << " "
     << From.Y + Radius;
  const unsigned End = To.Y - Radius - 4; // The arrow's head.
  if (From.X == To.X)
    OS << "V" << End;
  else
    OS << "C" << From.X << " " << (From.Y + To.Y) / 2 << " " << To.X << " "
       << (From.Y + To.Y) / 2 << " " << To.X << " " << End;
  OS << "\"/><path class=\"head\" d=\"M" << To.X - 4 << " " << End - 2 << "h8l-4 6z\"/>\n";
}

static void printNode(const Node &N, unsigned Number, unsigned TextX, llvm::StringRef Id,
                      llvm::raw_ostream &OS) {
  OS << "<a href=\"#" << Id << "-" << Number << "\"><title>" << Number << ": "
     << markup(N.Is->Message) << "</title><circle class=\""
     << (N.Is->IsFinding ? "node here" : N.Is->Suspends ? "node pause" : "node") << "\" cx=\"" << N.X
     << "\" cy=\"" << N.Y << "\" r=\"" << Radius << "\"/>";
  if (N.Is->Suspends)
    OS << "<path class=\"bars\" d=\"M" << N.X - 2 << " " << N.Y - 3 << "v6m4-6v6\"/>";
  else
    OS << "<text class=\"number\" x=\"" << N.X << "\" y=\"" << N.Y + 4 << "\">" << Number
       << "</text>";
  OS << "<text class=\"label\" x=\"" << TextX << "\" y=\"" << N.Y + 1 << "\">" << markup(N.Label)
     << "</text><text class=\"below\" x=\"" << TextX << "\" y=\"" << N.Y + 17 << "\">"
     << markup(N.Below) << "</text></a>\n";
}

void printStepGraph(llvm::ArrayRef<Step> Steps, llvm::StringRef Id,
                    llvm::function_ref<std::string(const Step &)> Place, llvm::raw_ostream &OS) {
  size_t Lanes = 0, Longest = 0;
  std::vector<Node> Nodes = layOut(Steps, Place, Lanes);
  for (const Node &N : Nodes)
    Longest = std::max({Longest, N.Label.size(), N.Below.size()});
  const unsigned TextX = Left + unsigned(Lanes - 1) * Lane + Radius + 10;
  const unsigned Width = TextX + unsigned(std::min(Longest, MaxLetters + 3)) * Letter;
  const unsigned Height = Top + unsigned(Nodes.size() - 1) * Row + 26;
  OS << "<figure class=\"graph\" tabindex=\"0\"><figcaption>What happens, in order</figcaption>"
     << "<svg role=\"group\" aria-label=\"" << Nodes.size() << " steps\" width=\"" << Width
     << "\" height=\"" << Height << "\" viewBox=\"0 0 " << Width << " " << Height << "\">\n";
  for (size_t I = 0; I + 1 < Nodes.size(); ++I)
    printEdge(Nodes[I], Nodes[I + 1], OS);
  for (size_t I = 0; I < Nodes.size(); ++I)
    printNode(Nodes[I], I + 1, TextX, Id, OS);
  OS << "</svg></figure>\n";
}

} // namespace corolint
