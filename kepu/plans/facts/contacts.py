"""联系人: name, unit, telephone and mail address of the people to ask.

"联 系 人:王娟", "联系人:市教育局科学教育科 罗小溪;电话:…", "报送至市科协科普部(联系人:王娟,联系电话:…)", "业务咨询:市科协科普部
王一鸣 0571-…", a line "市科协科普部 岳小晴,电话:…" below another contact, and separate lines 联系单位 / 联系人 / 联系电话.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kepu.plans.facts.contact_marks import ADDRESS, HEADING, MASKED, NAME_LABEL, NUMBER, UNIT_LABEL
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.facts.people import Token, is_blank_form, office_in, offices_sent_to, tokens
from kepu.plans.facts.person_names import may_be_name
from kepu.plans.folding import fold
from kepu.plans.grids import Grid, task_table
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, piece

OUTSIDE = lazy(r"\(?0|1[3-9]\d{9}|[^\d(]")  # no internal line
PEOPLE_COLUMNS = {
    "unit": "单位 县 区 市 镇 乡 社区 地区 区县 县区 县市区 市州 乡镇 街道 镇街 学校 学院 联系单位 "
    "部门 联系部门 处室 联系处室 科室 联系科室 单位名称 责任处室 办公室",
    "name": "联系人 姓名 联络员 联系人员 联系人姓名 负责人",
    "phone": "电话 联系电话 办公电话 手机 联系方式 咨询电话 手机号码 电话号码 固定电话 座机 "
    "联系人电话 联络员电话 联络员手机 联络电话 联络员联系电话",
    "email": "邮箱 电子邮箱 电子邮件 电子信箱 E-mail Email 信箱 报送邮箱 邮箱地址",
}
PEOPLE_HEAD = lazy(r"联系|联络|电话|手机|姓名")
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
        return {
            k: None if (p := getattr(self, k)) is None or MASKED.fullmatch(p.folded) else _tidy(p.text)
            for k in ("unit", "name", "phone", "email")
        }

    def put(self, kind: str, part: Piece) -> None:
        setattr(self, kind, part)
        self.parts.append(part)


def find(ctx: Context) -> Iterator[Fact]:
    """All contacts, in order, each once."""
    seen: set[str] = set()
    texts = _texts(ctx)
    contacts = [*_gather(texts), *(c for g in ctx.grids() for c in _of_columns(g))]
    for contact in contacts:
        if contact.unit is None and contact.name is not None:
            contact.unit = _receiver(texts, contact.name)
    _take_mailbox(texts, contacts)
    for contact in contacts:
        key = str(contact.value())
        if key not in seen and any(contact.value()[part] for part in ("name", "phone", "email")):
            seen.add(key)
            yield fact("contact", contact.value(), contact.parts, 0.95 if contact.unit and contact.name else 0.75, "contact")


def _take_mailbox(texts: list[Piece], contacts: list[Contact]) -> None:
    """The one address to which papers are sent ("发至市科协邮箱(…@…)") goes to the first contact without an address."""
    known = {c.email.text for c in contacts if c.email}
    sent = [(p, p.cut(m.start(), m.end())) for p in texts for m in ADDRESS.finditer(p.folded)]
    named = [c for c in contacts if c.name is not None]
    if known or not named or len({address.text for _, address in sent}) != 1:
        return
    text, address = sent[0]
    offices = {c.unit.text for c in named if c.unit}
    if len(offices) > 1 and re.search("稿|作品", text.folded):
        return  # 投稿邮箱: nobody's own
    first = named[0].unit.text if named[0].unit else ""
    for contact in named:
        if contact is named[0] or (contact.unit is not None and contact.unit.text == first):
            contact.put("email", address)


def _receiver(texts: list[Piece], name: Piece) -> Piece | None:
    """The office that the plan has its papers sent to, for a person who is named without one."""
    offices = [found for p in texts for found in offices_sent_to(p)]
    offices = [found for found in offices if found[1]] or offices
    before = [office for office, _ in offices if office.block <= name.block]
    return before[-1] if before else next((office for office, _ in offices), None)


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
    if _columns(g):
        return []
    rows = [Piece(g.index, row[0].start, text := g.block.text[row[0].start : row[-1].end], fold(text)) for row in g.rows]
    with_numbers = [row for row in rows if NUMBER.search(row.folded)]
    heads = any(PEOPLE_HEAD.search(c) for c in g.columns)
    if not g.block.header_rows and any(NAME_LABEL.match(cell.folded + ":") for row in g.rows for cell in row):
        return rows
    return with_numbers if with_numbers and len(with_numbers) * 2 > len(rows) and (heads or not g.block.header_rows) else []


def _columns(g: Grid) -> dict[str, int]:
    """Where a table of people has its parts, {} for any other table: names, with telephones or addresses in half of the rows."""
    found = {part: g.find(*heads.split()) for part, heads in PEOPLE_COLUMNS.items()}
    phone, name = found["phone"], found["name"]
    numbered = sum(NUMBER.search(row[phone].folded) is not None for row in g.rows) if phone >= 0 else 0
    names = [n for row in g.rows if name >= 0 for n in re.split(r"[、,;/]", row[name].folded) if n.strip()]
    people = numbered * 2 > len(g.rows) and names and all(map(may_be_name, names)) and not task_table(g)
    return {part: column for part, column in found.items() if column >= 0} if people else {}


def _of_columns(g: Grid) -> Iterator[Contact]:
    columns = _columns(g)
    for row in g.rows if columns else ():
        names = [row[columns["name"]].cut(*m.span()) for m in re.finditer(r"[^、,;/]+", row[columns["name"]].folded)]
        for name in names:
            contact = Contact()
            for part, column in columns.items():
                if part != "name" and row[column].text.strip():
                    contact.put(part, row[column])
            contact.put("name", name)
            yield contact


def _gather(texts: list[Piece]) -> Iterator[Contact]:
    """Put parts together; several names in one list share what is said once."""
    group = Group()
    near = -9
    for i, p in enumerate(texts):
        if is_blank_form(p.folded):
            continue
        if HEADING.search(p.folded) or UNIT_LABEL.search(p.folded) or NAME_LABEL.search(p.folded):
            near = i
        for token in tokens(p, near=i - near <= NEAR):
            near = i
            if group.ended_by(token):
                yield from group.closed()
                group = Group(group.heir_for(token))
            group.take(token)
            if token.first and token.kind == "name" and not p.folded[: token.piece.start - p.start].strip().count(",") and i:
                group.office = group.office or _office_above(p, token.piece, texts[i - 1])
    yield from group.closed()


def _office_above(p: Piece, name: Piece, before: Piece) -> Piece | None:
    """The office of the line above where a line begins with a name's label."""
    label = NAME_LABEL.search(p.folded)
    begins = label is not None and not p.folded[: label.start()].strip(" (") and label.end() <= name.start - p.start + 1
    return office_in(before) if begins else None


