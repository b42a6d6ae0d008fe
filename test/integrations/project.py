"""A small project under git with a compile database and a finding, for the integrations to run on."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import os
import pathlib
import shutil
import subprocess

FETCH = """#include <generic/lazy_task.h>
lib::task<int> fetch();
"""
FAULTY = FETCH + """lib::task<void> run() {
  fetch();
  co_return;
}
"""
AGAIN = """lib::task<void> again() {
  fetch();
  co_return;
}
"""


def run(*command, cwd, status=0, env=None):
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **(env or {})},
                          capture_output=True, text=True, check=False)
    text = done.stdout + done.stderr
    assert done.returncode == status, f"{' '.join(map(str, command))}: {done.returncode}\n{text}"
    return text


def repository(path):
    path.mkdir(parents=True)
    run("git", "init", "-q", "-b", "main", ".", cwd=path)
    return path


def commit(path, status=0):
    run("git", "add", "-A", cwd=path)
    return run("git", "commit", "-qm", "change", cwd=path, status=status)


def prepare(directory, build):
    """An empty directory, and an environment with the program, in which git asks for nothing."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    os.environ.update({f"GIT_{who}_{what}": "somebody@example.org"
                       for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")})
    os.environ.update(GIT_CONFIG_GLOBAL=os.devnull, PATH=f"{build / 'bin'}:{os.environ['PATH']}")
    # What a CI that runs this test says is not meant for what it runs.
    for name in [name for name in os.environ if name.startswith(("GITHUB_", "CI"))]:
        del os.environ[name]


def write_database(path, mocks, *sources):
    (path / "build").mkdir(exist_ok=True)
    (path / ".gitignore").write_text("/build\n")
    flags = ["clang++", "-std=c++20", f"-I{mocks}", "-c"]
    (path / "build" / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(path), "file": name, "arguments": [*flags, name]} for name in sources]))


def project(path, mocks):
    """A finding in src/faulty.cpp, in the only commit."""
    repository(path)
    (path / "src").mkdir()
    (path / "src" / "faulty.cpp").write_text(FAULTY)
    (path / "src" / "safe.cpp").write_text(FETCH)
    write_database(path, mocks, "src/faulty.cpp", "src/safe.cpp")
    commit(path)
    return path


def arguments(values):
    return [pathlib.Path(value) for value in values]
