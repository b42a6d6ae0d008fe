"""Usage: check_rdjson.py REPORT. Asserts what the suggestions of a report do to the code."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import sys

report = json.loads(pathlib.Path(sys.argv[1]).read_text())
assert report["source"]["name"] == "corolint" and report["source"]["url"].startswith("https://")


def apply(suggestion, path):
    """The lines that a suggestion makes, columns counted in bytes."""
    data = pathlib.Path(path).read_bytes()
    starts = [0] + [i + 1 for i, byte in enumerate(data) if byte == 10]
    begin, end = (starts[p["line"] - 1] + p["column"] - 1
                  for p in (suggestion["range"]["start"], suggestion["range"]["end"]))
    assert (begin == 0 or data[begin - 1] == 10) and data[end] == 10, "whole lines"
    return suggestion["text"]


found = {}
for diagnostic in report["diagnostics"]:
    where, suggestions = diagnostic["location"], diagnostic.get("suggestions", [])
    for suggestion in suggestions:
        # A review shows a suggestion only where the comment is.
        assert where["range"]["start"]["line"] <= suggestion["range"]["start"]["line"]
        assert suggestion["range"]["end"]["line"] <= where["range"]["end"]["line"]
    found.setdefault(diagnostic["code"]["value"], []).append(
        (diagnostic["severity"], [apply(s, where["path"]) for s in suggestions], diagnostic))

(severity, lines, unawaited), *_ = found["coro-unawaited-task"]
assert severity == "ERROR" and lines == [
    "  co_await audit(\"<script>alert('found')</script><img src=x onerror=alert(1)>\");"], lines
assert unawaited["code"]["url"].endswith("/unawaited-task.md")
(severity, lines, _), = found["coro-voided-lazy-task"]
assert lines == ["  co_await audit(\"]]>\");"], lines
(severity, lines, sleep), = found["coro-blocking-sleep"]
assert severity == "WARNING" and len(lines) == 1 and lines[0].lstrip().startswith("co_await asio::steady_timer("), lines
assert lines[0].endswith("; // blocks"), "the rest of the line stays"
assert "The suggestion also needs:\nshop.cpp:" in sleep["message"] and "#include <asio/steady_timer.hpp>" in sleep["message"]
(_, lines, lock), = found["coro-suspend-with-lock-held"]
assert not lines and [r["message"] for r in lock["relatedLocations"]] == ["suspends here"] * 2
start = lock["relatedLocations"][1]["location"]["range"]["start"]
assert start["column"] == len("  /* größer 🙂 */ int two = ".encode()) + 1, start
