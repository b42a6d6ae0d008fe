#!/usr/bin/env python3
"""Usage: parity.py --build BUILD --temp DIRECTORY [--checks=GLOBS] FILE... -- FLAGS...

Every host says the same about each file: `corolint`, the compiler with the plugin, clang-tidy with the
plugin, and corolint-clangd where it is built. Compared are findings, places, words, notes and edits; where a
host cannot say the same, this file says why (look for "differs"). Fails, too, when there was nothing to
compare.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import contextlib
import json
import pathlib
import shutil
import sys

sys.dont_write_bytecode = True
import hosts  # noqa: E402
import lsp  # noqa: E402
import toolchain  # noqa: E402


def same(said, wanted, host):
    assert said == wanted, "\n".join(
        [f"only {host} says {line}" for line in said if line not in wanted] +
        [f"only corolint says {line}" for line in wanted if line not in said] or [f"{host}: another order"])


def compare_compiler(options, command):
    report, lines = hosts.compiler(options, command.source, command.flags)
    for said, wanted in zip(report["runs"][0]["results"], command.sarif["runs"][0]["results"]):
        assert said == wanted, (f"the compiler: {json.dumps(said, indent=1)}\n"
                                f"corolint: {json.dumps(wanted, indent=1)}")
    assert report == command.sarif, f"{len(report['runs'][0]['results'])} findings in the compiler, " \
                                    f"{len(command.sarif['runs'][0]['results'])} in corolint"
    same(lines, command.lines, "the compiler")


def compare_clang_tidy(options, command):
    lines, fixed = hosts.clang_tidy(options, command.source, command.flags)
    # clang-tidy differs in the order: it sorts by place and then by words, corolint by place and check.
    same(sorted(lines), sorted(command.lines), "clang-tidy")
    # clang-tidy differs in what it applies where fixes are in each other's way, and does not try whether the code
    # still compiles.
    wanted = command.fixed()
    assert wanted in (None, fixed), "clang-tidy --fix writes something else"


def matches(told, finding):
    # clangd differs in words: a capital at the beginning, and a remark behind when there is a fix. It marks a
    # whole call, corolint a place in it.
    return (told["check"] == finding["check"] and told["begin"] <= finding["offset"] <= told["end"] and
            told["message"][1:].startswith(finding["message"][1:]))


def is_by_macro(finding):
    return any(note["message"].startswith("expanded from macro") for note in finding["notes"])


def compare_clangd(server, command):
    source, text = command.source, command.source.read_text()
    left = hosts.clangd(server, source)
    for finding in command.findings:
        # clangd differs in files: it shows findings in the file that is open.
        if source.parent / finding["file"] != source:
            continue
        told = next((one for one in left if matches(one, finding)), None)
        assert told, f"not in clangd: {finding}"
        left.remove(told)
        # clangd differs in notes: those about no place are dropped, and so are those in what a macro is given;
        # those about macros are not made, and those with a fix are fixes.
        notes = [(source.parent / note["file"], note["line"], note["message"]) for note in finding["notes"]
                 if note["file"] and not note["fix"] and not note["message"].startswith("expanded from") and
                 not (is_by_macro(finding) and note["line"] == finding["line"])]
        said = [(file, line, message[0].lower() + message[1:]) for file, line, message in told["notes"]]
        wanted = [(file, line, message[0].lower() + message[1:]) for file, line, message in notes]
        same(said, wanted, "clangd")
        fixes = [fix for fix in [finding["fix"], *(note["fix"] for note in finding["notes"])] if fix]
        # clangd differs in fixes: it offers none that edits another file, or text that a macro made.
        wanted = [hosts.edited(text, fix) for fix in fixes
                  if all(source.parent / edit["file"] == source for edit in fix)]
        if not (is_by_macro(finding) and not told["fixes"]):
            assert told["fixes"] == wanted, f"clangd has other fixes for {finding}"
    assert not left, f"only in clangd: {left}"


def compare(options, server, source, flags):
    """Returns how many findings all hosts have, or raises AssertionError."""
    command = hosts.Command(options, source, flags)
    compare_compiler(options, command)
    compare_clang_tidy(options, command)
    if server:
        compare_clangd(server, command)
    return len(command.findings)


def prepare(options, files, flags):
    """Copies the files to a project of their own; returns their paths there."""
    root = options.temp.resolve()
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    sources = [pathlib.Path(shutil.copy(file, root)) for file in files]
    for directory in {file.resolve().parent for file in files}:
        for header in directory.glob("*.h"):
            shutil.copy(header, root)
    (root / ".clang-tidy").write_text(f"Checks: '{options.checks}'\nInheritParentConfig: false\n")
    (root / "compile_commands.json").write_text(json.dumps([
        {"directory": str(root), "file": str(source),
         "arguments": [options.clang, *flags, "-c", str(source)]} for source in sources]))
    return sources


def editor(options):
    """corolint-clangd, started, or nothing where it is not built."""
    binary = options.build / "bin" / "corolint-clangd"
    if not binary.exists():
        return contextlib.nullcontext()
    inline = {**lsp.EDITOR["textDocument"]["publishDiagnostics"], "codeActionsInline": True}
    capabilities = {**lsp.EDITOR,
                    "textDocument": {**lsp.EDITOR["textDocument"], "publishDiagnostics": inline}}
    return lsp.Server([binary, "--log=error", "--background-index=0"], options.temp.resolve(),
                      options.temp.resolve() / "clangd.log", capabilities)


def main():
    at = sys.argv.index("--")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--temp", type=pathlib.Path, required=True)
    parser.add_argument("--checks", default="coro-*", help="default: all")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args(sys.argv[1:at])
    flags = sys.argv[at + 1:]
    tools = toolchain.Toolchain(options.build)
    options.corolint, options.clang, options.clang_tidy = tools.corolint, tools.clang, tools.clang_tidy
    options.tidy_plugin = tools.plugin
    options.plugin = options.build / "lib" / "corolint-clang.so"
    findings = failed = 0
    sources = prepare(options, options.files, flags)
    with editor(options) as server:
        for source in sources:
            try:
                findings += compare(options, server, source, flags)
            except AssertionError as error:
                failed += 1
                print(f"FAILED: {source.name}: {error}")
    print(f"{len(sources)} files, {findings} findings in {4 if server else 3} hosts, {failed} files differ")
    return 1 if failed or not findings else 0


if __name__ == "__main__":
    sys.exit(main())
