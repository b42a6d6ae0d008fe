#!/usr/bin/env python3
"""Usage: no_crash.py BUILD TEMP fragments|truncated

Lints code that is broken, with every check, and wants neither a crash nor a hang, whatever is found. The
fragments are those in inputs/; `truncated` cuts every test of a check at several places, as an editor sees code
that is being typed.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import concurrent.futures
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "harness"))
from toolchain import INCLUDE, Failure, Toolchain, crashed, run  # noqa: E402

CUTS = {19: 2}  # for a file; 4 with any other LLVM
FLAGS = ["-std=c++20", f"-I{INCLUDE}"]


def lint(tools, directory, names):
    """What corolint does with the files; None when that is fine."""
    try:
        done = run([tools.corolint, "--checks=*", *names, "--", *FLAGS], directory)
    except Failure as failure:
        return str(failure)
    if crashed(done) or done.status not in (0, 1, 2):
        return str(done)
    return None


def lint_tidy(tools, directory, names):
    try:
        done = run([tools.clang_tidy, f"--load={tools.plugin}", "--checks=-*,coro-*", "--quiet", *names,
                    "--", *FLAGS], directory)
    except Failure as failure:
        return str(failure)
    return str(done) if crashed(done) else None


def fragments(tools, temp):
    """Every fragment by itself, in both hosts, with fixes."""
    for source in sorted((HERE / "inputs").glob("*.cpp")):
        shutil.copy(source, temp)
    names = sorted(path.name for path in temp.glob("*.cpp"))
    assert len(names) >= 15, names

    def one(name):
        yield lint_tidy(tools, temp, [name])
        yield lint(tools, temp, ["--fix=all", name])
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, problems in zip(names, pool.map(lambda name: list(one(name)), names)):
            yield from ((name, problem) for problem in problems if problem)


def cuts(text, count):
    """Places to cut at, the same every time: in the middle of what is interesting, spread over the file."""
    marks = [match.end() for match in
             re.finditer(r"co_await|co_return|->|\(|\[|\{|<|::|,|=", text)]
    begin = text.rfind("#include")
    marks = [mark for mark in marks if mark > begin + 40] or [len(text) // 2]
    return sorted({marks[len(marks) * (2 * i + 1) // (2 * count)] for i in range(count)})


def truncated(tools, temp):
    """Every test of a check, cut at several places; the pieces of a test in one run, in turn if it fails."""
    sources = sorted((HERE.parent / "checks").glob("*.cpp"))

    def one(source):
        text, names = source.read_text(), []
        for at in cuts(text, CUTS.get(tools.llvm, 4)):
            names.append(f"{source.stem}-{at}.cpp")
            (temp / names[-1]).write_text(text[:at])
        if lint(tools, temp, names) is None:
            return []
        return [(name, problem) for name in names if (problem := lint(tools, temp, [name]))]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for problems in pool.map(one, sources):
            yield from problems


def main():
    build, temp, what = sys.argv[1:]
    temp = pathlib.Path(temp).resolve()
    shutil.rmtree(temp, ignore_errors=True)
    temp.mkdir(parents=True)
    (temp / ".clang-tidy").write_text("InheritParentConfig: false\n")
    bad = 0
    for name, problem in {"fragments": fragments, "truncated": truncated}[what](Toolchain(build), temp):
        bad += 1
        print(f"FAILED: {temp / name}\n{problem}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
