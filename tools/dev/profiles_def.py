"""Reads lib/profile/data/*.yaml, as far as a table of libraries needs: what a profile speaks of, and what it
was held against. The files are ours and written in one style; `corolint profile check` is what reads YAML."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import dataclasses
import re

import checks_def

# The keys whose values are names of a library's.
_NAMES = "functions|methods|constructors|returning|names"


@dataclasses.dataclass
class Profile:
    library: str
    title: str
    against: str  # The versions that its names were compared with; empty when nobody says.
    sections: dict  # From a key at the margin to its text.

    def has(self, *sections):
        return any(section in self.sections for section in sections)

    def names(self, section):
        """All names in a section, each once."""
        text = self.sections.get(section, "")
        found = set()
        for inline in re.findall(rf"\b(?:{_NAMES}): *\[([^\]]*)\]", text):
            found.update(re.findall(r'"[^"]*"|[^\s,"]+', inline))
        for block in re.findall(rf"^ *(?:- )?(?:{_NAMES}): *\n((?: +- .*\n|\s*#.*\n)+)", text, re.M):
            found.update(re.findall(r"^ +- (.*?) *$", block, re.M))
        return {name.strip('"') for name in found}

    def values(self, section, key):
        """What a key of a section's entries is, each value once, in the order of the file."""
        text = self.sections.get(section, "")
        return list(dict.fromkeys(re.findall(rf"^ *(?:- )?{key}: *([\w-]+)", text, re.M)))

    def mentions(self, section, text):
        return text in self.sections.get(section, "")


def read(root=checks_def.ROOT):
    """Every built-in profile, in alphabetical order. Raises ValueError for a file it cannot read."""
    profiles = []
    for path in sorted((root / "lib/profile/data").glob("*.yaml")):
        text = "".join(line for line in path.read_text().splitlines(True) if not line.startswith("#"))
        parts = re.split(r"^([a-z-]+):", text, flags=re.M)[1:]
        sections = dict(zip(parts[::2], parts[1::2]))
        if "library" not in sections or "title" not in sections:
            raise ValueError(f"{path}: no 'library' or no 'title'")
        against = re.search(r'^ *against: *"(.*)"$', sections.get("verify", ""), re.M)
        profiles.append(Profile(sections["library"].strip(), sections["title"].strip().strip('"'),
                                against[1] if against else "", sections))
    return profiles
