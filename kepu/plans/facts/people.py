"""The parts of contacts in a text: offices, persons, telephone numbers, mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kepu.plans.pieces import Piece
from kepu.plans.unit_lists import looks_like_unit
from kepu.plans.words.names import ONE, TWO

NAME_LABEL = re.compile(
    r"(?:联\s*(?:系|络)\s*(?:人|员)(?:及(?:联系)?(?:电话|方式))?|经\s*办\s*人)\s*(?::|为|(?<=人)(?!信息|名单))\s*"
)
UNIT_LABEL = re.compile(
    r"(?:联\s*系\s*(?:单\s*位|部\s*门|科\s*室|处\s*室)|活动联络|联\s*络\s*(?:单\s*位|处)|报送单位|咨询单位|报\s*送\s*至|承办单位联系方式)\s*:\s*"
)
PHONE_LABEL = re.compile(
    r"(?:(?:联\s*系|咨\s*询|办公|报名|服务|内线|值班|固定)\s*)?(?:电\s*话|手\s*机|热\s*线|座\s*机)(?:号码)?(?:\(?(?:及|兼|/)?传真\)?|\([^()\d]{1,5}\))?\s*:?\s*|(?<![A-Za-z])Tel\s*[:.]?\s*"
)
MAIL_LABEL = re.compile(r"(?:电\s*子\s*)?(?:邮\s*箱|信\s*箱|邮\s*件)(?:地址)?\s*:?\s*|E-?mail\s*:?\s*", re.IGNORECASE)
FAX_LABEL = re.compile(r"传\s*真\s*:?\s*")
OTHER_LABEL = re.compile(r"(?:地\s*址|邮\s*编|邮政编码|Q\s*Q群?|微\s*信(?:群|号)?)\s*:?\s*")
NUMBER = re.compile(
    r"(?<!\d)(?:(?:\(\d{3,4}\)|\d{3,4})\s*[- ]?\s*)?\d{7,8}(?!\d)(?:\s*(?:转|-)\s*\d{1,4}(?!\d))?|(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
)
EXTENSION = re.compile(r"\s*(\d{3,6})(?!\d)")  # an office's own line
ADDRESS = re.compile(r"(?:(?<=\d{7})(?=[A-Za-z])|(?<![A-Za-z0-9_.+-]))[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
HEADING = re.compile(r"联\s*系\s*方\s*[式法]|联\s*络\s*方\s*式|联系电话|咨询电话")
BLANK_FORM = re.compile(r"联\s*系\s*(?:人|电话)\s*(?:\(.*?\))?\s*:\s*(?:联\s*系|电\s*话|填|$|_|报送|日期|手\s*机)")
SENT_TO = re.compile(
    r"(?:报送?(?:至|到|给)?|送至|送到|送达|交(?:至|到)?|发送?(?:至|到|给)|提交(?:至|到|给)?|咨询|至|送)([^,。;:()]{2,24}?)(?:邮箱|处|备案|存档|汇总|办理)?\s*[(,。]?\s*$"
)
# 本办法由区科协负责解释,联系人…
EXPLAINS = re.compile(r"由([^,。由]{2,20}?)负责解释[,。;]?\s*$")
# 学会秘书处:路小岩, 省科协科普部:祖小航、游小舟
PAIR = re.compile(r"(?:联系方式)?:?([\u4e00-\u9fff()]{3,20}):\s*([\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*)[\s,(、]*$")
LABELS = (
    ("name", NAME_LABEL),
    ("unit", UNIT_LABEL),
    ("phone", PHONE_LABEL),
    ("email", MAIL_LABEL),
    ("", FAX_LABEL),
    ("", OTHER_LABEL),
)
PARTS = re.compile(r"[,;。、\n/]|\s{2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a contact; `listed` where a name stands in a list with the one before it, or an office in brackets behind its person."""

    kind: str
    piece: Piece
    listed: bool = False


def is_blank_form(folded: str) -> bool:
    """联系人:    联系电话: – a form's line to fill in."""
    return BLANK_FORM.search(folded) is not None


def tokens(p: Piece, *, near: bool) -> list[Token]:
    """The parts of contacts in a text, in order; without `near` only those that labels or numbers make sure."""
    labels = _labels(p.folded)
    if not near and not any(kind == "name" for kind, _, _ in labels) and not NUMBER.search(p.folded):
        return []
    if near and not labels and not NUMBER.search(p.folded) and PAIR.search(p.folded):
        return list(_named(p))
    found: list[Token] = []
    starts = [start for _, start, _ in labels] + [len(p)]
    if starts[0]:
        found += _free(p.cut(0, starts[0]), labels[0][0] == "phone" if labels else False)
    for (kind, _, end), stop in zip(labels, starts[1:], strict=True):
        if kind == "name":
            found += _people(p.cut(end, stop))
        elif kind == "unit":
            found += _office(p.cut(end, stop))
        elif kind:
            found += _numbers(p.cut(end, stop), kind)
    return sorted(found, key=lambda t: t.piece.start)


