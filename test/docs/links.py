#!/usr/bin/env python3
"""Usage: links.py ROOT

Follows every relative link in the project's Markdown: the file must be there, and the heading that an
anchor names. Addresses of other sites are not looked at.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import pathlib
import re
import sys

LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)")


def prose(path):
    """(number, line) of what is no code."""
    fenced = False
    for number, line in enumerate(path.read_text().split("\n"), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def anchors(path):
    """The anchors of a page's headings, made as GitHub and GitLab make them."""
    made = set()
    for _, line in prose(path):
        if heading := re.match(r"#+ +(.*?) *#*$", line):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
            made.add(re.sub(r"[^\w\- ]", "", text).replace(" ", "-"))
    return made


def complaints(root):
    for page in [root / "README.md", *sorted((root / "docs").rglob("*.md")), *sorted((root / "tools").rglob("*.md"))]:
        for number, line in prose(page):
            for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
                if re.match(r"[a-z]+:", target):
                    continue
                name, _, anchor = target.partition("#")
                file = (page.parent / name).resolve() if name else page
                if not file.exists():
                    yield f"{page.relative_to(root)}:{number}: there is no {target}"
                elif anchor and file.suffix == ".md" and anchor not in anchors(file):
                    yield f"{page.relative_to(root)}:{number}: no heading for {target}"


def main():
    found = list(complaints(pathlib.Path(sys.argv[1]).resolve()))
    print("\n".join(found + [f"{len(found)} broken links"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
