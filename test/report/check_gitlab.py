"""Usage: check_gitlab.py REPORT. Asserts what a GitLab report of test/inputs/report says."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import sys

report = json.loads(pathlib.Path(sys.argv[1]).read_text())
rows = [(one["location"]["path"], one["location"]["lines"]["begin"], one["check_name"], one["severity"])
        for one in report]
assert rows == [
    ("src/broken.cpp", 1, "clang-diagnostic-error", "blocker"),
    ("src/shop.cpp", 23, "coro-suspend-with-lock-held", "critical"),
    ("src/shop.cpp", 33, "coro-stale-read-across-suspend", "critical"),
    ("src/shop.cpp", 44, "coro-blocking-sleep", "major"),
    ("src/shop.cpp", 50, "coro-unawaited-task", "critical"),
    ("src/shop.cpp", 51, "coro-unawaited-task", "critical"),
    ("src/shop.cpp", 52, "coro-voided-lazy-task", "critical"),
    ("src/shop.h", 11, "coro-unawaited-task", "critical"),
], rows
fingerprints = {one["fingerprint"] for one in report}
assert len(fingerprints) == len(report), "GitLab shows one of those with the same fingerprint"
assert all("docs/checks/" in one["content"]["body"] for one in report if one["severity"] != "blocker")
