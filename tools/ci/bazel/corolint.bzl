"""Lints C++ targets with corolint: one action for each source, cached and distributed like a compile.

    # tools/lint.bzl
    load("//tools:corolint.bzl", "corolint_aspect_for")
    corolint_aspect = corolint_aspect_for(
        corolint = "@corolint//:bin/corolint",
        configuration = ["//:.clang-tidy"],
    )

    $ bazel build //... --aspects=//tools:lint.bzl%corolint_aspect --output_groups=corolint

A finding fails the action, and with it the build; --keep_going lints everything all the same. The reports
(SARIF) are in bazel-bin, beside what was built. Targets with the tag "no-corolint" are left out.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

load("@rules_cc//cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

_EXTENSIONS = ["cc", "cpp", "cxx", "c++", "C", "cppm", "ixx"]

def _compilation_context(target, rule):
    """What the sources of a target see: its own headers, and those of what it depends on."""
    depends = getattr(rule.attr, "deps", []) + getattr(rule.attr, "implementation_deps", [])
    return cc_common.merge_cc_infos(
        cc_infos = [each[CcInfo] for each in [target] + depends if CcInfo in each],
    ).compilation_context

def _compiler_flags(ctx, toolchain, context):
    """The flags that the C++ toolchain compiles the sources with."""
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    own = [
        ctx.expand_make_variables("copts", flag, {})
        for flag in getattr(ctx.rule.attr, "copts", []) + getattr(ctx.rule.attr, "cxxopts", [])
    ]
    system = depset(transitive = [
        context.system_includes,
        getattr(context, "external_includes", depset()),
    ])
    local_defines = getattr(context, "local_defines", depset())
    if getattr(ctx.rule.attr, "local_defines", []):
        local_defines = depset(ctx.rule.attr.local_defines, transitive = [local_defines])
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts + own,
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = system,
        preprocessor_defines = depset(transitive = [context.defines, local_defines]),
    )
    return cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = CPP_COMPILE_ACTION_NAME,
        variables = variables,
    )

def _lint(ctx, source, flags, inputs):
    """Declares the action that lints one source, and gives its report."""
    report = ctx.actions.declare_file("{}.corolint/{}.sarif".format(ctx.rule.attr.name, source.short_path))
    ctx.actions.run(
        executable = ctx.executable._corolint,
        arguments = [source.path, "--output=sarif=" + report.path] + ctx.attr._arguments + ["--"] + flags,
        inputs = depset([source], transitive = [inputs]),
        outputs = [report],
        mnemonic = "Corolint",
        progress_message = "Linting coroutines in " + source.short_path,
    )
    return report

def _corolint_aspect_impl(target, ctx):
    sources = [
        source
        for source in getattr(ctx.rule.files, "srcs", [])
        if source.extension in _EXTENSIONS
    ]
    ours = not target.label.workspace_name and "no-corolint" not in ctx.rule.attr.tags
    if not sources or not ours or not ctx.rule.kind.startswith("cc_"):
        return []
    toolchain = find_cc_toolchain(ctx)
    context = _compilation_context(target, ctx.rule)
    flags = _compiler_flags(ctx, toolchain, context)
    inputs = depset(ctx.files._configuration, transitive = [context.headers, toolchain.all_files])
    reports = [_lint(ctx, source, flags, inputs) for source in sources]
    return [OutputGroupInfo(corolint = depset(reports))]

def corolint_aspect_for(corolint, configuration = [], arguments = []):
    """Makes the aspect; to be bound to a name at the top of a .bzl file.

    Args:
      corolint: label of the program.
      configuration: labels of what it reads: .clang-tidy, and the profiles in .corolint.
      arguments: more arguments for it.
    Returns:
      The aspect.
    """
    return aspect(
        implementation = _corolint_aspect_impl,
        attrs = {
            "_corolint": attr.label(
                default = Label(corolint),
                allow_single_file = True,
                cfg = "exec",
                executable = True,
            ),
            "_configuration": attr.label_list(
                default = [Label(file) for file in configuration],
                allow_files = True,
            ),
            "_arguments": attr.string_list(default = arguments),
            "_cc_toolchain": attr.label(
                default = Label("@bazel_tools//tools/cpp:current_cc_toolchain"),
            ),
        },
        fragments = ["cpp"],
        toolchains = use_cc_toolchain(),
    )
