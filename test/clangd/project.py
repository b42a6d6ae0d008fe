"""A project in a scratch directory, and what the tests of corolint-clangd do with one."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import difflib
import json
import pathlib
import shutil
import sys

TEST = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TEST / "harness"))
import lsp  # noqa: E402
import toolchain  # noqa: E402

MOCKS = f"-I{TEST / 'inputs/include'}"  # the mocked libraries; not together with the real ones
# The background index of a large project takes minutes, and clangd waits for it when it ends.
QUIET = ["--log=error", "--background-index=0"]


class Project:
    def __init__(self, build, directory):
        self.tools = toolchain.Toolchain(build)
        self.server = str(self.tools.build / "bin" / "corolint-clangd")
        self.root = pathlib.Path(directory).resolve()
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)

    def add(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def add_example(self):
        """The chat server of docs/examples; returns its sources."""
        for path in sorted((TEST.parent / "docs/examples/chat-server").iterdir()):
            shutil.copy(path, self.root)
        return [self.root / "chat.cpp", self.root / "main.cpp"]

    def database(self, sources, *flags):
        """Writes compile_commands.json."""
        self.flags = ["-std=c++20", *flags]
        command = [self.tools.clang, *self.flags]
        self.add("compile_commands.json", json.dumps([
            {"directory": str(self.root), "file": str(path),
             "arguments": [*command, "-c", str(path)]} for path in sources]))

    def serve(self, *options, server=None, capabilities=None, patience=lsp.LIMIT):
        return lsp.Server([server or self.server, *QUIET, *options], self.root,
                          self.root / "clangd.log", capabilities, patience)

    def lint(self, *options):
        """The command's findings, as it prints them in JSON, but with absolute paths."""
        done = toolchain.run([self.tools.corolint, "-p", self.root, "--format=json", *options],
                             self.root)
        if done.status not in (0, 1):
            raise lsp.Failure(str(done))
        findings = json.loads(done.out)["findings"]
        for finding in findings:
            finding["file"] = str(self.root / finding["file"])
        return findings

    def fix(self, mode):
        toolchain.run([self.tools.corolint, "-p", self.root, mode], self.root)

    def compile(self, path):
        done = toolchain.run([self.tools.clang, *self.flags, "-fsyntax-only", path], self.root)
        if done.status:
            raise lsp.Failure(f"{path} does not compile:\n{done}")


def expect(said, wanted, what):
    if said == wanted:
        return
    if isinstance(said, str) and isinstance(wanted, str) and "\n" in said + wanted:
        lines = difflib.unified_diff(wanted.splitlines(), said.splitlines(), "should", "is", lineterm="")
        raise lsp.Failure("\n".join([f"{what}:", *lines]))
    raise lsp.Failure(f"{what}:\n  is     {said}\n  should {wanted}")
