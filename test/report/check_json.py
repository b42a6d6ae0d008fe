"""Usage: check_json.py REPORT SOURCE. Asserts what a JSON report of the test's source says."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import sys

report = json.loads(pathlib.Path(sys.argv[1]).read_text())
source = pathlib.Path(sys.argv[2]).read_bytes()
assert set(report) == {"version", "root", "findings", "suppressed", "errors"}, report.keys()
assert pathlib.Path(report["root"]).is_absolute() and not report["suppressed"] and not report["errors"]
findings = report["findings"]
assert [f["check"] for f in findings] == ["coro-unawaited-task", "coro-voided-lazy-task"], findings
for finding in findings:
    assert set(finding) == {"check", "url", "message", "severity", "file", "line", "column", "offset", "range",
                            "function", "fingerprint", "fix", "notes", "steps"}, finding
    assert finding["function"] == "run" and finding["url"].endswith(finding["check"][5:] + ".md")
    assert finding["range"]["offset"] == finding["offset"] and not finding["steps"]
    assert finding["file"] == sys.argv[2]
    assert finding["severity"] in ("warning", "error")
    # Lines and columns are from 1, in bytes, and agree with the offset.
    before = source[:finding["offset"]]
    assert finding["line"] == before.count(b"\n") + 1
    assert finding["column"] == len(before) - before.rfind(b"\n")
unawaited, voided = findings
assert source[unawaited["offset"]:].startswith(b"fetch("), unawaited
assert [e["text"] for e in unawaited["fix"]] == ["co_await "] and not unawaited["notes"]
assert not voided["fix"] and len(voided["notes"]) == 1
edit, = voided["notes"][0]["fix"]
assert source[edit["offset"]:][:edit["length"]].startswith(b"(void)fetch("), edit
