// corolint man: the manual page. What people write is in docs/man/corolint.1; options, subcommands and checks
// are filled in from their tables.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "commands.h"
#include "reference.h"
#include "templates.h"

using namespace corolint;

static llvm::cl::SubCommand Man("man", "Print the manual page: corolint man | man -l -");

bool corolint::manChosen() { return bool(Man); }

/// \p Text so that roff prints it as it is.
static std::string roff(llvm::StringRef Text) {
  std::string Out;
  for (char C : Text)
    switch (C) {
    case '-':
      Out += "\\-";
      break;
    case '\\':
      Out += "\\e";
      break;
    case '\'':
      Out += "\\(aq";
      break;
    case '.': // A request, at the start of a line.
      Out += Out.empty() ? "\\&." : ".";
      break;
    default:
      Out += C;
    }
  return Out;
}

static std::string options(const CommandReference &Command) {
  std::string Out;
  for (const OptionReference &O : Command.Options) {
    Out += ".TP\n\\fB" + roff(O.Flag) + "\\fR";
    const bool Long = llvm::StringRef(O.Flag).starts_with("--");
    if (!O.Value.empty()) {
      std::string Value = (Long ? "=" : " ") + ("\\fI" + roff(O.Value) + "\\fR");
      Out += O.ValueRequired ? Value : "[" + Value + "]";
    }
    Out += "\n" + roff(O.Help) + ".\n";
    if (O.Values.empty() || O.Values.front().Help.empty())
      continue;
    Out += ".RS\n";
    for (const OptionValue &V : O.Values)
      Out += ".TP\n\\fB" + roff(V.Name) + "\\fR\n" + roff(V.Help) + "\n";
    Out += ".RE\n";
  }
  return Out;
}

static std::string commands(llvm::ArrayRef<CommandReference> Commands) {
  std::string Out;
  for (const CommandReference &C : Commands) {
    Out += ".TP\n\\fBcorolint " + roff(C.Name) + "\\fR";
    if (!C.Arguments.empty())
      Out += " \\fI" + roff(C.argumentText()) + "\\fR";
    Out += "\n" + roff(C.Summary) + ".\n";
  }
  return Out;
}

static std::string checks() {
  std::string Out;
  for (const CheckInfo &C : allChecks())
    Out += ".TP\n\\fB" + roff(C.Name) + "\\fR" + (C.OnByDefault ? "" : " (off by default)") + "\n" +
           roff(C.Summary) + "\n";
  return Out;
}

int corolint::manCommand() {
  std::vector<CommandReference> All = commandReference();
  llvm::outs() << filled("corolint.1", {{"VERSION", COROLINT_VERSION},
                                        {"ARGUMENTS", roff(All.front().argumentText())},
                                        {"OPTIONS", options(All.front())},
                                        {"COMMANDS", commands(llvm::ArrayRef(All).drop_front())},
                                        {"CHECKS", checks()}});
  return Clean;
}
