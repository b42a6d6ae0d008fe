#!/usr/bin/env python3
"""Usage: worked_example.py --corolint PROGRAM --temp DIR PAGE

Does what a page tells its reader to do, from top to bottom: a block ```cpp file:NAME is written to that file, and
the commands of a block ```console are run. What a command prints must be what stands below it; a line `...` there
stands for any number of lines.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

BLOCK = re.compile(r"^```(?:\w+ file:(?P<file>\S+)|(?P<console>console))\n(?P<text>.*?)^```$", re.M | re.S)


def matches(wanted, lines):
    """Whether the lines are as wanted, `...` standing for any number of them."""
    if not wanted:
        return not lines
    if wanted[0] == "...":
        return any(matches(wanted[1:], lines[skipped:]) for skipped in range(len(lines) + 1))
    return bool(lines) and lines[0] == wanted[0] and matches(wanted[1:], lines[1:])


def run_commands(text, directory, environment):
    """How many commands there were, and complaints about those that printed something else."""
    commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.M)
    complaints = []
    for command, wanted in commands:
        done = subprocess.run(["bash", "-c", command], cwd=directory, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        printed = done.stdout.replace(f"{directory}/", "").splitlines()
        if not matches(wanted.splitlines(), printed):
            complaints.append("\n".join([f"$ {command}", *printed, "--- the page says:", wanted]))
    return len(commands), complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corolint", required=True)
    parser.add_argument("--temp", required=True, type=pathlib.Path)
    parser.add_argument("page", type=pathlib.Path)
    options = parser.parse_args()
    directory = options.temp.resolve()
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    path = pathlib.Path(options.corolint).resolve().parent
    environment = os.environ | {"PATH": f"{path}:{os.environ['PATH']}"}
    count, complaints = 0, []
    for block in BLOCK.finditer(options.page.read_text()):
        if block["file"]:
            file = directory / block["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block["text"])
        else:
            ran, wrong = run_commands(block["text"], directory, environment)
            count, complaints = count + ran, complaints + wrong
    print("\n".join(complaints))
    print(f"{count} commands, {len(complaints)} of them print something else")
    return 1 if complaints or not count else 0


if __name__ == "__main__":
    sys.exit(main())
