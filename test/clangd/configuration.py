"""Usage: configuration.py BUILD DIRECTORY

Which checks run in the editor: on without configuration; `.clang-tidy`, `.clangd` and NOLINT win. Each case
is a directory with the same source and its own configuration.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import sys

import lsp
from project import MOCKS, Project, expect

SOURCE = """#include <generic/lazy_task.h>
#include <cstdio>
lib::task<int> fetch();
double half() { return 1 / 2; }
lib::task<void> run() {
  fetch();
  (void)fetch();%s
  std::fclose(std::fopen("state", "r"));
  co_return;
}
"""
DROPPED, VOIDED, FILES = "coro-unawaited-task", "coro-voided-lazy-task", "coro-blocking-file-io"
OTHER = "bugprone-integer-division"  # of clangd's own default set


def clangd(*lines):
    return "Diagnostics:\n" + "".join(f"  {line}\n" for line in lines)


# name: (.clang-tidy, .clangd, what is found)
CASES = {
    "nothing": (None, None, {DROPPED, VOIDED, OTHER}),
    # A project that turns everything off for clang-tidy has not heard of corolint yet.
    "others": ("Checks: '-*,misc-unused-using-decls'", None, {DROPPED, VOIDED}),
    "all-others": ("Checks: '*'", None, {DROPPED, VOIDED, OTHER}),
    "less": ("Checks: '-coro-unawaited-task'", None, {VOIDED, OTHER}),
    "more": ("Checks: 'coro-blocking-file-io'", None, {DROPPED, VOIDED, FILES, OTHER}),
    "none-of-ours": ("Checks: '-coro-*'", None, {OTHER}),
    "one-of-ours": ("Checks: '-coro-*,coro-voided-lazy-task'", None, {VOIDED, OTHER}),
    "preset": ("CheckOptions: {coro.Preset: server-2026}", None, {DROPPED, VOIDED, FILES, OTHER}),
    "smaller-preset": ("Checks: 'coro-*'\nCheckOptions: {coro.Preset: test-2026}", None, {DROPPED, OTHER}),
    "last-is-off": ("Checks: 'bugprone-*,-*'", None, set()),
    "remove": (None, clangd("ClangTidy:", "  Remove: coro-unawaited-task"), {VOIDED, OTHER}),
    "add": (None, clangd("ClangTidy:", "  Add: coro-blocking-file-io"),
            {DROPPED, VOIDED, FILES, OTHER}),
    "remove-all": (None, clangd("ClangTidy:", "  Remove: '*'"), set()),
    "remove-ours": (None, clangd("ClangTidy:", "  Remove: 'coro-*'"), {OTHER}),
    "suppress": (None, clangd("Suppress: coro-voided-lazy-task"), {DROPPED, OTHER}),
    "clangd-wins": ("Checks: 'coro-blocking-file-io'",
                    clangd("ClangTidy:", f"  Remove: {FILES}"), {DROPPED, VOIDED, OTHER}),
    "strict": (None, clangd("ClangTidy:", "  FastCheckFilter: Strict"), {DROPPED, VOIDED, OTHER}),
}


def checks(diagnostics):
    """Ours, and the one of others that the source has a place for."""
    return {d["code"] for d in diagnostics
            if str(d.get("code")).startswith("coro-") or d.get("code") == OTHER}


def test():
    build, directory = sys.argv[1:]
    project = Project(build, directory)
    sources = {}
    for name, (tidy, config, _) in CASES.items():
        sources[name] = project.add(f"{name}/a.cpp", SOURCE % "")
        for file, text in ((".clang-tidy", tidy), (".clangd", config)):
            if text:
                project.add(f"{name}/{file}", text)
    silenced = project.add("nolint/a.cpp", SOURCE % "  // NOLINT(coro-voided-lazy-task)")
    project.database([*sources.values(), silenced], MOCKS)
    with project.serve() as server:
        for name, (_, _, wanted) in CASES.items():
            expect(checks(server.open(sources[name])), wanted, name)
        expect(checks(server.open(silenced)), {DROPPED, OTHER}, "NOLINT")
        # Typed in the editor, it counts at once.
        text = (SOURCE % "").replace("  fetch();", "  fetch();  // NOLINT")
        expect(checks(server.change(sources["nothing"], text)), {VOIDED, OTHER}, "NOLINT typed")


lsp.main(test)
