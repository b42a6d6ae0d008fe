"""A small language client: starts a server, opens and edits files, waits for what the server says.

Nothing here sleeps: every wait is for a message, with a limit after which the test fails.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import queue
import subprocess
import sys
import threading
import urllib.parse

LIMIT = 600  # seconds a server may take for one answer; it is loaded machines that need them


class Failure(Exception):
    """The server did not do what it must; the text says what."""


def uri_of(path):
    return pathlib.Path(path).resolve().as_uri()


def path_of(uri):
    if not uri.startswith("file://"):
        raise Failure(f"no file: {uri}")
    return pathlib.Path(urllib.parse.unquote(uri[len("file://"):]))


def offset_of(text, position):
    """Where a position of the protocol (line, UTF-16 units) is in text."""
    lines = text.split("\n")
    if position["line"] >= len(lines):
        return len(text)
    line = lines[position["line"]]
    before = line.encode("utf-16-le")[: 2 * position["character"]].decode("utf-16-le")
    return sum(len(skipped) + 1 for skipped in lines[: position["line"]]) + len(before)


def apply(text, edits):
    """The text after a list of TextEdits, which all refer to the text before. Several insertions in one place
    are made in their order in the list."""
    for edit in sorted(reversed(edits), key=lambda e: offset_of(text, e["range"]["start"]), reverse=True):
        start, end = (offset_of(text, edit["range"][side]) for side in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


# What an editor says that it can do.
EDITOR = {
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"codeActionLiteralSupport": {
            "codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}}},
    "workspace": {"workspaceEdit": {"documentChanges": False}}}


class Server:
    """A running language server; to be used in a with statement, which also checks how it ends."""

    def __init__(self, command, root, log=None, capabilities=None, patience=LIMIT):
        self.command, self.root = [str(part) for part in command], root
        self.capabilities, self.patience = capabilities or EDITOR, patience
        self.log = open(log, "w") if log else subprocess.DEVNULL
        self.versions, self.texts, self.next_id = {}, {}, 1
        self.published = {}  # by file: what came in while something else was waited for
        self.inbox = queue.Queue()

    def __enter__(self):
        self.process = subprocess.Popen(self.command, cwd=self.root, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.log)
        threading.Thread(target=self._read, daemon=True).start()
        self.offers = self.request("initialize", {
            "processId": None, "rootUri": uri_of(self.root),
            "capabilities": self.capabilities})["capabilities"]
        self.notify("initialized", {})
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            self.process.kill()
            self.process.wait()
            return
        self.request("shutdown", None)
        self.notify("exit", None)
        try:
            status = self.process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure("the server did not end after 'exit'") from None
        if status:
            raise Failure(f"the server ended with status {status}")

    def _read(self):
        out = self.process.stdout
        while True:
            length = None
            while (line := out.readline().strip()):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                self.inbox.put(None)
                return
            self.inbox.put(json.loads(out.read(length)))

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failure(f"the server is gone, status {self.process.wait()}") from None

    def _receive(self, wanted, what):
        """The next message for which wanted() is true; answers what the server asks in between."""
        while True:
            try:
                message = self.inbox.get(timeout=self.patience)
            except queue.Empty:
                raise Failure(f"nothing for {self.patience} s while waiting for {what}") from None
            if message is None:
                raise Failure(f"the server is gone, status {self.process.wait()}, "
                              f"while waiting for {what}")
            if message.get("method") == "textDocument/publishDiagnostics":
                self.published[message["params"]["uri"]] = message["params"]
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            elif wanted(message):
                return message

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def request(self, method, params):
        number, self.next_id = self.next_id, self.next_id + 1
        self._send({"id": number, "method": method, "params": params})
        answer = self._receive(lambda m: m.get("id") == number, method)
        if "error" in answer:
            raise Failure(f"{method}: {answer['error']}")
        return answer["result"]

    def open(self, path, text=None):
        """Opens a file and returns its diagnostics."""
        uri = uri_of(path)
        self.texts[uri] = pathlib.Path(path).read_text() if text is None else text
        self.versions[uri] = 1
        self.published.pop(uri, None)
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "cpp", "version": 1, "text": self.texts[uri]}})
        return self.diagnostics(path)

    def change(self, path, text, wait=True):
        """Replaces the text of an open file; returns the diagnostics of that version. (A text that is no
        other gets no new diagnostics.)"""
        uri = uri_of(path)
        self.versions[uri] += 1
        self.texts[uri] = text
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": self.versions[uri]},
            "contentChanges": [{"text": text}]})
        return self.diagnostics(path) if wait else None

    def replace(self, path, start, end, text):
        """Replaces a part of an open file, from one position to another; returns the diagnostics."""
        uri = uri_of(path)
        self.versions[uri] += 1
        where = {"start": start, "end": end}
        self.texts[uri] = apply(self.texts[uri], [{"range": where, "newText": text}])
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": self.versions[uri]},
            "contentChanges": [{"range": where, "text": text}]})
        return self.diagnostics(path)

    def reopen(self, path):
        """Back to the text on disk; returns its diagnostics."""
        self.close(path)
        return self.open(path)

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(path)}})

    def diagnostics(self, path):
        uri = uri_of(path)
        version = self.versions[uri]

        def wanted(params):
            return params["uri"] == uri and params.get("version") == version

        if wanted(self.published.get(uri, {"uri": None})):
            return self.published[uri]["diagnostics"]
        message = self._receive(
            lambda m: m.get("method") == "textDocument/publishDiagnostics" and wanted(m["params"]),
            f"the diagnostics of version {version} of {path}")
        return message["params"]["diagnostics"]

    def actions(self, path, diagnostic, only=("quickfix",)):
        """The actions that are offered for a finding, or for an object that has only a range; only=None asks
        for all kinds."""
        about = [diagnostic] if "message" in diagnostic else []
        context = {"diagnostics": about, **({"only": list(only)} if only else {})}
        return self.request("textDocument/codeAction", {
            "textDocument": {"uri": uri_of(path)}, "range": diagnostic["range"],
            "context": context})

    def hover(self, path, position):
        return self.request("textDocument/hover", {
            "textDocument": {"uri": uri_of(path)}, "position": position})


def coroutine_findings(diagnostics):
    return [d for d in diagnostics if str(d.get("code", "")).startswith("coro-")]


def main(test):
    """Runs a test, a function; what it raises as Failure is the test's failure."""
    try:
        test()
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
