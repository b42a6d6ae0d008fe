"""Usage: shared_headers_checks.py COROLINT ROOT

Lints every fifth test of a check twice, with shared headers and without, in the current directory; fails when the
results differ, or when nothing was shared.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import re
import subprocess
import sys

corolint, root = sys.argv[1], pathlib.Path(sys.argv[2])
sources = sorted((root / "test/checks").glob("*.cpp"))[::5]
pathlib.Path("compile_commands.json").write_text(json.dumps(
    [{"directory": str(root / "test/checks"), "file": source.name, "arguments":
      ["c++", "-std=c++20", "-isystem", str(root / "test/inputs/include"), "-c", source.name]}
     for source in sources]))


def run(*arguments):
    done = subprocess.run([corolint, "-p", ".", "--no-cache", "--checks=*", "--format=json", "--verbose", *arguments],
                          capture_output=True, text=True, check=False)
    parsed = sum(int(count) for count in re.findall(r"^parsed once for (\d+) files", done.stderr, re.M))
    return json.loads(done.stdout), parsed


plain, none = run("--no-shared-headers")
shared, parsed = run()
assert none == 0 and parsed * 2 > len(sources), f"{none} and {parsed} of {len(sources)} files share headers"
assert len(plain["findings"]) > len(sources), "the tests of the checks have findings"
different = [f for f in plain["findings"] if f not in shared["findings"]]
different += [f for f in shared["findings"] if f not in plain["findings"]]
assert plain == shared, json.dumps(different[:5], indent=1)
