# The tests of corolint, run by LLVM's lit. Substitutions and features are those listed below; what
# depends on the build comes from lit.site.cfg.py.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import glob
import importlib.util
import os
import shutil
import subprocess
import sys

import lit.formats

config.name = f"corolint-{config.llvm_major}"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".cpp", ".test"]
config.excludes = ["inputs", "Inputs", "harness"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = config.build_test_dir

bin_dir = os.path.join(config.llvm_prefix, "bin")
harness = os.path.join(config.test_source_root, "harness")
python = sys.executable

config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
config.environment.pop("NO_COLOR", None)
for name in ("HOME", "CCACHE_DIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# Results are kept between the runs of one test, never from one run of the tests to the next.
config.environment["XDG_CACHE_HOME"] = os.path.join(config.test_exec_root, "cache")
shutil.rmtree(config.environment["XDG_CACHE_HOME"], ignore_errors=True)

config.substitutions += [
    (r"%check\b", f"{python} {harness}/check.py --build {config.build_dir} --temp %t %s"),
    (r"%sanitized\b",
     f"{python} {harness}/sanitized.py --build {config.build_dir} --temp %t.sanitized %s"),
    (r"%corolint\b", f"{config.build_dir}/bin/corolint"),
    (r"%run_clang_tidy\b", f"{python} {bin_dir}/run-clang-tidy"),
    (r"%clang_tidy_bare\b", f"{bin_dir}/clang-tidy"),
    (r"%cmake\b", config.cmake),
    (r"%clang_tidy\b", f"{bin_dir}/clang-tidy --load={config.build_dir}/lib/corolint-tidy.so"),
    (r"%plugin\b", f"{config.build_dir}/lib/corolint-tidy.so"),
    (r"%clang_plugin\b", f"{bin_dir}/clang++ -fplugin={config.build_dir}/lib/corolint-clang.so"),
    (r"%compiler_plugin\b", f"{config.build_dir}/lib/corolint-clang.so"),
    (r"%clang\b", f"{bin_dir}/clang++"),
    (r"%FileCheck\b", f"{bin_dir}/FileCheck"),
    (r"%not\b", f"{bin_dir}/not"),
    (r"%split_file\b", f"{bin_dir}/split-file"),
    (r"%python\b", python),
    (r"%harness\b", harness),
    (r"%exits\b", f"{harness}/exits"),
    (r"%flags\b", f"-std=c++20 -I{config.test_source_root}/inputs/include"),
    (r"%inputs\b", os.path.join(config.test_source_root, "inputs")),
    (r"%build\b", config.build_dir),
    (r"%root\b", config.source_dir),
    (r"%llvm\b", config.llvm_major),
]

config.available_features.add(f"llvm-{config.llvm_major}")
for feature, header in (
    ("asio", "/usr/include/asio.hpp"),
    ("boost-asio", "/usr/include/boost/asio.hpp"),
    ("qcoro", "/usr/include/qcoro6/qcoro/qcorotask.h"),
    ("qcoro5", "/usr/include/qcoro5/qcoro/qcorotask.h"),
    ("curl", "/usr/include/*/curl/curl.h"),
    ("libpq", "/usr/include/postgresql/libpq-fe.h"),
    ("libpqxx", "/usr/include/pqxx/pqxx"),
    ("mariadb", "/usr/include/mariadb/mysql.h"),
    ("sqlite", "/usr/include/sqlite3.h"),
    ("hiredis", "/usr/include/hiredis/hiredis.h"),
    ("grpc", "/usr/include/grpcpp/grpcpp.h"),
    ("zeromq", "/usr/include/zmq.hpp"),
    ("cpp-httplib", "/usr/include/httplib.h"),
    ("rdkafka", "/usr/include/librdkafka/rdkafkacpp.h"),
    ("poco", "/usr/include/Poco/Net/HTTPClientSession.h"),
    ("abseil", "/usr/include/absl/synchronization/mutex.h"),
    ("openssl", "/usr/include/openssl/ssl.h"),
    ("sodium", "/usr/include/sodium.h"),
    ("readline", "/usr/include/readline/readline.h"),
    ("mingw-w64", "/usr/share/mingw-w64/include/windows.h"),
):
    if glob.glob(header):
        config.available_features.add(feature)



def qt_flags(version):
    """QCoro and Qt as Debian lays them out; the second QCoro directory is for its own quoted includes."""
    root = next(iter(glob.glob(f"/usr/include/*/qt{version}")), f"/usr/include/qt{version}")
    modules = ("QtCore", "QtNetwork", "QtConcurrent", "QtDBus", "QtGui", "QtSql", "QtTest", "QtWidgets")
    directories = [f"/usr/include/qcoro{version}", f"/usr/include/qcoro{version}/qcoro", root]
    directories += [os.path.join(root, module) for module in modules]
    return " ".join(["-fPIC"] + [f"-isystem {directory}" for directory in directories])


config.substitutions += [(r"%qt_flags\b", qt_flags(6)), (r"%qt5_flags\b", qt_flags(5))]

# What only root can do, and what root cannot: to be refused.
if os.geteuid() == 0:
    probe = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if shutil.which("unshare") and subprocess.run(probe, capture_output=True).returncode == 0:
        config.available_features.add("mount")
    if shutil.which("setpriv"):
        config.available_features.add("unprivileged")
        config.substitutions.append(
            (r"%unprivileged\b", "setpriv --reuid=65534 --regid=65534 --clear-groups")
        )
else:
    config.available_features.add("unprivileged")
    config.substitutions.append((r"%unprivileged\b", ""))

if glob.glob(f"{config.llvm_prefix}/lib/clang/*/lib/*/libclang_rt.asan*.a"):
    config.available_features.add("asan")
if importlib.util.find_spec("jsonschema"):
    config.available_features.add("jsonschema")
if shutil.which("ccache"):
    config.available_features.add("ccache")

# corolint-clangd is built where clangd's archives are; the editors are Debian's.
if os.path.exists(f"{config.build_dir}/bin/corolint-clangd"):
    config.available_features.add("corolint-clangd")
if shutil.which("nvim"):
    config.available_features.add("neovim")
if shutil.which("emacs") and glob.glob("/usr/share/emacs/site-lisp/elpa-src/eglot-*"):
    config.available_features.add("eglot")

# Python packages of Debian's are seen by Debian's Python, which need not be the one that runs lit.
def python_with(*modules):
    for candidate in dict.fromkeys((python, "/usr/bin/python3")):
        command = [candidate, "-c", "import " + ", ".join(modules)]
        if os.path.exists(candidate) and subprocess.run(command, capture_output=True).returncode == 0:
            return candidate
    return None


for feature, modules, programs in (
    ("jsonschema", ["jsonschema"], ["xmllint"]),
    ("browser", ["selenium"], ["chromium", "chromedriver"]),
    ("yaml", ["yaml"], []),
):
    found = python_with(*modules)
    if found and all(shutil.which(program) for program in programs):
        config.available_features.add(feature)
    config.substitutions.append((rf"%{feature}_python\b", found or python))

# Programs that an integration is for.
for program in ("pre-commit", "zsh", "fish", "man", "dpkg-shlibdeps"):
    if shutil.which(program):
        config.available_features.add(program)

# The plugins of another LLVM, when there is such a build beside this one.
builds = {"22": "build", "19": "build-19"}
for llvm, directory in builds.items():
    plugin = os.path.join(config.source_dir, directory, "lib", "corolint-tidy.so")
    if llvm != config.llvm_major and os.path.exists(plugin):
        config.available_features.add("other-build")
        config.substitutions.insert(0, (r"%other_plugin\b", plugin))
        compiler_plugin = os.path.join(os.path.dirname(plugin), "corolint-clang.so")
        config.substitutions.insert(0, (r"%other_compiler_plugin\b", compiler_plugin))
