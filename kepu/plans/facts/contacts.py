"""联系人: name, unit, telephone and mail address of the people to ask.

"联 系 人:王娟", "联系人:市教育局科学教育科 罗小溪;电话:…", "报送至市科协科普部(联系人:王娟,联系电话:…)", "业务咨询:市科协科普部 王一鸣 0571-…",
a line "市科协科普部 岳小晴,电话:…" below another contact, and separate lines 联系单位 / 联系人 / 联系电话.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.facts.people import ADDRESS, HEADING, NAME_LABEL, NUMBER, UNIT_LABEL, Token, is_blank_form, office_before, tokens
from kepu.plans.folding import fold
from kepu.plans.grids import Grid
from kepu.plans.pieces import Piece, piece
from kepu.plans.unit_lists import looks_like_unit

RECEIVER = re.compile(
    r"(?:报送?|送|寄送?|发送?|交|提交)(?:至|到|给)?([\u4e00-\u9fff]{1,20}?(?:部|科|室|股|处|办|中心|科协|局|馆|院|所|会))(?=[(,。;、]|邮箱|备案|汇总|存档|统一|$)"
)
NEAR = 3  # so many lines without a label may stand between the parts of one contact


@dataclass(slots=True)
class Contact:
    """A contact while its parts are gathered."""

    unit: Piece | None = None
    name: Piece | None = None
    phone: Piece | None = None
    email: Piece | None = None
    parts: list[Piece] = field(default_factory=list)

    def value(self) -> dict[str, Any]:
        return {k: None if (p := getattr(self, k)) is None else _tidy(p.text) for k in ("unit", "name", "phone", "email")}

    def put(self, kind: str, part: Piece) -> None:
        setattr(self, kind, part)
        self.parts.append(part)


def find(ctx: Context) -> Iterator[Fact]:
    """All contacts, in order, each once."""
    seen: set[str] = set()
    texts = _texts(ctx)
    contacts = list(_gather(texts))
    _take_mailbox(texts, contacts)
    for contact in contacts:
        if contact.unit is None and contact.name is not None:
            contact.unit = _receiver(texts, contact.name)
        key = str(contact.value())
        if key not in seen and (contact.name or contact.phone or contact.email):
            seen.add(key)
            yield fact("contact", contact.value(), contact.parts, 0.95 if contact.unit and contact.name else 0.75, "contact")


def _take_mailbox(texts: list[Piece], contacts: list[Contact]) -> None:
    """The one address to which papers are sent ("发至市科协邮箱(…@…)") goes to the first contact without an address."""
    known = {c.email.text for c in contacts if c.email}
    others = [
        p.cut(m.start(), m.end()) for p in texts for m in ADDRESS.finditer(p.folded) if p.text[m.start() : m.end()] not in known
    ]
    named = [c for c in contacts if c.name is not None]
    if len({o.text for o in others}) == 1 and named and not known:
        named[0].put("email", others[0])


def _receiver(texts: list[Piece], name: Piece) -> Piece | None:
    """The office that the plan has its papers sent to, for a person who is named without one."""
    found = None
    for p in texts:
        if p.block <= name.block:
            for m in RECEIVER.finditer(p.folded):
                office = p.cut(m.start(1), m.end(1)).trimmed()
                found = office if looks_like_unit(office.folded) else found
    return found


def _tidy(text: str) -> str:
    return re.sub(r"\s", "", text)


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
    return pieces + [row for g in ctx.grids() for row in _rows_of_people(g)]


def _rows_of_people(g: Grid) -> list[Piece]:
    """The rows of a table of contacts, each as one text."""
    rows = [Piece(g.index, row[0].start, text := g.block.text[row[0].start : row[-1].end], fold(text)) for row in g.rows]
    with_numbers = [row for row in rows if NUMBER.search(row.folded)]
    heads = any(HEADING.search(c) or NAME_LABEL.search(c) for c in g.columns)
    return with_numbers if with_numbers and len(with_numbers) * 2 > len(rows) and (heads or not g.block.header_rows) else []


def _gather(texts: list[Piece]) -> Iterator[Contact]:
    """Put parts together; several names in one list share what is said once."""
    group: list[Contact] = []
    near = -9
    for i, p in enumerate(texts):
        if is_blank_form(p.folded):
            continue
        opening = bool(HEADING.search(p.folded) or UNIT_LABEL.search(p.folded) or NAME_LABEL.search(p.folded))
        near = i if opening else near
        for token in tokens(p, near=i - near <= NEAR):
            near = i
            if _spare(group, token):
                continue
            if _begins(group, token):
                yield from _closed(group)
                group = []
            _add(group, token, p, texts[i - 1] if i else None)
    yield from _closed(group)


def _spare(group: list[Contact], token: Token) -> bool:
    """A second telephone of the same person."""
    return token.kind == "phone" and bool(group) and group[-1].name is not None and all(c.phone is not None for c in group)


def _begins(group: list[Contact], token: Token) -> bool:
    """Whether a part belongs to a new contact."""
    if not group:
        return False
    at = group[-1]
    reached = at.phone is not None or at.email is not None
    if token.kind == "name":
        return at.name is not None and (reached or not token.listed)
    if token.kind == "unit":
        return at.unit is not None or at.name is not None and reached and not token.listed
    if token.kind == "phone":
        return all(c.phone is not None for c in group)
    return all(c.email is not None for c in group)


def _add(group: list[Contact], token: Token, p: Piece, before: Piece | None) -> None:
    if token.kind == "name" and group and group[-1].name is not None:
        group.append(Contact(unit=group[-1].unit))
    if not group:
        group.append(Contact())
    wanting = [c for c in group if getattr(c, token.kind) is None]
    target = wanting[0] if wanting else group[-1]
    target.put(token.kind, token.piece)
    if token.kind == "name" and target.unit is None and (office := office_before(p, token.piece, before)):
        target.unit = office
        target.parts.append(office)


def _closed(group: list[Contact]) -> Iterator[Contact]:
    """The contacts of a group, each with the telephone and address that the group gives only once."""
    for contact in group:
        for kind in ("phone", "email"):
            given = [v for c in group if (v := getattr(c, kind)) is not None]
            if getattr(contact, kind) is None and len(given) == 1 and (kind == "phone" or len(group) == 1):
                contact.put(kind, given[0])
        yield contact
