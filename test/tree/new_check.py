#!/usr/bin/env python3
"""Usage: new_check.py BUILD TEMP

Runs tools/dev/new-check in a copy of the tree, compiles what it wrote with the commands of the build, links
it with the objects that are there, and runs the new check's test and page.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import shlex
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
NAME, SUMMARY = "made-up-pattern", "A pattern that is made up for a test."


def run(command, cwd, status=0, says=""):
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True,
                          check=False)
    if done.returncode != status or says not in done.stdout + done.stderr:
        print(f"FAILED (exit status {done.returncode}, expected {status} and '{says}'):\n"
              f"{shlex.join(map(str, command))}\n{done.stdout}{done.stderr}")
        sys.exit(1)
    return done.stdout


def copy_tree(copy):
    for name in ("lib", "docs", "test", "tools"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("build*", "__pycache__"))
    if (ROOT / "README.md").exists():
        shutil.copy(ROOT / "README.md", copy)


def scaffold(copy):
    """Runs the script: what it refuses, what it writes."""
    script = copy / "tools/dev/new-check"
    before = (copy / "lib/checks/checks.def").read_text()
    for name in ("Made-Up", "madeup", "made_up", "made--up", "../made-up", "made-up-2"):
        run([script, name], copy, 2, "is no name for a check")
    run([script, "unawaited-task"], copy, 2, "already")
    run([script, "coro-unawaited-task"], copy, 2, "already")
    run([script, NAME, "--summary", "no sentence"], copy, 2, "one sentence")
    run([script, NAME, "--category", "Nonsense"], copy, 2, "invalid choice")
    assert (copy / "lib/checks/checks.def").read_text() == before, "a refusal wrote something"
    run([script, NAME, "--summary", SUMMARY, "--category", "LostTask"], copy, 0, "wrote")
    run([script, NAME], copy, 2, "already")
    rows = [line for line in (copy / "lib/checks/checks.def").read_text().splitlines()
            if line.startswith("CHECK(")]
    assert rows == sorted(rows), "checks.def is not sorted"
    assert f'CHECK("{NAME}", MadeUpPattern, LostTask, Off, None, "{SUMMARY}")' in rows, rows
    run([copy / "tools/dev/generate", "--check"], copy)
    for rule in ("registry", "case-counts"):
        done = subprocess.run([sys.executable, copy / "test/tree/tree.py", rule], cwd=copy,
                              capture_output=True, text=True, check=False)
        assert NAME not in done.stdout, done.stdout


def compile_like(model, source, build, copy, output):
    """Compiles a source of the copy as the build compiles its model."""
    database = json.loads((build / "compile_commands.json").read_text())
    entry = next(e for e in database if e["file"] == str(ROOT / model))
    words = shlex.split(entry["command"])
    words = words[next(i for i, word in enumerate(words) if "clang++" in word):]
    words = [f"-I{copy}/lib" if word == f"-I{ROOT}/lib" else word for word in words]
    words[words.index("-o") + 1] = str(output)
    words[words.index("-c") + 1] = str(copy / source)
    run(words, entry["directory"])


def link_like(target, build, objects, output):
    """Links a target of the build with more objects, which take the place of those in the archives."""
    command = run(["ninja", "-C", build, "-t", "commands", target], build).splitlines()[-1]
    # ": && LINK && what is done afterwards"
    words = shlex.split(command.removeprefix(": && "))
    words = words[:words.index("&&")]
    words[words.index("-o") + 1] = str(output)
    first = next(i for i, word in enumerate(words) if word.endswith(".a"))
    run(words[:first] + objects + words[first:], build)


def main():
    build, temp = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    shutil.rmtree(temp, ignore_errors=True)
    copy, new_build = temp / "copy", temp / "build"
    copy_tree(copy)
    scaffold(copy)
    for directory in ("bin", "lib"):
        (new_build / directory).mkdir(parents=True)
    shutil.copy(build / "CMakeCache.txt", new_build)
    objects = [temp / "check.o", temp / "registry.o"]
    compile_like("lib/checks/unawaited-task.cpp", f"lib/checks/{NAME}.cpp", build, copy, objects[0])
    compile_like("lib/checks/common/registry.cpp", "lib/checks/common/registry.cpp", build, copy,
                 objects[1])
    link_like("corolint", build, objects, new_build / "bin/corolint")
    link_like("corolint-tidy", build, objects, new_build / "lib/corolint-tidy.so")
    run([new_build / "bin/corolint", "list"], temp, 0, f"coro-{NAME}")
    run([sys.executable, copy / "test/harness/check.py", "--build", new_build,
         copy / f"test/checks/{NAME}.cpp"], temp)
    run([sys.executable, copy / "test/harness/pages.py", "--build", new_build, "--temp", temp / "page",
         copy / f"docs/checks/{NAME}.md"], temp)


if __name__ == "__main__":
    main()
