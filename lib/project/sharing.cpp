// Which headers to parse once; see sharing.h.
//
// Units are merged pair by pair, the best pair first, as long as what is saved grows: a larger group makes its
// headers once for more units, but has fewer headers that all of them include.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/sharing.h"
#include "project/include-scan.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <map>
#include <queue>

namespace corolint {
namespace {

/// In parsed bytes of headers, measured on Boost.Asio: what making a precompiled header of one costs (it is
/// parsed and written), and what a unit saves that stands on it (which it reads). Two units gain next to nothing.
constexpr double MakingCost = 1.05, Saved = 0.55;
/// Below this many bytes of headers in all a group saves too little to be worth a file.
constexpr double LeastSaving = 1 << 20;
/// As many units gain something. Fewer are not worth reading their headers to find out.
constexpr size_t FewestUnits = 3;
/// More kinds of units are not compared pair by pair.
constexpr size_t MostKinds = 400;

/// What is saved when so many units share so many bytes of headers: no less than nothing, which is to share none.
double savingOf(double Weight, size_t Units) {
  return std::max(Weight * (Saved * Units - MakingCost), 0.0);
}

/// Units that include the same headers, or have been merged.
struct Cluster {
  std::vector<size_t> Units;
  llvm::BitVector Reached; ///< System headers that all of them reach, by id.
  double Weight = 0;       ///< Bytes of these.
  bool Merged = false;     ///< Into another one.

  double saving() const { return savingOf(Weight, Units.size()); }
};

/// The units of one command.
class CommandGroup {
public:
  CommandGroup(IncludeScan &Scan, llvm::ArrayRef<std::string> Units) : Scan(Scan), Units(Units) {}

  void add(size_t Unit) {
    const IncludeScan::Header *Main = Scan.open(Units[Unit]);
    if (!Main)
      return;
    llvm::BitVector Reached, Users;
    walk(*Main, Reached, Users);
    Reached.resize(std::max<size_t>(Reached.size(), Scan.size()));
    auto &Same = Kinds[std::string(reinterpret_cast<const char *>(Reached.getData().data()),
                                   Reached.getData().size() * sizeof(uintptr_t))];
    if (Same.Units.empty())
      Same.Reached = Reached;
    Same.Units.push_back(Unit);
  }

  void plan(std::vector<SharedGroup> &Out);

private:
  void walk(const IncludeScan::Header &From, llvm::BitVector &Reached, llvm::BitVector &Users);
  double weightOf(const llvm::BitVector &Reached) const {
    double Out = 0;
    for (unsigned Id : Reached.set_bits())
      Out += Sizes[Id];
    return Out;
  }
  std::string includesOf(const llvm::BitVector &Reached) const;
  void merge(std::vector<Cluster> &All) const;

