"""联系人: name, unit, telephone and mail address of the people to ask.

"联 系 人:王娟", "联系人:市教育局科学教育科 罗小溪;电话:…", "报送至市科协科普部(联系人:王娟,联系电话:…)", a line "市科协科普部 岳小晴,电话:…"
below another contact, and separate lines 联系单位 / 联系人 / 联系电话.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.pieces import Piece, piece
from kepu.plans.unit_lists import looks_like_unit
from kepu.plans.words.names import ONE, TWO

_NAME = re.compile(
    r"联\s*(?:系|络)\s*(?:人|员)(?:及(?:联系)?(?:电话|方式))?\s*(?::|(?<=人))\s*|经\s*办\s*人\s*:\s*|联\s*系\s*人\s*为\s*"
)
_UNIT = re.compile(
    r"(?:联\s*系\s*(?:单\s*位|部\s*门|科\s*室|处\s*室)|活动联络|联\s*络\s*(?:单\s*位|处)|报送单位|咨询单位|报\s*送\s*至)\s*:\s*"
)
_PHONE = re.compile(
    r"(?:联\s*系\s*)?(?:电\s*话|手\s*机)(?:号码)?(?:及传真|/传真|\(传真\))?\s*:?\s*|(?<![\u4e00-\u9fff])Tel\s*:?\s*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:电\s*子\s*)?(?:邮\s*箱|信\s*箱|邮\s*件)(?:地址)?\s*:?\s*|E-?mail\s*:?\s*", re.IGNORECASE)
NUMBER = re.compile(
    r"(?:\(?\d{3,4}\)?\s*[- ]?\s*)?\d{7,8}(?!\d)(?:\s*(?:转|-)\s*\d{1,4})?|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\d{3,4}-\d{4,8}"
)
ADDRESS = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
FAX = re.compile(r"传\s*真\s*:?\s*$")
HEADING = re.compile(r"联\s*系\s*方\s*式|联\s*络\s*方\s*式")
SENT_TO = re.compile(
    r"(?:报送?(?:至|到|给)?|送至|送到|交(?:至|到)?|发送?(?:至|到)|提交(?:至|到)?|咨询|邮箱|至|送)([^,。;:()]{2,24}?)(?:邮箱|处|备案|存档|汇总)?\s*[(,。]?\s*$"
)
WINDOW = 240
BLANK_FORM = re.compile(r"联\s*系\s*(?:人|电话)\s*:\s*(?:联\s*系|电\s*话|填|$|_|报送|日期)")


@dataclass(slots=True)
class Contact:
    """A contact while its parts are gathered."""

    unit: Piece | None = None
    name: Piece | None = None
    phone: Piece | None = None
    email: Piece | None = None
    sure: float = 0.95
    parts: list[Piece] = field(default_factory=list)

    def value(self) -> dict[str, Any]:
        return {
            k: None if (p := getattr(self, k)) is None else re.sub(r"\s", "", p.text) for k in ("unit", "name", "phone", "email")
        }


def find(ctx: Context) -> Iterator[Fact]:
    """All contacts, in order, each once."""
    seen: set[str] = set()
    for contact in _gather(_texts(ctx)):
        key = str(contact.value())
        if key not in seen and (contact.name or contact.phone or contact.email):
            seen.add(key)
            yield fact("contact", contact.value(), contact.parts, contact.sure, "contact")


def _texts(ctx: Context) -> list[Piece]:
    """The plan's text in the order of the document, headings joined with what follows them on their line."""
    parts = sorted((p for s in ctx.sections() for p in s.own()), key=lambda p: (p.block, p.start))
    pieces: list[Piece] = []
    for p in parts:
        last = pieces[-1] if pieces else None
        if last is not None and last.block == p.block and 0 <= p.start - last.end <= 3:
            pieces[-1] = piece(p.block, ctx.blocks[p.block].text, last.start, p.end)
        else:
            pieces.append(p)
    return pieces


def _gather(texts: list[Piece]) -> Iterator[Contact]:
    """Put labelled parts together; a part that is there already, or a new office or name, begins a new contact."""
    at: Contact | None = None
    near = -9
    for i, p in enumerate(texts):
        if BLANK_FORM.search(p.folded):
            continue
        if HEADING.search(p.folded) or _UNIT.search(p.folded) or _NAME.search(p.folded):
            near = i
        if i - near > 3:
            continue
        for kind, part in sorted(_tokens(p), key=lambda t: t[1].start):
            near = i
            if at is None or getattr(at, kind) is not None or _complete(at, kind):
                if at is not None:
                    yield at
                at = Contact()
            setattr(at, kind, part)
            at.parts.append(part)
            if kind == "name" and at.unit is None:
                at.unit = _unit_before(p, part, texts[i - 1] if i else None)
                at.sure = 0.95 if at.unit else 0.7
    if at is not None:
        yield at


