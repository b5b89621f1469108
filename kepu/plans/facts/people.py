"""The parts of contacts in a text: offices, persons, telephone numbers, mail addresses.

A text falls into labels, numbers and the fragments between marks and brackets. A fragment counts where it reads as an office,
a person, or one behind the other, and where an unbroken run of such parts leads to a number or to the name behind a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kepu.plans.facts.contact_marks import (
    ADDRESS,
    ALIAS,
    BLANK_FORM,
    DESK,
    EXTENSION,
    LABELS,
    LEAD_WORDS,
    LEADS,
    LINE,
    LONGEST,
    MAIL_LABEL,
    MARKS,
    MASKED,
    NO_LEAD,
    NUMBER,
    PHONE_LABEL,
    SENDS,
    TAILS,
    TITLED,
    UPWARD,
)
from kepu.plans.facts.person_names import is_name, may_be_name
from kepu.plans.pieces import Piece
from kepu.plans.unit_lists import is_group, looks_like_unit

Cut = tuple[str, Piece, str]


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a contact: kind unit, name, phone or email.

    `listed` it stands in a list with the part of its kind before it; `behind` in brackets behind what it belongs to;
    `labelled` a label says what it is, `first` directly before it; `sent` an office to which something is sent or that is asked.
    """

    kind: str
    piece: Piece
    listed: bool = False
    behind: bool = False
    labelled: bool = False
    first: bool = False
    sent: bool = False


def is_blank_form(folded: str) -> bool:
    """联系人:    联系电话: – a form's line to fill in."""
    return BLANK_FORM.search(folded) is not None


def tokens(p: Piece, *, near: bool) -> list[Token]:
    """The parts of contacts in a text, in order; `near` – below a heading or beside a line that speaks of contacts."""
    found: list[Token] = []
    for run in _runs(p):
        sure = any(t.kind == "phone" or (t.kind == "name" and t.labelled) for t in run)
        if sure or (near and _reads_as_contact(run, p)):
            found += _sound(run)
    return found


def _reads_as_contact(run: list[Token], p: Piece) -> bool:
    """Without a number: a person or a labelled office on a short line, or an address alone on its line."""
    if any(t.kind == "name" or (t.kind == "unit" and t.labelled) for t in run):
        return len(p) <= LINE
    return (
        any(t.kind == "email" for t in run)
        and MAIL_LABEL.sub("", p.folded[: run[0].piece.start - p.start]).strip(" ()") == ""
        and "稿" not in p.folded
    )


def _sound(run: list[Token]) -> Iterator[Token]:
    """A run without offices that lead to nobody: "…,材料发至市科协"."""
    for token, following in zip(run, [*run[1:], None], strict=True):
        alone = token.kind == "unit" and not token.labelled and not token.behind
        if not alone or (following is not None and following.kind in ("name", "phone")):
            yield token


def _runs(p: Piece) -> Iterator[list[Token]]:
    """Unbroken rows of parts; a fragment that is neither office nor person breaks them."""
    run: list[Token] = []
    label, fresh, told = "", False, False
    cuts = list(_cut(p))
    for place, (kind, part, before) in enumerate(cuts):
        if kind == "text":
            if fresh and label == "chief":
                fresh = False
                if _number_follows(cuts, place) and may_be_name(part.folded):
                    run.append(Token("name", part, labelled=True, first=True))
                continue
            if fresh and MASKED.fullmatch(part.folded):
                run += [Token("name", part, labelled=True, first=True)] if label == "name" else []
                continue
            if fresh and label == "other" and not set(before) & set(";。\n"):
                continue
            valued = fresh and label in ("name", "unit")
            after_office = before == "," and bool(run) and run[-1].kind == "unit"
            parsed = (
                []
                if UPWARD.search(part.folded)
                else list(_fragment(part, sure=valued and told and (before in ("", "、", "/") or after_office)))
            )
            if not parsed:
                yield run
                run = []
            run += _placed(parsed, run, before, valued)
            fresh = bool(parsed) and valued and label == "name"
        elif kind in ("phone#", "email#"):
            if kind == "email#" or label not in ("fax", "other") or not fresh:
                run.append(Token(kind[:-1], part, labelled=fresh))
            fresh = False
        else:
            label, fresh, told = kind, True, part.folded[-1:] in ":为"
    yield run


