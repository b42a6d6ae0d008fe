// The profiles of a unit; see unit-profiles.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/unit-profiles.h"
#include "profile/loader.h"
#include "clang/Lex/HeaderSearch.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy;

namespace corolint {

std::vector<std::string> splitList(llvm::StringRef Value) {
  std::vector<std::string> Out;
  llvm::SmallVector<llvm::StringRef, 8> Parts;
  Value.split(Parts, ';');
  for (llvm::StringRef Part : Parts)
    if (!Part.trim().empty())
      Out.push_back(Part.trim().str());
  return Out;
}

static std::string absolute(llvm::StringRef Path, llvm::StringRef Directory) {
  llvm::SmallString<256> Out(Path);
  if (!llvm::sys::path::is_absolute(Out)) {
    Out = Directory;
    llvm::sys::path::append(Out, Path);
  }
  return std::string(Out);
}

/// Whether the unit, or a precompiled part of it, spells the identifier \p Name anywhere.
static bool occurs(llvm::StringRef Name, const ASTContext &Unit) {
  if (Unit.Idents.find(Name) != Unit.Idents.end())
    return true;
  IdentifierInfoLookup *Precompiled = Unit.Idents.getExternalIdentifierLookup();
  return Precompiled && Precompiled->get(Name);
}

static std::vector<std::string> includeDirectories(const Preprocessor &PP,
                                                   llvm::StringRef BuildDirectory) {
  std::vector<std::string> Out;
  for (const DirectoryLookup &D : PP.getHeaderSearchInfo().search_dir_range())
    if (D.isNormalDir())
      Out.push_back(absolute(D.getName(), BuildDirectory));
  return Out;
}

UnitProfiles unitProfiles(const ASTContext &Unit, const Preprocessor *PP,
                          const ClangTidyContext &Context) {
  UnitProfiles Out;
  const std::string Build = Context.getCurrentBuildDirectory();
  llvm::vfs::FileSystem &From =
      Unit.getSourceManager().getFileManager().getVirtualFileSystem();
  std::vector<const profile::Profile *> Brought;
  if (PP)
    Brought = profile::libraryProfiles(From, includeDirectories(*PP, Build), Out.Warnings);
  llvm::StringSet<> Replaced;
  for (const profile::Profile *P : Brought)
    Replaced.insert(P->Library);
  Out.Profiles = profile::builtinProfiles(
      [&](llvm::StringRef Name) { return occurs(Name, Unit); }, Replaced);
  llvm::append_range(Out.Profiles, Brought);

  std::vector<std::string> Extra;
  const auto &Options = Context.getOptions().CheckOptions;
  if (auto It = Options.find("coro.Profiles"); It != Options.end())
    Extra = splitList(It->getValue().Value);
  const std::string Main = absolute(Context.getCurrentFile(), Build);
  llvm::append_range(Out.Profiles, profile::projectProfiles(
                                    From, llvm::sys::path::parent_path(Main), Extra, Out.Errors));
  return Out;
}

} // namespace corolint
