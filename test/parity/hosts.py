"""What each host says about a file, in one form: a list of findings with places, words, notes and edits."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import os
import pathlib
import subprocess
import sys

TEST = pathlib.Path(__file__).resolve().parents[1]
sys.path += [str(TEST / "harness"), str(TEST / "clangd")]
import lsp  # noqa: E402
from expectations import diagnostics, located  # noqa: E402


def run(command, cwd):
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True,
                          errors="replace", check=False)


def lines_of(text, cwd):
    """The findings and notes that a text report shows, without the compiler's own warnings."""
    out, ours = [], False
    for line in diagnostics(text):
        file, number, column, severity, message = located(line)
        if severity != "note":
            ours = message.endswith("]") and "[coro-" in message
        if ours:
            place = os.path.normpath(cwd / file) if file else ""
            out.append((place, number, column, severity, message))
    return out


class Command:
    """corolint itself, which every other host is compared with."""

    def __init__(self, options, source, flags):
        self.options, self.source, self.flags = options, source, flags
        reports = [source.with_suffix(f".corolint.{format}") for format in ("sarif", "json")]
        done = self.run(*(f"--output={report.suffix[1:]}={report}" for report in reports))
        self.lines = lines_of(done.stdout, source.parent)
        self.sarif, self.findings = (json.loads(report.read_text()) for report in reports)
        self.findings = self.findings["findings"]

    def run(self, *more):
        done = run([self.options.corolint, f"--checks={self.options.checks}", *more, self.source.name, "--",
                    *self.flags], self.source.parent)
        assert done.returncode in (0, 1), f"corolint: {done.stderr}"
        return done

    def fixed(self):
        """The text after --fix; nothing when that left something out or took something back."""
        text = self.source.read_bytes()
        done = self.run("--fix")
        out = self.source.read_bytes()
        self.source.write_bytes(text)
        said = done.stdout + done.stderr
        return None if "overlaps another fix" in said or "did not compile" in said else out.decode()


def compiler(options, source, flags):
    """(SARIF report, lines) of the compiler with the plugin."""
    report = source.with_suffix(".sarif")
    done = run([options.clang, f"-fplugin={options.plugin}", f"-fplugin-arg-corolint-checks={options.checks}",
                f"-fplugin-arg-corolint-sarif={report}", *flags, "-c", "-o", os.devnull, source.name],
               source.parent)
    assert done.returncode == 0, f"the compiler: {done.stderr}"
    return json.loads(report.read_text()), lines_of(done.stderr, source.parent)


def clang_tidy(options, source, flags):
    """(lines, the text after --fix) of clang-tidy with its plugin."""
    text = source.read_bytes()
    done = run([options.clang_tidy, f"--load={options.tidy_plugin}", f"--checks=-*,{options.checks}", "--quiet",
                # The default before LLVM 22 is to show nothing of headers.
                "--header-filter=.*", "--fix", source.name, "--", *flags], source.parent)
    fixed = source.read_bytes().decode()
    source.write_bytes(text)
    assert done.returncode == 0, f"clang-tidy: {done.stderr}"
    lines = [line for line in lines_of(done.stdout, source.parent) if not line[4].startswith("FIX-IT applied")]
    return lines, fixed


def byte_offset(text, position):
    return len(text[: lsp.offset_of(text, position)].encode())


def clangd(server, source):
    """The findings of corolint-clangd in the form of corolint's JSON report, but with a range for a place and
    one list of all fixes: which of them is safe, the protocol does not say."""
    text = source.read_text()
    out = []
    for told in lsp.coroutine_findings(server.open(source)):
        begin, end = (byte_offset(text, told["range"][side]) for side in ("start", "end"))
        notes = [(lsp.path_of(note["location"]["uri"]), note["location"]["range"]["start"]["line"] + 1,
                  note["message"]) for note in told.get("relatedInformation", [])]
        fixes = [lsp.apply(text, action["edit"]["changes"][lsp.uri_of(source)])
                 for action in told.get("codeActions", [])]
        out.append({"check": told["code"], "message": told["message"], "begin": begin, "end": end,
                    "notes": notes, "fixes": fixes})
    server.close(source)
    return out


def edited(text, edits):
    """The text after edits of corolint's JSON report, which count bytes."""
    data = text.encode()
    for edit in sorted(edits, key=lambda e: (e["offset"], e["text"]), reverse=True):
        data = data[: edit["offset"]] + edit["text"].encode() + data[edit["offset"] + edit["length"]:]
    return data.decode()