def _number_follows(cuts: list[Cut], place: int) -> bool:
    """Whether a telephone number comes next."""
    kinds = [kind for kind, _, _ in cuts[place + 1 : place + 3]]
    return kinds[:1] == ["phone#"] or kinds == ["phone", "phone#"]


def _placed(parsed: list[Token], run: list[Token], before: str, valued: bool) -> Iterator[Token]:
    """Fragments with how they stand to the parts before them."""
    last = run[-1].kind if run else ""
    for token in parsed:
        listed = token.kind == "name" and last == "name" and before in "、 "
        goes_on = bool(run) and run[-1].behind and before in ("", ",", "、")
        inside = goes_on or (before.endswith("(") and last in ("phone", "email", "name"))
        if token.kind == "unit" and before == "(" and last == "unit":
            continue  # where it is: 镇科协(镇政府大院)
        yield replace(token, listed=listed, behind=inside, labelled=valued and not token.sent, first=valued and not before)
        last, before = token.kind, " "


def _cut(p: Piece) -> Iterator[Cut]:
    """Labels, numbers, addresses and the fragments between marks, each with the mark before it ("" at the beginning)."""
    at, before = 0, ""
    for start, end, kind in _landmarks(p.folded):
        for part, mark in _fragments(p, at, start, before):
            yield "text", part, mark
        before = p.folded[start - 1 : start].strip() if start else ""
        yield kind, p.cut(start, end).trimmed(" "), before
        at, before = end, ""
    for part, mark in _fragments(p, at, len(p), before):
        yield "text", part, mark


def _landmarks(folded: str) -> list[tuple[int, int, str]]:
    """Labels and numbers in order, none inside another; a short number counts behind a telephone's label."""
    found = [(m.start(), -m.end(), kind) for kind, pattern in LABELS for m in pattern.finditer(folded)]
    found += [(m.start(), -m.end(), "phone#") for m in NUMBER.finditer(folded)]
    found += [(m.start(), -m.end(), "email#") for m in ADDRESS.finditer(folded)]
    for m in PHONE_LABEL.finditer(folded):
        if (own := EXTENSION.match(folded, m.end())) and not NUMBER.match(folded, own.start(1)):
            found.append((own.start(1), -own.end(1), "phone#"))
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, -end, kind))
    return kept


def _fragments(p: Piece, start: int, end: int, before: str) -> Iterator[tuple[Piece, str]]:
    at = start
    inside = {i for m in ALIAS.finditer(p.folded, start, end) if _is_office(m[1]) for i in (m.start(), m.end() - 1)}
    for m in [*(m for m in MARKS.finditer(p.folded, start, end) if m.start() not in inside), None]:
        stop = m.start() if m else end
        part = p.cut(max(at, stop - LONGEST), stop).trimmed(" \t,、;:")
        if part.folded.strip("-_)( "):
            yield part, before
            before = ""
        if m:
            before, at = before + m[0][0], m.end()


def _fragment(p: Piece, *, sure: bool) -> Iterator[Token]:
    """Office and person of a fragment, [] where it is neither; `sure` – a label names a person or an office."""
    if whole := _either(p, sure):
        yield from whole
        return
    for m in LEADS.finditer(p.folded):
        rest = p.cut(m.end()).trimmed(" ,、")
        rest = rest.cut(lead.end()) if (lead := LEAD_WORDS.match(rest.folded)) else rest
        if found := _either(rest, False):
            yield from (replace(t, sent=True) for t in found)
            return


def _either(p: Piece, sure: bool) -> list[Token]:
    """The words of a fragment as it stands or without what ends its sentence, whichever names a person."""
    found = [words for way in (p, _without_tail(p)) if (words := _words(way, sure))]
    if p.folded.endswith("处") and len(at_desk := _words(_without_tail(p.cut(0, len(p) - 1)), sure)) > 1:
        found.append(at_desk)  # 县科协陶小冬处
    return next((words for words in found if any(t.kind == "name" for t in words)), found[0] if found else [])


