"""Usage: check_sarif_details.py REPORT ROOT. Asserts what a SARIF report of test/inputs/report says beyond places."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import os
import pathlib
import sys
import urllib.parse

run, = json.loads(pathlib.Path(sys.argv[1]).read_text())["runs"]
base = run["originalUriBaseIds"]["%SRCROOT%"]["uri"]
assert base.startswith("file:///") and base.endswith("/"), base
assert os.path.samefile(urllib.parse.unquote(base.removeprefix("file://")), sys.argv[2])


def artifacts(value):
    """Every artifactLocation in value."""
    if isinstance(value, list):
        for item in value:
            yield from artifacts(item)
    elif isinstance(value, dict):
        if "uriBaseId" in value or str(value.get("uri", "")).startswith("file:"):
            yield value
        for item in value.values():
            yield from artifacts(item)


found = list(artifacts([run["results"], run["artifacts"]]))
assert found and all(a["uriBaseId"] == "%SRCROOT%" for a in found), found
assert {a["uri"] for a in found} == {"s%20r%20c/shop.cpp", "s%20r%20c/shop.h", "s%20r%20c/broken.cpp"}, found

invocation, = run["invocations"]
assert invocation["executionSuccessful"] is False
assert ["missing.cpp: no such file or directory"] == [
    n["message"]["text"] for n in invocation["toolExecutionNotifications"]], invocation

results = {}
for result in run["results"]:
    results.setdefault(result["ruleId"], []).append(result)


def flow(rule):
    result, = results[rule]
    code_flow, = result["codeFlows"]
    thread_flow, = code_flow["threadFlows"]
    return [(step["location"]["physicalLocation"]["region"]["startLine"], step["location"]["message"]["text"].split(",")[0])
            for step in thread_flow["locations"]]


(lock_line, lock), *suspensions = flow("coro-suspend-with-lock-held")
assert (lock_line, suspensions) == (23, [(24, "suspends here"), (25, "suspends here")]), suspensions
assert lock.startswith("'lock' is still locked")
# The operands come before the assignment.
assert [line for line, _ in flow("coro-stale-read-across-suspend")] == [33, 33, 33]
assert [text for _, text in flow("coro-stale-read-across-suspend")][:2] == ["read here", "suspends here"]
# Down the calls, which stand above.
assert [line for line, _ in flow("coro-transitive-blocking-call")] == [45, 41, 40]
assert "codeFlows" not in results["coro-unawaited-task"][0]
assert "codeFlows" not in results["coro-voided-lazy-task"][0], "a suggestion is no step"
for rule in ("coro-suspend-with-lock-held", "coro-stale-read-across-suspend", "coro-transitive-blocking-call"):
    notes = [r["message"]["text"] for r in results[rule][0]["relatedLocations"]]
    assert len(notes) >= 2, notes

where, = results["coro-stale-read-across-suspend"][0]["locations"]
assert where["logicalLocations"] == [{"fullyQualifiedName": "shop::Store::restock", "kind": "function"}], where

rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
for name, rule in rules.items():
    assert rule["help"]["text"] and rule["helpUri"].startswith("https://"), rule
    if name.startswith("coro-"):
        assert rule["shortDescription"]["text"] and "coroutines" in rule["properties"]["tags"], rule
        # Pages go with the rules that something was found for.
        assert ("markdown" in rule["help"]) == (name in results), name
page = rules["coro-suspend-with-lock-held"]["help"]["markdown"]
assert page.startswith("# coro-suspend-with-lock-held")
assert "](../" not in page and "](https://github.com/corolint/corolint/blob/main/docs/guide/" in page
