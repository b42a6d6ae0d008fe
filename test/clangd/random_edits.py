"""Usage: random_edits.py BUILD DIRECTORY [--edits N] [--seconds N] [--seed N] [FILE...]

Types, deletes, cuts off and pastes at random in real files, in a running corolint-clangd: it must answer
every version that it is asked about, and its memory must not grow without end. Without files, those of
test/checks. Ends after so many edits, or seconds if those come first.

Where it does not answer, clangd itself is sent the same edits: what it does not survive either (LLVM 22 loops for
ever over the tokens of some comments that are open in the middle of an include) is counted, and is not ours.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import os
import pathlib
import random
import sys
import time

import lsp
from project import MOCKS, TEST, Project

TYPED = ["co_await ", "co_return", "co_yield 1;", "(", ")", "{", "}", ";", "<", ">", "template <class T> ",
         "[&] { ", "auto x = ", "return ", "if (", "for (;;) ", "try {", "} catch (...) {", "lock", ",", "&",
         "::", "\n#include <", "\"", "/*", "*/", "#if 0\n", "struct S : ", "using ", "requires "]
EDITS_OF_A_FILE = 20  # before it starts again from the text on disk: else it is soon only rubbish
MEMORY = 1.5  # times what is in use after the first fifth, at most


def edited(text, rng):
    """One edit: something typed, deleted, cut off, doubled, or swallowed by the cursor."""
    at = rng.randrange(len(text) + 1)
    kind = rng.randrange(6)
    if kind == 0:
        return text[:at] + rng.choice(TYPED) + text[at:]
    if kind == 1:
        return text[:at] + text[at + rng.randrange(1, 40):]
    if kind == 2:
        return text[: max(at, len(text) // 2)]
    if kind == 3:
        return text[:at] + text[at + 1:]
    if kind == 4:
        end = at + rng.randrange(1, 200)
        return text[:end] + text[at:end] + text[end:]
    lines = text.split("\n")
    del lines[rng.randrange(len(lines))]
    return "\n".join(lines)


def resident(server):
    """MiB in use."""
    pages = int(pathlib.Path(f"/proc/{server.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Editor:
    """Somebody at work in one server after the other."""

    def __init__(self, project, rng, patience):
        self.project, self.rng, self.patience = project, rng, patience
        self.stock = pathlib.Path(project.tools.clang).with_name("clangd")
        self.used = []  # memory after each edit
        self.theirs = 0  # edits that end clangd itself

    def session(self, edits):
        """So many edits of one file: the texts, and which of them are waited for."""
        text = self.source.read_text()
        # A text that was there before may get no new diagnostics: nothing changed for who looks only now.
        seen = {text, ""}
        for _ in range(edits):
            changed = edited(text, self.rng)
            if changed in seen:
                continue
            seen.add(changed)
            text = changed
            # As fast as a person types, most versions are overtaken before anybody has looked at them.
            yield text, self.rng.randrange(3) == 0
        yield text + "\n// the end\n", True

    def play(self, server, texts, each=lambda: None):
        server.open(self.source)
        for text, wait in texts:
            server.change(self.source, text, wait=wait)
            each()
        server.close(self.source)

    def run(self, sources, edits, seconds):
        end = time.monotonic() + seconds
        while edits > 0 and time.monotonic() < end:
            try:
                with self.project.serve(patience=self.patience) as server:
                    while edits > 0 and time.monotonic() < end:
                        self.source = self.rng.choice(sources)
                        texts = list(self.session(min(EDITS_OF_A_FILE, edits)))
                        edits -= EDITS_OF_A_FILE
                        self.play(server, texts, lambda: self.used.append(resident(server)))
            except lsp.Failure as failure:
                try:
                    with self.project.serve(server=self.stock, patience=self.patience) as server:
                        self.play(server, texts)
                except lsp.Failure:
                    self.theirs += 1
                    continue
                raise failure


def test():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("directory")
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=lsp.LIMIT, help="seconds for one answer")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    project = Project(options.build, options.directory)
    files = options.files or sorted((TEST / "checks").glob("*.cpp"))
    sources = [project.add(path.name, path.read_text()) for path in files]
    project.add(".clang-tidy", "Checks: 'coro-*'")
    project.database(sources, *([] if options.files else [MOCKS]))
    editor = Editor(project, random.Random(options.seed), options.patience)
    editor.run(sources, options.edits, options.seconds)
    used = editor.used
    early, late = max(used[: len(used) // 5]), max(used[-len(used) // 5:])
    print(f"{len(used)} edits sent; {early:.0f} MiB in the first fifth, {late:.0f} in the last; "
          f"{editor.theirs} times clangd itself gave no answer")
    if len(used) >= 1000 and late > MEMORY * early:
        raise lsp.Failure("memory grows")


lsp.main(test)
