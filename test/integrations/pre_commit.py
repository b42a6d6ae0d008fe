"""Usage: pre_commit.py BUILD ROOT MOCKS DIRECTORY

A project in DIRECTORY uses the hooks of ROOT as anyone would: pre-commit clones the repository that has them, and
a commit with a finding is refused.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import os
import shutil
import sys

from project import AGAIN, FETCH, arguments, commit, prepare, repository, run, write_database

FAULTY = """#include "fetch.h"
lib::task<void> run() {
  fetch();
  co_return;
}
"""
FOUND = "faulty.cpp:3:3: warning: the task returned by 'fetch' is dropped"


def use(project, hooks, *ids):
    """Has the project use these hooks and nothing else."""
    rev = run("git", "rev-parse", "HEAD", cwd=hooks).strip()
    config = {"repos": [{"repo": str(hooks), "rev": rev, "hooks": [{"id": name} for name in ids]}]}
    (project / ".pre-commit-config.yaml").write_text(json.dumps(config))  # JSON is YAML
    run("git", "add", "-A", cwd=project)


def main():
    build, root, mocks, directory = arguments(sys.argv[1:])
    prepare(directory, build)
    os.environ["PRE_COMMIT_HOME"] = str(directory / "pre-commit")

    hooks = repository(directory / "hooks")
    shutil.copy(root / ".pre-commit-hooks.yaml", hooks)
    run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=hooks)
    commit(hooks)

    project = repository(directory / "project")
    (project / "fetch.h").write_text(FETCH)
    (project / "safe.cpp").write_text('#include "fetch.h"\n')
    (project / "tool.py").write_text("")
    write_database(project, mocks, "safe.cpp", "faulty.cpp")

    use(project, hooks, "corolint")
    run("pre-commit", "install", cwd=project)
    commit(project)  # nothing wrong: a header, a source, and what is no C++
    (project / "faulty.cpp").write_text(FAULTY)
    text = commit(project, status=1)
    assert FOUND in text and "1 finding in 1 file" in text, text
    assert run("git", "rev-list", "--count", "HEAD", cwd=project) == "1\n", "nothing was committed"

    use(project, hooks, "corolint-fix")
    text = run("pre-commit", "run", cwd=project, status=1)
    assert "files were modified by this hook" in text and "fixed 1 finding" in text, text
    assert "co_await fetch();" in (project / "faulty.cpp").read_text()
    commit(project)

    use(project, hooks, "corolint-changed")
    with open(project / "faulty.cpp", "a", encoding="utf-8") as source:
        source.write(AGAIN)
    text = commit(project, status=1)
    assert "faulty.cpp:7:3: warning:" in text and "1 finding" in text, text


main()
