// Results of earlier runs; see cache.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/cache.h"
#include "engine/codec.h"
#include "project/tool-identity.h"
#include "project/write-file.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace corolint {

/// How many lists of inputs a manifest remembers: two commits of a unit rarely have different ones.
static constexpr size_t MaxLists = 8;

/// What clang's driver reads from the environment.
static constexpr StringRef EnvironmentNames[] = {
    "CPATH",         "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH",    "COMPILER_PATH",
    "LIBRARY_PATH",  "SDKROOT",        "GCC_EXEC_PREFIX",       "CCC_OVERRIDE_OPTIONS",
    "CLANG_NO_DEFAULT_CONFIG",         "SOURCE_DATE_EPOCH",     "MACOSX_DEPLOYMENT_TARGET"};

static std::string hexOf(const ContentHash &Hash) {
  std::string Out;
  for (uint64_t Part : Hash) {
    std::string Digits = utohexstr(Part, /*LowerCase=*/true);
    Out.append(16 - Digits.size(), '0').append(Digits);
  }
  return Out;
}

std::string defaultCacheDirectory() {
  SmallString<128> Out;
  if (!sys::path::cache_directory(Out))
    return "";
  sys::path::append(Out, "corolint");
  return std::string(Out);
}

ResultCache::ResultCache(std::string Directory, CachePruningPolicy Policy)
    : Directory(std::move(Directory)), Policy(std::move(Policy)), Identity(toolIdentity()) {}

std::string ResultCache::pathOf(StringRef Name) const {
  SmallString<256> Out(Directory);
  // The name that LLVM's pruning looks for.
  sys::path::append(Out, "llvmcache-" + Name);
  return std::string(Out);
}

/// What decides besides the program, the commands and the options.
static void addEnvironment(std::string &To) {
  for (StringRef Name : EnvironmentNames)
    To.append(sys::Process::GetEnv(Name).value_or("")).push_back('\0');
}

std::string ResultCache::keyOf(const CompileDatabase &Database, const std::string &Unit,
                               const LintOptions &Options) const {
  std::string All;
  auto Add = [&](StringRef Part) { All.append(Part).push_back('\0'); };
  Add(Identity);
  Add(Unit);
  Add(encode(Options));
  for (const auto &Command : Database.Commands->getCompileCommands(Unit)) {
    SmallString<256> Where(Command.Directory);
    sys::fs::make_absolute(Where);
    Add(Where);
    Add(Command.Filename);
    for (const std::string &Argument : Command.CommandLine)
      Add(Argument);
    Add("");
  }
  addEnvironment(All);
  return hexOf(hashOf(All));
}

/// The name of the result for these inputs: \p State of each, in the order of the list.
static std::string resultName(const std::string &Key, ArrayRef<Input> Inputs) {
  std::string All = Key;
  for (const Input &I : Inputs) {
    All.append(I.Path).push_back('\0');
    All.push_back(char(I.Kind));
    All.append(reinterpret_cast<const char *>(I.Hash.data()), sizeof(I.Hash));
  }
  return "r" + hexOf(hashOf(All));
}

/// What is kept is kept with its hash: a file that was cut short or overwritten is no entry.
static std::string sealed(StringRef Bytes) { return hexOf(hashOf(Bytes)) + Bytes.str(); }

static std::optional<std::string> unsealed(const std::string &Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return std::nullopt;
  StringRef Seal = (*Buffer)->getBuffer().take_front(32);
  StringRef Bytes = (*Buffer)->getBuffer().drop_front(Seal.size());
  if (hexOf(hashOf(Bytes)) != Seal)
    return std::nullopt;
  return Bytes.str();
}

/// The lists, without what the inputs were: one for each newline-terminated length.
std::vector<std::vector<Input>> ResultCache::readManifest(const std::string &Key) const {
  std::vector<std::vector<Input>> Out;
  std::optional<std::string> Bytes = unsealed(pathOf("m" + Key));
  if (!Bytes)
    return Out;
  for (StringRef Rest = *Bytes; !Rest.empty();) {
    size_t Length = 0;
    if (Rest.consumeInteger(10, Length) || !Rest.consume_front("\n") || Length > Rest.size() ||
        !decode(Rest.take_front(Length), Out.emplace_back()))
      return {};
    Rest = Rest.drop_front(Length);
  }
  return Out;
}

