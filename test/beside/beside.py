#!/usr/bin/env python3
"""Usage: beside.py --build DIR [--write]

Runs clang-tidy's own four coroutine checks and corolint side by side: on the cases in inputs/,
and on the examples of the checks' pages. docs/guide/beside-clang-tidy.md has the tables; the exit status is 1
when they are not what this run gives, when a page claims what it does not show, or when corolint is wrong
about a case. --write brings the tables up to date.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import concurrent.futures
import json
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "harness"))
from pages import Page  # noqa: E402
from toolchain import INCLUDE, ROOT, Toolchain, run  # noqa: E402

THEIRS = ["misc-coroutine-hostile-raii", "cppcoreguidelines-no-suspend-with-lock",
          "cppcoreguidelines-avoid-capturing-lambda-coroutines",
          "cppcoreguidelines-avoid-reference-coroutine-parameters"]
LIFETIME = ("coro-dangling-*,coro-detached-reference-capture,coro-return-task-from-scope,"
            "coro-this-after-suspend")
GUIDE = ROOT / "docs/guide/beside-clang-tidy.md"
YES, NO = "reported", "–"


def theirs(tools, path, flags):
    """(check, line) of what clang-tidy's own checks report in a file."""
    done = run([tools.clang_tidy, "--quiet", f"--checks=-*,{','.join(THEIRS)}", path.name, "--", *flags],
               path.parent)
    return {(name, int(line)) for line, name in re.findall(
        rf"{re.escape(path.name)}:(\d+):\d+: warning: .* \[({'|'.join(THEIRS)})[],]", done.out)}


def ours(tools, path, flags, checks):
    """(check, line) of what corolint reports in a file."""
    done = run([tools.corolint, f"--checks={checks}", "--format=json", path.name, "--", *flags],
               path.parent)
    found = json.loads(done.out)["findings"]
    broken = [finding["message"] for finding in found if not finding["check"].startswith("coro-")]
    if broken:
        sys.exit(f"{path}: {broken[0]}")
    return {(finding["check"], finding["line"]) for finding in found if finding["file"] == path.name}


def cases(path):
    """(title, verdict, first line, last line) of each case of a file."""
    lines = path.read_text().split("\n")
    opened = [(number, match) for number, line in enumerate(lines, 1)
              if (match := re.fullmatch(r"// case: (.*) \((bug|safe)\)", line))]
    ends = [number - 1 for number, _ in opened[1:]] + [len(lines)]
    return [(match[1], match[2], start, end) for (start, match), end in zip(opened, ends)]


def case_table(tools, path, checks, columns):
    """The rows of one file, and the titles of the cases that corolint judges wrongly."""
    flags = ["-std=c++20", f"-I{INCLUDE}"]
    found = ours(tools, path, flags, checks) | theirs(tools, path, flags)
    rows = [f"| code | is | {' | '.join(f'`{name}`' for name in columns)} |",
            "| --- | --- |" + " --- |" * len(columns)]
    wrong = []
    for title, verdict, start, end in cases(path):
        reported = {name for name, line in found if start <= line <= end}
        marks = [YES if any(name == column or column == "corolint" and name.startswith("coro-")
                            for name in reported) else NO for column in columns]
        if "corolint" in columns and (marks[columns.index("corolint")] == YES) != (verdict == "bug"):
            wrong.append(title)
        rows.append(f"| {title} | {'a bug' if verdict == 'bug' else 'safe'} | {' | '.join(marks)} |")
    return "\n".join(rows), wrong


