"""Usage: deb.py BUILD CMAKE CLANG_TIDY MOCKS LLVM DIRECTORY

Makes the Debian package and has dpkg install and remove it: into a root of its own below DIRECTORY, with the list of
this system's packages, so that dependencies are checked for real and nothing happens to the system.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys

SOURCE = """#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run() {
  fetch();
  co_return;
}
"""
FOUND = "a.cpp:4:3: warning: the task returned by 'fetch' is dropped"
PROJECT = """cmake_minimum_required(VERSION 3.20)
project(uses LANGUAGES NONE)
find_package(corolint 0.1 REQUIRED)
message(STATUS "found ${corolint_EXECUTABLE}")
"""
FILES = """
/usr/bin/corolint
/usr/bin/corolint-clangd
/usr/lib/corolint-clang.so
/usr/lib/corolint-tidy.so
/usr/lib/cmake/corolint/corolint-config.cmake
/usr/share/bash-completion/completions/corolint
/usr/share/doc/corolint/changelog.gz
/usr/share/doc/corolint/checks/blocking-sleep.md
/usr/share/doc/corolint/copyright
/usr/share/doc/corolint/guide/integrations.md
/usr/share/fish/vendor_completions.d/corolint.fish
/usr/share/man/man1/corolint-clangd.1.gz
/usr/share/man/man1/corolint.1.gz
/usr/share/zsh/vendor-completions/_corolint
""".split()


def run(*command, status=0):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def make_package(build, cmake):
    run(cmake.with_name("cpack"), "-G", "DEB", "--config", build / "CPackConfig.cmake", "-B", "package",
        "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip")
    [package] = pathlib.Path("package").glob("*.deb")
    shutil.rmtree("package/_CPack_Packages")
    return package.resolve()


def check_fields(package, llvm):
    architecture = run("dpkg", "--print-architecture").strip()
    assert re.fullmatch(rf"corolint_[\d.]+\+llvm{llvm}_{architecture}\.deb", package.name), package.name
    fields = dict(re.findall(r"^([\w-]+): (.*)$", run("dpkg-deb", "--field", package), re.M))
    depends = {each.split()[0] for each in fields["Depends"].split(", ")}
    wanted = {f"libclang-cpp{llvm}", f"libllvm{llvm}", f"libclang-common-{llvm}-dev", "libc6", "libstdc++6"}
    assert wanted <= depends, fields["Depends"]
    # Neither another release of LLVM, nor anything that only a build needs.
    others = {each for each in depends - wanted if re.search(r"llvm|clang|-dev$", each)}
    assert not others, others
    assert {"clang-tidy-" + llvm, "clang-" + llvm} <= set(fields["Suggests"].split(", "))
    assert fields["Architecture"] == architecture and fields["Section"] == "devel"


def check_modes(package):
    for line in run("dpkg-deb", "--contents", package).splitlines():
        mode, owner, name = line.split()[0], line.split()[1], line.split()[5]
        assert owner == "root/root", line
        program = name.startswith("./usr/bin/") and not name.endswith("/")
        assert mode == ("-rwxr-xr-x" if program else "drwxr-xr-x" if mode[0] == "d" else "-rw-r--r--"), line


class System:
    """A root that dpkg takes for this system, without its files."""

    def __init__(self, root):
        self.root = root
        for name in ("updates", "info", "triggers", "parts", "alternatives"):
            (root / "var/lib/dpkg" / name).mkdir(parents=True)
        shutil.copy("/var/lib/dpkg/status", root / "var/lib/dpkg/status")
        # CPack's scripts call it for everything in /usr/lib; there is no shell in the root to run them.
        self.called = root.parent / "called"
        tools = root.parent / "tools"
        tools.mkdir()
        (tools / "ldconfig").write_text(f"#!/bin/sh\necho ldconfig >>{self.called}\n")
        (tools / "ldconfig").chmod(0o755)
        os.environ["PATH"] = f"{tools}:{os.environ['PATH']}"

    def dpkg(self, *command):
        # Some systems are set up to leave out documentation.
        options = [f"--root={self.root}", f"--log={self.root.parent / 'dpkg.log'}", "--path-include=/usr/share/*",
                   "--force-script-chrootless"]
        if os.geteuid():
            options.append("--force-not-root")
        return run("dpkg", *options, *command)

    def files(self):
        """Everything but dpkg's own books."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*")
                      if "var/lib/dpkg" not in str(path))


def check_installed(usr, cmake, clang_tidy, mocks):
    arguments = ["--", "-std=c++20", f"-I{mocks}"]
    assert FOUND in run(usr / "bin/corolint", "a.cpp", *arguments, status=1)
    assert FOUND in run(clang_tidy, f"--load={usr}/lib/corolint-tidy.so", "--checks=-*,coro-*", "a.cpp", *arguments)
    assert "clangd version" in run(usr / "bin/corolint-clangd", "--version")
    text = run(cmake, "-S", "project", "-B", "project/build", f"-Dcorolint_ROOT={usr}")
    assert f"found {usr}/bin/corolint\n" in text, text
    page = gzip.open(usr / "share/man/man1/corolint.1.gz", "rt").read()
    assert page == run(usr / "bin/corolint", "man")
    for shell, path in (("bash", "bash-completion/completions/corolint"), ("zsh", "zsh/vendor-completions/_corolint"),
                        ("fish", "fish/vendor_completions.d/corolint.fish")):
        assert (usr / "share" / path).read_text() == run(usr / "bin/corolint", "completion", shell), shell


def main():
    build, cmake, clang_tidy, mocks = map(pathlib.Path, sys.argv[1:5])
    llvm, directory = sys.argv[5], pathlib.Path(sys.argv[6])
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    os.chdir(directory)
    os.environ["LC_ALL"] = "C"
    package = make_package(build, cmake)
    check_fields(package, llvm)
    check_modes(package)

    pathlib.Path("a.cpp").write_text(SOURCE)
    pathlib.Path("project").mkdir()
    pathlib.Path("project/CMakeLists.txt").write_text(PROJECT)
    system = System(directory / "root")
    before = system.files()
    system.dpkg("--install", package)
    files = system.files()
    missing = [name for name in FILES if name[1:] not in files]
    assert not missing, missing
    check_installed(directory / "root/usr", cmake, clang_tidy, mocks)
    assert system.files() == files, "running it leaves nothing in its directories"
    system.dpkg("--purge", "corolint")
    assert set(system.called.read_text().split()) == {"ldconfig"}
    assert system.files() == before, set(system.files()) - set(before)


main()
