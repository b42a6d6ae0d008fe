// What the command line looks like; see reference.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "reference.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <map>

namespace cl = llvm::cl;

namespace corolint {

static std::map<const cl::Option *, KnownValues::Source> &knownValues() {
  // A function's own, since options of all files are made before main.
  static std::map<const cl::Option *, KnownValues::Source> Map;
  return Map;
}

KnownValues::KnownValues(const cl::Option &Of, Source Values) { knownValues()[&Of] = Values; }

std::vector<OptionValue> KnownValues::of(const cl::Option &O) {
  auto It = knownValues().find(&O);
  return It == knownValues().end() ? std::vector<OptionValue>() : It->second();
}

static ValueKind kindOf(llvm::StringRef Value, bool HasValues) {
  if (Value.contains("FORMAT") && Value.contains("FILE"))
    return ValueKind::Report;
  if (HasValues)
    return ValueKind::Words;
  if (Value.contains("FILE"))
    return ValueKind::File;
  return llvm::StringSwitch<ValueKind>(Value)
      .Case("DIR", ValueKind::Directory)
      .Case("BUILD_DIR", ValueKind::Directory)
      .Case("CHECK", ValueKind::Check)
      .Case("GLOBS", ValueKind::Globs)
      .Case("REF", ValueKind::Commit)
      .Default(ValueKind::Other);
}

/// The values of \p O, or those that its description lists: "bash|zsh|fish".
static std::vector<OptionValue> valuesOf(const cl::Option &O, llvm::StringRef Description) {
  std::vector<OptionValue> Out = KnownValues::of(O);
  if (!Out.empty() || Description.empty() || Description != Description.lower())
    return Out;
  for (llvm::StringRef Word : llvm::split(Description, '|'))
    Out.push_back({Word.str(), ""});
  return Out;
}

static OptionReference describe(const cl::Option &O) {
  OptionReference Out;
  Out.Flag = ((O.ArgStr.size() == 1 ? "-" : "--") + O.ArgStr).str();
  Out.Help = O.HelpStr.rtrim(":.").str();
  Out.Values = valuesOf(O, O.ValueStr);
  Out.ValueRequired = O.getValueExpectedFlag() == cl::ValueRequired;
  Out.Value = O.ValueStr.str();
  if (Out.Value.empty() && Out.ValueRequired)
    Out.Value = Out.Values.empty() ? "N" : O.ArgStr.upper();
  Out.Repeatable = O.getNumOccurrencesFlag() == cl::ZeroOrMore;
  Out.Kind = kindOf(Out.Value, !Out.Values.empty());
  return Out;
}

static CommandReference describe(cl::SubCommand &Sub) {
  CommandReference Out;
  Out.Name = Sub.getName();
  Out.Summary = Sub.getDescription();
  for (const cl::Option *O : Sub.PositionalOpts) {
    ArgumentReference &A = Out.Arguments.emplace_back();
    A.Text = O->HelpStr.str();
    A.Values = valuesOf(*O, O->HelpStr);
    A.Kind = kindOf(O->HelpStr, !A.Values.empty());
  }
  for (const auto &Entry : cl::getRegisteredOptions(Sub))
    if (const cl::Option &O = *Entry.second; O.getOptionHiddenFlag() == cl::NotHidden)
      Out.Options.push_back(describe(O));
  llvm::sort(Out.Options, [](const OptionReference &A, const OptionReference &B) {
    return llvm::StringRef(A.Flag).ltrim('-') < llvm::StringRef(B.Flag).ltrim('-');
  });
  return Out;
}

std::string CommandReference::argumentText() const {
  std::string Out;
  for (const ArgumentReference &A : Arguments)
    Out += (Out.empty() ? "" : " ") + A.Text;
  return Out;
}

std::vector<CommandReference> commandReference() {
  std::vector<CommandReference> Out;
  Out.push_back(describe(cl::SubCommand::getTopLevel()));
  for (cl::SubCommand *Sub : cl::getRegisteredSubcommands())
    if (Sub != &cl::SubCommand::getTopLevel() && !Sub->getName().empty())
      Out.push_back(describe(*Sub));
  llvm::sort(Out, [](const CommandReference &A, const CommandReference &B) { return A.Name < B.Name; });
  return Out;
}

} // namespace corolint
