"""联系人: names and telephone numbers, in one cell or in two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kepu.sheets.cells.texts import said
from kepu.sheets.folding import fold, squeezed
from kepu.sheets.grids.grid import Value

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0(?:10|2\d)\d{8}|0[3-9]\d{9,10}|[48]00\d{7}|[2-9]\d{6,7}")
# Numbers in a text, the first that fits counts. What looks like one and has too few or too many figures is the last.
PHONE = re.compile(
    r"(?:\+?86[-\s]?)?(?<!\d)1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)"  # 138 0000 0000, +86-138-0000-0000
    r"|\(?0\d{2,3}\)?[-\s]?\d{7,8}(?!\d)(?:\s*(?:转|-)\s*\d{1,5}(?!\d))?"  # 0512-62345678转801, (0512)62345678
    r"|[48]00(?:[-\s]?\d{3,4}){2}(?!\d)"  # 400-800-1234
    r"|[2-9]\d{2,3}[-\s]?\d{4}(?!\d)(?:\s*(?:转|-)\s*\d{1,5}(?!\d))?"  # 62345678
    r"|\d[\d\s*Xx×-]{3,}[\d*Xx×]"
)
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")  # 1.38E+10: the spreadsheet program kept three of eleven figures
MASK = re.compile(r"\d[*Xx×]{2,}|[*Xx×]{2,}\d")  # 138****5678
CUT_SHORT = re.compile(r"1[3-9]\d{3,8}")  # the beginning of a mobile number
LABEL = re.compile(
    r"(?:联系人|负责人|联络员|经办人|姓名|联系电话|联系方式|手机号?码?|(?:办公)?电话|座机|固话|微信同号|同微信|微信|(?i:tel))\s*[:：]?"
)
AROUND_NAME = " \t\n\u3000,，;；:：、/-—~."
EXTENSION = re.compile(r"转\d{1,5}$|(?<=\d{7})-\d{1,5}$")

LOST = "电话号码被表格软件变成了科学计数，后面的数字已经丢失。"
MASKED = "电话号码中间的数字被隐去了。"
WRONG_LENGTH = "电话号码有{count}位，手机号应为11位。"
ODD = "电话号码有{count}位，位数不对。"
AGAIN = "请重新填写完整的号码，并把单元格设为“文本”格式。"
CHECK = "请核对并补全号码。"
ZERO = "是否应为0{figures}？"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is asked. `problem` where the number cannot be dialled."""

    name: str = ""
    phone: str = ""
    problem: str = ""
    suggestion: str = ""


@lru_cache(maxsize=20_000)
def read_contact(value: Value) -> Contact:
    """Name and number of a cell that may hold both; of several people the first."""
    text = said(value)
    if text.isalpha() or not text:
        return Contact(text)
    if MOBILE.fullmatch(text):
        return Contact(phone=text)
    if lost := SCIENTIFIC.search(text):
        return Contact(name_in(f"{text[: lost.start()]} {text[lost.end() :]}"), problem=LOST, suggestion=AGAIN)
    folded = fold(text)
    if folded.isdigit():
        return Contact("", folded, *wrong_with(folded))
    match = PHONE.search(folded)
    if match is None:
        return Contact(name_in(text))
    source = text if len(text) == len(folded) else folded  # names as written
    name = name_in(source[: match.start()]) or name_in(PHONE.split(source[match.end() :])[0])
    phone = tidy(match[0])
    return Contact(name, phone, *wrong_with(phone))


def name_in(text: str) -> str:
    """The name in what stands beside a number: 联系人：王芳（ → 王芳, （王芳） → 王芳, 王芳（市科协） stays."""
    name = LABEL.sub(" ", text).strip(AROUND_NAME)
    name = name.removeprefix(")").removeprefix("）").removesuffix("(").removesuffix("（").strip(AROUND_NAME)
    if name[:1] in ("(", "（") and name[-1:] in (")", "）"):
        name = name[1:-1].strip(AROUND_NAME)
    return name


def tidy(phone: str) -> str:
    """A mobile number as eleven figures, others as written without blanks."""
    bare = "".join(sign for sign in phone if sign.isdigit())
    plain = bare[2:] if len(bare) == 13 and bare.startswith("86") else bare
    if MOBILE.fullmatch(plain) and not MASK.search(phone):
        return plain
    return squeezed(phone).strip("-.")


def wrong_with(phone: str) -> tuple[str, str]:
    """What keeps a number from being dialled, and a proposal; two empty texts for a good one.

    Up to six figures are an office's short number, unless they begin as a mobile number does.
    """
    if MASK.search(phone):
        return MASKED, AGAIN
    figures = "".join(sign for sign in EXTENSION.sub("", phone) if sign.isdigit())
    count = len(figures)
    if MOBILE.fullmatch(figures) or LANDLINE.fullmatch(figures) or (count <= 6 and not CUT_SHORT.fullmatch(figures)):
        return "", ""
    if figures[0] == "1" and figures[1] in "3456789":
        return WRONG_LENGTH.format(count=count), CHECK
    return ODD.format(count=count), ZERO.format(figures=figures) if count in (10, 11) and figures[0] in "2345678" else CHECK
