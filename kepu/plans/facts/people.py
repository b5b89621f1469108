"""The parts of contacts in a text: offices, persons, telephone numbers, mail addresses.

A text falls into labels, numbers and the fragments between marks and brackets. A fragment counts where it reads as an office,
a person, or one behind the other, and where an unbroken run of such parts leads to a number or to the name behind a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kepu.plans.pieces import Piece
from kepu.plans.unit_lists import is_group, looks_like_unit
from kepu.plans.words.names import COMMON_WORDS, ONE, TWO

NAME_LABEL = re.compile(
    r"(?:联系老师|负责老师|对接人员?|承办人|(?:工作|活动|业务|具体|项目|日常)?联\s*(?:系|络)\s*(?:人员|人|员)(?:姓名)?(?:及(?:其|联系)*(?:电\s*话|方式|号码))?|经\s*办\s*人|姓\s*名)"
    r"\s*(?::|为|(?<=[人员])(?!信息|名单|姓名|及|发生|[,。、]))\s*"
)
UNIT_LABEL = re.compile(
    r"联\s*系\s*(?:单\s*位|部\s*门)\s{2,}|(?:联\s*系\s*(?:单\s*位|部\s*门|科\s*室|处\s*室|股\s*室|机构)(?:及(?:联系)?(?:电话|方式))?|联\s*络\s*(?:单\s*位|处|部门)|报送单位|咨询单位|受理单位|报\s*送\s*至|承办单位联系方式|(?<![\u4e00-\u9fff])(?:单\s*位|部\s*门|科\s*室))\s*[:为]\s*"
)
PHONE_LABEL = re.compile(
    r"(?:(?:联\s*系|咨\s*询|办\s*公(?:室)?|报名|服务|内线|值班|固定|移动)\s*)?(?:电\s*话|手\s*机|热\s*线|座\s*机|固\s*话|办\s*电)(?:号码)?(?:\(?(?:及|兼|/|、)?传\s*真\)?|\([^()\d]{1,5}\))?\s*[:为]?\s*|(?<![A-Za-z])Tel\s*[:.]?\s*"
)
MAIL_LABEL = re.compile(
    r"(?:(?:电\s*子|报送|工作|联系|投稿|接收)\s*)*(?:邮\s*箱|信\s*箱|邮\s*件)(?:地址)?\s*[:为]?\s*|E-?mail\s*:?\s*", re.IGNORECASE
)
FAX_LABEL = re.compile(r"传\s*真(?:电话|号码)?\s*:?\s*")
OTHER_LABEL = re.compile(
    r"(?:地\s*址|邮\s*编|邮政编码|网\s*址|(?:工作)?Q\s*Q(?:工作)?群?(?:号)?|微\s*信(?:工作)?(?:群|号|公众号)?|(?:监督|举报|投诉)电话)\s*:?\s*"
)
NUMBER = re.compile(
    r"(?<!\d)(?:(?:\(\d{3,4}\)|\d{3,4})\s*[- ]?\s*)?\d{7,8}(?!\d)(?:\s*(?:转|-)\s*\d{1,4}(?!\d))?"
    r"|(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
)
EXTENSION = re.compile(r"\s*(\d{4,6})(?!\d)")  # an office's own line
ADDRESS = re.compile(r"(?:(?<=\d{7})(?=[A-Za-z])|(?<![A-Za-z0-9_.+-]))[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
HEADING = re.compile(r"联\s*系\s*方\s*[式法]|联\s*络\s*方\s*式|联系电话|咨询电话")
BLANK_FORM = re.compile(r"联\s*系\s*(?:人|电话)\s*(?:\(.*?\))?\s*:\s*(?:联\s*系|电\s*话|填|$|_|报送|日期|手\s*机)")
LABELS = (
    ("name", NAME_LABEL),
    ("unit", UNIT_LABEL),
    ("phone", PHONE_LABEL),
    ("email", MAIL_LABEL),
    ("fax", FAX_LABEL),
    ("other", OTHER_LABEL),
)
# What leads to an office in a sentence: 报送至…, 请与…联系, 由…负责解释.
LEADS = re.compile(
    r"(?:报送|寄送|发送|提交|送交|上报|反馈|抄送|汇总|集中|[报送交寄发传])(?:[至到给往])|报送|提交|(?<![申填日晚海情预简通])报(?![告名道到表刊请业纸]|社(?![区教会]))|送(?!达)|(?<![外社成])交(?![流通易叉接管警])|至(?![今于少])|到(?![位会])|(?<![开研颁印])发(?![展改动放布现挥明生电射])|咨询|(?:^|[请可宜接时])(?:与|向|和)|与(?=.{2,20}联系)|设在|权归|挂靠在?|由|^(?:请|可)?(?:联系|咨询)|承办单位|联系方式|来[信电]"
)
NO_LEAD = re.compile(r"交[通流易]|发[展改]|[报送]社")
SENDS = re.compile(r"[报送交寄发传]|汇总|设在|反馈|抄送|提交")
TAILS = re.compile(
    r"(?:负责(?:联络|联系|解释|解答|咨询|人|接收|收集)?(?:工作)?|(?:活动)?(?:联络|解答)(?:工作)?|联\s*[系络]方式|联系|联络|统一(?:收集|汇总)|汇总|备案|存档|办理|邮箱|处|收|(?:四级|三级|二级|一级)?(?:主任科员|调研员)|副?(?:部长|科长|处长|股长|主任|馆长|站长|局长|主席|秘书长|院长|校长|所长|经理)|干事|同志|老师|先生|女士|的|(?:\d{1,2}楼)?\d{3,4}(?:室|房间?|办公室))$"
)
LINE = 60  # longer texts are no lines of contacts
LEAD_WORDS = re.compile(r"^(?:请|可|如有疑问|地点|和|与|及|或)+")
ALIAS = re.compile(r"(?<=[会协局委办部厅处科院所心校馆社站])\(([\u4e00-\u9fff]{2,8})\)")  # 市科协(科普部)
OFFICE_ENDS = "部科处室局办委股院站馆所厅"
TITLED = re.compile(
    r"([\u4e00-\u9fff]{2,20}?)(?:副?(?:部长|科长|处长|股长|主任|馆长|站长|秘书长|主席)|干事)([\u4e00-\u9fff]{2,4})"
)
DESK = re.compile(r"[\u4e00-\u9fff]{2,12}(?:组|大厅|窗口|总支|编辑部)$")
MARKS = re.compile(r"[,;。、\n\t/()!?:]|[一二三四五六七八九十]是|\d[.、]")


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
    return any(t.kind == "email" for t in run) and MAIL_LABEL.sub("", p.folded[: run[0].piece.start - p.start]).strip(" ()") == ""


def _sound(run: list[Token]) -> Iterator[Token]:
    """A run without offices that lead to nobody: "…,材料发至市科协"."""
    for token, following in zip(run, [*run[1:], None], strict=True):
        alone = token.kind == "unit" and not token.labelled and not token.behind
        if not alone or (following is not None and following.kind in ("name", "phone")):
            yield token


def _runs(p: Piece) -> Iterator[list[Token]]:
    """Unbroken rows of parts; a fragment that is neither office nor person breaks them."""
    run: list[Token] = []
    label, fresh = "", False
    for kind, part, before in _cut(p):
        if kind == "text":
            if fresh and label == "other" and not set(before) & set(";。\n"):
                continue
            valued = fresh and label in ("name", "unit")
            parsed = list(_fragment(part, sure=valued))
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
            label, fresh = kind, True
    yield run


def _placed(parsed: list[Token], run: list[Token], before: str, valued: bool) -> Iterator[Token]:
    """Fragments with how they stand to the parts before them."""
    last = run[-1].kind if run else ""
    for token in parsed:
        listed = token.kind == "name" and last == "name" and before in "、 "
        inside = (before.endswith("(") and last in ("phone", "name")) or (
            bool(run) and run[-1].behind and before in ("", ",", "、")
        )
        if token.kind == "unit" and before == "(" and last == "unit":
            continue  # where it is: 镇科协(镇政府大院)
        yield replace(token, listed=listed, behind=inside, labelled=valued, first=valued and not before)
        last, before = token.kind, " "


Cut = tuple[str, Piece, str]


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
        part = p.cut(at, m.start() if m else end).trimmed(" \t,、;:")
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
    if sure and len(merged) == 2 and not found[0] and is_name(merged[1].folded):
        return [Token("unit", merged[0]), Token("name", merged[1])]
    return [t for word in found for t in word] if all(found) else []


def _unit_and_name(p: Piece, sure: bool) -> Iterator[Token]:
    """ "区科协科普科江小岑", "王娟", "市科协科普部"."""
    plain = p.folded
    if is_name(plain) or (sure and _may_be_name(plain)):
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
    if " " not in plain and _is_office(plain) and not is_group(plain) and not re.search(r"请|材料|总结|按|每|其他", plain):
        yield Token("unit", p)


def _is_office(plain: str) -> bool:
    return looks_like_unit(plain) or DESK.match(plain) is not None


def _may_be_name(plain: str) -> bool:
    """A name with a rare family name, or of another people, where a label says that one follows: 扎西措."""
    close = plain.replace(" ", "")
    return re.fullmatch(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6}", close) is not None and not (
        looks_like_unit(plain) or re.search(r"各|单位|电话|另行|负责|主任|[部科处股局馆站院]长", plain)
    )


def is_name(text: str) -> bool:
    """Whether a text may be a person's name: a family name and one or two more characters."""
    plain = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", plain) or (looks_like_unit(plain) and len(plain) > 3):
        return False
    if plain in COMMON_WORDS or (plain[-1] in OFFICE_ENDS and looks_like_unit(plain)):
        return False
    return (plain[:2] in TWO and len(plain) > 2) or (plain[0] in ONE and len(plain) < 4)


def offices_sent_to(p: Piece) -> Iterator[Piece]:
    """The offices to which a text has papers sent: "…报送市科协科普部。"."""
    for part, _ in _fragments(p, 0, len(p), ""):
        found = list(_fragment(part, sure=False))
        if len(found) == 1 and found[0].kind == "unit" and found[0].sent and SENDS.search(part.folded):
            yield found[0].piece


def office_in(p: Piece) -> Piece | None:
    """The office that a line speaks of, where papers go or as its heading: "…报送市科协科普部。", "县科协联系方式:"."""
    last = list(p.sentences())[-1:]
    tail = re.split(r"[,;:(]", last[0].folded.rstrip(" :,;("))[-1] if last else ""
    if not tail:
        return None
    end = len(last[0].folded.rstrip(" :,;("))
    found = list(_fragment(last[0].cut(end - len(tail), end).trimmed(), sure=False))
    return found[0].piece if len(found) == 1 and found[0].kind == "unit" else None