std::optional<UnitResult> ResultCache::find(const std::string &Key) {
  for (std::vector<Input> &Inputs : readManifest(Key)) {
    bool Possible = true;
    for (Input &I : Inputs) {
      const Input &Now = Files.now(I);
      Possible = Now.Kind == I.Kind;
      if (!Possible)
        break;
      I.Hash = Now.Hash;
    }
    if (!Possible)
      continue;
    std::optional<std::string> Bytes = unsealed(pathOf(resultName(Key, Inputs)));
    UnitResult Out;
    if (!Bytes || !decode(*Bytes, Out))
      continue;
    Out.Inputs = std::move(Inputs);
    return Out;
  }
  return std::nullopt;
}

bool ResultCache::write(StringRef Name, StringRef Bytes) {
  if (!Problem.empty())
    return false;
  std::error_code EC = sys::fs::create_directories(Directory, /*IgnoreExisting=*/true,
                                                   sys::fs::owner_all);
  Error E = errorCodeToError(EC);
  if (!EC) {
    Expected<PendingFile> File = PendingFile::write(pathOf(Name), sealed(Bytes), /*Durable=*/false);
    E = File ? File->commit() : File.takeError();
  }
  if (E)
    Problem = Directory + ": cannot keep results: " + toString(std::move(E));
  return Problem.empty();
}

void ResultCache::store(const std::string &Key, const UnitResult &Result) {
  // A crash may have been the machine's fault, and a file that changed may have been half written.
  if (Result.Failed || Result.Unstable)
    return;
  UnitResult Kept = Result;
  Kept.Inputs.clear();
  if (!write(resultName(Key, Result.Inputs), encode(Kept)))
    return;
  auto SameList = [&](const std::vector<Input> &List) {
    return llvm::equal(List, Result.Inputs, [](const Input &A, const Input &B) {
      return A.Path == B.Path && A.Kind == B.Kind;
    });
  };
  std::vector<std::vector<Input>> Lists = readManifest(Key);
  if (!Lists.empty() && SameList(Lists.front()))
    return;
  // The latest comes first: it is the likeliest.
  llvm::erase_if(Lists, SameList);
  Lists.insert(Lists.begin(), Result.Inputs);
  if (Lists.size() > MaxLists)
    Lists.resize(MaxLists);
  std::string Manifest;
  for (std::vector<Input> &List : Lists) {
    for (Input &I : List)
      I.Hash = {};
    std::string One = encode(List);
    Manifest += utostr(One.size()) + "\n" + One;
  }
  write("m" + Key, Manifest);
}

std::string ResultCache::sharedName(StringRef Key) const {
  std::string All = Identity + Key.str();
  addEnvironment(All);
  return hexOf(hashOf(All));
}

std::string ResultCache::sharedFile(StringRef Key) const { return pathOf("h" + sharedName(Key)); }

std::optional<SharedHeaders> ResultCache::findShared(StringRef Key) {
  std::optional<std::string> Bytes = unsealed(pathOf("d" + sharedName(Key)));
  SharedHeaders Out;
  if (!Bytes || !decode(*Bytes, Out))
    return std::nullopt;
  Out.File = sharedFile(Key);
  if (!llvm::all_of(Out.Inputs, [&](const Input &I) { return Files.now(I) == I; }))
    return std::nullopt;
  auto Made = MemoryBuffer::getFile(Out.File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Made || hashOf((*Made)->getBuffer()) != Out.Content)
    return std::nullopt;
  return Out;
}

void ResultCache::storeShared(StringRef Key, const SharedHeaders &Shared) {
  write("d" + sharedName(Key), encode(Shared));
}

void ResultCache::prune() { pruneCache(Directory, Policy); }

} // namespace corolint
