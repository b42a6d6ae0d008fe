"""How the cost grows with the number of units, and with the size of one."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import pathlib

from bench_modes import Bench, run
from bench_sets import Unit, UnitSet

INCLUDE = pathlib.Path(__file__).resolve().parents[2] / "test/inputs/include"
FLAGS = ["-std=c++20", f"-I{INCLUDE}"]

HEAD = """#include <cppcoro/io_service.hpp>
#include <cppcoro/task.hpp>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
cppcoro::task<int> load(int key);
inline std::mutex mutex_;
"""

# One coroutine of ten lines: a loop, a branch, a lock that ends before the suspension.
COROUTINE = """cppcoro::task<int> work{0}(int x) {{
  int total = 0;
  for (int i = x; i < {0}; ++i) {{
    if (i & 1) continue;
    {{ std::unique_lock lock(mutex_); total += i; }}
    total += co_await load(i);
  }}
  auto later = load(x);
  co_return total + co_await std::move(later);
}}
"""
LINES = COROUTINE.count("\n")


def source(number, lines):
    """A unit of about so many lines of coroutines; number makes it different from others."""
    first = number * 1000000 + 1
    return HEAD + "".join(COROUTINE.format(first + i) for i in range(max(1, lines // LINES)))


def many_units(tools, counts, modes, jobs, temp):
    """Yields the lines of a table; of its modes those that are asked for, warm with shared only."""
    modes = [mode for mode in ("syntax", "cold", "shared", "warm") if mode in modes]
    yield f"{'units':>8}" + "".join(f" {mode + ' s':>9} {'ms/unit':>8}" for mode in modes)
    where = pathlib.Path(temp) / "generated"
    where.mkdir(exist_ok=True)
    for number in counts:
        units = []
        for i in range(number):
            file = where / f"unit{i}.cpp"
            file.write_text(source(i, 30))
            units.append(Unit(file, where, FLAGS))
        bench = Bench(tools, UnitSet("units", "generated units", units), jobs, temp)
        cost = [bench.measure(mode).cpu for mode in modes]
        yield f"{number:8}" + "".join(f" {cpu:9.2f} {cpu / number * 1000:8.1f}" for cpu in cost)


def one_unit(tools, sizes, temp):
    """Yields the lines of a table."""
    yield f"{'lines':>8} {'syntax s':>9} {'cold s':>9} {'ratio':>7} {'cold us/line':>13} {'peak MB':>8}"
    file = pathlib.Path(temp) / "large.cpp"
    for lines in sizes:
        file.write_text(source(0, lines))
        syntax = run([tools.clang, "-fsyntax-only", *FLAGS, file], temp)
        cold = run([tools.corolint, "--no-cache", *tools.unshared, file, "--", *FLAGS], temp)
        if syntax.status or cold.status not in (0, 1):
            raise SystemExit(f"bench: a unit of {lines} lines: {syntax.text[-500:]}{cold.text[-500:]}")
        yield (f"{lines:8} {syntax.cpu:9.2f} {cold.cpu:9.2f} {cold.cpu / syntax.cpu:7.3f}"
               f" {cold.cpu / lines * 1e6:13.1f} {cold.peak / 1024:8.0f}")
