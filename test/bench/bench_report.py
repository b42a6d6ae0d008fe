"""What the benchmark says: its table, the goals, a chart."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import statistics

from bench_modes import MODES

# (what, sets it is asked of, what is measured, of what, limit)
GOALS = (
    ("one Boost.Asio program, cold, vs clang++ -fsyntax-only", ("demo",), "cpu", "cold", "syntax", 0.60),
    ("the same vs clang-tidy with its four coroutine checks", ("demo",), "cpu", "cold", "own", 0.50),
    ("many units, cold cache, shared parsing, vs clang++ -fsyntax-only", ("database", "asio"), "cpu", "shared",
     "syntax", 0.35),
    ("many units, warm cache, vs the cold run", ("database", "asio"), "cpu", "warm", "cold", 0.03),
    ("compile with the plugin vs without", ("demo", "asio", "database"), "cpu", "plugin", "compile", 1.03),
    ("peak memory of one unit vs clang++ -fsyntax-only", ("demo", "asio", "database"), "peak", "cold", "syntax",
     1.0),
)
SHARE_GOAL = ("time in checks and control flow, share of the whole", 0.05)


def median(measured, mode, what):
    return statistics.median(getattr(cost, what) for cost in measured["costs"][mode])


def ratio(measured, mode, base, what):
    """The median of the ratios of the rounds: both sides of one saw the same machine."""
    costs = measured["costs"]
    if mode not in costs or base not in costs:
        return None
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(costs[mode], costs[base]))


def goals(results):
    """(what, set, ratio or None, limit) of every goal."""
    for what, sets, measure, mode, base, limit in GOALS:
        for name in sets:
            if name in results:
                yield what, name, ratio(results[name], mode, base, measure), limit
    for name, measured in results.items():
        yield SHARE_GOAL[0], name, measured.get("share"), SHARE_GOAL[1]


def table(measured):
    """The lines of one set's table."""
    counted = measured.get("instructions", {})
    yield f"{measured['title']}: {count(measured['units'], 'unit')}, {count(measured['rounds'], 'round')}"
    yield (f"{'':40} {'CPU s':>8} {'/ syntax':>8} {'wall s':>8} {'peak MB':>8}"
           + (f" {'Minstr':>10}" if counted else ""))
    for mode, title in MODES.items():
        if mode not in measured["costs"]:
            continue
        to_syntax = ratio(measured, mode, "syntax", "cpu")
        yield (f"{title:40} {median(measured, mode, 'cpu'):8.2f} {number(to_syntax):>8}"
               f" {median(measured, mode, 'wall'):8.2f} {median(measured, mode, 'peak') / 1024:8.0f}"
               + (f" {counted[mode] / 1e6:10.0f}" if mode in counted else ""))
    if "share" in measured:
        yield f"checks and control flow: {100 * measured['share']:.1f} % of a cold run; of it:"
        for check, share in list(measured["dearest"].items())[:3]:
            yield f"  {check:38} {100 * share:8.1f} %"
    for file in measured["left_out"]:
        yield f"left out, clang++ does not compile it: {file}"


def count(number, noun):
    return f"{number} {noun}" + ("" if number == 1 else "s")


def number(value):
    return "" if value is None else f"{value:.3f}"


def verdict(value, limit):
    return "not measured" if value is None else "met" if value <= limit else "missed"


def goal_lines(results):
    yield f"{'goal':66} {'set':9} {'ratio':>7} {'goal':>6}"
    for what, name, value, limit in goals(results):
        yield f"{what:66} {name:9} {number(value):>7} {limit:6.2f} {verdict(value, limit)}"


def as_json(results):
    """Everything that was measured; bytes and seconds."""
    out = {"sets": {}, "goals": []}
    for name, measured in results.items():
        plain = {key: value for key, value in measured.items() if key != "costs"}
        plain["modes"] = {mode: [{"cpu": round(cost.cpu, 4), "wall": round(cost.wall, 4), "peak": cost.peak * 1024}
                                 for cost in costs] for mode, costs in measured["costs"].items()}
        out["sets"][name] = plain
    for what, name, value, limit in goals(results):
        out["goals"].append({"goal": what, "set": name, "ratio": value, "limit": limit,
                             "verdict": verdict(value, limit)})
    return out


def groups(results):
    """For the chart: processor time of each mode as a part of `clang++ -fsyntax-only`."""
    for measured in results.values():
        bars = [(title, ratio(measured, mode, "syntax", "cpu"), mode in ("cold", "shared", "warm"))
                for mode, title in MODES.items() if mode in measured["costs"]]
        yield f"{measured['title']} ({count(measured['units'], 'unit')})", bars
