#!/usr/bin/env python3
"""Holds the cases of a check against AddressSanitizer: `// RUN: %sanitized [-- compiler arguments]`.

The file is a program whose `--list` names its cases, each in two forms (see test/real/asan/inputs/runtime.h).
`NAME before` has the bug and must be stopped for using memory that is no longer there; `NAME after` is
its repair and must end well, and say nothing. What the check says of the same lines is `%check`'s affair.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import pathlib
import re
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from toolchain import Failure, Toolchain, run  # noqa: E402

# A use after return is only seen with a stack that is not used again.
SANITIZER = {
    "ASAN_OPTIONS": "detect_leaks=0:detect_stack_use_after_return=1:abort_on_error=0:exitcode=99",
    "UBSAN_OPTIONS": "print_stacktrace=0:halt_on_error=1",
}
GONE = re.compile(r"ERROR: AddressSanitizer: (heap-use-after-free|stack-use-after-(?:scope|return))")


def build(source, temp, arguments, tools):
    program = temp / "program"
    done = run([tools.clang, "-std=c++20", "-O0", "-g1", "-w", "-fsanitize=address,undefined", *arguments,
                str(source), "-o", program], temp)
    if done.status:
        raise Failure(f"the program does not compile\n{done}")
    return program


def check_case(program, name):
    before = run([program, name, "before"], program.parent, env=SANITIZER)
    if before.status != 99 or not GONE.search(before.err):
        raise Failure(f"AddressSanitizer does not stop '{name}' before its repair\n{before}")
    after = run([program, name, "after"], program.parent, env=SANITIZER)
    if after.status or after.err.strip():
        raise Failure(f"'{name}' does not end well after its repair\n{after}")
    return GONE.search(before.err)[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", help="build directory (default: build)")
    parser.add_argument("--temp", required=True, help="directory for the program; set by lit")
    parser.add_argument("file")
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    temp = pathlib.Path(options.temp).resolve()
    shutil.rmtree(temp, ignore_errors=True)
    temp.mkdir(parents=True)
    try:
        program = build(pathlib.Path(options.file).resolve(), temp, options.arguments, Toolchain(options.build))
        names = run([program, "--list"], temp, env=SANITIZER).out.split()
        if len(names) < 2:
            raise Failure(f"a check has two cases at least, this has {names}")
        for name in names:
            print(f"{name}: {check_case(program, name)}")
    except Failure as failure:
        print(f"FAILED: {options.file}: {failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