def _labels(folded: str) -> list[tuple[str, int, int]]:
    """Labels in order: kind, where each begins and where its value does."""
    found = sorted((m.start(), -m.end(), kind) for kind, pattern in LABELS for m in pattern.finditer(folded))
    kept: list[tuple[str, int, int]] = []
    for start, end, kind in found:
        if not kept or start >= kept[-1][2]:
            kept.append((kind, start, -end))
    return kept


def _office(p: Piece) -> Iterator[Token]:
    value = next(p.split(re.compile(r"[,;。(\n]")), p).trimmed(" \t,、;:")
    if value:
        parts = list(_unit_and_name(value))
        yield from (Token(kind, part) for kind, part in parts) if parts else (Token("unit", value),)


def _numbers(p: Piece, kind: str) -> Iterator[Token]:
    """Numbers or addresses after their label, and whatever people follow behind."""
    pattern = NUMBER if kind == "phone" else ADDRESS
    last = 0
    for m in pattern.finditer(p.folded):
        if kind == "phone" and re.search(r"[\u4e00-\u9fff]", p.folded[last : m.start()]):
            yield from _free(p.cut(last), True)
            return
        yield Token(kind, p.cut(m.start(), m.end()))
        last = m.end()
        behind = re.match(r"\s*\(([^()\d]{2,24})\)", p.folded[last:])
        if kind == "phone" and behind:
            inside = p.cut(last + behind.start(1), last + behind.end(1))
            yield from (replace(t, listed=True) for t in _people(inside) if t.kind in ("unit", "name"))
            last += behind.end()
    if kind == "phone" and not last and (own := EXTENSION.match(p.folded)):
        yield Token(kind, p.cut(own.start(1), own.end(1)))
    if kind == "phone" and (mail := ADDRESS.search(p.folded, last)):
        yield Token("email", p.cut(mail.start(), mail.end()))
    elif kind == "phone" and len(p.folded[last:].strip(" ,;。)(")) > 1:
        yield from _free(p.cut(last), False)


def _free(p: Piece, phone_follows: bool) -> Iterator[Token]:
    """Text without a label: an office and a person in front of a number count."""
    at = 0
    for m in NUMBER.finditer(p.folded):
        yield from _named(p.cut(at, m.start()))
        if FAX_LABEL.search(p.folded[at : m.start()]) is None:
            yield Token("phone", p.cut(m.start(), m.end()))
        at = m.end()
    for m in ADDRESS.finditer(p.folded) if at else ():
        yield Token("email", p.cut(m.start(), m.end()))
    if phone_follows:
        yield from _named(p.cut(at))


def _named(p: Piece) -> Iterator[Token]:
    """The office and person that end a text: "业务咨询:市科协科普部 王一鸣 ", "学会秘书处:路小岩"."""
    pair = PAIR.search(p.folded)
    if pair and looks_like_unit(pair[1]) and all(is_name(n) for n in pair[2].split("、")):
        yield Token("unit", p.cut(pair.start(1), pair.end(1)))
        for i, m in enumerate(re.finditer(r"[^、]+", pair[2])):
            yield Token("name", p.cut(pair.start(2) + m.start(), pair.start(2) + m.end()), listed=i > 0)
        return
    cells = [c.trimmed(" ,、;:()") for c in p.split(re.compile(r"[\t\n]+"))]
    cells = [c for c in cells if c and not c.folded.isdigit()]
    if len(cells) > 1:
        yield from (Token(kind, part) for c in cells for kind, part in _unit_and_name(c))
        return
    tail = re.split(r"[;。:\n]", p.folded.rstrip(" ,;、:("))[-1]
    start = len(p.folded.rstrip(" ,;、:(")) - len(tail)
    yield from (Token(kind, part) for kind, part in _unit_and_name(p.cut(start).trimmed(" \t,、;:()")))


