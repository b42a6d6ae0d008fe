"""Usage: github.py BUILD ROOT MOCKS DIRECTORY

Runs the steps of tools/ci/github/action.yml as GitHub's runner does: expressions are replaced, conditions heeded,
each step is a script of its own with the step's environment, and outputs are handed on by a file.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import re
import sys

import yaml
from project import AGAIN, arguments, commit, prepare, project, run


class Action:
    """The action, ready to be used with inputs."""

    def __init__(self, root, directory):
        self.directory, self.path = directory, root / "tools/ci/github"
        self.text = yaml.safe_load((self.path / "action.yml").read_text())
        assert self.text["runs"]["using"] == "composite"
        assert all(step.get("shell") == "bash" for step in self.text["runs"]["steps"] if "run" in step)

    def evaluate(self, text, inputs, outputs):
        """Replaces ${{ inputs.NAME }} and ${{ steps.ID.outputs.NAME }}; there is nothing else in the action."""
        def value(match):
            scope, _, name = match[1].partition(".")
            if scope == "inputs":
                return inputs[name]
            step, what, name = name.split(".")
            assert (scope, what) == ("steps", "outputs"), match[0]
            return outputs.get(step, {}).get(name, "")
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, text)

    def wanted(self, step, outputs):
        if "if" not in step:
            return True
        left, right = re.fullmatch(r"(\S+) == '(\w+)'", step["if"]).groups()
        return self.evaluate(f"${{{{ {left} }}}}", {}, outputs) == right

    def use(self, workspace, status=0, **given):
        """(what the steps print, the action's outputs)"""
        known = self.text["inputs"]
        given = {name.replace("_", "-"): value for name, value in given.items()}
        assert set(given) <= set(known), given
        inputs = {name: given.get(name, known[name]["default"]) for name in known}
        text, outputs = "", {}
        for number, step in enumerate(self.text["runs"]["steps"]):
            if not self.wanted(step, outputs):
                continue
            assert "run" in step, f"{step['name']}: cannot be run here"
            file = self.directory / f"output-{number}"
            file.write_text("")
            script = self.directory / f"step-{number}.sh"
            script.write_text(self.evaluate(step["run"], inputs, outputs))
            environment = {name: self.evaluate(value, inputs, outputs) for name, value in step.get("env", {}).items()}
            environment.update(GITHUB_OUTPUT=str(file), GITHUB_ACTION_PATH=str(self.path), CI="true")
            last = number + 1 == len(self.text["runs"]["steps"])
            text += run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, env=environment,
                        status=status if last else 0,
                        cwd=workspace / self.evaluate(step.get("working-directory", "."), inputs, outputs))
            outputs[step.get("id")] = dict(line.split("=", 1) for line in file.read_text().splitlines())
        return text, {name: self.evaluate(output["value"], inputs, outputs)
                      for name, output in self.text["outputs"].items()}


def results(path):
    return [(result["ruleId"], result["locations"][0]["physicalLocation"]["region"]["startLine"])
            for result in json.loads(path.read_text())["runs"][0]["results"]]


def main():
    build, root, mocks, directory = arguments(sys.argv[1:])
    prepare(directory, build)
    action = Action(root, directory)
    workspace = project(directory / "workspace", mocks)
    server = project(workspace / "a server", mocks)

    text, outputs = action.use(workspace, status=1)
    assert "::warning file=src/faulty.cpp,line=4" in text.replace("::error", "::warning"), text
    assert outputs == {"sarif": "./corolint.sarif", "status": "1"}, outputs
    assert results(workspace / "corolint.sarif") == [("coro-unawaited-task", 4)]

    text, outputs = action.use(workspace, fail_on_findings="false", sarif="out.sarif", build_dir="build/",
                                  paths="src/faulty.cpp\nsrc/safe.cpp\n", arguments="--no-cache\n--checks=-*,nested-task\n")
    assert outputs == {"sarif": "./out.sarif", "status": "0"}, outputs
    assert results(workspace / "out.sarif") == []

    text, outputs = action.use(workspace, fail_on_findings="false", working_directory="a server")
    assert outputs == {"sarif": "a server/corolint.sarif", "status": "1"}, outputs
    assert results(server / "corolint.sarif") == [("coro-unawaited-task", 4)]

    # A run that could not do its work always fails.
    text, outputs = action.use(workspace, status=2, fail_on_findings="false", paths="missing.cpp")
    assert outputs["status"] == "2" and "missing.cpp: no such file" in text, text
    # What an input says is no shell's to read.
    text, outputs = action.use(workspace, status=2, paths="$(touch gotcha)")
    assert not (workspace / "gotcha").exists() and "$(touch gotcha)" in text

    base = run("git", "rev-parse", "HEAD", cwd=workspace).strip()
    with open(workspace / "src/faulty.cpp", "a", encoding="utf-8") as source:
        source.write(AGAIN)
    commit(workspace)
    action.use(workspace, status=1, changed_since=base)
    assert results(workspace / "corolint.sarif") == [("coro-unawaited-task", 8)]

    # Where corolint is not installed, the package is looked for in the cache, under a key of the sources.
    found = directory / "found"
    environment = {"GITHUB_OUTPUT": str(found), "PATH": "/usr/bin:/bin"}
    if run("sh", "-c", "command -v corolint || echo no", cwd=directory, env=environment) == "no\n":
        run(action.path / "run", "find", cwd=directory, env=environment)
        assert re.fullmatch(r"build=true\nkey=corolint-[a-z]+[\d.]*-\w+-[0-9a-f]{16}\n", found.read_text())


main()
