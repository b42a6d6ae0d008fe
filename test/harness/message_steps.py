"""The steps of a check's test that compare what is reported: with the CHECK comments, and between the
two hosts."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import os

from expectations import diagnostics, located
from toolchain import Failure, crashed, run


def check_messages(case):
    """Runs the steps; returns the findings of the JSON report."""
    source = case.copy("input")
    text, findings = report_corolint(case, source)
    tidy = report_clang_tidy(case, source)
    compare_hosts(source, findings, tidy)
    check_status(case, text, findings)
    return findings


def compile_source(case, source, complaint, emit=False):
    how = ["-c", "-o", os.devnull] if emit else ["-fsyntax-only"]
    done = run([case.tools.clang, "-w", *case.compiler_arguments, *how, source.name], source.parent)
    if done.status:
        raise Failure(f"{complaint}\n{done}")


def corolint(case, source, *options):
    done = run([case.tools.corolint, f"--checks={case.checks}", *options, source.name, "--",
                *case.compiler_arguments], source.parent)
    if crashed(done):
        raise Failure(f"corolint crashed\n{done}")
    return done


def clang_tidy(case, source, *options):
    done = run([case.tools.clang_tidy, f"--load={case.tools.plugin}", f"--checks={case.checks}",
                "--header-filter=.*", "--quiet", *options, source.name, "--",
                *case.compiler_arguments], source.parent)
    if crashed(done):
        raise Failure(f"clang-tidy crashed\n{done}")
    return done


def report_corolint(case, source):
    """The run whose report is text, and the findings of the JSON report that it wrote beside it."""
    report = source.parent / "report.json"
    done = corolint(case, source, f"--output=json={report}")
    match_messages(case, source, done, "corolint")
    try:
        return done, json.loads(report.read_text())["findings"]
    except (OSError, ValueError, KeyError) as error:
        raise Failure(f"the JSON report is not what it should be: {error!r}\n{done}") from error


def report_clang_tidy(case, source):
    """It reads every body of every header: what does not compile is an error of its report."""
    done = clang_tidy(case, source)
    match_messages(case, source, done, "clang-tidy with the plugin")
    return done


def match_messages(case, source, done, host):
    """Compares a text report with the CHECK-MESSAGES of the test."""
    lines = diagnostics(done.out, keep_errors=not case.expect.broken)
    if not case.expect.broken and any(line.endswith(("[clang]", "[clang-diagnostic-error]")) and
                                      located(line)[3] == "error" for line in lines):
        raise Failure(f"the input does not compile\n{done}")
    if not case.expect.has_messages:
        wrong = [line for line in lines if located(line)[3] != "note"]
        if wrong:
            raise Failure(f"{host} reports what no {case.expect.messages} expects:\n" +
                          "\n".join(wrong))
        return
    report = source.parent / f"{host.split()[0]}.txt"
    report.write_text("\n".join(lines) + "\n")
    compared = run([case.tools.filecheck, f"--input-file={report}", case.source,
                    f"--check-prefix={case.expect.messages}",
                    "--implicit-check-not={{warning|error}}:"], source.parent)
    if compared.status:
        raise Failure(f"the report of {host} does not match the {case.expect.messages} lines\n"
                      f"{compared}\nThe report was:\n" + "\n".join(lines) + f"\n{_trouble(done)}")


def _trouble(done):
    return f"--- stderr\n{done.err}" if done.err.strip() else ""


def compare_hosts(source, findings, tidy):
    """Both hosts must report the same places with the same words."""
    ours = set()
    for finding in findings:
        if finding["check"].startswith("coro-"):
            ours.add(_row(source, finding, f"{finding['message']} [{finding['check']}]", "warning"))
            ours.update(_row(source, note, note["message"], "note") for note in finding["notes"])
    theirs = set()
    for line in diagnostics(tidy.out, keep_errors=False):
        file, line_number, column, severity, message = located(line)
        theirs.add((_file(source, file), line_number, column, severity, message))
    if ours == theirs:
        return
    text = "corolint and clang-tidy disagree"
    for title, rows in (("only corolint", ours - theirs), ("only clang-tidy", theirs - ours)):
        text += "".join(f"\n  {title}: {':'.join(map(str, row[:3]))}: {row[3]}: {row[4]}"
                        for row in sorted(rows))
    raise Failure(text)


def _row(source, place, message, severity):
    return (_file(source, place["file"]), place["line"], place["column"], severity, message)


def _file(source, name):
    return os.path.normpath(source.parent / name) if name else ""


def check_status(case, text, findings):
    wanted = 2 if case.expect.broken else 1 if findings else 0
    if text.status != wanted:
        raise Failure(f"corolint ends with exit status {text.status}, expected {wanted}\n{text}")