def page_row(tools, path):
    """How many examples of a page each tool reports: bad ones, good ones."""
    page = Page(path)
    count = {(tool, kind): 0 for tool in ("ours", "theirs") for kind in ("bad", "good")}
    total = {"bad": 0, "good": 0}
    for block in page.blocks():
        total[block.kind] += 1
        with tempfile.TemporaryDirectory() as temp:
            example = pathlib.Path(temp) / "example.cpp"
            example.write_text(block.code)
            configuration, flags = "InheritParentConfig: false\n", ["-std=c++20", f"-I{INCLUDE}"]
            for word in block.words:
                if word.startswith("std:"):
                    flags[0] = "-std=" + word[len("std:"):]
                elif word == "real":
                    flags.pop()
                elif word.startswith("option:"):
                    name, value = word[len("option:"):].split("=", 1)
                    configuration += f"CheckOptions: {{coro-{page.name}.{name}: '{value}'}}\n"
            (example.parent / ".clang-tidy").write_text(configuration)
            # The others run as well: what is said about suppressions depends on them.
            count["ours", block.kind] += any(
                check == f"coro-{page.name}"
                for check, _ in ours(tools, example, flags, f"coro-{page.name}"))
            count["theirs", block.kind] += bool(theirs(tools, example, flags))
    return (f"| [{page.name}](../checks/{page.name}.md) | {total['bad']} | {count['ours', 'bad']} | "
            f"{count['theirs', 'bad']} | {total['good']} | {count['ours', 'good']} | "
            f"{count['theirs', 'good']} |")


def page_table(tools):
    head = ["| check | bad examples | corolint | clang-tidy | good examples | corolint | clang-tidy |",
            "| --- |" + " --- |" * 6]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rows = list(pool.map(lambda path: page_row(tools, path),
                             sorted((ROOT / "docs/checks").glob("*.md"))))
    return "\n".join(head + rows)


def false_claims(pages, locks):
    """What the pages say about clang-tidy and this run does not show."""
    for row in pages.split("\n")[2:]:
        name, their_bad = re.match(r"\| \[([a-z-]+)\]", row)[1], row.split("|")[4].strip()
        text = (ROOT / f"docs/checks/{name}.md").read_text()
        if "None of clang-tidy's own coroutine checks reports" in text and their_bad != "0":
            yield f"docs/checks/{name}.md: clang-tidy does report a bad example"
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in locks.split("\n")[2:]]
    count = {(verdict, column): sum(row[1] == verdict and row[column] == YES for row in rows)
             for verdict in ("a bug", "safe") for column in (3, 4)}
    bugs = sum(row[1] == "a bug" for row in rows)
    text = " ".join((ROOT / "docs/checks/suspend-with-lock-held.md").read_text().split())
    for claim in (f"{bugs} are bugs and {len(rows) - bugs} are safe",
                  f"finds {count['a bug', 3]} of the bugs", f"reports {count['safe', 3]} of the safe",
                  f"finds {count['a bug', 4]} and reports {count['safe', 4]} of the safe"):
        if claim not in text:
            yield f"docs/checks/suspend-with-lock-held.md: should say '{claim}'"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    tools = Toolchain(options.build)
    locks, wrong = case_table(tools, HERE / "inputs/locks.cpp", "-*,coro-suspend-with-lock-held",
                              ["corolint", *THEIRS[:2]])
    borrowed, also = case_table(tools, HERE / "inputs/borrowed.cpp", f"-*,{LIFETIME}",
                                ["corolint", *THEIRS[2:]])
    wrong += also
    text = present = GUIDE.read_text()
    pages = page_table(tools)
    for name, table in (("locks", locks), ("borrowed", borrowed), ("pages", pages)):
        begin, end = f"<!-- {name}:begin -->\n", f"\n<!-- {name}:end -->"
        before, rest = text.split(begin)
        text = before + begin + table + end + rest.split(end)[1]
    wrong = [f"corolint is wrong about: {title}" for title in wrong] + list(false_claims(pages, locks))
    print("\n".join(wrong))
    if options.write:
        GUIDE.write_text(text)
    elif text != present:
        print(f"{GUIDE.relative_to(ROOT)} is stale; this run gives:\n\n{locks}\n\n{borrowed}\n\n"
              + text.split("<!-- pages:begin -->")[1])
    return 1 if wrong or (text != present and not options.write) else 0


if __name__ == "__main__":
    sys.exit(main())
