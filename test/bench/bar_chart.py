"""A bar chart as SVG: groups of horizontal bars with a line at 1. No background; its colours can be read on a
light page and on a dark one."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
from xml.sax.saxutils import escape

LABELS, BARS, VALUES, LINE, HEAD, GAP = 270, 420, 60, 22, 34, 14

STYLE = """text { font: 13px system-ui, sans-serif; fill: #57606a; }
.head { font-weight: 600; }
.ours { fill: #1f7a8c; }
.other { fill: #8b949e; }
.one { stroke: #b35900; stroke-dasharray: 4 3; }
@media (prefers-color-scheme: dark) {
text { fill: #b1bac4; }
.ours { fill: #4fb3c8; }
.other { fill: #6e7681; }
.one { stroke: #f0883e; }
}"""


def chart(title, groups, unit):
    """groups: (heading, [(label, value, whether it is highlighted)]). A value that is far above the rest is cut
    off, and says so."""
    groups = [(heading, list(bars)) for heading, bars in groups]
    values = sorted(value for _, bars in groups for _, value, _ in bars)
    top = max(1.2, min(values[-1], 3.0)) if values else 1.2
    scale = BARS / top
    out, y = [], 24
    out.append(f'<text class="head" x="0" y="16">{escape(title)}</text>')
    for heading, bars in groups:
        y += HEAD
        out.append(f'<text class="head" x="0" y="{y - 8}">{escape(heading)}</text>')
        begin = y
        for label, value, ours in bars:
            width, cut = min(value, top) * scale, value > top
            out.append(f'<text x="{LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(label)}</text>')
            out.append(f'<rect class="{"ours" if ours else "other"}" x="{LABELS}" y="{y + 3}" width="{max(width, 1):.1f}"'
                       f' height="{LINE - 7}" rx="2"/>')
            out.append(f'<text x="{LABELS + width + 6:.1f}" y="{y + 14}">{value:.2f}{" (cut off)" if cut else ""}</text>')
            y += LINE
        out.append(f'<line class="one" x1="{LABELS + scale:.1f}" x2="{LABELS + scale:.1f}" y1="{begin}" y2="{y}"/>')
        y += GAP
    out.append(f'<text x="{LABELS}" y="{y + 6}">{escape(unit)}</text>')
    width, height = LABELS + BARS + VALUES + 20, y + 16
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">\n'
            f"<style>\n{STYLE}\n</style>\n" + "\n".join(out) + "\n</svg>\n")
