"""Word documents from a light writing, one line a paragraph:

= text              a centred title              > text       to the right
黑 text             a heading in 黑体             * text       bold; *lead*text only the lead
#2 text             heading style 2              @1 text      automatic number, level 1; also #2@1 text
|a|b|c|             a table row; < goes on with the cell to the left, ^ with the one above
[textbox] text      also [footnote], [header], [footer]; consecutive text box lines are one box
---                 an empty paragraph           %levels      other automatic numbers: format:text | format:text
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from tests.plans.word import SPACES, Word, cell, level, numbering, para, row, run, tbl

USUAL = "chineseCounting:%1、 | chineseCounting:（%2） | decimal:%3. | decimal:（%4）"
TITLE = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
HEI = '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>'
SONG = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
LINE = re.compile(r"(?P<mark>=|>|黑|\*|#\d@\d|#\d|@\d|\[\w+\])\s?(?P<text>.*)")
LEAD = re.compile(r"\*(?P<lead>[^*]+)\*(?P<rest>.+)")


def build(text: str) -> bytes:
    """The .docx of a plan in light writing."""
    lines = text.rstrip("\n").split("\n")
    levels = next((line.removeprefix("%levels ") for line in lines if line.startswith("%levels ")), USUAL)
    lines = [line for line in lines if not line.startswith("%")]
    around = {kind: tuple(para(line.split("] ", 1)[1]) for line in lines if line.startswith(f"[{kind}]")) for kind in AROUND}
    body = "".join(body_of([line for line in lines if not line.startswith(tuple(f"[{kind}]" for kind in AROUND))]))
    parts = {"styles": STYLES, "numbering": numbering("".join(list_levels(levels)))}
    if around["footnote"]:
        parts["footnotes"] = (
            f'<w:footnotes {SPACES}><w:footnote w:id="1">{"".join(around["footnote"])}</w:footnote></w:footnotes>'
        )
    return Word(body, parts, headers=around["header"], footers=around["footer"]).bytes()


AROUND = ("footnote", "header", "footer")
OUTLINE = '<w:pPr><w:outlineLvl w:val="{1}"/></w:pPr>'
STYLE = f'<w:style w:type="paragraph" w:styleId="{{0}}"><w:name w:val="heading {{0}}"/>{OUTLINE}</w:style>'
STYLES = f"<w:styles {SPACES}>{''.join(STYLE.format(n, n - 1) for n in range(1, 5))}</w:styles>"


def list_levels(text: str) -> Iterator[str]:
    """The levels of the automatic list."""
    for depth, each in enumerate(text.split("|")):
        format_, _, shown = each.strip().partition(":")
        yield level(depth, format_, shown)


def body_of(lines: list[str]) -> Iterator[str]:
    """Paragraphs, tables and boxes."""
    for kind, group in groupby(lines, key=kind_of):
        if kind == "table":
            yield tbl(*rows([line.strip("|\n").split("|") for line in group]))
        elif kind == "box":
            yield para(box("".join(para(line.split("] ", 1)[1]) for line in group)))
        else:
            yield from map(paragraph, group)


def kind_of(line: str) -> str:
    """What a line is part of."""
    return "table" if line.startswith("|") else "box" if line.startswith("[textbox]") else "text"


def paragraph(line: str) -> str:
    """One line as a paragraph."""
    if line == "---":
        return para("")
    if lead := LEAD.fullmatch(line):
        return para(run(lead["lead"], "<w:b/>" + SONG) + run(lead["rest"], SONG))
    found = LINE.fullmatch(line)
    if not found:
        return para(run(line, SONG), '<w:ind w:firstLineChars="200"/>')
    mark, text = found["mark"], found["text"]
    looks = {"=": TITLE, "黑": HEI, "*": f"<w:b/>{SONG}"}
    return para(run(text, looks.get(mark, SONG)), properties(mark))


def properties(mark: str) -> str:
    """What a mark says about the paragraph."""
    found = {"=": '<w:jc w:val="center"/>', ">": '<w:jc w:val="right"/>'}.get(mark, "")
    if heading := re.search(r"#(\d)", mark):
        found += f'<w:pStyle w:val="{heading[1]}"/>'
    if counted := re.search(r"@(\d)", mark):
        found += f'<w:numPr><w:ilvl w:val="{counted[1]}"/><w:numId w:val="1"/></w:numPr>'
    return found


def rows(grid: list[list[str]]) -> Iterator[str]:
    """Table rows with their merged cells."""
    for r, texts in enumerate(grid):
        cells = []
        for c, text in enumerate(texts):
            if text == "<":
                continue
            span = next((n for n, after in enumerate(texts[c + 1 :], 1) if after != "<"), len(texts) - c)
            below = r + 1 < len(grid) and c < len(grid[r + 1]) and grid[r + 1][c] == "^"
            merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if below else ""
            cells.append(cell("" if text == "^" else text, (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge))
        yield row(*cells)


def box(inner: str) -> str:
    """A run that anchors a text box, as DrawingML and as VML."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