def _without_tail(p: Piece) -> Piece:
    while (m := TAILS.search(p.folded)) and m.start() > 1 and not (m[0] == "处" and looks_like_unit(p.folded)):
        p = p.cut(0, m.start()).trimmed(" ,、:")
    return p


def _words(p: Piece, sure: bool) -> list[Token]:
    """A fragment's words, each an office, a person or both; the letters of a name may stand apart (王  娟)."""
    if closed := list(_unit_and_name(p, sure)):
        return closed
    words = [p.cut(m.start(), m.end()) for m in re.finditer(r"\S+", p.folded)]
    merged: list[Piece] = []
    for word in words:
        if merged and len(word) == 1 and len(merged[-1].folded.replace(" ", "")) == 1:
            merged[-1] = p.cut(merged[-1].start - p.start, word.end - p.start)
        else:
            merged.append(word)
    found = [list(_unit_and_name(word, sure)) for word in merged] if len(words) > 1 else []
    if len(merged) == 2 and not is_group(merged[0].folded) and may_be_name(merged[1].folded):
        office = looks_like_unit(merged[0].folded)
        if office or (sure and not found[0] and is_name(merged[1].folded)):
            return [Token("unit", merged[0]), Token("name", merged[1])]
    return [t for word in found for t in word] if all(found) else []


def _unit_and_name(p: Piece, sure: bool) -> Iterator[Token]:
    """ "区科协科普科江小岑", "王娟", "市科协科普部"."""
    plain = p.folded
    if is_name(plain) or (sure and may_be_name(plain)):
        yield Token("name", p)
        return
    if (titled := TITLED.fullmatch(plain)) and looks_like_unit(titled[1]) and is_name(titled[2]):
        yield from (Token("unit", p.cut(*titled.span(1))), Token("name", p.cut(*titled.span(2))))
        return
    if not sure and LEADS.search(NO_LEAD.sub("##", plain)[:-2]):
        return
    for size in (3, 2, 4) if not looks_like_unit(plain) else ():
        unit, name = plain[:-size].rstrip(" :"), plain[-size:]
        if len(unit) > 1 and looks_like_unit(unit) and is_name(name) and not is_group(unit):
            yield Token("unit", p.cut(0, len(unit)))
            yield Token("name", p.cut(len(plain) - size, len(plain)))
            return
    kind = is_group(plain) and (len(plain) > 3 or plain[0] in "各每有相")
    if " " not in plain and _is_office(plain) and not kind and not re.search(r"请|材料|总结|按|每|其他", plain):
        yield Token("unit", p)


def _is_office(plain: str) -> bool:
    return looks_like_unit(plain) or DESK.match(plain) is not None


def offices_sent_to(p: Piece) -> Iterator[tuple[Piece, bool]]:
    """The offices to which a text has papers sent ("…报送市科协科普部。"), and whether its readers send them there
    themselves; what is gathered and passed on goes to the body above."""
    for part, _ in _fragments(p, 0, len(p), ""):
        found = list(_fragment(part, sure=False))
        if len(found) == 1 and found[0].kind == "unit" and found[0].sent and SENDS.search(part.folded):
            yield found[0].piece, UPWARD.search(part.folded) is None


def office_in(p: Piece) -> Piece | None:
    """The office that a line speaks of, where papers go or as its heading: "…报送市科协科普部。", "县科协联系方式:"."""
    last = list(p.sentences())[-1:]
    tail = re.split(r"[,;:(]", last[0].folded.rstrip(" :,;("))[-1] if last else ""
    if not tail:
        return None
    end = len(last[0].folded.rstrip(" :,;("))
    found = list(_fragment(last[0].cut(end - len(tail), end).trimmed(), sure=False))
    return found[0].piece if len(found) == 1 and found[0].kind == "unit" else None
