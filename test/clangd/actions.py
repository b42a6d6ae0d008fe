"""Usage: actions.py BUILD DIRECTORY

All fixes of a file at once are what the command writes; a finding can be suppressed with a reason, wherever it
stands; a suppression says what it suppresses. And an editor that asks for none of this gets none of it.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import sys

import lsp
from lsp import coroutine_findings
from project import MOCKS, TEST, Project, expect

# Checks with safe fixes, with fixes that need an include, and with suggested ones.
FIXED = ["unawaited-task", "blocking-sleep", "sync-wait-in-coroutine", "voided-lazy-task", "blocking-file-io",
         "task-never-awaited"]

HEAD = """#include <generic/lazy_task.h>
lib::task<int> fetch(int = 0, const char * = "");
"""
FINDING = "coro-unawaited-task"
# (what is written, what it is when the finding is suppressed)
SUPPRESSED = [
    ("  fetch();\n",
     "  // NOLINTNEXTLINE(coro-unawaited-task): TODO: the reason\n  fetch();\n"),
    # Where the comment goes depends on the line, not on the statement.
    ("  if (true)\n    fetch();\n",
     "  if (true)\n    // NOLINTNEXTLINE(coro-unawaited-task): TODO: the reason\n    fetch();\n"),
    ("\tfetch(); int after = 1;\n",
     "\t// NOLINTNEXTLINE(coro-unawaited-task): TODO: the reason\n\tfetch(); int after = 1;\n"),
    # A comment that is there gets another name; a line between it and the finding would make it useless.
    ("  // NOLINTNEXTLINE(misc-x): tested\n  fetch();\n",
     "  // NOLINTNEXTLINE(misc-x,coro-unawaited-task): tested\n  fetch();\n"),
    ("  fetch(); // NOLINT(misc-x) here\n",
     "  fetch(); // NOLINT(misc-x,coro-unawaited-task) here\n"),
    # A string goes on to this line: nothing can be put above it.
    ("  const char *s = R\"(\n)\"; fetch();\n",
     "  const char *s = R\"(\n)\"; fetch(); // NOLINT(coro-unawaited-task): TODO: the reason\n"),
    ("  /* a comment\n  */ fetch();\n",
     "  /* a comment\n  */ fetch(); // NOLINT(coro-unawaited-task): TODO: the reason\n"),
    # The finding is on one of these lines.
    ("  fetch(1,\n        \"x\");\n",
     "  // NOLINTBEGIN(coro-unawaited-task): TODO: the reason\n  fetch(1,\n        \"x\");\n"
     "  // NOLINTEND(coro-unawaited-task)\n"),
    # UTF-16 counts this character twice, UTF-8 four times.
    ("  /* \U0001F600 */ fetch();\n",
     "  // NOLINTNEXTLINE(coro-unawaited-task): TODO: the reason\n  /* \U0001F600 */ fetch();\n"),
    ("  const char *s = R\"(\n\U0001F600)\"; fetch();\n",
     "  const char *s = R\"(\n\U0001F600)\"; fetch(); // NOLINT(coro-unawaited-task): TODO: the reason\n"),
    # No comment can be put above or behind it.
    ("  const char *s = R\"(\n)\"; fetch(); s = R\"(\n)\";\n", None),
    ("#define CALL fetch(); \\\n  co_return;\n  CALL\n",
     "#define CALL fetch(); \\\n  co_return;\n"
     "  // NOLINTNEXTLINE(coro-unawaited-task): TODO: the reason\n  CALL\n"),
]


def body(text):
    return HEAD + "lib::task<void> run() {\n" + text + "  co_return;\n}\n"


def titled(actions, start):
    return [action for action in actions if action["title"].startswith(start)]


def only(found, what):
    if len(found) != 1:
        raise lsp.Failure(f"{len(found)} of {what}, not one: {found}")
    return found[0]


def edited(server, source, action):
    return lsp.apply(server.texts[lsp.uri_of(source)], action["edit"]["changes"][lsp.uri_of(source)])


def fix_all(build, directory):
    project = Project(build, directory)
    sources = [project.add(f"{name}.cpp", (TEST / "checks" / f"{name}.cpp").read_text()) for name in FIXED]
    project.add(".clang-tidy", "Checks: 'coro-*'")
    project.database(sources, MOCKS)
    written = {}
    with project.serve() as server:
        expect("source.fixAll.corolint" in server.offers["codeActionProvider"]["codeActionKinds"], True,
               "the kind is announced")
        for source in sources:
            found = coroutine_findings(server.open(source))
            expect([d for d in found if "codeActions" in d], [], "what the editor did not ask for")
            # Anywhere in the file, by kind; how it is asked for decides what it must be called.
            top = {"range": {side: {"line": 0, "character": 0} for side in ("start", "end")}}
            for kind, named in (("source.fixAll", "source.fixAll"), ("source", "source.fixAll"),
                                ("source.fixAll.corolint", "source.fixAll.corolint")):
                actions = server.actions(source, top, [kind])
                expect([a["kind"] for a in actions], [named] if actions else [], kind)
            text = edited(server, source, actions[0]) if actions else source.read_text()
            written["--fix", source] = text
            expect(server.actions(source, top, ["source.organizeImports"]), [], "another kind")
            expect(titled(server.actions(source, top, None), "apply"), [], "no finding, no question")
            # At a finding that has a fix, among the quick fixes: not where there is one fix only.
            offered = {a["title"].partition(" (")[0]: edited(server, source, a)
                       for d in found for a in titled(server.actions(source, d), "apply")}
            safe = offered.get("apply the safe fixes of corolint in this file")
            expect(safe in (None, text), True, "the same fixes under both kinds")
            everything = "apply all fixes of corolint in this file, the suggested ones too"
            written["--fix=all", source] = offered.get(everything, text)
            # Of a text that has changed nothing is known until it was looked at.
            uri = lsp.uri_of(source)
            server.change(source, server.texts[uri] + "\n\n", wait=False)
            stale = server.actions(source, top, ["source.fixAll"])
            now = server.diagnostics(source)
            if stale and edited(server, source, stale[0]) != text + "\n\n":
                raise lsp.Failure("edits of an older text")
            expect(len(coroutine_findings(now)), len(found), "findings after an edit")
    for mode in ("--fix", "--fix=all"):
        project.fix(mode)
        changed = 0
        for source in sources:
            changed += source.read_text() != (TEST / "checks" / source.name).read_text()
            expect(written[mode, source], source.read_text(), f"{source.name} after {mode}")
        expect(changed > 2, True, f"{mode} has something to do")


def suppress(build, directory, encoding):
    project = Project(build, directory)
    sources = [project.add(f"{number}.cpp", body(text)) for number, (text, _) in enumerate(SUPPRESSED)]
    project.add(".clang-tidy", "Checks: '-coro-*,coro-unawaited-task'")
    project.database(sources, MOCKS)
    capabilities = {**lsp.EDITOR, "offsetEncoding": [encoding]}
    with project.serve(capabilities=capabilities) as server:
        for source, (text, wanted) in zip(sources, SUPPRESSED):
            told = only(coroutine_findings(server.open(source)), f"findings in {text}")
            actions = titled(server.actions(source, told), f"suppress {FINDING}")
            if wanted is None:
                expect(actions, [], text)
                source.write_text(body("  (void)0;\n"))
                continue
            action = only(actions, "actions that suppress")
            expect(action["diagnostics"][0]["code"], FINDING, "what the action is for")
            edits = action["edit"]["changes"][lsp.uri_of(source)]
            if encoding == "utf-8":  # lsp.apply() counts in UTF-16
                lines = body(text).split("\n")
                for edit in edits:
                    for place in edit["range"].values():
                        line = lines[place["line"]].encode()[: place["character"]].decode()
                        place["character"] = len(line.encode("utf-16-le")) // 2
            now = lsp.apply(body(text), edits)
            expect(now, body(wanted), f"{text} in {encoding}")
            expect(coroutine_findings(server.change(source, now)), [], "suppressed")
            source.write_text(now)
    expect(project.lint(), [], "what the command finds")


def hover(build, directory):
    project = Project(build, directory)
    line = "  fetch(); // \U0001F600 NOLINT({}): looked at\n"
    source = project.add("a.cpp", body(line.format("coro-unawaited-task, misc-x")))
    project.database([source], MOCKS)
    number = body("").split("\n").index("lib::task<void> run() {") + 1
    with project.serve() as server:
        server.open(source)

        def said(character, line=number):
            answer = server.hover(source, {"line": line, "character": character})
            return answer and answer["contents"]["value"]

        text = said(line.index("NOLINT") + 3)
        for part in ("suppresses on this line", "[coro-unawaited-task](file:///", "A task is created and dropped",
                     "Reason: looked at"):
            expect(part in text, True, f"{part} in {text}")
        expect("misc-x" in text, False, "checks of others")
        page = text.partition("](")[2].partition(")")[0]
        expect(lsp.path_of(page).is_file(), True, "the link")
        expect("Function" in said(3) or "fetch" in said(3), True, "clangd's own hover")
        # Behind a change that was sent as a part of the text.
        start = line.index("NOLINT") + 1 + len("NOLINT(coro-")
        server.replace(source, {"line": number, "character": start},
                       {"line": number, "character": start + len("unawaited-task")}, "unawaited-tsk")
        expect("there is no such check; did you mean coro-unawaited-task?" in said(start), True,
               said(start))
        for list_, says in (("coro-unawaited-*", "coro-unawaited-*: 1 check"), ("misc-x", None),
                            ("coro-*", "checks of corolint")):
            server.change(source, body(line.format(list_)))
            expect(says in said(start) if says else said(start) is None, True, list_)
        server.change(source, body("  fetch(); // NOLINT\n"))
        expect("every check" in said(14) and "No reason is given" in said(14), True, said(14))


def modest(build, directory):
    """An editor that can do less gets what it can use."""
    project = Project(build, directory)
    source = project.add("a.cpp", body("  fetch(); // NOLINT(misc-x)\n  fetch();\n"))
    project.database([source], MOCKS)
    document = {"publishDiagnostics": {"codeActionsInline": True}}
    with project.serve(capabilities={"textDocument": document}) as server:
        found = coroutine_findings(server.open(source))
        expect([d for d in found if "codeActions" not in d], [], "fixes inside diagnostics")
        expect([a for a in server.actions(source, found[0]) if "command" not in a], [], "commands only")
        hovered = server.hover(source, {"line": found[0]["range"]["start"]["line"], "character": 20})
        expect(hovered, None, "checks of others")
    capabilities = {**lsp.EDITOR, "workspace": {"workspaceEdit": {"documentChanges": True}}}
    with project.serve(capabilities=capabilities) as server:
        found = coroutine_findings(server.open(source))
        action = only(server.actions(source, found[0], ["source.fixAll"]), "actions")
        change = only(action["edit"]["documentChanges"], "documents")
        expect(change["textDocument"], {"uri": lsp.uri_of(source), "version": 1}, "the version")
        expect(lsp.apply(source.read_text(), change["edits"]), source.read_text().replace(
            "  fetch();", "  co_await fetch();"), "the edits")


def test():
    build, directory = sys.argv[1:]
    fix_all(build, f"{directory}/fix-all")
    suppress(build, f"{directory}/utf-16", "utf-16")
    suppress(build, f"{directory}/utf-8", "utf-8")
    hover(build, f"{directory}/hover")
    modest(build, f"{directory}/modest")


lsp.main(test)