def _complete(at: Contact, kind: str) -> bool:
    """Whether an office or a name must belong to the next contact."""
    return kind in ("unit", "name") and at.name is not None and (at.phone is not None or at.email is not None)


def _tokens(p: Piece) -> Iterator[tuple[str, Piece]]:
    """Typed parts of a text: units, names, telephone numbers, addresses."""
    for m in _UNIT.finditer(p.folded):
        if value := _value(p, m.end()):
            yield "unit", value
    named = False
    for m in _NAME.finditer(p.folded):
        value = _value(p, m.end())
        named = True
        yield from _unit_and_name(value)
    if not named:
        phone = _PHONE.search(p.folded)
        head = p.cut(0, phone.start() if phone else 0).trimmed(" \t,、;:()")
        if 4 < len(head) <= 30 and not _UNIT.search(head.folded) and not re.search(r"[。,]", head.folded):
            yield from _unit_and_name(head)
    for m in NUMBER.finditer(p.folded):
        if not FAX.search(p.folded[: m.start()]) and (
            _PHONE.search(p.folded[: m.start()]) or _NAME.search(p.folded[: m.start()])
        ):
            yield "phone", p.cut(m.start(), m.end())
    for m in ADDRESS.finditer(p.folded):
        yield "email", p.cut(m.start(), m.end())


def _value(p: Piece, start: int) -> Piece:
    """What stands after a label, up to a mark, a wide gap or the next label."""
    end = len(p)
    for pattern in (re.compile(r"[,;。)\n]"), _PHONE, _MAIL, _NAME, re.compile(r"传\s*真")):
        if m := pattern.search(p.folded, start):
            end = min(end, m.start())
    return p.cut(start, end).trimmed(" \t,、;:()")


def _unit_and_name(p: Piece) -> Iterator[tuple[str, Piece]]:
    """ "市科协科普部 许明舟" or "区科协科普科江小岑" or "王娟": office and person apart."""
    blank = re.search(r"^(\S+?(?:\([^()]*\))?)\s+(\S(?:\s*\S){1,3})$", p.folded)
    if blank and looks_like_unit(blank[1]):
        yield "unit", p.cut(blank.start(1), blank.end(1))
        yield "name", p.cut(blank.start(2), blank.end(2))
        return
    plain = re.sub(r"[\s\d-]+$", "", p.folded)
    if is_name(plain):
        yield "name", p.cut(0, len(plain))
        return
    for size in (3, 2, 4):
        unit, name = plain[:-size].rstrip(" :"), plain[-size:]
        if len(unit) > 1 and looks_like_unit(unit) and is_name(name):
            yield "unit", p.cut(0, len(unit))
            yield "name", p.cut(len(plain) - size, len(plain))
            return


def is_name(text: str) -> bool:
    """Whether a text may be a person's name: a family name and one or two more characters."""
    plain = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", plain) or looks_like_unit(plain) and len(plain) > 3:
        return False
    return plain[:2] in TWO and len(plain) > 2 or plain[0] in ONE and len(plain) < 4


def _unit_before(p: Piece, name: Piece, before: Piece | None) -> Piece | None:
    """The office in front of the label: "报送至市科协科普部(联系人:…", "局办公室联系人:…"."""
    label = next((m for m in _NAME.finditer(p.folded) if m.end() <= name.start - p.start + 1), None)
    if label is None:
        return None
    lead = p.cut(0, label.start())
    if m := re.search(r"([^,。;:()、\s]{2,24})\s*[(]?\s*$", lead.folded):
        direct = p.cut(m.start(1), m.end(1))
        if looks_like_unit(direct.folded) and not SENT_TO.search(lead.folded.rstrip(" (,")):
            return direct
    if m := SENT_TO.search(lead.folded):
        return _office(p.cut(m.start(1), m.end(1)))
    if not lead.folded.strip(" (,") and before is not None:
        if looks_like_unit(head := re.sub(r"联系方式|:", "", before.folded).strip()):
            return before.cut(before.folded.index(head), before.folded.index(head) + len(head))
        if m := SENT_TO.search(before.folded.rstrip("。 ")):
            return _office(before.cut(m.start(1), m.end(1)))
    return None


def _office(p: Piece) -> Piece | None:
    """The office's name without what is left of the verb."""
    plain = p.trimmed()
    return plain if looks_like_unit(plain.folded) else None
