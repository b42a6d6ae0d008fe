// corolint completion SHELL: a completion script for the shell, written from the tables of options and checks.
// What does not depend on them is in completion/corolint.SHELL.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "commands.h"
#include "reference.h"
#include "templates.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;
namespace cl = llvm::cl;

static cl::SubCommand Completion("completion", "Print a completion script for a shell");
static cl::opt<std::string> Shell(cl::Positional, cl::Required, cl::desc("bash|zsh|fish"),
                                  cl::sub(Completion));

bool corolint::completionChosen() { return bool(Completion); }

static std::string names(llvm::ArrayRef<OptionValue> Values, llvm::StringRef After = "") {
  std::string Out;
  for (const OptionValue &V : Values)
    Out += (Out.empty() ? "" : " ") + V.Name + After.str();
  return Out;
}

static std::string checkNames() {
  std::string Out;
  for (const CheckInfo &C : allChecks())
    Out += (Out.empty() ? "" : " ") + C.Name.str();
  return Out;
}

static std::string commandNames(llvm::ArrayRef<CommandReference> Commands, llvm::StringRef Between) {
  std::vector<std::string> Names;
  for (const CommandReference &C : Commands.drop_front())
    Names.push_back(C.Name.str());
  return llvm::join(Names, Between);
}

/// In single quotes, which end and begin again around \p Quote.
static std::string quoted(llvm::StringRef Text, llvm::StringRef Quote) {
  std::string Out = "'";
  for (char C : Text)
    Out += C == '\'' ? Quote.str() : std::string(1, C);
  return Out + "'";
}

// Bash ---------------------------------------------------------------------------------------------------------

static std::string bashAction(ValueKind Kind, llvm::ArrayRef<OptionValue> Values) {
  switch (Kind) {
  case ValueKind::Other:
    return ":";
  case ValueKind::Words:
    return "_corolint_words '" + names(Values) + "'";
  case ValueKind::File:
    return "_corolint_files";
  case ValueKind::Directory:
    return "_corolint_directories";
  case ValueKind::Check:
    return "_corolint_words \"$_corolint_checks\"";
  case ValueKind::Globs:
    return "_corolint_globs";
  case ValueKind::Commit:
    return "_corolint_commits";
  case ValueKind::Report:
    return "_corolint_reports '" + names(Values) + "'";
  }
  llvm_unreachable("kinds of values are listed above");
}

/// The words that \p O is offered as: --format= to go on, --fix and --fix=all.
static std::string bashWords(const OptionReference &O) {
  if (O.ValueRequired)
    return llvm::StringRef(O.Flag).starts_with("--") ? O.Flag + "=" : O.Flag;
  std::string Out = O.Flag;
  for (const OptionValue &V : O.Values)
    Out += " " + O.Flag + "=" + V.Name;
  return Out;
}

/// The action of an argument by its position; the last one goes on. (Options between them are few.)
static std::string bashArguments(llvm::ArrayRef<ArgumentReference> Arguments) {
  std::string Last = bashAction(Arguments.back().Kind, Arguments.back().Values);
  if (Arguments.size() == 1)
    return Last;
  std::string Out = "case $((COMP_CWORD - 1)) in ";
  for (size_t I = 0; I + 1 < Arguments.size(); ++I)
    Out += std::to_string(I + 1) + ") " + bashAction(Arguments[I].Kind, Arguments[I].Values) + " ;; ";
  return Out + "*) " + Last + " ;; esac";
}

static TemplateValues bash(llvm::ArrayRef<CommandReference> Commands) {
  std::string Values, NeedsValue, Options, Arguments;
  for (const CommandReference &C : Commands) {
    std::string Words;
    for (const OptionReference &O : C.Options) {
      std::string Key = ("'" + C.Name + " " + O.Flag + "'").str();
      if (!O.Value.empty())
        Values += "    " + Key + ") " + bashAction(O.Kind, O.Values) + " ;;\n";
      if (O.ValueRequired)
        NeedsValue += (NeedsValue.empty() ? "" : " | ") + Key;
      Words += (Words.empty() ? "" : " ") + bashWords(O);
    }
    Options += ("      '" + C.Name + "') _corolint_words '" + Words + "' ;;\n").str();
    if (C.Name.empty())
      Arguments += "      '')\n        _corolint_files\n        ((COMP_CWORD > 1)) ||\n"
                   "          mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -W '" +
                   commandNames(Commands, " ") + "' -- \"$cur\")\n        ;;\n";
    else if (!C.Arguments.empty())
      Arguments += ("      '" + C.Name + "') ").str() + bashArguments(C.Arguments) + " ;;\n";
  }
  return {{"CHECKS", checkNames()},
          {"COMMANDS_PATTERN", commandNames(Commands, " | ")},
          {"VALUES", Values},
          {"NEEDS_VALUE", NeedsValue},
          {"OPTIONS", Options},
          {"ARGUMENTS", Arguments}};
}

// Zsh ----------------------------------------------------------------------------------------------------------

static std::string zshAction(ValueKind Kind, llvm::ArrayRef<OptionValue> Values) {
  switch (Kind) {
  case ValueKind::Other:
    return "";
  case ValueKind::Words:
    return "(" + names(Values) + ")";
  case ValueKind::File:
    return "_files";
  case ValueKind::Directory:
    return "_files -/";
  case ValueKind::Check:
    return "_corolint_checks";
  case ValueKind::Globs:
    return "_corolint_globs";
  case ValueKind::Commit:
    return "_corolint_commits";
  case ValueKind::Report:
    return "_corolint_reports " + names(Values);
  }
  llvm_unreachable("kinds of values are listed above");
}

