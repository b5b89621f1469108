"""The cell formats of a workbook (xl/styles.xml), in the order of sheet.Look."""

from __future__ import annotations

FONT = '<name val="宋体"/><charset val="134"/>'
# 0 text, 1 bold, 2 title, 3 quiet, 4 fault
FONTS = (
    f'<font><sz val="11"/><color rgb="FF1F2933"/>{FONT}</font>',
    f'<font><b/><sz val="11"/><color rgb="FF1F2933"/>{FONT}</font>',
    f'<font><b/><sz val="16"/><color rgb="FF1F2933"/>{FONT}</font>',
    f'<font><i/><sz val="11"/><color rgb="FF52606D"/>{FONT}</font>',
    f'<font><sz val="11"/><color rgb="FFB42318"/>{FONT}</font>',
)
# 0 and 1 are the format's own, 2 heading, 3 fault
FILLS = (
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6F0FA"/></patternFill></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFDE3E1"/></patternFill></fill>',
)
LINE = '<{0} style="thin"><color rgb="FFBCCCDC"/></{0}>'
BORDERS = (
    "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "<border>" + "".join(LINE.format(side) for side in ("left", "right", "top", "bottom")) + "<diagonal/></border>",
)
TEXT, NUMBER = 49, 1
"""Built-in formats: @ keeps what is typed (9.20, long numbers); 0 is a whole number."""


def look(font: int = 0, fill: int = 0, border: int = 1, number: int = TEXT, *, quoted: bool = False, more: str = "") -> str:
    """One cell format, unlocked so that a protected sheet lets it be changed."""
    quote = ' quotePrefix="1"' if quoted else ""
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1"'
        f' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"{quote}>'
        f'<alignment vertical="center" wrapText="1"{more}/><protection locked="0"/></xf>'
    )


def locked(made: str) -> str:
    """The same, not to be changed in a protected sheet."""
    return made.replace('locked="0"', 'locked="1"')


def unwrapped(made: str) -> str:
    """The same on one line."""
    return made.replace(' wrapText="1"', "")


LOOKS = (
    look(border=0, number=0),
    look(),
    look(quoted=True),
    look(number=NUMBER, more=' horizontal="center"'),
    locked(look(font=1, fill=2, more=' horizontal="center"')),
    locked(unwrapped(look(font=2, border=0))),
    locked(unwrapped(look(border=0))),
    look(font=3),
    look(font=3, quoted=True),
    look(fill=3),
    look(fill=3, quoted=True),
    look(font=4),
    look(font=4, quoted=True),
    unwrapped(look()),
    unwrapped(look(quoted=True)),
)


def many(name: str, parts: tuple[str, ...]) -> str:
    """A list of the style sheet, with its count."""
    return f'<{name} count="{len(parts)}">{"".join(parts)}</{name}>'


STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f"{many('fonts', FONTS)}{many('fills', FILLS)}{many('borders', BORDERS)}"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f"{many('cellXfs', LOOKS)}"
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
