"""Usage: guide.py ROOT

Parses the snippets of docs/guide/integrations.md and the files in tools/ci, and checks that what they name is there.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import ast
import pathlib
import re
import subprocess
import sys

import yaml


def check_snippets(root):
    kinds = []
    for kind, code in re.findall(r"```(\w+)\n(.*?)```", (root / "docs/guide/integrations.md").read_text(), re.S):
        kinds.append(kind)
        if kind == "yaml":
            assert isinstance(yaml.safe_load(code), dict), code
        elif kind == "starlark":
            ast.parse(code)  # Starlark is written like Python
        elif kind == "sh":
            subprocess.run(["bash", "-n"], input=code, text=True, check=True)
    assert {"yaml", "starlark", "sh", "cmake"} == set(kinds), kinds


def check_hooks(root):
    hooks = {hook["id"] for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())}
    named = set(re.findall(r"^\| `(corolint[\w-]*)` \|", (root / "docs/guide/integrations.md").read_text(), re.M))
    assert hooks == named, f"{hooks}, the guide has {named}"


def check_action(root):
    action = yaml.safe_load((root / "tools/ci/github/action.yml").read_text())
    text = (root / "docs/guide/integrations.md").read_text()
    missing = [name for name in action["inputs"] if f"| `{name}` |" not in text]
    assert not missing, f"the guide does not have the inputs {missing}"
    steps = yaml.safe_load((root / "tools/ci/github/workflow.yml").read_text())["jobs"]["corolint"]["steps"]
    [uses] = [step for step in steps if "corolint/corolint" in step.get("uses", "")]
    assert (root / re.match(r"corolint/corolint/(\S+)@", uses["uses"])[1] / "action.yml").exists()
    assert set(uses["with"]) <= set(action["inputs"]), uses["with"]


def check_dockerfile(root):
    text = re.sub(r"\\\n", " ", (root / "tools/ci/docker/Dockerfile").read_text())
    lines = [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]
    assert lines[0][0] == "FROM"
    assert {line[0] for line in lines} <= {"FROM", "ARG", "COPY", "RUN", "CMD"}, lines
    for instruction, rest in lines:
        if instruction == "RUN":
            command = re.sub(r"^--mount=\S+", "", rest)
            subprocess.run(["bash", "-n", "-c", command], check=True)
            for script in re.findall(r"/corolint/(\S+)", command):
                assert (root / script).exists(), script


def main():
    root = pathlib.Path(sys.argv[1])
    for check in (check_snippets, check_hooks, check_action, check_dockerfile):
        check(root)


main()
