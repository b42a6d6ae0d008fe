// Compile databases; see compile-database.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "project/compile-database.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang::tooling;

namespace corolint {

std::string absoluteFile(const std::string &File) {
  llvm::SmallString<256> Path(File);
  llvm::sys::fs::make_absolute(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

std::unique_ptr<CompileDatabase> loadDatabase(const std::string &BuildDirectory,
                                              std::string &Error) {
  llvm::SmallString<256> Path(BuildDirectory);
  if (llvm::sys::fs::is_directory(Path))
    llvm::sys::path::append(Path, "compile_commands.json");
  if (!llvm::sys::fs::exists(Path)) {
    Error = "no compile_commands.json in '" + BuildDirectory +
            "'; configure the build with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or give the compiler "
            "arguments after --";
    return nullptr;
  }
  std::string Why;
  std::unique_ptr<JSONCompilationDatabase> Json =
      JSONCompilationDatabase::loadFromFile(Path, Why, JSONCommandLineSyntax::AutoDetect);
  if (!Json) {
    Error = (Path + ": cannot read the compile database: " + llvm::StringRef(Why).trim()).str();
    return nullptr;
  }
  auto Out = std::make_unique<CompileDatabase>();
  Out->Path = std::string(Path);
  for (const std::string &File : Json->getAllFiles())
    Out->Files.push_back(absoluteFile(File));
  std::sort(Out->Files.begin(), Out->Files.end());
  Out->Files.erase(std::unique(Out->Files.begin(), Out->Files.end()), Out->Files.end());
  Out->Commands = inferTargetAndDriverMode(
      expandResponseFiles(std::move(Json), llvm::vfs::getRealFileSystem()));
  return Out;
}

std::unique_ptr<CompileDatabase> findDatabase(const std::string &Start, std::string &Error) {
  std::string Absolute = absoluteFile(Start);
  for (llvm::StringRef Dir = Absolute; !Dir.empty(); Dir = llvm::sys::path::parent_path(Dir))
    for (llvm::StringRef Sub : {"", "build"}) {
      llvm::SmallString<256> Candidate(Dir);
      llvm::sys::path::append(Candidate, Sub, "compile_commands.json");
      if (llvm::sys::fs::exists(Candidate))
        return loadDatabase(std::string(llvm::sys::path::parent_path(Candidate)), Error);
    }
  Error = "no compile_commands.json in '" + Start +
          "', its parents or their 'build'; name the build directory with -p, or give the compiler "
          "arguments after --";
  return nullptr;
}

} // namespace corolint
