// The registry of checks; see registry.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "checks/common/check.h"
#include "clang-tidy/ClangTidyModule.h"
#include "coroutine/nearest-name.h"
#include "embedded-file.h"

namespace corolint {

// Each check's source defines these two, by COROLINT_CHECK.
#define CHECK(Name, Class, Family, On, Fix, Summary)                                               \
  std::unique_ptr<clang::tidy::ClangTidyCheck> make##Class##Check(                                 \
      llvm::StringRef, clang::tidy::ClangTidyContext *);                                           \
  llvm::ArrayRef<OptionSpec> options##Class##Check();
#include "checks/checks.def"
#undef CHECK

static constexpr bool On = true, Off = false;

llvm::ArrayRef<CheckInfo> allChecks() {
  static const CheckInfo All[] = {
#define CHECK(Name, Class, Family, Default, Fix, Summary)                                          \
  {Name, Category::Family, Default, FixKind::Fix, Summary, options##Class##Check()},
#include "checks/checks.def"
#undef CHECK
  };
  return All;
}

llvm::ArrayRef<OptionSpec> sharedOptions() {
  static const OptionSpec Shared[] = {
      {"Preset", "", "The set of checks to start from: recommended, server-2026, ..."},
      {"Profiles", "", "Library profiles besides .corolint/*.yaml, separated by semicolons."}};
  return Shared;
}

const CheckInfo *findCheck(llvm::StringRef Name) {
  Name.consume_front("coro-");
  for (const CheckInfo &C : allChecks())
    if (C.Name == Name)
      return &C;
  return nullptr;
}

llvm::StringRef nearestCheck(llvm::StringRef Wrong) {
  Wrong.consume_front("coro-");
  std::vector<llvm::StringRef> Names;
  for (const CheckInfo &C : allChecks())
    Names.push_back(C.Name);
  llvm::StringRef Best = nearestName(Wrong, Names);
  // A part of a name is a common way not to remember it.
  if (Best.empty() && Wrong.size() > 3)
    for (const CheckInfo &C : allChecks())
      if (C.Name.contains(Wrong))
        return C.Name;
  return Best;
}

llvm::StringRef categoryTitle(Category C) {
  switch (C) {
  case Category::Blocking:
    return "blocking call";
  case Category::LostTask:
    return "lost task";
  case Category::FireAndForget:
    return "fire and forget";
  case Category::NestedLoop:
    return "nested loop";
  case Category::SharedState:
    return "shared state";
  case Category::Lifetime:
    return "lifetime";
  case Category::Structure:
    return "structure";
  case Category::Suppression:
    return "suppression";
  }
  return "";
}

llvm::StringRef CheckInfo::page() const {
  std::string File = (Name + ".md").str();
  for (const EmbeddedFile &Page : embeddedPages())
    if (Page.Name == File)
      return Page.Text;
  return "";
}

llvm::StringRef projectUrl() { return "https://github.com/corolint/corolint"; }

std::string pageUrl(llvm::StringRef Name) {
  return (projectUrl() + "/blob/main/docs/checks/" + Name + ".md").str();
}

void registerChecks(clang::tidy::ClangTidyCheckFactories &Factories) {
#define CHECK(Name, Class, Family, On, Fix, Summary)                                               \
  Factories.registerCheckFactory("coro-" Name, make##Class##Check);
#include "checks/checks.def"
#undef CHECK
}

} // namespace corolint