/// A specification for _arguments: '*--output=[Write the report to FILE]:file:_files'.
static std::string zshOption(const OptionReference &O) {
  std::string Help;
  for (char C : O.Help)
    Help += (llvm::StringRef("[]\\:").contains(C) ? "\\" : "") + std::string(1, C);
  std::string Out = O.Repeatable ? "*" : "";
  Out += O.Flag;
  const bool Long = llvm::StringRef(O.Flag).starts_with("--");
  if (!O.Value.empty() && Long)
    Out += O.ValueRequired ? "=" : "=-";
  Out += "[" + Help + "]";
  if (!O.Value.empty())
    Out += (O.ValueRequired ? ":" : "::") + llvm::StringRef(O.Value).lower() + ":" +
           zshAction(O.Kind, O.Values);
  return quoted(Out, "'\\''");
}

static TemplateValues zsh(llvm::ArrayRef<CommandReference> Commands) {
  std::string Checks, Names, SubCommands, Options;
  for (const CheckInfo &C : allChecks())
    Checks += "    " + quoted((C.Name + ":" + C.Summary).str(), "'\\''") + "\n";
  for (const OptionReference &O : Commands.front().Options)
    Options += "    " + zshOption(O) + " \\\n";
  for (const CommandReference &C : Commands.drop_front()) {
    Names += "    " + quoted((C.Name + ":" + C.Summary).str(), "'\\''") + "\n";
    SubCommands += ("      " + C.Name + ")\n        shift words\n        ((CURRENT--))\n        _arguments").str();
    for (const OptionReference &O : C.Options)
      SubCommands += " \\\n          " + zshOption(O);
    for (size_t I = 0; I < C.Arguments.size(); ++I) {
      const ArgumentReference &A = C.Arguments[I];
      const bool GoesOn = llvm::StringRef(A.Text).contains("...");
      SubCommands += " \\\n          '" + (GoesOn ? "*" : std::to_string(I + 1)) + ":" +
                     llvm::StringRef(A.Text).lower() + ":" + zshAction(A.Kind, A.Values) + "'";
    }
    SubCommands += "\n        return\n        ;;\n";
  }
  return {{"CHECKS", Checks}, {"COMMANDS", Names}, {"SUBCOMMANDS", SubCommands}, {"OPTIONS", Options}};
}

// Fish ---------------------------------------------------------------------------------------------------------

static std::string fishAction(ValueKind Kind, llvm::ArrayRef<OptionValue> Values) {
  switch (Kind) {
  case ValueKind::Other:
    return " -x";
  case ValueKind::Words:
    return " -x -a '" + names(Values) + "'";
  case ValueKind::File:
    return " -r -F";
  case ValueKind::Directory:
    return " -x -a '(__fish_complete_directories)'";
  case ValueKind::Check:
    return " -x -a '$__corolint_checks'";
  case ValueKind::Globs:
    return " -x -a '(__corolint_globs)'";
  case ValueKind::Commit:
    return " -x -a '(__corolint_commits)'";
  case ValueKind::Report:
    return " -r -F -a '" + names(Values, "=") + "'";
  }
  llvm_unreachable("kinds of values are listed above");
}

static TemplateValues fish(llvm::ArrayRef<CommandReference> Commands) {
  std::string Completions;
  for (const CommandReference &C : Commands) {
    const std::string Begin =
        "complete -c corolint -n " +
        (C.Name.empty() ? "__corolint_lints" : ("'__fish_seen_subcommand_from " + C.Name + "'").str());
    if (!C.Name.empty()) {
      Completions += ("complete -c corolint -n __fish_use_subcommand -a " + C.Name + " -d ").str() +
                     quoted(C.Summary, "\\'") + "\n";
      if (C.Arguments.empty())
        Completions += Begin + " -f\n";
      for (const ArgumentReference &A : C.Arguments)
        Completions += Begin + fishAction(A.Kind, A.Values) + "\n";
    }
    for (const OptionReference &O : C.Options) {
      llvm::StringRef Name = llvm::StringRef(O.Flag).ltrim('-');
      Completions += Begin + (Name.size() == 1 ? " -s " : " -l ") + Name.str();
      if (O.ValueRequired)
        Completions += fishAction(O.Kind, O.Values);
      else if (!O.Values.empty())
        Completions += " -a '" + names(O.Values) + "'";
      Completions += " -d " + quoted(O.Help, "\\'") + "\n";
    }
  }
  return {{"COMMANDS", commandNames(Commands, " ")}, {"CHECKS", checkNames()}, {"COMPLETIONS", Completions}};
}

int corolint::completionCommand() {
  std::vector<CommandReference> Commands = commandReference();
  if (Shell == "bash")
    llvm::outs() << filled("corolint.bash", bash(Commands));
  else if (Shell == "zsh")
    llvm::outs() << filled("corolint.zsh", zsh(Commands));
  else if (Shell == "fish")
    llvm::outs() << filled("corolint.fish", fish(Commands));
  else {
    complain("there is completion for bash, zsh and fish, not for '" + Shell + "'");
    return ToolError;
  }
  return Clean;
}
