// The precompiled headers of a run; see shared-parsing.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/shared-parsing.h"
#include "engine/codec.h"
#include "project/cache.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace corolint {

SharedParsing::SharedParsing(const CompileDatabase &Database, llvm::ArrayRef<std::string> Units,
                             const LintOptions &Options, ResultCache *Cache)
    : Database(Database), Units(Units), Options(Options), Cache(Cache),
      Groups(planSharing(Database, Units, Options)), Made(Groups.size()), ByUnit(Units.size()) {
  llvm::SmallString<128> Directory;
  if (Groups.empty())
    return;
  if (Cache)
    // What cannot be written there is not shared.
    (void)llvm::sys::fs::create_directories(Cache->directory(), /*IgnoreExisting=*/true,
                                            llvm::sys::fs::owner_all);
  else if (!llvm::sys::fs::createUniqueDirectory("corolint", Directory))
    Temporary = std::string(Directory);
}

SharedParsing::~SharedParsing() {
  if (!Temporary.empty())
    llvm::sys::fs::remove_directories(Temporary);
}

std::string SharedParsing::fileOf(size_t Group) const {
  if (Cache)
    return Cache->sharedFile(Groups[Group].Key);
  llvm::SmallString<128> Out(Temporary);
  llvm::sys::path::append(Out, std::to_string(Group) + ".pch");
  return std::string(Out);
}

void SharedParsing::make(const WorkerOptions &How) {
  if (!Cache && Temporary.empty())
    return;
  std::vector<size_t> Missing;
  for (size_t G = 0; G < Groups.size(); ++G) {
    if (Cache)
      Made[G] = Cache->findShared(Groups[G].Key);
    if (!Made[G])
      Missing.push_back(G);
  }
  runInWorkers(
      Missing.size(), How,
      [&](size_t I) {
        const SharedGroup &Group = Groups[Missing[I]];
        std::optional<SharedHeaders> Out = precompile(*Database.Commands, Units[Group.Units.front()],
                                                      Options, Group.Includes, fileOf(Missing[I]));
        return Out ? encode(*Out) : std::string();
      },
      [&](size_t I, WorkerResult Worker) {
        SharedHeaders Out;
        if (Worker.How != WorkerResult::End::Returned || !decode(Worker.Bytes, Out))
          return;
        if (Cache)
          Cache->storeShared(Groups[Missing[I]].Key, Out);
        Made[Missing[I]] = std::move(Out);
      },
      [](size_t) {});
  for (size_t G = 0; G < Groups.size(); ++G)
    for (size_t Unit : Groups[G].Units)
      ByUnit[Unit] = Made[G] ? &*Made[G] : nullptr;
}

std::vector<std::string> SharedParsing::summary() const {
  std::vector<std::string> Out;
  for (size_t G = 0; G < Groups.size(); ++G) {
    const size_t Headers = llvm::StringRef(Groups[G].Includes).count('\n');
    Out.push_back((Made[G] ? "parsed once for " : "cannot be parsed once for ") +
                  std::to_string(Groups[G].Units.size()) + " files: " + std::to_string(Headers) +
                  (Headers == 1 ? " header" : " headers"));
  }
  return Out;
}

} // namespace corolint
