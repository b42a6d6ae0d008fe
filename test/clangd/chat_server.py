"""Usage: chat_server.py BUILD DIRECTORY

The example of the documentation, opened in an editor that knows nothing of corolint but the path of
corolint-clangd: the findings are the command's, each links to its page, and applying the offered fixes one
by one gives what `corolint --fix` and `corolint --fix=all` write.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import sys

import lsp
from lsp import coroutine_findings
from project import Project, expect


def place(finding):
    """Line and check, of a diagnostic or of one of the command's findings. (clangd marks the whole call,
    the command the name in it.)"""
    if "code" in finding:
        return finding["range"]["start"]["line"] + 1, finding["code"]
    return finding["line"], finding["check"]


def same_findings(source, command, diagnostics):
    if not command:
        raise lsp.Failure(f"the command finds nothing in {source}")
    expect(sorted(map(place, coroutine_findings(diagnostics))), sorted(map(place, command)),
           f"findings in {source.name}")
    for finding, told in zip(sorted(command, key=place),
                             sorted(coroutine_findings(diagnostics), key=place)):
        start, end = (told["range"][side]["character"] for side in ("start", "end"))
        expect(start < finding["column"] <= end, True, f"{told['range']} has column {finding['column']}")
        # clangd begins a message with a capital, and adds that there is a fix.
        expect(told["message"][1:].startswith(finding["message"][1:]), True, told["message"])
        page = lsp.path_of(told["codeDescription"]["href"])
        expect(page.name, finding["check"].removeprefix("coro-") + ".md", "the page")
        expect(page.is_file(), True, f"{page} is there")


def apply_fixes(server, source, diagnostics, wanted):
    """Applies the fixes of the findings whose messages are wanted, as a user would: one, then the next of
    what is found after it. Returns what is found in the end."""
    wanted = set(wanted)
    while wanted:
        told = next((d for d in coroutine_findings(diagnostics)
                     if any(d["message"][1:].startswith(message[1:]) for message in wanted)), None)
        if told is None:
            raise lsp.Failure(f"found no more, but not fixed: {wanted}")
        wanted -= {message for message in wanted if told["message"][1:].startswith(message[1:])}
        # Those that are about the whole file belong to no finding.
        actions = [a for a in server.actions(source, told)
                   if any(d["message"] == told["message"] for d in a.get("diagnostics", []))]
        if not actions:
            raise lsp.Failure(f"no fix is offered for {told['message']}")
        link = actions[0]["diagnostics"][0]["codeDescription"]["href"]
        expect(lsp.path_of(link).is_file(), True, "the link of an action leads to a page")
        edits = actions[0]["edit"]["changes"][lsp.uri_of(source)]
        text = server.texts[lsp.uri_of(source)]
        diagnostics = server.change(source, lsp.apply(text, edits))
        if any(d["message"] == told["message"] for d in diagnostics):
            raise lsp.Failure(f"still found after its fix: {told['message']}")
    return diagnostics


def test():
    build, directory = sys.argv[1:]
    project = Project(build, directory)
    sources = project.add_example()
    project.database(sources)
    findings = project.lint()
    by_hand = {}
    with project.serve() as server:
        for source in sources:
            command = [f for f in findings if f["file"] == str(source)]
            diagnostics = server.open(source)
            same_findings(source, command, diagnostics)
            diagnostics = apply_fixes(server, source, diagnostics,
                                      [f["message"] for f in command if f["fix"]])
            by_hand["--fix", source] = server.texts[lsp.uri_of(source)]
            apply_fixes(server, source, diagnostics,
                        [f["message"] for f in command if any(n["fix"] for n in f["notes"])])
            by_hand["--fix=all", source] = server.texts[lsp.uri_of(source)]
    for mode in ("--fix", "--fix=all"):
        project.fix(mode)
        for source in sources:
            expect(by_hand[mode, source], source.read_text(), f"{source.name} after {mode}")
            project.compile(source)


lsp.main(test)
