#!/usr/bin/env python3
"""Usage: plugin_overhead.py [--runs N] [--instructions] --clang FILE --plugin FILE FILE... -- FLAGS...

What the compiler plugin adds to a compile. Each file is compiled with and without the plugin, in turns, so
that both see the same machine; the CPU times (user and system) of the fastest run of each are compared.
With --instructions, callgrind counts the front end's instructions instead, once: exact, and slow.
Prints a line a file and the ratio of the sums; exits with 1 when that is above --limit.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import bench_modes


def commands(options, flags, source):
    """The compiler proper's command lines, without and with the plugin: the driver is not measured."""
    out = []
    for plugin in ([], [f"-fplugin={options.plugin}", *options.plugin_argument]):
        # An object file, as in a build; with dependencies, as build systems ask for them.
        shown = subprocess.run([options.clang, *plugin, *flags, "-MD", "-MF", os.devnull, "-c",
                                source.name, "-o", os.devnull, "-###"],
                               cwd=source.parent, capture_output=True, text=True, check=True)
        out.append(shlex.split(shown.stderr.strip().splitlines()[-1]))
    return out


def run(command, cwd):
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, errors="replace", check=False)
    if done.returncode:
        sys.exit(f"failed: {shlex.join(command)}\n{done.stderr}")
    return done.stderr


def cpu_seconds(command, cwd):
    cost = bench_modes.run(command, cwd)
    if cost.status:
        sys.exit(f"failed: {shlex.join(command)}\n{cost.text}")
    return cost.cpu


def instructions(command, cwd):
    with tempfile.TemporaryDirectory() as temp:
        said = run(["valgrind", "--tool=callgrind",
                    f"--callgrind-out-file={temp}/out", *command], cwd)
    return int(re.search(r"Collected : (\d+)", said)[1])


def measure(options, pair, cwd):
    """(without, with) the plugin."""
    if options.instructions:
        return [instructions(command, cwd) for command in pair]
    best = [float("inf")] * 2
    for turn in range(options.runs):
        # Whoever comes second has the warmer caches.
        for which in (0, 1) if turn % 2 == 0 else (1, 0):
            best[which] = min(best[which], cpu_seconds(pair[which], cwd))
    return best


def main():
    at = sys.argv.index("--")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clang", required=True)
    parser.add_argument("--plugin", required=True, type=pathlib.Path)
    parser.add_argument("--plugin-argument", action="append", default=[], metavar="-fplugin-arg-corolint-...")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--limit", type=float, default=1.03)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args(sys.argv[1:at])
    options.plugin = options.plugin.resolve()
    total = [0, 0]
    unit = "instructions" if options.instructions else "CPU seconds"
    for file in options.files:
        source = file.resolve()
        pair = measure(options, commands(options, sys.argv[at + 1:], source), source.parent)
        total = [a + b for a, b in zip(total, pair)]
        print(f"{pair[1] / pair[0]:.4f}  {pair[0]:g} -> {pair[1]:g}  {file}", flush=True)
    ratio = total[1] / total[0]
    print(f"{ratio:.4f}  {total[0]:g} -> {total[1]:g} {unit}, files: {len(options.files)}")
    return 1 if ratio > options.limit else 0


if __name__ == "__main__":
    sys.exit(main())
