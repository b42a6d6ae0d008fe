"""The steps of a check's test that apply fixes: what they write, that it compiles, that nothing is left
to do, and that clang-tidy writes the same."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import difflib
import json

from message_steps import clang_tidy, compile_source, corolint
from toolchain import Failure, run


def check_fixes(case, findings):
    safe = [f for f in findings if f["fix"]]
    by_note = [f for f in findings if not f["fix"] and any(n["fix"] for n in f["notes"])]
    expect = case.expect
    if not safe and not by_note:
        if expect.has_fixes or expect.has_safe_fixes:
            raise Failure("the test expects fixes, but no finding carries one")
        return
    safe_text = apply(case, "safe", ["--fix"], len(findings), len(safe)) if safe else case.stripped
    # Without fixes on notes, --fix=all is --fix.
    all_text = apply(case, "all", ["--fix=all"], len(findings), None) if by_note else safe_text
    match_fixes(case, safe_text, "safe", expect.has_safe_fixes, expect.safe_fixes)
    match_fixes(case, all_text, "all", expect.has_fixes, expect.fixes)
    if all_text != case.stripped and not (expect.has_fixes or expect.has_safe_fixes):
        raise Failure(f"--fix=all edits the file, but the test has no {expect.fixes} line\n" +
                      difference(case.stripped, all_text, "input", "fixed"))
    compile_fixed(case, safe_text, all_text)
    if safe:
        compare_with_clang_tidy(case, "tidy-safe", "--fix", safe_text)
    if by_note:
        compare_with_clang_tidy(case, "tidy-all", "--fix-notes", all_text)


def apply(case, name, options, found, fixable):
    """Fixes a fresh copy, then once more, which must change nothing. Returns the fixed text."""
    source = case.copy(name)
    first = corolint(case, source, *options, "--format=json")
    if "did not compile with it" in first.err:
        raise Failure(f"corolint took a fix back, because the code did not compile with it\n{first}")
    text = source.read_text()
    left = json.loads(first.out)["findings"]
    if fixable is not None and "not fixed:" not in first.err and len(left) != found - fixable:
        raise Failure(f"of {found} findings {fixable} were fixed by {options[0]}, but {len(left)} "
                      f"are left\n" + _list(left) + difference(case.stripped, text, "input", "fixed"))
    if "its edit overlaps" in first.err:
        return converge(case, source, options)
    second = corolint(case, source, *options, "--format=json")
    again = source.read_text()
    if again != text:
        raise Failure(f"a second {options[0]} edits again\n" +
                      difference(text, again, "after the first", "after the second") + str(second))
    return text


def converge(case, source, options):
    """Fixes that overlap are applied by further runs, as corolint says; a few must do."""
    for _ in range(5):
        before = source.read_text()
        done = corolint(case, source, *options, "--format=json")
        if source.read_text() == before:
            return before
    raise Failure(f"{options[0]} still edits after six runs\n{done}")


def match_fixes(case, text, name, expected, prefix):
    if not expected:
        return
    fixed = case.temp / f"{name}.fixed"
    fixed.write_text(text)
    compared = run([case.tools.filecheck, f"--input-file={fixed}", case.source,
                    f"--check-prefix={prefix}", "--strict-whitespace"], case.temp)
    if compared.status:
        raise Failure(f"the fixed file does not match the {prefix} lines\n{compared}\n" +
                      difference(case.stripped, text, "input", "fixed"))


def compile_fixed(case, safe_text, all_text):
    if safe_text not in (case.stripped, all_text):
        compile_source(case, case.copy("compile-safe", safe_text),
                       "the file does not compile after --fix\n" +
                       difference(case.stripped, safe_text, "input", "fixed"))
    if all_text != case.stripped:
        compile_source(case, case.copy("compile-all", all_text),
                       "the file does not compile after --fix=all\n" +
                       difference(case.stripped, all_text, "input", "fixed"), emit=True)


def compare_with_clang_tidy(case, name, option, wanted):
    source = case.copy(name)
    done = clang_tidy(case, source, option)
    text = source.read_text()
    if text != wanted:
        raise Failure(f"clang-tidy {option} writes something else than corolint\n" +
                      difference(wanted, text, "corolint", "clang-tidy") + str(done))


def difference(before, after, before_name, after_name):
    return "".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True),
                                        before_name, after_name, n=1))


def _list(findings):
    return "".join(f"  {f['file']}:{f['line']}:{f['column']}: {f['message']} [{f['check']}]\n"
                   for f in findings)
