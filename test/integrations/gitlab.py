"""Usage: gitlab.py BUILD ROOT MOCKS DIRECTORY

Runs the script of the job in tools/ci/gitlab as GitLab's runner does, one shell for all lines, with the job's
variables.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import sys
import xml.etree.ElementTree

import yaml
from project import AGAIN, arguments, commit, prepare, project, run

CMAKE = """cmake_minimum_required(VERSION 3.20)
project(server LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
add_library(server OBJECT src/faulty.cpp)
target_include_directories(server PRIVATE ${MOCKS})
"""


def use(job, workspace, status, **variables):
    script = workspace.parent / "job.sh"
    script.write_text("\n".join([*job["before_script"], *job["script"]]) + "\n")
    return run("sh", "-e", script, cwd=workspace, status=status, env={**job["variables"], **variables, "CI": "true"})


def main():
    build, root, mocks, directory = arguments(sys.argv[1:])
    prepare(directory, build)
    job = yaml.safe_load((root / "tools/ci/gitlab/corolint.gitlab-ci.yml").read_text())[".corolint"]
    assert job["artifacts"]["when"] == "always", "the reports of a failed job are the point"
    workspace = project(directory / "workspace", mocks)
    reports = {kind: workspace / name for kind, name in job["artifacts"]["reports"].items()}

    text = use(job, workspace, 1)
    assert "src/faulty.cpp:4:3: warning: the task returned by 'fetch' is dropped" in text, text
    [issue] = json.loads(reports["codequality"].read_text())
    assert (issue["check_name"], issue["location"]["path"]) == ("coro-unawaited-task", "src/faulty.cpp"), issue
    assert xml.etree.ElementTree.parse(reports["junit"]).getroot().findall(".//failure"), "a finding is a failure"

    use(job, workspace, 0, COROLINT_ARGUMENTS="--checks=-*,nested-task src")
    assert json.loads(reports["codequality"].read_text()) == []

    # In a merge request.
    base = run("git", "rev-parse", "HEAD", cwd=workspace).strip()
    with open(workspace / "src/faulty.cpp", "a", encoding="utf-8") as source:
        source.write(AGAIN)
    commit(workspace)
    use(job, workspace, 1, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    [issue] = json.loads(reports["codequality"].read_text())
    assert issue["location"]["lines"]["begin"] == 8, issue

    # Without a compile database, CMake makes one.
    (workspace / "CMakeLists.txt").write_text(CMAKE.replace("${MOCKS}", str(mocks)))
    use(job, workspace, 1, COROLINT_BUILD_DIR="out")
    assert len(json.loads(reports["codequality"].read_text())) == 2


main()
