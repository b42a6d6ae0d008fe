// Where headers are looked for; see search-path.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/search-path.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "engine/unit-tool.h"

using namespace clang;

namespace corolint {
namespace {

class SearchPathReader : public tooling::FrontendActionFactory {
public:
  std::optional<SearchPath> Out;

  std::unique_ptr<FrontendAction> create() override { return nullptr; }
  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations>, DiagnosticConsumer *) override {
    if (!Invocation->getLangOpts().Coroutines)
      return true;
    Out.emplace();
    // All groups of system directories are one block of the search.
    using namespace frontend;
    auto Block = [](IncludeDirGroup G) { return G > System && G < After ? System : G; };
    for (IncludeDirGroup Wanted : {Quoted, Angled, System, After})
      for (const HeaderSearchOptions::Entry &E : Invocation->getHeaderSearchOpts().UserEntries) {
        if (Block(E.Group) != Wanted || E.IsFramework)
          continue;
        llvm::SmallString<256> Path(E.Path);
        Files->makeAbsolutePath(Path);
        Out->Directories.push_back({std::string(Path), Wanted >= System, Wanted == Quoted});
      }
    return true;
  }
};

} // namespace

std::optional<SearchPath> searchPathOf(const tooling::CompilationDatabase &Commands,
                                       const std::string &Unit, const LintOptions &Options) {
  SearchPathReader Reader;
  // After an error there is no search path, which is all there is to say of it.
  (void)runQuietly(Reader, Commands, Unit, Options.Settings, llvm::vfs::getRealFileSystem());
  return std::move(Reader.Out);
}

} // namespace corolint
