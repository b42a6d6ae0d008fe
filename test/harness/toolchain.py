"""The programs that a test runs, all of one LLVM: found through the build directory."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import os
import pathlib
import re
import subprocess

TEST = pathlib.Path(__file__).resolve().parent.parent
ROOT = TEST.parent
INCLUDE = TEST / "inputs" / "include"
TIMEOUT = 120  # seconds; a program that takes longer hangs


class Failure(Exception):
    """A test failed; the text says at which step and how."""


class Result:
    def __init__(self, command, cwd, status, out, err):
        self.command, self.cwd, self.status, self.out, self.err = command, cwd, status, out, err

    def __str__(self):
        line = " ".join(map(_quote, self.command))
        text = f"in {self.cwd}: {line}\nexit status {self.status}\n"
        for name, stream in (("stdout", self.out), ("stderr", self.err)):
            if stream.strip():
                text += f"--- {name}\n{stream.rstrip()}\n"
        return text


class Toolchain:
    def __init__(self, build=None):
        self.build = pathlib.Path(build or ROOT / "build").resolve()
        cache = self.build / "CMakeCache.txt"
        if not cache.exists():
            raise Failure(f"no build in {self.build}; run tools/dev/build")
        clang = re.search(r"^COROLINT_CLANG:FILEPATH=(.+)$", cache.read_text(), re.M)
        if not clang:
            raise Failure(f"{cache} names no clang++ (COROLINT_CLANG)")
        bin_dir = pathlib.Path(clang[1]).parent
        self.llvm = int(re.search(r"(\d+)", bin_dir.parent.name)[1])
        self.clang = str(bin_dir / "clang++")
        self.clang_tidy = str(bin_dir / "clang-tidy")
        self.filecheck = str(bin_dir / "FileCheck")
        self.corolint = str(self.build / "bin" / "corolint")
        self.plugin = str(self.build / "lib" / "corolint-tidy.so")


def run(command, cwd, stdin=None, env=None):
    """Runs a program to its end; never raises for its exit status."""
    command = [str(part) for part in command]
    environment = {**os.environ, **(env or {})}
    try:
        done = subprocess.run(command, cwd=cwd, input=stdin, env=environment, timeout=TIMEOUT,
                              capture_output=True, text=True, errors="replace", check=False)
    except subprocess.TimeoutExpired as late:
        raise Failure(f"still running after {TIMEOUT} s: {' '.join(command)}") from late
    return Result(command, cwd, done.returncode, done.stdout, done.stderr)


def crashed(result):
    """Whether the program died of a signal, an abort or an assertion."""
    marks = ("PLEASE submit a bug report", "Stack dump", "Assertion `", "UNREACHABLE executed")
    return result.status < 0 or result.status > 127 or any(
        mark in result.err + result.out for mark in marks)


def _quote(text):
    return text if re.fullmatch(r"[\w@%+=:,./-]+", text) else "'" + text.replace("'", "'\\''") + "'"
