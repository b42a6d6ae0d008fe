"""Usage: editor.py BUILD DIRECTORY neovim|emacs

A real editor opens a file of a project, waits for the finding, applies the quick fix through its own LSP
client and saves: the file on disk is then what `corolint --fix` makes of it, and compiles. Once with the fix
of a warning, once with the fix of a note.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import os
import pathlib
import sys

import lsp
from project import MOCKS, Project, expect, toolchain

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = """#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run() {
  %s;
  co_return;
}
"""
CASES = [("--fix", "coro-unawaited-task", "fetch()"),
         ("--fix=all", "coro-voided-lazy-task", "(void)fetch()")]


def command(editor):
    if editor == "neovim":
        return ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n",
                "-c", f"luafile {HERE / 'neovim.lua'}"]
    return ["emacs", "--batch", "-l", HERE / "emacs.el"]


def test():
    build, directory, editor = sys.argv[1:]
    for number, (mode, check, statement) in enumerate(CASES):
        project = Project(build, f"{directory}/{number}")
        file = project.add("a.cpp", SOURCE % statement)
        project.database([file], MOCKS)
        project.fix(mode)
        wanted = file.read_text()
        expect(wanted != SOURCE % statement, True, f"{mode} fixes the file")
        file.write_text(SOURCE % statement)
        # Nothing of the user who runs the tests: no configuration, no files left in the home directory.
        home = project.root / "home"
        home.mkdir()
        done = toolchain.run(command(editor), project.root, env={
            "SERVER": project.server, "FILE": str(file), "CHECK": check, "HOME": str(home),
            "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_DATA_HOME": str(home),
            "PATH": os.environ["PATH"]})
        if done.status:
            raise lsp.Failure(str(done))
        expect(file.read_text(), wanted, f"a.cpp after {editor} applied the fix of {check}")
        project.compile(file)


lsp.main(test)
