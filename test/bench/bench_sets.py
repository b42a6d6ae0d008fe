"""What the benchmark runs on: sets of units, each a compile database of its own, with clang's commands."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import os
import pathlib
import shlex
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "docs/examples/chat-server"

# Options that name an output, and their values: the benchmark says what is made.
_WITH_VALUE = {"-o", "-MF", "-MT", "-MQ"}
_ALONE = {"-c", "-MD", "-MMD", "-MP", "-S", "-fsyntax-only"}
# A precompiled header that somebody made already; --without-pch takes it out.
_PRECOMPILED = {"-include-pch"}


class Unit:
    """A source and how it is compiled: flags only, neither compiler nor source nor output."""

    def __init__(self, file, directory, flags):
        self.file, self.directory, self.flags = pathlib.Path(file), pathlib.Path(directory), flags

    def entry(self, compiler):
        return {"directory": str(self.directory), "file": str(self.file),
                "arguments": [str(compiler), *self.flags, "-c", str(self.file)]}


class UnitSet:
    def __init__(self, name, title, units):
        self.name, self.title, self.units = name, title, units
        self.left_out = []

    def drop(self, files):
        """Leaves out what clang itself does not compile."""
        self.left_out += sorted(str(file) for file in files)
        self.units = [unit for unit in self.units if unit.file not in files]

    def write(self, directory, compiler):
        """The compile database of the set; returns its directory."""
        where = pathlib.Path(directory) / f"{self.name}-database"
        where.mkdir(exist_ok=True)
        entries = [unit.entry(compiler) for unit in self.units]
        (where / "compile_commands.json").write_text(json.dumps(entries, indent=1))
        return where


def _flags_of(entry, without_pch):
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    source = entry["file"]
    kept, skip = [], False
    for argument in arguments[1:]:
        if skip:
            skip = False
        elif argument in _WITH_VALUE or (without_pch and argument in _PRECOMPILED):
            skip = True
        elif argument in _ALONE or argument == source or argument.startswith("-o/"):
            pass
        else:
            kept.append(argument)
    return kept


def demo(directory):
    """A copy of the chat server, so that nothing that lies around its directory counts."""
    where = pathlib.Path(directory) / "chat-server"
    shutil.copytree(DEMO, where, dirs_exist_ok=True)
    return UnitSet("demo", "the demo: a chat server with Boost.Asio",
                   [Unit(source, where, ["-std=c++20", "-Wall"]) for source in sorted(where.glob("*.cpp"))])


def asio(examples):
    """The C++20 examples of a standalone Asio that was unpacked somewhere."""
    examples = pathlib.Path(examples).resolve()
    include = next((up / "include" for up in [examples, *examples.parents]
                    if (up / "include/asio.hpp").exists()), None)
    if not include:
        raise SystemExit(f"bench: {examples}: no include/asio.hpp beside or above it")
    sources = sorted(examples.rglob("*.cpp"))
    return UnitSet("asio", "Asio's C++20 examples",
                   [Unit(source, examples, ["-std=c++20", "-isystem", str(include)]) for source in sources])


def database(path, without_pch, limit=None):
    """The units of a compile database, each with its first command."""
    path = pathlib.Path(path).resolve()
    if path.is_dir():
        path /= "compile_commands.json"
    units = {}
    for entry in json.loads(path.read_text()):
        file = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
        if file not in units:
            units[file] = Unit(file, entry["directory"], _flags_of(entry, without_pch))
    chosen = [units[file] for file in sorted(units)][:limit]
    if not chosen:
        raise SystemExit(f"bench: {path}: no units")
    return UnitSet("database", "a compile database", chosen)
