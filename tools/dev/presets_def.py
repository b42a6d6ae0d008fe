"""Reads lib/checks/presets.def, the presets and their editions, for the scripts and the tests of the tree."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import dataclasses
import fnmatch
import re

import checks_def

_PRESET = re.compile(r'PRESET\("(?P<name>[^"]*)", "(?P<difference>[^"]*)", "(?P<summary>[^"]*)"\)$')
_EDITION = re.compile(r'EDITION\((?P<year>\d{4}), "(?P<name>[^"]*)", "(?P<checks>[^"]*)"\)$')


@dataclasses.dataclass
class Preset:
    name: str
    difference: str
    summary: str


@dataclasses.dataclass
class Edition:
    year: int
    name: str
    checks: list


def path(root=checks_def.ROOT):
    return root / "lib" / "checks" / "presets.def"


def read(root=checks_def.ROOT):
    """(presets, editions), in the order of the file. Raises ValueError with file:line."""
    presets, editions = [], []
    for number, line in enumerate(path(root).read_text().splitlines(), 1):
        if not line.strip() or line.startswith("//"):
            continue
        if match := _PRESET.match(line):
            presets.append(Preset(**match.groupdict()))
        elif match := _EDITION.match(line):
            editions.append(Edition(int(match["year"]), match["name"], match["checks"].split(",")))
        else:
            raise ValueError(f'{path(root)}:{number}: neither PRESET("name", "difference", "summary") '
                             'nor EDITION(year, "name", "checks")')
    return presets, editions


def members(preset, checks):
    """The names of the checks of a preset that grows."""
    names = []
    for check in checks:
        is_in = check.default == "On"
        for glob in filter(None, preset.difference.split(",")):
            if fnmatch.fnmatchcase(check.name, glob.removeprefix("-")):
                is_in = not glob.startswith("-")
        if is_in:
            names.append(check.name)
    return names
