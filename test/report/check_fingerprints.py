"""Usage: check_fingerprints.py COROLINT FLAG... Lints variants of a file and compares the fingerprints."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import re
import subprocess
import sys

corolint, flags = sys.argv[1], sys.argv[2:]
BASE = """#include <generic/lazy_task.h>
lib::task<int> fetch(int, int = 0);
namespace shop {
struct Client {
  lib::task<void> first();
  lib::task<void> second() {
    fetch(1);
    co_return;
  }
};
lib::task<void> Client::first() {
  fetch(1);
  fetch(2);
  auto inner = []() -> lib::task<void> {
    fetch(3);
    co_return;
  };
  co_await inner();
}
template <typename T> lib::task<void> third() {
  fetch(1);
  co_return;
}
template lib::task<void> third<int>();
}
"""


def lint(text, name="a.cpp", directory="."):
    """(the call, the function, the fingerprint) of each finding, in the order of the report."""
    place = pathlib.Path(directory)
    (place / ".git").mkdir(parents=True, exist_ok=True)
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(text)
    result = subprocess.run([corolint, "--format=json", name, "--", *flags], cwd=place, check=False,
                            capture_output=True, text=True)
    assert result.returncode in (0, 1), (result.returncode, result.stderr)
    out = []
    for finding in json.loads(result.stdout)["findings"]:
        span = finding["range"]
        call = re.sub(r"\s", "", text.encode()[span["offset"]:][:span["length"]].decode())
        assert re.fullmatch("[0-9a-f]{32}", finding["fingerprint"]), finding
        out.append((call, finding["function"], finding["fingerprint"]))
    return out


def variant(old, new, count=1):
    assert old in BASE, old
    return lint(BASE.replace(old, new, count))


base = lint(BASE)
assert [(call, function) for call, function, _ in base] == [
    ("fetch(1)", "shop::Client::second"), ("fetch(1)", "shop::Client::first"), ("fetch(2)", "shop::Client::first"),
    ("fetch(3)", "shop::Client::first"), ("fetch(1)", "shop::third")], base
assert len({name for *_, name in base}) == len(base), base

# What leaves a finding what it is.
same = {
    "moved lines": lint("\n// more\n\n" + BASE),
    "another indentation": lint(BASE.replace("\n  ", "\n\t\t")),
    "wrapped": lint(BASE.replace("fetch(1);", "fetch(\n      1);")),
    "a comment on the line": lint(BASE.replace("fetch(1);", "fetch(1); // why")),
    "another statement in the function": lint(BASE.replace("co_return;", "int other = 0;\n (void)other;\n co_return;")),
    "other functions": lint(BASE.replace("namespace shop {", "lib::task<void> more() { co_return; }\nnamespace shop {")),
    "Windows line ends": lint(BASE.replace("\n", "\r\n")),
    "elsewhere on disk": lint(BASE, directory="other/place"),
}
for what, found in same.items():
    assert [name for *_, name in found] == [name for *_, name in base], (what, found)
# From a directory below the root of the project as from the root.
pathlib.Path("below").mkdir()
found = json.loads(subprocess.run([corolint, "--format=json", "../a.cpp", "--", *flags], cwd="below", check=False,
                                  capture_output=True, text=True).stdout) if lint(BASE) else None
assert [f["fingerprint"] for f in found["findings"]] == [name for *_, name in base]

# What makes it another one.
different = {
    "another argument": variant("fetch(1);", "fetch(1, 2);"),
    "another function": variant("lib::task<void> second()", "lib::task<void> renamed()"),
    "another file": lint(BASE, name="b.cpp"),
    "another directory": lint(BASE, name="sub/a.cpp"),
}
for what, found in different.items():
    assert found[0][2] != base[0][2], what
assert different["another argument"][1:] == base[1:], "and only that one"

# Equal findings in one function are told apart; one more leaves the names of those above it, and of those in other
# functions, alone.
twice = variant("  fetch(1);\n  fetch(2);", "  fetch(1);\n  fetch(2);\n  fetch(1);")
assert len({name for *_, name in twice}) == 6
assert [row for row in twice if row in base] == base
