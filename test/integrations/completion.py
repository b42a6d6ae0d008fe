"""Usage: completion.py bash|zsh|fish BUILD DIRECTORY

Types command lines into a shell on a terminal, with a tab at the end, and looks at the arguments that the command
gets. It is also compared what is offered with what --help lists.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import time

SECONDS = 60  # until a shell has answered, on a busy machine

# What is typed, then what the command gets.
CASES = {
    "expl": ["explain"],
    "explain blocking-sl": ["explain", "blocking-sleep"],
    "completion ba": ["completion", "bash"],
    "--form": ["--format="],
    "--format=sar": ["--format=sarif"],
    "--format sar": ["--format", "sarif"],
    "--fail-on=ne": ["--fail-on=never"],
    "--preset=library-author-": ["--preset=library-author-2026"],
    "profile ver": ["profile", "verify"],
    "profile check rep": ["profile", "check", "report.txt"],
    "doctor cha": ["doctor", "chat.cpp"],
    "doctor --format=js": ["doctor", "--format=json"],
    "-p bui": ["-p", "build/"],
    "--checks=blocking-sl": ["--checks=blocking-sleep"],
    "--checks=unawaited-task,-blocking-sl": ["--checks=unawaited-task,-blocking-sleep"],
    "--output=rep": ["--output=report.txt"],
    "cha": ["chat.cpp"],
    "--fix cha": ["--fix", "chat.cpp"],
    "chat.cpp -- --form": ["chat.cpp", "--", "--form"],
}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, *command):
        self.process, self.terminal = pty.fork()
        if not self.process:
            os.execvp(command[0], command)
        self.seen = ""

    def type(self, text):
        os.write(self.terminal, text.encode())

    def wait_for(self, path):
        """Reads what the shell writes until the file is there; gives its lines."""
        late = time.monotonic() + SECONDS
        while not path.exists():
            assert time.monotonic() < late, f"no answer; the terminal shows:\n{self.seen}"
            if select.select([self.terminal], [], [], 0.02)[0]:
                self.seen += os.read(self.terminal, 4096).decode(errors="replace")
        lines = path.read_text().splitlines()
        path.unlink()
        return lines


def type_into(shell, *command):
    terminal = Terminal(*command)
    answer = pathlib.Path("answer")
    terminal.type("corolint() { printf '%s\\n' \"$@\" >answering; mv answering answer; }\r")
    if shell == "bash":
        terminal.type("bind 'set bell-style none'; PS1='$ '; source completion\r")
    else:
        terminal.type("PS1='$ '; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; unsetopt beep\r")
    terminal.type("corolint ready\r")
    assert terminal.wait_for(answer) == ["ready"]
    for typed, wanted in CASES.items():
        terminal.type(f"corolint {typed}\t\r")
        got = terminal.wait_for(answer)
        if shell == "zsh":  # takes = and / away again if nothing follows
            wanted = [part.rstrip("=/") for part in wanted]
        # A shell may go on with a space where a value follows an option.
        assert [part for part in got if part] == wanted, f"{typed}: {got}, not {wanted}\n{terminal.seen}"
    os.close(terminal.terminal)
    os.waitpid(terminal.process, 0)


def offered_by_fish(typed):
    text = run("fish", "--no-config", "--command", f"source completion; complete --do-complete 'corolint {typed}'")
    return [line.split("\t")[0] for line in text.splitlines()]


def ask_fish():
    for typed, wanted in CASES.items():
        if " -- " in typed:
            continue  # fish itself ends the options there
        before, last = typed.rpartition(" ")[::2]
        offered = [*before.split(), *offered_by_fish(typed)]
        wanted = [part.removesuffix("=") for part in wanted]
        assert offered == wanted, f"{typed}: {offered}, not {wanted}"


def offered_by_bash(*words):
    script = f"""source completion 2>/dev/null
compopt() {{ :; }}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_corolint
printf '%s\\n' "${{COMPREPLY[@]}}" """
    return run("bash", "-c", script, "bash", "corolint", *words).splitlines()


def flags_of(text):
    """The options that --help lists, and the values that it lists below some. (--help-list is one that only --help
    makes visible.)"""
    flags = {}
    for line in text.splitlines():
        if option := re.match(r"  (--?[a-z][a-z-]*)", line):
            flags[flag := option[1]] = set()
        elif value := re.match(r"    =([a-z][a-z-]*)", line):
            flags[flag].add(value[1])
    flags.pop("--help-list", None)
    return flags


def compare_with_help(corolint):
    commands = [""] + [line.split()[0] for line in re.search(
        r"SUBCOMMANDS:\n\n((?:  .*\n)+)", run(corolint, "--help"))[1].splitlines()]
    assert {"list", "explain", "completion", "man"} <= set(commands), commands
    assert set(commands[1:]) <= set(offered_by_bash("")), "all subcommands are offered"
    for command in commands:
        words = [command] if command else []
        flags = flags_of(run(corolint, *words, "--help"))
        assert "--help" in flags, flags
        offered = {word.split("=")[0] for word in offered_by_bash(*words, "-")}
        assert offered == set(flags), f"{command}: differ: {offered ^ set(flags)}"
        for flag, values in flags.items():
            assert values <= set(offered_by_bash(*words, flag, "=", "")), f"{flag}: not all of {values}"
    checks = {line.split()[0].removeprefix("coro-") for line in run(corolint, "list").splitlines()}
    assert set(offered_by_bash("explain", "")) == checks


def main():
    shell, build, directory = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    os.chdir(directory)
    os.environ.update(HOME=str(directory), TERM="dumb", HISTFILE="")
    pathlib.Path("build").mkdir()
    for name in ("chat.cpp", "report.txt"):
        pathlib.Path(name).touch()
    corolint = build / "bin" / "corolint"
    script = "_corolint" if shell == "zsh" else "completion"
    pathlib.Path(script).write_text(run(corolint, "completion", shell))
    if shell == "bash":
        compare_with_help(corolint)
        type_into("bash", "bash", "--norc", "--noprofile", "-i")
    elif shell == "zsh":
        type_into("zsh", "zsh", "-f", "-i")
    else:
        ask_fish()


main()
