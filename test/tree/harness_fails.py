#!/usr/bin/env python3
"""Usage: harness_fails.py BUILD TEMP

The check harness fails where it should: a test that cannot fail proves nothing.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import pathlib
import shutil
import subprocess
import sys

CHECK = pathlib.Path(__file__).resolve().parents[1] / "harness" / "check.py"

RIGHT = """// RUN: %check
#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run() {
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped
  // CHECK-FIXES: {{^}}  co_await fetch();
  co_return;
}
"""


def cases():
    """(name, the text of a test, what the harness says; nothing: it passes)."""
    yield "right", RIGHT, ""
    yield "other-message", RIGHT.replace("is dropped", "is loved"), "does not match the CHECK-MESSAGES"
    yield "other-line", RIGHT.replace("@LINE-1", "@LINE-2"), "does not match the CHECK-MESSAGES"
    yield "not-reported", RIGHT.replace("  fetch();", "  co_await fetch();"), "does not match"
    yield "unexpected", RIGHT.replace("  co_return", "  fetch();\n  co_return"), "does not match"
    yield "no-expectation", RIGHT.replace("CHECK-MESSAGES", "EXPECT"), "what no CHECK-MESSAGES expects"
    yield "other-fix", RIGHT.replace("co_await", "co_yield"), "does not match the CHECK-FIXES"
    yield "undeclared-fix", RIGHT.replace("CHECK-FIXES", "FIXES"), "but the test has no CHECK-FIXES"
    yield "no-fix", RIGHT.replace("  fetch();", "  co_await fetch();").replace(
        "CHECK-MESSAGES", "EXPECT"), "no finding carries one"
    yield "not-safe", RIGHT.replace("  fetch()", "  (void)fetch()").replace(
        "the task returned by 'fetch' is dropped", "casting").replace(
        "CHECK-FIXES", "CHECK-FIXES-SAFE"), "does not match the CHECK-FIXES-SAFE"
    yield "broken", RIGHT.replace("co_return", "co_return missing"), "the input does not compile"
    yield "broken-and-said", RIGHT.replace("co_return", "co_return missing").replace(
        "// RUN: %check", "// RUN: %check\n// BROKEN: on purpose"), ""
    yield "not-broken", RIGHT.replace("// RUN: %check", "// RUN: %check\n// BROKEN: not"), "expected 2"
    yield "no-run-line", RIGHT.replace("// RUN: %check", ""), "has no line '// RUN: %check'"


def main():
    build, temp = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    shutil.rmtree(temp, ignore_errors=True)
    bad = 0
    for name, text, wanted in cases():
        check = "voided-lazy-task" if name == "not-safe" else "unawaited-task"
        source = temp / name / f"{check}.cpp"
        source.parent.mkdir(parents=True)
        source.write_text(text)
        done = subprocess.run([sys.executable, CHECK, "--build", build, source], capture_output=True,
                              text=True, check=False, env={"TMPDIR": str(temp), "PATH": ""})
        said = done.stdout + done.stderr
        if done.returncode != (1 if wanted else 0) or wanted not in said:
            bad += 1
            print(f"FAILED: {name}: exit status {done.returncode}, wanted '{wanted}' in\n{said}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
