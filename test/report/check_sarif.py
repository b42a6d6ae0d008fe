"""Usage: check_sarif.py REPORT SOURCE LIST. Asserts the structure of a SARIF report: that of the test's source,
or, when SOURCE is "none", one without findings. LIST is what `corolint list` prints."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import sys
import urllib.parse
import urllib.request

LEVELS = {"none", "note", "warning", "error"}


def check_driver(driver, listed):
    assert driver["name"] == "corolint" and driver["version"], driver
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == [line.split()[0] for line in listed], "rules"
    for rule, line in zip(rules, listed):
        assert rule["name"] and rule["fullDescription"]["text"] in line
        assert rule["helpUri"].startswith("https://") and rule["helpUri"].endswith(
            rule["id"].removeprefix("coro-") + ".md")
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert rule["defaultConfiguration"]["enabled"] == (line.split()[1] == "on"), rule["id"]


def text_of(region, lines):
    """The text of a region on one line, whose columns count characters, not bytes."""
    assert region["startLine"] >= 1 and region["startColumn"] >= 1, region
    assert region["endLine"] == region["startLine"], region
    assert region["endColumn"] >= region["startColumn"], region
    return lines[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1]


def check_result(result, driver, source, lines):
    rule = driver["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] and result["level"] in LEVELS
    assert result["message"]["text"]
    assert result["partialFingerprints"]["corolint/v1"]
    location, = result["locations"]
    place = location["physicalLocation"]
    uri = urllib.parse.urlsplit(place["artifactLocation"]["uri"])
    if uri.scheme:
        assert pathlib.Path(urllib.request.url2pathname(uri.path)).resolve() == source.resolve()
    for fix in result.get("fixes", []):
        assert fix["description"]["text"]
        for change in fix["artifactChanges"]:
            assert change["artifactLocation"]["uri"]
            for replacement in change["replacements"]:
                text_of(replacement["deletedRegion"], lines)
                assert replacement["insertedContent"]["text"]
    return text_of(place["region"], lines)


def main():
    report = json.loads(pathlib.Path(sys.argv[1]).read_text())
    assert report["version"] == "2.1.0" and "sarif-schema-2.1.0" in report["$schema"]
    run, = report["runs"]
    driver = run["tool"]["driver"]
    check_driver(driver, sys.argv[3].splitlines())
    results = run["results"]
    if sys.argv[2] == "none":
        assert results == [], results
        return
    assert run["columnKind"] == "unicodeCodePoints", run["columnKind"]
    source = pathlib.Path(sys.argv[2])
    lines = source.read_text().splitlines()
    texts = [check_result(result, driver, source, lines) for result in results]
    assert texts == ['fetch("same")', 'fetch("same")', '(void)fetch("note")',
                     'cppcoro::sync_wait(number())'], texts
    assert [r["level"] for r in results] == ["error"] * 4, results
    fixes = [[text_of(change["deletedRegion"], lines) for change in
              r["fixes"][0]["artifactChanges"][0]["replacements"]] for r in results]
    assert fixes == [[""], [""], ['(void)fetch("note")'], ['cppcoro::sync_wait(number())']], fixes


main()
