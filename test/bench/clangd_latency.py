"""Usage: clangd_latency.py BUILD DIRECTORY [--rounds N] [--limit RATIO] [--file FILE -- FLAG...]

What the checks cost in the editor: corolint-clangd against the clangd of the same LLVM, in pairs, one right
after the other and with the order changed every time. Measured are the time from opening a file to its
diagnostics, and from an edit to the diagnostics of the edited text; both for the chat server, or for FILE. The
ratio is the median of the ratios of the pairs. Fails when one is above the limit.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import pathlib
import statistics
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "clangd"))
import lsp  # noqa: E402
from project import Project  # noqa: E402

EDITS = 3


def measure(project, server, source):
    """Seconds and seconds of processor time, to the first diagnostics and to those after an edit."""
    def cost():
        fields = pathlib.Path(f"/proc/{running.process.pid}/stat").read_text().rsplit(")")[1].split()
        return time.monotonic(), (int(fields[11]) + int(fields[12])) / 100

    # FILE stays where it is, which may be far from the database.
    with project.serve(f"--compile-commands-dir={project.root}", server=server) as running:
        before = cost()
        running.open(source)
        first = [b - a for a, b in zip(before, cost())]
        text = running.texts[lsp.uri_of(source)]
        before = cost()
        for number in range(EDITS):
            running.change(source, text + f"\nint edit{number};\n")
        edit = [(b - a) / EDITS for a, b in zip(before, cost())]
    return {"first": first, "edit": edit}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("directory")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=1.10)
    parser.add_argument("--file", type=pathlib.Path)
    at = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options, flags = parser.parse_args(sys.argv[1:at]), sys.argv[at + 1:]
    project = Project(options.build, options.directory)
    sources = [options.file.resolve()] if options.file else project.add_example()
    project.database(sources, *flags)
    stock = pathlib.Path(project.tools.clang).with_name("clangd")
    bad = False
    for source in sources:
        pairs = []
        for number in range(options.rounds):
            order = [("stock", stock), ("ours", project.server)]
            pairs.append({name: measure(project, server, source)
                          for name, server in (order if number % 2 else order[::-1])})
        for what in ("first", "edit"):
            for unit, name in enumerate(("elapsed", "processor")):
                ratios = [pair["ours"][what][unit] / pair["stock"][what][unit] for pair in pairs]
                times = [statistics.median(pair[who][what][unit] for pair in pairs)
                         for who in ("stock", "ours")]
                ratio = statistics.median(ratios)
                print(f"{source.name}: {what}: {name}: {times[0]:.2f} s, {times[1]:.2f} s, "
                      f"ratio {ratio:.3f} ({min(ratios):.3f} to {max(ratios):.3f})", flush=True)
                bad |= name == "elapsed" and ratio > options.limit
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
