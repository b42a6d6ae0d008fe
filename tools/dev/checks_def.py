"""Reads lib/checks/checks.def, the one list of checks, for the scripts and the tests of the tree."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
_LINE = re.compile(r'CHECK\("(?P<name>[^"]*)", (?P<cls>\w+), (?P<category>\w+), (?P<default>On|Off), '
                   r'(?P<fix>None|Suggested|Safe), "(?P<summary>[^"]*)"\)$')


@dataclasses.dataclass
class Check:
    name: str
    cls: str
    category: str
    default: str
    fix: str
    summary: str

    def line(self):
        return (f'CHECK("{self.name}", {self.cls}, {self.category}, {self.default}, {self.fix}, '
                f'"{self.summary}")')

    def source(self, root=ROOT):
        return root / "lib" / "checks" / f"{self.name}.cpp"

    def test(self, root=ROOT):
        return root / "test" / "checks" / f"{self.name}.cpp"

    def page(self, root=ROOT):
        return root / "docs" / "checks" / f"{self.name}.md"


def path(root=ROOT):
    return root / "lib" / "checks" / "checks.def"


def read(root=ROOT):
    """Every check, in the order of the file. Raises ValueError with file:line for a line it cannot
    read."""
    checks = []
    for number, line in enumerate(path(root).read_text().splitlines(), 1):
        if not line.strip() or line.startswith("//"):
            continue
        match = _LINE.match(line)
        if not match:
            raise ValueError(f"{path(root)}:{number}: not CHECK(\"name\", Class, Category, On|Off, "
                             "None|Suggested|Safe, \"summary\")")
        checks.append(Check(**match.groupdict()))
    return checks


def category_titles(root=ROOT):
    """{"Blocking": "blocking call", ...}, from the function that the programs use."""
    source = (root / "lib" / "checks" / "common" / "registry.cpp").read_text()
    return dict(re.findall(r'case Category::(\w+):\s*return "([^"]+)";', source))
