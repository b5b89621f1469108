"""The XML around the rows: sheets, drop-downs, notes, and the list of it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from kepu.documents.workbook.cells import escaped, letter
from kepu.documents.workbook.sheet import Choice, Column, Note, Sheet

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
DEFAULT_WIDTH = 9.0
ONE_PAGE_WIDE = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
HIDDEN = {False: "", True: ' hidden="1"'}
STATE = {False: "", True: ' state="hidden"'}
BLOCK, BLOCKS = 1024, 64
"""Boxes are numbered in blocks of so many; so many blocks are kept for a sheet."""
NOTE_WIDTH, NOTE_LINE, NOTE_CHARACTERS = 260, 17, 19
"""Points: of a note, of a line in it; characters of a line."""


def sheet_start(sheet: Sheet) -> str:
    """All that stands before the rows."""
    frozen = len(sheet.head)
    pane = f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    widths = "".join(column_xml(at, column) for at, column in enumerate(sheet.columns, 1))
    # Columns beyond are unlocked too: a protected sheet lets only rows be deleted of which no cell is locked.
    rest = f'<col min="{len(sheet.columns) + 1}" max="{LAST_COLUMN}" width="{DEFAULT_WIDTH}" style="0"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return (
        f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{ONE_PAGE_WIDE}{view}'
        f'<sheetFormatPr defaultRowHeight="18" customHeight="0"/><cols>{widths}{rest}</cols><sheetData>'
    )


def column_xml(number: int, column: Column) -> str:
    """A column's width, look and whether it is seen."""
    seen = HIDDEN[column.is_hidden]
    return f'<col min="{number}" max="{number}" width="{column.width}" style="{column.look.value}" customWidth="1"{seen}/>'


def sheet_end(sheet: Sheet) -> str:
    """All that stands behind them, in the order that the format wants."""
    # The structure is protected against slips, not against people: there is no password.
    protection = (
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"'
        ' insertRows="0" deleteRows="0"/>'
        if sheet.is_protected
        else ""
    )
    choices = "".join(choice_xml(choice, len(sheet.head)) for choice in sheet.choices)
    validations = f'<dataValidations count="{len(sheet.choices)}">{choices}</dataValidations>' if choices else ""
    areas = "".join(f'<mergeCell ref="{area(*corners)}"/>' for corners in sheet.merged)
    merged = f'<mergeCells count="{len(sheet.merged)}">{areas}</mergeCells>' if areas else ""
    drawing = '<legacyDrawing r:id="rId1"/>' if sheet.notes else ""
    return (
        f'</sheetData>{protection}{merged}{validations}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3"'
        f' footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>{drawing}</worksheet>'
    )


def area(top: int, left: int, bottom: int, right: int) -> str:
    """A1:C2."""
    return f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"


def choice_xml(choice: Choice, head: int) -> str:
    """A drop-down over the whole column; what is not in it may be typed after a question."""
    place = letter(choice.column)
    return (
        '<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f' errorTitle="请核对" error="{escape(choice.message)}" sqref="{place}{head + 1}:{place}{LAST_ROW}">'
        f"<formula1>{escape(choice.source, quote=False)}</formula1></dataValidation>"
    )


def notes_xml(notes: Sequence[Note]) -> Iterator[str]:
    """The notes' texts (xl/comments1.xml)."""
    yield f'{XML}<comments xmlns="{MAIN}"><authors><author>科普日</author></authors><commentList>'
    for note in notes:
        yield (
            f'<comment ref="{letter(note.column)}{note.row + 1}" authorId="0"><text><r><rPr><sz val="10"/>'
            f'<rFont val="宋体"/></rPr><t xml:space="preserve">{escaped(note.text)}</t></r></text></comment>'
        )
    yield "</commentList></comments>"


def drawing_xml(notes: Sequence[Note], sheet: int) -> Iterator[str]:
    """Their boxes (xl/drawings/vmlDrawing1.vml): programs show no note without one. Numbers are unique in the book."""
    first = BLOCKS * (sheet - 1) + 1
    blocks = ",".join(str(block) for block in range(first, first + 1 + len(notes) // BLOCK))
    yield (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        f' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
        ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
        "</v:shapetype>"
    )
    for number, note in enumerate(notes, BLOCK * first + 1):
        yield (
            f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden;width:{NOTE_WIDTH}pt;'
            f'height:{note_height(note.text)}pt" fillcolor="#fffbe6" o:insetmode="auto"><v:fill color2="#fffbe6"/>'
            '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">'
            f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor(note)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{note.row}</x:Row><x:Column>{note.column}</x:Column></x:ClientData></v:shape>"
        )
    yield "</xml>"


def note_height(text: str) -> int:
    """Points that the text takes."""
    lines = sum(1 + len(line) // NOTE_CHARACTERS for line in text.split("\n"))
    return NOTE_LINE * (lines + 1)


def anchor(note: Note) -> str:
    """Where the box stands: beside the cell, two columns wide, as high as its text."""
    top, height = max(note.row - 1, 0), 1 + note_height(note.text) // 18
    return f"{note.column + 1}, 12, {top}, 4, {note.column + 3}, 40, {top + height}, 8"


def workbook_xml(sheets: Sequence[Sheet]) -> str:
    """The list of the sheets; with protected ones the list itself cannot be changed."""
    protection = '<workbookProtection lockStructure="1"/>' if any(sheet.is_protected for sheet in sheets) else ""
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{number}"{STATE[sheet.is_hidden]} r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{protection}<sheets>{listed}</sheets></workbook>'


def workbook_relations(sheets: Sequence[Sheet]) -> str:
    """Where the sheets are."""
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    return relations([*targets, ("styles", "styles.xml")])


def sheet_relations(number: int) -> str:
    """Where a sheet's notes are."""
    return relations([("vmlDrawing", f"../drawings/vmlDrawing{number}.vml"), ("comments", f"../comments{number}.xml")])


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """Parts that a part refers to, as rId1 and so on."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def content_types(sheets: Sequence[Sheet]) -> str:
    """What each part is."""
    numbers = range(1, len(sheets) + 1)
    named = [("workbook.xml", "sheet.main"), ("styles.xml", "styles")]
    named += [(f"worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    named += [(f"comments{number}.xml", "comments") for number, sheet in zip(numbers, sheets, strict=True) if sheet.notes]
    listed = "".join(f'<Override PartName="/xl/{name}" ContentType="{TYPE}{kind}+xml"/>' for name, kind in named)
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>{listed}</Types>'
    )