  IncludeScan &Scan;
  const llvm::ArrayRef<std::string> Units;
  std::map<std::string, Cluster> Kinds;
  /// The system headers that user files include, in the order they were met, as they are spelled.
  std::vector<std::pair<const IncludeScan::Header *, std::string>> Direct;
  llvm::BitVector IsDirect;
  std::vector<size_t> Sizes; ///< By id.
};

void CommandGroup::walk(const IncludeScan::Header &From, llvm::BitVector &Reached,
                        llvm::BitVector &Users) {
  auto Add = [](llvm::BitVector &To, unsigned Id) {
    if (To.size() <= Id)
      To.resize(Id + 1);
    const bool New = !To.test(Id);
    To.set(Id);
    return New;
  };
  if (!Add(Users, From.Id))
    return;
  for (const IncludeDirective &D : From.Text->Includes) {
    const IncludeScan::Header *H = Scan.find(D, From.Path);
    if (!H)
      continue;
    if (!H->System) {
      walk(*H, Reached, Users);
      continue;
    }
    if (Add(IsDirect, H->Id))
      Direct.emplace_back(H, D.Name);
    if (Reached.size() <= H->Id || !Reached.test(H->Id))
      for (const IncludeScan::Header *In : Scan.closureOf(*H)) {
        Add(Reached, In->Id);
        if (Sizes.size() <= In->Id)
          Sizes.resize(In->Id + 1);
        Sizes[In->Id] = In->Text->Size;
      }
  }
}

std::string CommandGroup::includesOf(const llvm::BitVector &Reached) const {
  std::string Out;
  llvm::BitVector Brought(Reached.size());
  for (const auto &[Header, Name] : Direct) {
    if (!Reached.test(Header->Id) || Brought.test(Header->Id))
      continue;
    for (const IncludeScan::Header *In : Scan.closureOf(*Header))
      Brought.set(In->Id);
    Out += "#include <" + Name + ">\n";
  }
  return Out;
}

void CommandGroup::merge(std::vector<Cluster> &All) const {
  struct Pair {
    double Gain;
    size_t A, B;
    bool operator<(const Pair &Other) const {
      return std::tie(Gain, Other.A, Other.B) < std::tie(Other.Gain, A, B);
    }
  };
  std::priority_queue<Pair> Pairs;
  auto Consider = [&](size_t A, size_t B) {
    llvm::BitVector Both = All[A].Reached;
    Both &= All[B].Reached;
    const double Gain = savingOf(weightOf(Both), All[A].Units.size() + All[B].Units.size()) -
                        All[A].saving() - All[B].saving();
    if (Gain > 0)
      Pairs.push({Gain, A, B});
  };
  for (size_t B = 0; B < All.size(); ++B)
    for (size_t A = 0; A < B; ++A)
      Consider(A, B);
  while (!Pairs.empty()) {
    const Pair Best = Pairs.top();
    Pairs.pop();
    if (All[Best.A].Merged || All[Best.B].Merged)
      continue;
    Cluster Joint = All[Best.A];
    Joint.Reached &= All[Best.B].Reached;
    Joint.Units.insert(Joint.Units.end(), All[Best.B].Units.begin(), All[Best.B].Units.end());
    Joint.Weight = weightOf(Joint.Reached);
    All[Best.A].Merged = All[Best.B].Merged = true;
    All.push_back(std::move(Joint));
    for (size_t Other = 0; Other + 1 < All.size(); ++Other)
      if (!All[Other].Merged)
        Consider(Other, All.size() - 1);
  }
}

void CommandGroup::plan(std::vector<SharedGroup> &Out) {
  if (Kinds.size() > MostKinds)
    return;
  Sizes.resize(Scan.size());
  IsDirect.resize(Scan.size());
  std::vector<Cluster> All;
  for (auto &[Key, Kind] : Kinds) {
    Kind.Reached.resize(Scan.size());
    Kind.Weight = weightOf(Kind.Reached);
    All.push_back(std::move(Kind));
  }
  merge(All);
  for (Cluster &C : All) {
    if (C.Merged || C.saving() < LeastSaving)
      continue;
    llvm::sort(C.Units);
    if (std::string Includes = includesOf(C.Reached); !Includes.empty())
      Out.push_back({std::move(C.Units), std::move(Includes), ""});
  }
}

/// A command without the names of its files: units that are compiled alike have the same.
std::string commonPart(const clang::tooling::CompileCommand &Command) {
  std::string Out = Command.Directory + '\0';
  for (size_t I = 0; I < Command.CommandLine.size(); ++I) {
    llvm::StringRef Arg = Command.CommandLine[I];
    if (Arg == Command.Filename)
      continue;
    if (llvm::is_contained({"-o", "-MF", "-MT", "-MQ"}, Arg)) {
      ++I;
      continue;
    }
    Out += Arg;
    Out += '\0';
  }
  return Out;
}

} // namespace

std::vector<SharedGroup> planSharing(const CompileDatabase &Database,
                                     llvm::ArrayRef<std::string> Units,
                                     const LintOptions &Options) {
  std::map<std::string, std::vector<size_t>> ByCommand;
  for (size_t I = 0; I < Units.size(); ++I)
    if (auto Commands = Database.Commands->getCompileCommands(Units[I]); Commands.size() == 1)
      ByCommand[commonPart(Commands.front())].push_back(I);
  IncludeTexts Texts;
  std::vector<SharedGroup> Out;
  for (const auto &[Command, Members] : ByCommand) {
    if (Members.size() < FewestUnits)
      continue;
    std::optional<SearchPath> Where = searchPathOf(*Database.Commands, Units[Members.front()], Options);
    if (!Where)
      continue;
    IncludeScan Scan(std::move(*Where), Texts);
    CommandGroup Group(Scan, Units);
    for (size_t Unit : Members)
      Group.add(Unit);
    const size_t Before = Out.size();
    Group.plan(Out);
    for (size_t I = Before; I < Out.size(); ++I)
      Out[I].Key = Command + Out[I].Includes;
  }
  return Out;
}

} // namespace corolint
