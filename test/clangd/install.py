"""Usage: install.py BUILD DIRECTORY CMAKE

Installed anywhere, it finds the compiler's own headers and the pages of the checks; a resource directory that
the user names is not named twice; what is not ours keeps clangd's links.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import os
import sys

import lsp
from project import MOCKS, Project, expect, toolchain

SOURCE = """#include <generic/lazy_task.h>
#include <stddef.h>
lib::task<int> fetch();
double half() { return 1 / 2; }
lib::task<void> run() {
  fetch();
  co_return;
}
"""


def opened(project, server, source, *options):
    with project.serve(*options, server=server) as running:
        diagnostics = running.open(source)
    expect([d for d in diagnostics if d["severity"] == 1], [], "errors")
    expect(sorted(d["code"] for d in diagnostics if d.get("source") == "clang-tidy"),
           ["bugprone-integer-division", "coro-unawaited-task"], "findings")
    return {d["code"]: d["codeDescription"]["href"] for d in diagnostics
            if "codeDescription" in d}


def test():
    build, directory, cmake = sys.argv[1:]
    project = Project(build, directory)
    source = project.add("a.cpp", SOURCE)
    project.database([source], MOCKS)
    prefix = project.root / "a prefix"
    done = toolchain.run([cmake, "--install", project.tools.build, "--prefix", prefix], project.root)
    expect(done.status, 0, "cmake --install")
    server = prefix / "bin" / "corolint-clangd"
    links = opened(project, server, source)
    expect(lsp.path_of(links["coro-unawaited-task"]),
           prefix / "share/doc/corolint/checks/unawaited-task.md", "the page")
    expect(links["bugprone-integer-division"],
           "https://clang.llvm.org/extra/clang-tidy/checks/bugprone/integer-division.html",
           "clangd's own link")
    resource = toolchain.run([project.tools.clang, "-print-resource-dir"], project.root).out.strip()
    opened(project, server, source, f"--resource-dir={resource}")
    os.environ["CLANGD_FLAGS"] = f"--resource-dir={resource}"
    opened(project, server, source)


lsp.main(test)
