#!/usr/bin/env python3
"""Usage: test/bench/flow_growth.py [--build DIR] [--blocks N,N,...] [--runs N]

How the cost of the checks grows with the size of one coroutine. Bodies of several shapes are generated,
from 10 to 10,000 basic blocks; each is linted with every check and with none that follows control flow,
and given to `clang++ -fsyntax-only`, all in one run. CPU seconds, medians. What matters is the last
column: cost for each block must not grow with the number of blocks.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import bench_modes

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "test/inputs/include"

HEAD = """#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <mutex>
#include <thread>
#include <vector>
cppcoro::task<int> load(int key);
std::mutex mutex_;
int total_ = 0;
cppcoro::task<int> body(cppcoro::static_thread_pool &pool, cppcoro::io_service &io, int x) {
"""

# One unit of each shape is a few blocks; {0} is its number.
SHAPES = {
    "branches": "  if (x & {0}) total_ += co_await load({0}); else x ^= {0};\n",
    "loops": "  for (int i{0} = x; i{0} < {0}; ++i{0}) {{ if (i{0} & 1) continue; co_await load(i{0}); }}\n",
    "guards": "  {{ std::unique_lock l{0}(mutex_); total_ += {0}; if (x > {0}) l{0}.unlock(); }} co_await load({0});\n",
    "open guards": "  std::unique_lock l{0}(mutex_); total_ += {0}; if (x == {0}) co_return 1; l{0}.unlock(); co_await load({0});\n",
    "tasks": "  auto t{0} = load({0}); if (x == {0}) co_return 0; total_ += co_await std::move(t{0});\n",
    "open tasks": "  auto t{0} = load({0}); if (x == {0}) co_return 0;\n",
    "hops": "  if (x == {0}) co_await pool.schedule(); else co_await io.schedule();\n",
}
TAIL = {"open tasks": "  total_ += co_await std::move(t{0});\n"}


def body(shape, units):
    text = "".join(SHAPES[shape].format(i + 1) for i in range(units))
    tail = TAIL.get(shape, "")
    return HEAD + text + "".join(tail.format(i + 1) for i in range(units)) + "  co_return x;\n}\n"


def blocks_of(path, llvm):
    """The number of basic blocks, as clang counts them."""
    dump = subprocess.run([f"clang++-{llvm}", "--analyze", "-std=c++20", f"-I{INCLUDE}", "-Xclang",
                           "-analyzer-checker=debug.DumpCFG", path],
                          capture_output=True, text=True, check=False, cwd=path.parent).stderr
    at = dump.rfind(" body(")
    return len(re.findall(r"^ \[B\d+", dump[at:] if at >= 0 else dump, re.M))


def seconds(command, runs, statuses):
    """User and system time of a command, the median of several runs."""
    taken = []
    for _ in range(runs):
        cost = bench_modes.run(command, pathlib.Path.cwd())
        if cost.status not in statuses:
            sys.exit(f"flow_growth: {' '.join(map(str, command))}: status {cost.status}\n{cost.text}")
        taken.append(cost.cpu)
    return statistics.median(taken)


def measure(options):
    llvm = re.search(r"corolint [\d.]+ \(LLVM (\d+)", subprocess.run(
        [options.corolint, "--version"], capture_output=True, text=True, check=True).stdout)[1]
    flags = ["-std=c++20", f"-I{INCLUDE}"]
    print(f"{'shape':12} {'units':>6} {'blocks':>7} {'clang++':>8} {'no flow':>8} {'all':>8}"
          f" {'flow':>8} {'us/block':>9}")
    with tempfile.TemporaryDirectory() as temp:
        for shape in options.shapes:
            # How many blocks a unit makes is asked once, of a body that is small.
            probe = pathlib.Path(temp) / "probe.cpp"
            probe.write_text(body(shape, 20))
            each = max(1.0, blocks_of(probe, llvm) / 20)
            for wanted in options.blocks:
                units = max(1, round(wanted / each))
                path = pathlib.Path(temp) / "body.cpp"
                path.write_text(body(shape, units))
                clang = seconds([f"clang++-{llvm}", "-fsyntax-only", *flags, path], options.runs, [0])
                none = seconds([options.corolint, "--checks=-*,voided-lazy-task", path, "--", *flags],
                               options.runs, [0, 1])
                everything = seconds([options.corolint, "--checks=*", path, "--", *flags], options.runs,
                                     [0, 1])
                flow = everything - none
                print(f"{shape:12} {units:6} {wanted:7} {clang:8.2f} {none:8.2f} {everything:8.2f}"
                      f" {flow:8.2f} {flow / wanted * 1e6:9.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--blocks", default="10,100,1000,10000",
                        type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--shapes", default=list(SHAPES), type=lambda text: text.split(","),
                        help=f"some of: {', '.join(SHAPES)}")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    options.corolint = options.build / "bin/corolint"
    if not options.corolint.exists():
        sys.exit(f"flow_growth: {options.corolint} does not exist; tools/dev/build makes it")
    measure(options)


if __name__ == "__main__":
    main()
