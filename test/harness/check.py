#!/usr/bin/env python3
"""Proves one test of a check: `// RUN: %check [options] [-- compiler arguments]`.

  --suffix=X           use CHECK-MESSAGES-X, CHECK-FIXES-X, CHECK-FIXES-SAFE-X
  --checks=GLOBS       instead of the check that the file is named after (a suffix is fine:
                       unawaited-task-qt.cpp is a test of unawaited-task)
  --option NAME=VALUE  an option of the check; a NAME with a dot is used as it is (coro.Profiles)
  --profile FILE       a library profile for the project (relative to the test's directory)
  --std=c++23          instead of c++20
  --real               without the mock libraries of test/inputs/include

The file is linted by corolint and by clang-tidy with the plugin, which must agree with the CHECK
comments and with each other; every fix is applied, compiled and linted again. Run by hand, with a file
only, it does what the file's RUN lines say: test/harness/check.py test/checks/blocking-sleep.cpp
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import pathlib
import re
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from expectations import Expectations, check_lines, strip  # noqa: E402
from fix_steps import check_fixes  # noqa: E402
from message_steps import check_messages  # noqa: E402
from toolchain import INCLUDE, ROOT, Failure, Toolchain  # noqa: E402


class Case:
    """One run over one file: where its copies are, how they are compiled and linted."""

    def __init__(self, source, temp, options, compiler_arguments, tools):
        self.tools = tools
        self.source = pathlib.Path(source).resolve()
        self.temp = pathlib.Path(temp).resolve()
        self.text = self.source.read_text()
        self.expect = Expectations(self.text, options.suffix)
        self.stripped = strip(self.text)
        self.name = check_named_by(self.source)
        self.checks = "-*," + (options.checks or f"coro-{self.name}")
        self.options = dict(option.split("=", 1) for option in options.option)
        self.profiles = [self.source.parent / profile for profile in options.profile]
        self.compiler_arguments = [f"-std={options.std}"]
        if not options.real:
            self.compiler_arguments.append(f"-I{INCLUDE}")
        self.compiler_arguments += compiler_arguments

    def copy(self, name, text=None):
        """A directory of its own with the file in it; returns the path of the file."""
        directory = self.temp / name
        directory.mkdir(parents=True)
        (directory / ".clang-tidy").write_text(self.configuration())
        for profile in self.profiles:
            (directory / ".corolint").mkdir(exist_ok=True)
            shutil.copy(profile, directory / ".corolint")
        path = directory / self.source.name
        path.write_text(self.stripped if text is None else text)
        return path

    def configuration(self):
        """A .clang-tidy that keeps those further up from being read."""
        lines = ["InheritParentConfig: false"]
        if self.options:
            lines.append("CheckOptions:")
        for name, value in self.options.items():
            key = name if "." in name else f"coro-{self.name}.{name}"
            quoted = value.replace("'", "''")
            lines.append(f"  {key}: '{quoted}'")
        return "\n".join(lines) + "\n"


def check_named_by(source):
    """The check that a test is about: `unawaited-task.cpp`, but also `unawaited-task-qt.cpp`."""
    names = re.findall(r'^CHECK\("([a-z-]+)"', (ROOT / "lib/checks/checks.def").read_text(), re.M)
    fitting = [name for name in names if source.stem == name or source.stem.startswith(f"{name}-")]
    return max(fitting, key=len, default=source.stem)


def check(case):
    shutil.rmtree(case.temp, ignore_errors=True)
    findings = check_messages(case)
    if not case.expect.broken:
        check_fixes(case, findings)


def parse(arguments):
    own, _, compiler = _split(arguments)
    parser = argparse.ArgumentParser(description=__doc__, add_help=True,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", help="build directory (default: build)")
    parser.add_argument("--temp", help="directory for the copies; set by lit")
    parser.add_argument("--suffix", default="")
    parser.add_argument("--checks")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--profile", action="append", default=[], metavar="FILE")
    parser.add_argument("--std", default="c++20")
    parser.add_argument("--real", action="store_true")
    parser.add_argument("file")
    options = parser.parse_args(own)
    return options, compiler


def _split(arguments):
    if "--" not in arguments:
        return arguments, None, []
    at = arguments.index("--")
    return arguments[:at], "--", arguments[at + 1:]


def run_as_written(options, compiler):
    """By hand: everything the file's RUN lines say, in a directory that is kept on failure."""
    text = pathlib.Path(options.file).read_text()
    lines = check_lines(text)
    if not lines:
        raise Failure(f"{options.file} has no line '// RUN: %check'")
    build = ["--build", options.build] if options.build else []
    for line in lines:
        inner, inner_compiler = parse(build + [options.file] + line)
        temp = tempfile.mkdtemp(prefix="corolint-check-")
        try:
            check(Case(inner.file, temp, inner, inner_compiler + compiler, Toolchain(inner.build)))
        except Failure as failure:
            raise Failure(f"{failure}\n(the copies are in {temp})") from failure
        shutil.rmtree(temp, ignore_errors=True)


def main():
    options, compiler = parse(sys.argv[1:])
    try:
        if options.temp:
            check(Case(options.file, options.temp, options, compiler, Toolchain(options.build)))
        else:
            run_as_written(options, compiler)
    except Failure as failure:
        print(f"FAILED: {options.file}: {failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
