#!/usr/bin/env python3
"""Usage: tree.py RULE

What holds for the tree of sources as a whole. Each rule is a function below that yields complaints;
exit status 1 when there are any.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "dev"))
import checks_def  # noqa: E402

CHECK_LINES, SOURCE_LINES = 350, 500
CASES = 6  # that a check's test has of each sort, at least


def files():
    """Every file of the tree: what git knows or would add, or, without git, all but builds."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = {ROOT / name for name in listed.stdout.split("\0") if name}
    else:
        paths = {path for path in ROOT.rglob("*")
                 if not re.match(r"(build|\.git|\.cache)", path.relative_to(ROOT).parts[0])
                 and "__pycache__" not in path.parts}
    return sorted(path for path in paths if path.is_file() and not path.is_symlink())


def text_of(path):
    data = path.read_bytes()
    return None if b"\0" in data else data.decode("utf-8", "replace")


def name_of(path):
    return str(path.relative_to(ROOT))


def sources(*suffixes):
    """The program's own sources: not the tests' inputs, not the users' examples."""
    return [path for path in files()
            if path.suffix in suffixes and name_of(path).startswith(("lib/", "tools/"))]


def registry():
    """Every check has its source, test and page, and each of those has a line in checks.def."""
    checks = checks_def.read(ROOT)
    names = [check.name for check in checks]
    if names != sorted(names):
        yield "checks.def: the lines are not sorted by name"
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"checks.def: {name} is there more than once"
    titles = checks_def.category_titles(ROOT)
    for check in checks:
        if not re.fullmatch(r"[a-z]+(-[a-z]+)+", check.name):
            yield f"checks.def: {check.name}: a name is two or more words in a-z, joined by hyphens"
        if check.cls != "".join(part.capitalize() for part in check.name.split("-")):
            yield f"checks.def: {check.name}: the class is called {check.cls}"
        if check.category not in titles:
            yield f"checks.def: {check.name}: no category is called {check.category}"
        if not re.match(r"[A-Z].*\.$", check.summary):
            yield f"checks.def: {check.name}: the summary is no sentence"
        for path in (check.source(ROOT), check.test(ROOT), check.page(ROOT)):
            if not path.exists():
                yield f"{name_of(path)}: missing"
    for pattern in ("lib/checks/*.cpp", "test/checks/*.cpp", "docs/checks/*.md"):
        for path in sorted(ROOT.glob(pattern)):
            more = pattern.startswith("test/") and any(
                path.stem.startswith(f"{name}-") for name in names)  # a check may have several tests
            if path.stem not in names and not more:
                yield f"{name_of(path)}: no check in checks.def is called {path.stem}"


def case_counts():
    """A check's test shows enough that is reported, and enough that is not (`// ok: why`)."""
    for check in checks_def.read(ROOT):
        path = check.test(ROOT)
        if not path.exists():
            continue
        text = path.read_text()
        reported = len(re.findall(r"//\s*CHECK-MESSAGES[\w-]*:.*\bwarning: ", text))
        safe = len(re.findall(r"^\s*// ok: \S.*\n\s*(?!// ok:)\S", text, re.M))
        if reported < CASES:
            yield f"{name_of(path)}: {reported} reported cases, at least {CASES} are asked for"
        if safe < CASES:
            yield (f"{name_of(path)}: {safe} cases marked '// ok: why' directly above safe code, at "
                   f"least {CASES} are asked for")


def messages():
    """Messages are clang's style: lower case, no final period."""
    for path in sources(".cpp", ".h"):
        text = path.read_text()
        for call in re.finditer(r"\b(?:\w*D|d)iag\(", text):
            line = text.count("\n", 0, call.start()) + 1
            for message, starts, ends in message_literals(arguments(text, call.end())):
                if starts and not re.match(r"[a-z'%]", message):
                    yield f"{name_of(path)}:{line}: starts with no lower-case letter: {message!r}"
                if ends and message.endswith("."):
                    yield f"{name_of(path)}:{line}: ends with a period: {message!r}"


_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|//[^\n]*|\S', re.S)


def arguments(text, start):
    """The tokens of each argument of a call whose parenthesis opened before start."""
    found, depth = [[]], 0
    for match in _TOKEN.finditer(text, start):
        token = match[0]
        if token.startswith("//"):
            continue
        if token in "([{":
            depth += 1
        elif token in ")]}":
            depth -= 1
            if depth < 0:
                break
        if token == "," and not depth:
            found.append([])
        else:
            found[-1].append(token)
    return found


def message_literals(args):
    """(text, whether a message starts with it, whether one ends with it) of the string literals of a
    call; neighbouring literals are one string, a part of a sum is not the whole of a message."""
    for tokens in args:
        text, before = None, None
        for previous, token in zip([None, *tokens], [*tokens, None]):
            if token and token.startswith('"'):
                before = previous if text is None else before
                text = (text or "") + token[1:-1]
            elif text is not None:
                yield text, before != "+", token != "+"
                text = None


def llvm_version():
    """One header knows which LLVM this is."""
    for path in sources(".cpp", ".h"):
        if name_of(path) != "lib/llvm-compat.h" and "LLVM_VERSION_MAJOR" in path.read_text():
            yield f"{name_of(path)}: LLVM_VERSION_MAJOR belongs in lib/llvm-compat.h"


def sizes():
    """Files that can be read in one sitting."""
    for path in files():
        name = name_of(path)
        if not name.startswith(("lib/", "tools/", "test/harness/", "test/tree/", "cmake/")):
            continue
        text = text_of(path)
        code = path.suffix in (".cpp", ".h", ".py", ".cmake", "") and text is not None
        limit = CHECK_LINES if re.fullmatch(r"lib/checks/[^/]*\.cpp", name) else SOURCE_LINES
        if code and text.count("\n") > limit:
            yield f"{name}: {text.count(chr(10))} lines, {limit} are the limit"


def machine_paths():
    """Nothing depends on the machine of one developer."""
    # In pieces, so that this file does not complain about itself.
    private = re.compile(r"(?<![\w.~/-])/(?:" + "|".join(
        ["work" + "/", "root" + "/", "Users" + "/", r"home/(?!user\b|you\b|me\b)\w+/"]) + ")")
    for path in files():
        for number, line in enumerate((text_of(path) or "").splitlines(), 1):
            if match := private.search(line):
                yield f"{name_of(path)}:{number}: a path of one machine: {line[match.start():][:60]}"


RULES = {rule.__name__.replace("_", "-"): rule
         for rule in (registry, case_counts, messages, llvm_version, sizes, machine_paths)}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in RULES:
        print(f"{__doc__}\nRules: {', '.join(RULES)}", file=sys.stderr)
        return 2
    complaints = list(RULES[sys.argv[1]]())
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
