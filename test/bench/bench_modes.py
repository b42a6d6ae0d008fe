"""The ways to read a set of units that the benchmark compares, and how each is measured."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

OWN_CHECKS = ("-*,misc-coroutine-hostile-raii,cppcoreguidelines-no-suspend-with-lock,"
              "cppcoreguidelines-avoid-capturing-lambda-coroutines,"
              "cppcoreguidelines-avoid-reference-coroutine-parameters")

# In the order of the table. Warm is the second run of shared.
MODES = {
    "cold": "corolint, cold",
    "shared": "corolint, shared parsing",
    "warm": "corolint, warm cache",
    "tidy": "clang-tidy with corolint's checks",
    "own": "clang-tidy, its four coroutine checks",
    "syntax": "clang++ -fsyntax-only",
    "compile": "clang++ -c",
    "plugin": "clang++ -c with the plugin",
}


class Cost:
    """Of one run: processor seconds, elapsed seconds, the largest process, what it printed."""

    def __init__(self, cpu=0.0, wall=0.0, peak=0, status=0, text=""):
        self.cpu, self.wall, self.peak, self.status, self.text = cpu, wall, peak, status, text


def run(command, cwd, stdout=False):
    """Runs a command; everything that it starts and waits for counts."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=subprocess.DEVNULL if stdout else out)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begin, used.ru_maxrss,
                process.returncode, text)


class Tools:
    """The programs of one LLVM and of one build of corolint."""

    def __init__(self, build):
        self.build = pathlib.Path(build).resolve()
        self.corolint = self.build / "bin/corolint"
        if not self.corolint.exists():
            raise SystemExit(f"bench: {self.corolint} does not exist; tools/dev/build makes it")
        said = subprocess.run([self.corolint, "--version"], capture_output=True, text=True, check=True).stdout
        self.version = said.split("\n")[0]
        self.llvm = re.search(r"LLVM (\d+)", said)[1]
        bin_dir = pathlib.Path(f"/usr/lib/llvm-{self.llvm}/bin")
        self.clang, self.clang_tidy = bin_dir / "clang++", bin_dir / "clang-tidy"
        self.tidy_plugin = self.build / "lib/corolint-tidy.so"
        self.clang_plugin = self.build / "lib/corolint-clang.so"
        listed = subprocess.run([self.corolint, "list"], capture_output=True, text=True, check=True).stdout
        on = re.findall(r"^(coro-\S+)\s+on\b", listed, re.M)
        self.default_checks = ",".join(["-*", *on])
        shown = subprocess.run([self.corolint, "--help"], capture_output=True, text=True, check=True).stdout
        # A build from before shared parsing has nothing to turn off.
        self.unshared = ["--no-shared-headers"] if "--no-shared-headers" in shown else []

    def missing(self, mode):
        """What a mode needs and is not built."""
        needed = {"tidy": self.tidy_plugin, "plugin": self.clang_plugin}.get(mode)
        return needed if needed and not needed.exists() else None


class Bench:
    """One set of units, measured in every mode."""

    def __init__(self, tools, units, jobs, temp):
        self.tools, self.units, self.jobs = tools, units, jobs
        self.temp = pathlib.Path(temp)
        self.cache = self.temp / f"{units.name}-cache"
        self.write()

    def write(self):
        self.database = self.units.write(self.temp, self.tools.clang)

    def measure(self, mode):
        """The cost of the whole set; files that failed are in `failed`."""
        self.failed = []
        if mode in ("cold", "shared", "warm"):
            return self.corolint(mode)
        return self.each(lambda unit: self.command(mode, unit))

    def corolint_command(self, mode, *more):
        command = [self.tools.corolint, "-p", self.database, f"-j{self.jobs}", *more]
        if mode == "cold":
            return command + ["--no-cache", *self.tools.unshared]
        return command + [f"--cache-dir={self.cache}"]

    def corolint(self, mode):
        if mode == "shared":
            shutil.rmtree(self.cache, ignore_errors=True)
        cost = run(self.corolint_command(mode), self.temp, stdout=True)
        if cost.status not in (0, 1):
            raise SystemExit(f"bench: corolint, {mode}: exit status {cost.status}\n{cost.text[-2000:]}")
        return cost

    def command(self, mode, unit):
        """What one unit is given to."""
        tools = self.tools
        if mode in ("tidy", "own"):
            load = [f"--load={tools.tidy_plugin}"] if mode == "tidy" else []
            checks = tools.default_checks if mode == "tidy" else OWN_CHECKS
            return [tools.clang_tidy, *load, "--quiet", f"--checks={checks}", "-p", self.database, unit.file]
        plugin = [f"-fplugin={tools.clang_plugin}"] if mode == "plugin" else []
        what = ["-fsyntax-only"] if mode == "syntax" else ["-c", "-o", os.devnull]
        return [tools.clang, *plugin, *unit.flags, *what, unit.file]

    def each(self, command_of):
        """A process for each unit, some at a time, as a build would."""
        begin = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            costs = list(pool.map(lambda unit: run(command_of(unit), unit.directory), self.units.units))
        self.failed = [unit.file for unit, cost in zip(self.units.units, costs) if cost.status]
        return self.sum_of(costs, time.monotonic() - begin)

    def in_turns(self, modes):
        """The cost of each of modes that differ by little: a unit is given to one right after the other, so that what else
        the machine does is the same for all. The elapsed time is that of the processes, some at a time."""
        def one(numbered):
            number, unit = numbered
            turned = modes[number % len(modes):] + modes[:number % len(modes)]
            return {mode: run(self.command(mode, unit), unit.directory) for mode in turned}
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            costs = list(pool.map(one, enumerate(self.units.units)))
        return {mode: self.sum_of([cost[mode] for cost in costs],
                                  sum(cost[mode].wall for cost in costs) / min(self.jobs, len(costs))) for mode in modes}

    @staticmethod
    def sum_of(costs, wall):
        """What does not compile is left out from then on."""
        good = [cost for cost in costs if not cost.status] or [Cost()]
        return Cost(sum(cost.cpu for cost in good), wall, max(cost.peak for cost in good))

    def share_of_checks(self):
        """The part of corolint's processor time that is spent in checks and control flow; the ten checks that are
        dearest, each with its part of what the checks take."""
        file = self.temp / "times.json"
        run(self.corolint_command("cold", f"--profile={file}"), self.temp)
        times = json.loads(file.read_text())
        seconds = {check: time["processor"] for check, time in times["checks"].items()}
        whole = sum(seconds.values())
        dearest = sorted(seconds, key=seconds.get, reverse=True)[:10]
        return (times["phases"]["checks"]["processor"] / times["phases"]["all"]["processor"],
                {check: seconds[check] / whole for check in dearest if whole})

    def instructions(self, mode):
        """Of the first unit, counted by callgrind; of all processes that are started."""
        unit = self.units.units[0]
        if mode in ("cold", "shared", "warm"):
            command = [*self.corolint_command(mode), unit.file]
            if mode == "shared":
                shutil.rmtree(self.cache, ignore_errors=True)
        else:
            command = self.command(mode, unit)
        with tempfile.TemporaryDirectory() as logs:
            run(["valgrind", "--tool=callgrind", "--trace-children=yes", f"--log-file={logs}/%p.log",
                 "--callgrind-out-file=/dev/null", *command], unit.directory)
            return sum(int(count) for log in pathlib.Path(logs).iterdir()
                       for count in re.findall(r"Collected : (\d+)", log.read_text()))
