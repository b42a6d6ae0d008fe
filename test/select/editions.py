#!/usr/bin/env python3
"""Usage: editions.py RELEASED

Compares the editions in lib/checks/presets.def with those that were released, one a line: `name-year: check...`.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools" / "dev"))
import checks_def  # noqa: E402
import presets_def  # noqa: E402


def complaints(released):
    presets, editions = presets_def.read()
    now = {f"{edition.name}-{edition.year}": set(edition.checks) for edition in editions}
    names = {check.name for check in checks_def.read()}
    for line in released:
        name, _, checks = line.partition(":")
        if name not in now:
            yield f"{name}: is gone"
        elif difference := now[name] ^ set(checks.split()):
            yield f"{name}: changed: {' '.join(sorted(difference))}"
    for name, checks in now.items():
        if not any(line.startswith(f"{name}:") for line in released):
            yield f"{name}: not in the list of what was released; add it"
        for check in sorted(checks - names):
            yield f"{name}: no check is called {check}"
    for year in {edition.year for edition in editions}:
        for preset in presets:
            if f"{preset.name}-{year}" not in now:
                yield f"{preset.name}-{year}: missing"


def main():
    found = list(complaints(pathlib.Path(sys.argv[1]).read_text().splitlines()))
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
