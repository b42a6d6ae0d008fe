#!/usr/bin/env python3
"""Usage: parity.py --corolint FILE --plugin FILE --clang FILE --temp DIRECTORY [--checks=GLOBS] FILE... -- FLAGS...

The compiler with the plugin and `corolint` say the same about each file: the same findings, places, words,
notes and edits (their SARIF reports are equal), and the same lines in the compiler's own output. Fails,
too, when there was nothing to compare.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import json
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from expectations import diagnostics, located  # noqa: E402


def run(command, cwd):
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True,
                          errors="replace", check=False)


def lines_of(text, cwd):
    """The findings and notes that a report shows, without the compiler's own warnings."""
    out, ours = [], False
    for line in diagnostics(text):
        file, number, column, severity, message = located(line)
        if severity != "note":
            ours = message.endswith("]") and "[coro-" in message
        if ours:
            place = os.path.normpath(cwd / file) if file else ""
            out.append((place, number, column, severity, message))
    return out


def compare(options, source, flags):
    """Returns how many findings both hosts have, or raises AssertionError."""
    cwd = source.parent
    report = options.temp / f"{source.name}.sarif"
    ours = run([options.corolint, f"--checks={options.checks}", "--format=sarif", source.name, "--", *flags],
               cwd)
    assert ours.returncode in (0, 1), f"corolint: {ours.stderr}"
    text = run([options.corolint, f"--checks={options.checks}", source.name, "--", *flags], cwd)
    # The findings are compared; what the compiler itself thinks of the file is not.
    theirs = run([options.clang, f"-fplugin={options.plugin}", f"-fplugin-arg-corolint-checks={options.checks}",
                  f"-fplugin-arg-corolint-sarif={report}", *flags, "-c", "-o", os.devnull, source.name], cwd)
    assert theirs.returncode == 0, f"the compiler: {theirs.stderr}"
    wanted, got = json.loads(ours.stdout), json.loads(report.read_text())
    for theirs_result, ours_result in zip(got["runs"][0]["results"], wanted["runs"][0]["results"]):
        assert theirs_result == ours_result, (f"the compiler: {json.dumps(theirs_result, indent=1)}\n"
                                              f"corolint: {json.dumps(ours_result, indent=1)}")
    assert got == wanted, f"{len(got['runs'][0]['results'])} findings in the compiler, " \
                          f"{len(wanted['runs'][0]['results'])} in corolint"
    shown, expected = lines_of(theirs.stderr, cwd), lines_of(text.stdout, cwd)
    assert shown == expected, "\n".join(
        [f"only the compiler shows {line}" for line in shown if line not in expected] +
        [f"only corolint shows {line}" for line in expected if line not in shown] or ["another order"])
    return len(wanted["runs"][0]["results"])


def main():
    at = sys.argv.index("--")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corolint", "plugin", "clang"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--temp", type=pathlib.Path, required=True)
    parser.add_argument("--checks", default="coro-*", help="default: all")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args(sys.argv[1:at])
    options.temp.mkdir(parents=True, exist_ok=True)
    findings = failed = 0
    for file in options.files:
        try:
            findings += compare(options, file.resolve(), sys.argv[at + 1:])
        except AssertionError as error:
            failed += 1
            print(f"FAILED: {file}: {error}")
    print(f"{len(options.files)} files, {findings} findings, {failed} files differ")
    return 1 if failed or not findings else 0


if __name__ == "__main__":
    sys.exit(main())
