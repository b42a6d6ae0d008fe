"""Usage: check_html.py hostile | check_html.py check PAGE

Writes a source that tries to break out of a page; asserts that the page made of it and of test/inputs/report holds.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import base64
import hashlib
import html.parser
import pathlib
import re
import sys

BIDI = "\u202e"
HOSTILE = b"""#include <generic/lazy_task.h>
lib::task<int> fetch(const char *);
lib::task<void> run() {
  fetch("</code></pre><script>evil()</script>");
  fetch("\xff\xfe not UTF-8 \x01");
  fetch("%s"); // reads from right to left
  /* LONG */ fetch("long");
\tco_await fetch("</span>"); fetch("tab");
  co_return;
}
""" % BIDI.encode()
HOSTILE = HOSTILE.replace(b"LONG", b"x " * 200_000 + "ä".encode() * 100)


class Page(html.parser.HTMLParser):
    """Elements with their attributes and text, and whether they nest."""

    VOID = {"meta", "input", "br", "img", "link", "base"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements = [], []
        self.feed(text)
        self.close()
        assert not self.open, [element["tag"] for element in self.open]

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), (tag, attrs)
        element = {"tag": tag, "text": "", **{f"@{key}": value for key, value in attrs}}
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1]["tag"] == tag, (tag, self.open[-1:])
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag, **attributes):
        return [e for e in self.elements if e["tag"] == tag
                and all(value in (e.get(f"@{key}") or "").split() for key, value in attributes.items())]

    def one(self, tag, **attributes):
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, len(found))
        return found[0]


def sha(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def check(path):
    text = path.read_bytes().decode()  # UTF-8, whatever the sources are.
    page = Page(text)

    # The policy allows this script and this style, and nothing from anywhere.
    policy, = [m["@content"] for m in page.all("meta") if m.get("@http-equiv") == "Content-Security-Policy"]
    script, style = page.one("script"), page.one("style")
    assert policy == (f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {sha(style['text'])}; "
                      f"script-src {sha(script['text'])}"), policy
    assert not page.all("img") and not page.all("link") and not page.all("i", onerror="x")
    for element in page.elements:
        for key, value in element.items():
            assert not key.startswith("@on") and key not in ("@style", "@src"), element
            if key == "@href":
                assert re.match(r"#|https://github\.com/corolint/", value), element
    assert "@import" not in style["text"] and "url(" not in style["text"]
    known = {"html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "span", "p", "section",
             "ul", "li", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "i", "button", "small", "form",
             "label", "input", "select", "option", "fieldset", "legend", "output", "main", "article", "code", "pre", "b",
             "figure", "figcaption", "svg", "path", "circle", "text", "details", "summary", "footer", "script"}
    assert {element["tag"] for element in page.elements} <= known

    # Everything is there, as text.
    articles = page.all("article")
    assert len(articles) == 13, len(articles)
    assert {a["@data-file"] for a in articles} == {"<b>/shop.cpp", "<b>/shop.h", "hostile.cpp"}
    for piece in ("fetch(\"</code></pre><script>evil()</script>\");", "audit(\"<script>alert('found')</script><img src=x",
                  "price(article + \"<b>&\\\"'\");", "größer 🙂", "\ufffd\ufffd not UTF-8 \ufffd", "fetch(\"[U+202E]\")"):
        assert any(piece in a["text"] for a in articles), piece
    assert BIDI not in text and "\x01" not in text
    assert "<i>missing.cpp: no such file" in page.one("section", **{"class": "trouble"})["text"]
    ids = [e["@id"] for e in page.elements if "@id" in e]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        if (element.get("@href") or "").startswith("#"):
            assert element["@href"][1:] in ids, element

    # A long line is cut around its mark; what is said about a column stands under it, tabs or not.
    long, = [a for a in articles if 'fetch("long")' in a["text"]]
    assert len(long["text"]) < 5000 and "…" in long["text"], len(long["text"])
    assert "    co_await fetch(" in next(a for a in articles if 'fetch("tab")' in a["text"])["text"]
    lock, = [a for a in articles if "suspend-with-lock-held" in a["@data-check"]]
    rows = lock["text"].splitlines()
    first = next(i for i, row in enumerate(rows) if "int one = co_await" in row)
    assert rows[first].index("co_await") - len("24") == rows[first + 1].index("2 suspends here"), rows[first:first + 2]

    # A drawing for each finding with steps: of each step a node, between them the edges, one broken at each suspension.
    drawn = {a["@data-check"] for a in articles if "What happens, in order" in a["text"]}
    assert drawn == {"coro-suspend-with-lock-held", "coro-stale-read-across-suspend",
                     "coro-transitive-blocking-call"}, drawn
    assert len(page.all("svg")) == 3 and len(page.all("circle")) == 9
    assert len(page.all("path", **{"class": "edge"})) == 6 and len(page.all("path", **{"class": "away"})) == 2
    assert len(page.all("circle", **{"class": "here"})) == 3 and len(page.all("circle", **{"class": "pause"})) == 3
    lanes = {c["@cx"] for c in page.all("circle")}
    assert len(lanes) == 3, "a lane for each of the functions that call each other"

    # Fixes are shown as lines before and after.
    assert any("-  (void)audit(\"]]>\");\n+  co_await audit(\"]]>\");" in d["text"] for d in page.all("details"))


if sys.argv[1] == "hostile":
    sys.stdout.buffer.write(HOSTILE)
else:
    check(pathlib.Path(sys.argv[2]))