@dataclass(slots=True)
class Group:
    """People named together: their numbers and addresses follow once for all, or one each.

    `heir` the office of the people before them in the same text; `office` that of the line above.
    """

    heir: Piece | None = None
    office: Piece | None = None
    people: list[Contact] = field(default_factory=list)
    phones: list[Piece] = field(default_factory=list)
    emails: list[Piece] = field(default_factory=list)
    last: str = ""
    apart: bool = False  # an office was said in brackets, for one person only

    def ended_by(self, token: Token) -> bool:
        """Whether a part belongs to other people."""
        at = self.people[-1] if self.people else Contact()
        reached = bool(self.phones or self.emails)
        if token.kind == "name":
            return at.name is not None and (reached or token.first)
        if token.kind == "unit":
            return not token.behind and reached and (at.unit is not None or at.name is not None)
        if token.kind == "phone":
            return bool(self.phones) and self.last in ("name", "unit")
        return False

    def take(self, token: Token) -> None:
        if token.kind in ("phone", "email"):
            (self.phones if token.kind == "phone" else self.emails).append(token.piece)
        elif (
            token.kind == "unit" and token.behind and self.people and self.last in ("phone", "email") and not self.people[-1].unit
        ):
            self.office = token.piece
        elif token.kind == "unit" and token.behind and len(self.people) > 1 and not any(c.unit for c in self.people):
            self.office = token.piece  # 联系人:祖小航、游小舟(市科协)
        else:
            taken = not self.people or getattr(self.people[-1], token.kind) is not None
            if taken and not (token.kind == "unit" and token.behind and self.people):
                self.people.append(Contact())
            self.people[-1].put(token.kind, token.piece)
            self.apart = self.apart or (token.kind == "unit" and token.behind)
        self.last = token.kind

    def heir_for(self, token: Token) -> Piece | None:
        """The office that goes on to the next people of the same text: "甲部联系人:温小屿,…;计小璇,…"."""
        last = self.people[-1] if self.people else Contact()
        same = last.name is not None and last.name.block == token.piece.block and token.kind == "name"
        return last.unit if same and not self.apart and not token.first else None

    def closed(self) -> Iterator[Contact]:
        """The contacts, each with its number and address."""
        people = self.people or ([Contact()] if self.phones or self.emails else [])
        office = self.office or self.heir
        for i, contact in enumerate(people):
            if contact.unit is None and (office := office if not i or not self.apart else None):
                contact.put("unit", office)
            office = contact.unit
            for kind, given in (("phone", self.phones), ("email", self.emails)):
                if len(people) == 1:
                    given.sort(key=lambda number: OUTSIDE.match(number.folded) is None)
                if part := given[i] if i < len(given) else given[0] if len(given) == 1 else None:
                    contact.put(kind, part)
        yield from people
