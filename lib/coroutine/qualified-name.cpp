// Qualified names; see qualified-name.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/qualified-name.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

/// The next enclosing scope that is part of a written name.
static const NamedDecl *namedScope(const DeclContext *DC) {
  for (; DC && !DC->isTranslationUnit(); DC = DC->getParent()) {
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC)) {
      if (NS->isInline() || NS->isAnonymousNamespace())
        continue;
      return NS;
    }
    if (const auto *Named = dyn_cast<NamedDecl>(DC))
      return Named;
  }
  return nullptr;
}

std::string qualifiedName(const NamedDecl &D) {
  std::string Name = D.getDeclName().getAsString();
  for (const NamedDecl *Scope = namedScope(D.getDeclContext()); Scope;
       Scope = namedScope(Scope->getDeclContext()))
    Name = Scope->getDeclName().getAsString() + "::" + Name;
  return Name;
}

bool hasQualifiedName(const NamedDecl &D, llvm::StringRef Name) {
  Name.consume_front("::");
  // Nearly always it is another name: told without taking this one apart.
  if (const IdentifierInfo *Id = D.getIdentifier(); Id && !Name.ends_with(Id->getName()))
    return false;
  const NamedDecl *Scope = &D;
  while (true) {
    auto [Rest, Last] = Name.rsplit("::");
    if (Last.empty() && !Name.contains("::")) { // a single component: rsplit gives it as Rest
      Last = Rest;
      Rest = {};
    }
    if (const IdentifierInfo *Id = Scope->getIdentifier()) {
      if (Id->getName() != Last)
        return false;
    } else if (Scope->getDeclName().getAsString() != Last) {
      return false;
    }
    Scope = namedScope(Scope->getDeclContext());
    if (Rest.empty())
      return !Scope;
    if (!Scope)
      return false;
    Name = Rest;
  }
}

bool isOfStd(const Decl &D) {
  for (const DeclContext *DC = D.getDeclContext(); DC; DC = DC->getParent())
    if (DC->isStdNamespace())
      return true;
  return false;
}

} // namespace corolint
