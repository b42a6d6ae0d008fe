"""Usage: bazel.py BUILD ROOT MOCKS DIRECTORY

Loads tools/ci/bazel/corolint.bzl, which is Python too, with a stand-in for as much of Bazel as it uses, has the aspect
look at a target, and runs the actions that it declares.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import ast
import json
import sys
from types import SimpleNamespace

from project import FAULTY, FETCH, arguments, prepare, run


class Depset(list):
    def __init__(self, direct=(), transitive=()):
        super().__init__([*direct, *(each for part in transitive for each in part)])


class CommandLines:
    """cc_common: a toolchain that writes the flags as GCC's does."""

    @staticmethod
    def merge_cc_infos(cc_infos):
        contexts = [info.compilation_context for info in cc_infos]
        return SimpleNamespace(compilation_context=SimpleNamespace(**{
            name: Depset(transitive=[getattr(context, name) for context in contexts])
            for name in ("headers", "includes", "quote_includes", "system_includes", "defines")}))

    @staticmethod
    def configure_features(**_):
        return None

    @staticmethod
    def create_compile_variables(**variables):
        return variables

    @staticmethod
    def get_memory_inefficient_command_line(feature_configuration, action_name, variables):
        assert (feature_configuration, action_name) == (None, "c++-compile")
        flags = ["-fno-canonical-system-headers"]
        for flag, name in (("-D", "preprocessor_defines"), ("-iquote", "quote_include_directories"),
                           ("-I", "include_directories"), ("-isystem", "system_include_directories")):
            flags += [flag + value for value in variables[name]]
        return flags + variables["user_compile_flags"]


class Target(dict):
    def __init__(self, label, **context):
        empty = dict.fromkeys(("headers", "includes", "quote_includes", "system_includes", "defines"), ())
        super().__init__({"CcInfo": SimpleNamespace(compilation_context=SimpleNamespace(**{**empty, **context}))})
        self.label = SimpleNamespace(workspace_name=label.partition("//")[0].strip("@"))


def file(path):
    return SimpleNamespace(path=path, short_path=path, extension=path.rpartition(".")[2])


def load(path):
    tree = ast.parse(path.read_text())
    loaded = {"find_cc_toolchain": lambda ctx: SimpleNamespace(all_files=[]), "use_cc_toolchain": lambda: [],
              "CPP_COMPILE_ACTION_NAME": "c++-compile", "cc_common": CommandLines, "CcInfo": "CcInfo"}

    def load_names(label, *names):
        assert label.startswith("@rules_cc//") and set(names) <= set(loaded), (label, names)

    attr = SimpleNamespace(label=dict, label_list=dict, string_list=dict)
    scope = {**loaded, "load": load_names, "depset": Depset, "Label": str, "attr": attr, "aspect": SimpleNamespace,
             "OutputGroupInfo": SimpleNamespace}
    exec(compile(tree, str(path), "exec"), scope)
    return scope["corolint_aspect_for"]


def look_at(aspect, target, kind="cc_library", srcs=(), **attributes):
    """The reports that the aspect declares for a target, and the actions that write them."""
    actions = []
    attrs = {name: value["default"] for name, value in aspect.attrs.items()}
    attributes = {"name": "a", "deps": [], "tags": [], "copts": [], **attributes}
    context = SimpleNamespace(
        rule=SimpleNamespace(kind=kind, attr=SimpleNamespace(**attributes),
                             files=SimpleNamespace(srcs=[file(path) for path in srcs])),
        attr=SimpleNamespace(_arguments=attrs["_arguments"]),
        executable=SimpleNamespace(_corolint=attrs["_corolint"]),
        files=SimpleNamespace(_configuration=[file(path) for path in attrs["_configuration"]]),
        fragments=SimpleNamespace(cpp=SimpleNamespace(copts=[], cxxopts=["-std=c++20"])),
        features=[], disabled_features=[],
        expand_make_variables=lambda name, text, more: text.replace("$(MODE)", "fast"),
        actions=SimpleNamespace(run=lambda **action: actions.append(SimpleNamespace(**action)), declare_file=file))
    provided = aspect.implementation(target, context)
    return [report.path for group in provided for report in group.corolint], actions


def main():
    build, root, mocks, directory = arguments(sys.argv[1:])
    prepare(directory, build)
    (directory / "chat").mkdir()
    guarded = f"#if defined(WITH_LIB) && defined(LOCAL) && MODE == 7\n{FAULTY}#endif\n"
    for name, text in (("main.cpp", guarded.replace("<generic", '"fetch.h"\n#include <generic')), ("safe.cc", FETCH),
                       ("fetch.h", "")):
        (directory / "chat" / name).write_text(text)

    aspect = load(root / "tools/ci/bazel/corolint.bzl")(
        corolint=str(build / "bin/corolint"), configuration=[".clang-tidy"], arguments=["--no-cache"])
    library = Target("//lib", system_includes=[str(mocks)], defines=["WITH_LIB"], headers=[file("lib.h")])
    reports, actions = look_at(aspect, Target("//chat", quote_includes=["chat"]), srcs=[
        "chat/main.cpp", "chat/safe.cc", "chat/fetch.h"], deps=[library], local_defines=["LOCAL"],
        copts=["-DMODE=7", "-DNAME=$(MODE)"])
    assert reports == ["a.corolint/chat/main.cpp.sarif", "a.corolint/chat/safe.cc.sarif"], reports
    for action, report, status, findings in zip(actions, reports, (1, 0), (["coro-unawaited-task"], [])):
        assert "-DNAME=fast" in action.arguments and action.outputs[0].path == report
        assert {"lib.h", ".clang-tidy", action.arguments[0]} <= {each.path for each in action.inputs}
        (directory / report).parent.mkdir(parents=True, exist_ok=True)
        run(action.executable, *action.arguments, cwd=directory, status=status)
        results = json.loads((directory / report).read_text())["runs"][0]["results"]
        assert [result["ruleId"] for result in results] == findings, results

    # What there is nothing to lint in, or is not to be linted.
    for target, given in ((Target("//chat"), {"srcs": ["chat/fetch.h"]}),
                          (Target("@other//chat"), {"srcs": ["chat/main.cpp"]}),
                          (Target("//chat"), {"srcs": ["chat/main.cpp"], "kind": "genrule"}),
                          (Target("//chat"), {"srcs": ["chat/main.cpp"], "tags": ["no-corolint"]})):
        assert look_at(aspect, target, **given) == ([], []), given


main()