def _people(p: Piece) -> Iterator[Token]:
    """The value of a name label: one or several persons, with offices and numbers."""
    listed = False
    for part in (q for whole in p.split(PARTS) for q in _words(whole)):
        number = NUMBER.search(part.folded)
        head = part.cut(0, number.start()) if number else part
        bracket = re.search(r"\(([^()]+)\)\s*$", head.folded)
        if bracket and looks_like_unit(bracket[1]):
            yield Token("unit", head.cut(bracket.start(1), bracket.end(1)))
        head = head.cut(0, head.folded.find("(")) if "(" in head.folded else head
        for kind, value in _unit_and_name(head.trimmed(" \t,、;:()"), sure=True):
            yield Token(kind, value, listed and kind == "name")
            listed = listed or kind == "name"
        if number:
            yield Token("phone", part.cut(number.start(), number.end()))
            behind = re.match(r"\s*\(([^()]+)\)", part.folded[number.end() :])
            if behind and looks_like_unit(behind[1]):
                yield Token("unit", part.cut(number.end() + behind.start(1), number.end() + behind.end(1)), listed=True)
        if address := ADDRESS.search(part.folded):
            yield Token("email", part.cut(address.start(), address.end()))


def _words(p: Piece) -> Iterator[Piece]:
    """ "科普部 蓝小溪 黎小帆" falls into its words where each is an office or a full name."""
    words = list(p.split(re.compile(r"\s+")))
    if len(words) > 2 and all(is_name(w.folded) or looks_like_unit(w.folded) for w in words):
        yield from words
    else:
        yield p


def _unit_and_name(p: Piece, *, sure: bool = False) -> Iterator[tuple[str, Piece]]:
    """Office and person apart: "市科协科普部 许明舟", "区科协科普科江小岑", "王娟", "市科协科普部"; `sure` that a person is named."""
    blank = re.search(r"^(\S+?(?:\([^()]*\))?)\s+(\S(?:\s*\S){1,3})$", p.folded)
    if blank and looks_like_unit(blank[1]) and not looks_like_unit(blank[2]):
        yield "unit", p.cut(blank.start(1), blank.end(1))
        yield "name", p.cut(blank.start(2), blank.end(2))
        return
    plain = re.sub(r"[\s\d-]+$|(?:同志|老师|先生|女士)\s*$", "", p.folded)
    if (
        is_name(plain)
        or sure
        and re.fullmatch(r"[\u4e00-\u9fff·\s]{2,8}", plain)
        and len(plain.replace(" ", "")) < 5
        and not looks_like_unit(plain)
    ):
        yield "name", p.cut(0, len(plain))
        return
    for size in (3, 2, 4):
        unit, name = plain[:-size].rstrip(" :"), plain[-size:]
        if len(unit) > 1 and looks_like_unit(unit) and is_name(name) and not looks_like_unit(plain):
            yield "unit", p.cut(0, len(unit))
            yield "name", p.cut(len(plain) - size, len(plain))
            return
    if looks_like_unit(plain):
        yield "unit", p.cut(0, len(plain))


def is_name(text: str) -> bool:
    """Whether a text may be a person's name: a family name and one or two more characters."""
    plain = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", plain) or looks_like_unit(plain) and len(plain) > 3:
        return False
    return plain[:2] in TWO and len(plain) > 2 or plain[0] in ONE and len(plain) < 4


def office_before(p: Piece, name: Piece, before: Piece | None) -> Piece | None:
    """The office in front of a name's label: "报送至市科协科普部(联系人:…", "局办公室联系人:…"."""
    label = next((m for m in NAME_LABEL.finditer(p.folded) if m.end() <= name.start - p.start + 1), None)
    if label is None:
        return None
    lead = p.cut(0, label.start())
    if m := re.search(r"([^,。;:()、\s]{2,24})\s*[(]?\s*$", lead.folded):
        direct = p.cut(m.start(1), m.end(1))
        if looks_like_unit(direct.folded) and not SENT_TO.search(lead.folded.rstrip(" (,")):
            return direct
    if m := EXPLAINS.search(lead.folded):
        return lead.cut(m.start(1), m.end(1))
    if m := SENT_TO.search(lead.folded):
        return _whole_unit(p.cut(m.start(1), m.end(1)))
    if not lead.folded.strip(" (,") and before is not None:
        if looks_like_unit(head := re.sub(r"联系方式|:", "", before.folded).strip()):
            at = before.folded.index(head)
            return before.cut(at, at + len(head))
        if m := SENT_TO.search(before.folded.rstrip("。 ")):
            return _whole_unit(before.cut(m.start(1), m.end(1)))
    return None


def _whole_unit(p: Piece) -> Piece | None:
    plain = p.trimmed()
    return plain if looks_like_unit(plain.folded) else None
