"""What a test file expects: its CHECK and RUN lines."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import re
import shlex

_CHECK_LINE = re.compile(r"//\s*CHECK-(MESSAGES|FIXES)[A-Za-z0-9_-]*:.*")
_LOCATED = re.compile(r"^(?P<file>[^\s:][^:]*):(?P<line>\d+):(?P<column>\d+): "
                      r"(?P<severity>warning|error|note): (?P<message>.*)$")
_BARE = re.compile(r"^(?:[\w-]+: )?(warning|error|note): ")


class Expectations:
    """The expectations of one file under one suffix."""

    def __init__(self, text, suffix=""):
        tail = f"-{suffix}" if suffix else ""
        self.messages = f"CHECK-MESSAGES{tail}"
        self.fixes = f"CHECK-FIXES{tail}"
        self.safe_fixes = f"CHECK-FIXES-SAFE{tail}"
        self.has_messages = _has_prefix(text, self.messages)
        self.has_fixes = _has_prefix(text, self.fixes)
        self.has_safe_fixes = _has_prefix(text, self.safe_fixes)
        self.broken = bool(re.search(r"^\s*// BROKEN\b", text, re.M))


def _has_prefix(text, prefix):
    return bool(re.search(rf"\b{prefix}(-NOT|-NEXT|-SAME|-EMPTY|-DAG|-COUNT-\d+)?:", text))


def strip(text):
    """The file without its expectations, line for line, so that they never match themselves."""
    return "\n".join(_CHECK_LINE.sub("//", line) for line in text.split("\n"))


def check_lines(text):
    """The argument lists of the lines `// RUN: %check ...`."""
    return [shlex.split(match[1])
            for match in re.finditer(r"^//\s*RUN:\s*%check\b(.*)$", text, re.M)]


def diagnostics(output, keep_errors=True):
    """The lines of a text report that say something: no source lines, carets or summaries."""
    lines = []
    for line in output.splitlines():
        match = _LOCATED.match(line) or _BARE.match(line)
        if not match:
            continue
        severity = match["severity"] if match.re is _LOCATED else match[1]
        if severity == "error" and not keep_errors:
            continue
        lines.append(line)
    return lines


def located(line):
    """(file, line, column, severity, message) of a line of a text report."""
    match = _LOCATED.match(line)
    if not match:
        bare = _BARE.match(line)
        return ("", 0, 0, bare[1], line[bare.end():])
    return (match["file"], int(match["line"]), int(match["column"]), match["severity"],
            match["message"])
