// Matching listed functions; see configured-calls.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/configured-calls.h"
#include "coroutine/qualified-name.h"

using namespace clang;

namespace corolint {

ConfiguredCalls::ConfiguredCalls(llvm::ArrayRef<std::string> List) {
  for (const std::string &Each : List) {
    auto [Pattern, Instead] = llvm::StringRef(Each).split("->");
    Entries.push_back({Pattern.trim().str(), Instead.trim().str()});
  }
}

/// Whole components from the end: "Db::query" is ns::Db::query, but "query" is not "requery".
static bool isNamedBy(llvm::StringRef Name, llvm::StringRef Pattern) {
  if (Pattern.starts_with("::"))
    return Name == Pattern;
  return Name.consume_back(Pattern) && Name.ends_with("::");
}

const ConfiguredCalls::Entry *ConfiguredCalls::find(const CallSite &Call, profile::Knowledge &Known) const {
  if (Entries.empty())
    return nullptr;
  const NamedDecl *Named = Call.Callee;
  if (Call.Object && Call.Callee->getOverloadedOperator() == OO_Call)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Call.Object->IgnoreParenImpCasts()))
      Named = Ref->getDecl();
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(Named);
  // A constructor is named by its class, with or without the second component.
  const std::string Name = "::" + qualifiedName(Ctor ? *Ctor->getParent() : *Named);
  const auto At = llvm::find_if(Entries, [&](const Entry &E) {
    return isNamedBy(Name, E.Pattern) ||
           (Ctor && isNamedBy(Name + "::" + Ctor->getParent()->getNameAsString(), E.Pattern));
  });
  if (At == Entries.end() || Known.taskFacts(Call.E->getType()) ||
      profile::Knowledge::isDeclaredNonBlocking(*Call.Callee))
    return nullptr;
  return &*At;
}

} // namespace corolint
