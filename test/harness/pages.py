#!/usr/bin/env python3
"""Usage: pages.py --build DIR --temp DIR [PAGE...]

Proves the pages in docs/checks: their headings, their tables of options, and their examples. A block
```cpp bad must compile and be reported by the page's check; a block ```cpp good must compile and be
reported by neither that check nor any check that is on by default. More words after `bad` or `good`:
option:Name=Value (an option of the check), std:c++23, real (without the mock libraries).

Any other page is a guide: only its examples are proved, and `bad` is followed by the name of the check
that reports it. A page without an example is left alone.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import concurrent.futures
import dataclasses
import functools
import json
import os
import pathlib
import re
import shlex
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from toolchain import INCLUDE, ROOT, Failure, Toolchain, crashed, run  # noqa: E402

HEADINGS = ["What it does", "Why it is bad", "Bad", "Good", "Fix", "Options", "Known limits",
            "When not to use it", "Source"]


@dataclasses.dataclass
class Block:
    kind: str  # bad, good
    line: int  # of the opening fence
    words: list
    code: str


class Page:
    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.lines = path.read_text().split("\n")
        self.complaints = []

    def complain(self, line, text):
        self.complaints.append(f"{os.path.relpath(self.path, ROOT)}:{line}: {text}")

    def headings(self):
        """(line, text) of the second-level headings outside of code."""
        found, fenced = [], False
        for number, line in enumerate(self.lines, 1):
            if line.startswith("```"):
                fenced = not fenced
            elif not fenced and line.startswith("## "):
                found.append((number, line[3:].strip()))
        return found

    def section(self, title):
        """(line, text) of the lines below a heading."""
        marks = self.headings() + [(len(self.lines) + 1, None)]
        for (start, text), (end, _) in zip(marks, marks[1:]):
            if text == title:
                return [(n, self.lines[n - 1]) for n in range(start + 1, end)]
        return []

    def blocks(self):
        found, opened = [], None
        for number, line in enumerate(self.lines, 1):
            if not line.startswith("```"):
                continue
            if opened:
                start, info = opened
                opened = None
                words = shlex.split(info)
                if words[:1] == ["cpp"] and words[1:2] in (["bad"], ["good"]):
                    code = "\n".join(self.lines[start:number - 1]) + "\n"
                    found.append(Block(words[1], start, words[2:], code))
            else:
                opened = (number, line[3:].strip())
        if opened:
            self.complain(opened[0], "this code block has no end")
        return found

    def describes_check(self):
        return self.path.parent == ROOT / "docs/checks"

    def take_check(self, block):
        """The check that a block is about: the page's own, or the one that a guide's block names."""
        if self.describes_check():
            return self.name
        if block.kind == "bad" and block.words:
            return block.words.pop(0)
        if block.kind == "bad":
            self.complain(block.line, "a bad example of a guide names its check: ```cpp bad some-check")
        return None


def check_headings(page):
    if page.lines[0] != f"# coro-{page.name}":
        page.complain(1, f"the title must be '# coro-{page.name}'")
    found = page.headings()
    names = [text for _, text in found]
    for text in HEADINGS:
        if text not in names:
            page.complain(1, f"no heading '## {text}'")
    known = [text for text in names if text in HEADINGS]
    if known != [text for text in HEADINGS if text in known]:
        page.complain(found[0][0], "the headings are not in the order " + ", ".join(HEADINGS))
    for number, text in found:
        if text not in HEADINGS:
            page.complain(number, f"'## {text}' is none of the headings of a page; use '###'")


@functools.lru_cache
def dumped_options(tools):
    """What clang-tidy says that the options of all checks are."""
    return run([tools.clang_tidy, f"--load={tools.plugin}", "--checks=-*,coro-*", "--dump-config", "none.cpp", "--"],
               ROOT / "test/harness").out


def check_options(page, tools):
    """The table of options names what the check has, and the defaults it has."""
    real = dict(re.findall(rf"^  coro-{page.name}\.(\w+): +'?(.*?)'?$", dumped_options(tools), re.M))
    listed = {}
    for number, line in page.section("Options"):
        row = re.match(r"\|\s*`?(?:coro-[a-z-]+\.)?([A-Z]\w*)`?\s*\|\s*([^|]*?)\s*\|", line)
        if row:
            listed[row[1]] = (number, row[2])
    start = next((n for n, text in page.headings() if text == "Options"), 1)
    for name in real.keys() - listed.keys():
        page.complain(start, f"no row for the option `{name}` in the table of options")
    for name, (number, default) in listed.items():
        if name not in real:
            page.complain(number, f"the check has no option `{name}`")
        elif default.strip("`'\"") != real[name] and not (
                not real[name] and re.fullmatch(r"\W*(empty|none)?\W*", default)):
            page.complain(number, f"the default of `{name}` is '{real[name]}', not {default}")


def check_blocks(page, tools, directory):
    blocks = page.blocks()
    for kind in ("bad", "good") if page.describes_check() else ():
        if not any(block.kind == kind for block in blocks):
            page.complain(1, f"no block ```cpp {kind}")
    for index, block in enumerate(blocks):
        check_block(page, block, tools, directory / f"{index}-{block.kind}")


def check_block(page, block, tools, directory):
    directory.mkdir(parents=True)
    arguments, configuration = ["-std=c++20", f"-I{INCLUDE}"], "InheritParentConfig: false\n"
    options = []
    check = page.take_check(block)
    for word in block.words:
        if word.startswith("option:"):
            options.append(word[len("option:"):].split("=", 1))
        elif word.startswith("std:"):
            arguments[0] = "-std=" + word[len("std:"):]
        elif word == "real":
            arguments.pop(1)
        else:
            page.complain(block.line, f"what is '{word}'? Known: option:Name=Value, std:c++23, real")
    if options:
        configuration += "CheckOptions:\n" + "".join(
            f"  coro-{check}.{name}: '{value}'\n" for name, value in options)
    (directory / ".clang-tidy").write_text(configuration)
    (directory / "example.cpp").write_text(block.code)
    checks = [f"--checks=coro-{check}"] if check else []
    done = run([tools.corolint, *checks, "--format=json", "example.cpp", "--", *arguments], directory)
    judge_block(page, block, check, done)


def judge_block(page, block, check, done):
    if crashed(done) or not done.out.lstrip().startswith("{"):
        page.complain(block.line, f"corolint failed on this example\n{done}")
        return
    mine = others = 0
    for finding in json.loads(done.out)["findings"]:
        line = block.line + finding["line"] if finding["file"] == "example.cpp" else block.line
        if finding["check"] == "clang-diagnostic-error":
            page.complain(line, f"the example does not compile: {finding['message']}")
        elif finding["check"] == f"coro-{check}":
            mine += 1
            if block.kind == "good":
                page.complain(line, f"the good example is reported: {finding['message']}")
        elif block.kind == "good":
            others += 1
            page.complain(line, "the good example is reported by another check: "
                                f"{finding['message']} [{finding['check']}]")
    if block.kind == "bad" and not mine:
        page.complain(block.line, "the bad example is not reported")
    if done.status == 2 and not page.complaints:
        page.complain(block.line, f"corolint could not lint the example\n{done}")


def check_page(path, tools, temp):
    page, directory = Page(path), temp / path.stem
    directory.mkdir(parents=True)
    try:
        if page.describes_check():
            check_headings(page)
            check_options(page, tools)
        check_blocks(page, tools, directory)
    except Failure as failure:
        page.complain(1, str(failure))
    return page.complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build")
    parser.add_argument("--temp", required=True)
    parser.add_argument("pages", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    pages = [path.resolve() for path in options.pages] or sorted((ROOT / "docs/checks").glob("*.md"))
    temp = pathlib.Path(options.temp).resolve()
    shutil.rmtree(temp, ignore_errors=True)
    tools = Toolchain(options.build)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda path: check_page(path, tools, temp), pages)
        complaints = [line for result in results for line in result]
    for line in complaints:
        print(line)
    print(f"{len(pages)} pages, {len(complaints)} complaints")
    return 1 if complaints or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
