"""Lists of units: where one name ends and the next begins, which words name a kind, and whether the list is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, depth_of
from kepu.plans.unit_labels import ROLE_OF, STEM, TAIL
from kepu.plans.words.units import BODIES, KIND_MODIFIERS, KINDS, MANY, OF_ONE_AUTHORITY, SINGLE_WITHOUT_EACH

_BODIES = tuple(sorted(BODIES, key=len, reverse=True))
_MODIFIERS = tuple(sorted(KIND_MODIFIERS, key=len, reverse=True))
_KINDS = tuple(sorted(KINDS, key=len, reverse=True))
_SINGLE, _MANY, _SINGLE_KINDS = frozenset(SINGLE_WITHOUT_EACH), frozenset(MANY), frozenset(OF_ONE_AUTHORITY)
LONGEST = 30
# 等 that leaves a list open, with what may follow it; 高等学校 and 中等职业学校 are no such thing.
OPEN = lazy(
    r"(?:(?<![高中初平同])等|(?<=[中初])等(?!职业|专业|学校|教育|院校|专科|技术|师范))(?:驻\S{1,2})?(?:\s*(?:\d+|[一二两三四五六七八九十多几]+)\s*(?:个|家|所)?)?"
    r"(?:相关|有关|各|责任|成员|主办|职能|业务|涉农|市直|县直|区直|配合|参与|的)*(?:(?:和|及|、|与)?(?:单位|部门|机构|企业|学校|高校|院校|组织|系统|科室|处室|团体|方面|媒体|院所|主体|社团|馆|基地))*$",
    needs="等",
)
# 甲馆、乙馆等场馆: 等 with a word for a kind behind it
OF_KIND = lazy(r"(?<=.{2})(?<![高中初平同])等(?=\S{2,10}$)", needs="等")
# 甲局、乙局、丙台三家单位
COUNTED = lazy(r"(?<=.{2})(?:\d+|[一二两三四五六七八九十]+)(?:家|个)(?:单位|部门|机构|学校|企业)?$", needs="个家")
SEPARATOR = lazy(r"[、,;/|]|以及|会同|联合(?!会)|协同(?!创新)|[和与及暨](?!谐|平)|\s+")
WORDY = frozenset(("以及", "会同", "联合", "协同", "和", "与", "及", "暨"))
# 市科协(牵头), 市科协 牵头
ROLE_MARK = lazy(rf"\s*(?:\(({STEM}){TAIL}?\)|(牵头|负责|配合|协助|参与|承办|协办|主办))\s*$")
SCHOOL_NUMBER = lazy(r"[一二三四五六七八九十][中小]$")  # 市一中
NUMBERED = lazy(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[①-⑳])\s*")  # 1.市科协;2.市教育局
GLUED = lazy(r"(?<=[局办心协馆院社会部站所队校司厅])(?=[省市县区镇](?![域场民委容]))")
DEPARTMENT = lazy(r"^(?![省市县区各]).{2,}[处科股部室]$")
LEVEL = frozenset("省市县区州乡镇村")
BRACKET = lazy(r"\([^()]*\)")
# 县(市、区), 市(州): a template for many places
TEMPLATE = lazy(r"\((?:[市区县州镇乡旗盟、,]|街道|管委会|开发区|社区|园区|功能区|办事处|高新区|经开区|景区|新区)+\)", needs="(")
# Marks and words that no name has; 应急 and 应用 are fine.
NO_NAME = lazy(
    r"[。:!?\d]|^(?:主要|重点)?(?:开展|举办|举行|进行)(?!单位|部门|方|地)|^(?:形成|加强|推动|促进)|按(?!摩)|[以如]下|结合|根据|围绕|[须将把由]|(?<![纲主重])要|应(?![急用])"
)
SHARED_HEAD = lazy(r"(?:各|有关)(?:市|县|区|州|乡镇|镇|街道|地|盟|旗)+[\u4e00-\u9fff]{0,6}(?:局|科协|部|委|办|厅|妇联|团委)$")
LEVELLESS = lazy(r"(?![省市县区州镇乡各]|中共)[\u4e00-\u9fff]{0,6}(?:局|科协|部|委|办|妇联)$")
ATTACHED = lazy(r"^(?:挂靠|隶属|驻)[^的]{0,6}的")  # 挂靠我校的省级学会
EACH = lazy(
    r"各|每|有关(?!键)|相关|所有|全体|其他|其它|沿线|周边|相邻|属地|有条件的|(?:单位|部门|系统|企业|商户|农户|高校|院校|志愿者|社团|中小学)$"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One name in a list; `group` where it names a kind of units."""

    piece: Piece
    group: bool
    role: str = ""

    @property
    def name(self) -> str:
        return self.piece.text

    def in_role(self, role: str) -> Unit:
        return replace(self, role=role)


@lru_cache(maxsize=4096)
def is_group(folded: str) -> bool:
    """各镇, 市级学会(协会), 规模以上工业企业 – while 县图书馆 and 城关镇 are single ones."""
    plain = ATTACHED.sub("", BRACKET.sub("", folded).replace(" ", ""))
    if EACH.search(plain):
        return True
    if TEMPLATE.search(folded) and len(plain) <= 6 and plain[:1] in "县市区乡镇村街州旗":
        return True
    return any(_is_kind(plain.removesuffix(kind), kind) for kind in _KINDS if plain.endswith(kind))


def _is_kind_word(folded: str) -> bool:
    return folded in _KINDS or is_group(folded)


def _is_kind(prefix: str, kind: str) -> bool:
    if kind in _SINGLE and prefix in ("", "街道", "社区", "街道社区"):
        return False
    if not prefix:
        return True
    if prefix in ("镇", "乡") and kind in _SINGLE_KINDS:
        return False
    if len(prefix) == 1:
        return prefix in "省市县区镇乡州" and kind in _MANY
    if prefix[0] in "省市县区镇乡州" and prefix[1] not in "级直属内域辖" and kind in _SINGLE_KINDS:
        return False
    return _only_modifiers(prefix)


def _only_modifiers(text: str) -> bool:
    """Whether a text falls into modifiers without a rest."""
    return not text or any(_only_modifiers(text[len(m) :]) for m in _MODIFIERS if text.startswith(m))


@lru_cache(maxsize=4096)
def looks_like_unit(folded: str) -> bool:
    """Whether a text may be a unit's name or a word for a kind of units."""
    text = folded.strip()
    plain = BRACKET.sub("", text)
    if len(plain) > LONGEST or NO_NAME.search(plain):
        return False
    return (len(plain) > 1 and (plain.endswith(_BODIES) or SCHOOL_NUMBER.search(plain) is not None)) or is_group(text)


def unit_prefix(p: Piece) -> Piece:
    """The longest beginning of a text that ends like a unit or a kind of units: 每个社区|全月活动."""
    depths = depth_of(p.folded)
    for end in range(len(p), 0, -1):
        if (depths[end - 1] and p.folded[end - 1] not in ")]") or p.folded[end - 1] in " ,、":
            continue
        plain = BRACKET.sub("", p.folded[:end])
        if plain.endswith(_BODIES) or plain.endswith(_KINDS):
            return p.cut(0, end)
    return p.cut(0, 0)


def split_units(p: Piece) -> tuple[list[Unit], bool]:
    """The units of a list, and whether 等 leaves it open."""
    units: list[Unit] = []
    is_open = False
    for item in (part for listed in _items(p) for part in _unglued(listed)):
        item = item.trimmed(" \t\n,;、。:")
        if m := NUMBERED.match(item.folded):
            item = item.cut(m.end())
        if item.folded.endswith("…"):
            item, is_open = item.cut(0, len(item.folded.rstrip("…"))), True
        if item.folded.endswith(")") and item.folded.count("(") < item.folded.count(")"):
            item = item.cut(0, len(item) - 1)
        role = ""
        if (m := ROLE_MARK.search(item.folded)) and looks_like_unit(item.folded[: m.start()]):
            item, role = item.cut(0, m.start()), ROLE_OF[m[1] or m[2]]
        if (m := OPEN.search(item.folded)) or ((m := OF_KIND.search(item.folded)) and _is_kind_word(item.folded[m.end() :])):
            item, is_open = item.cut(0, m.start()), True
        elif m := COUNTED.search(item.folded):
            item = item.cut(0, m.start())
        item = item.trimmed(" \t\n,;、。:")
        if item:
            group = is_group(item.folded) or (bool(units) and _shares_head(units[-1], item, p))
            units.append(Unit(item, group, role))
    return units, is_open


def _shares_head(before: Unit, item: Piece, whole: Piece) -> bool:
    """In 各市(州)党委宣传部、科协、科技局 the first name's head counts for the others too."""
    between = whole.folded[before.piece.end - whole.start : item.start - whole.start].strip()
    head = BRACKET.sub("", before.piece.folded)
    shared = before.group and between == "、" and (SHARED_HEAD.match(head) or LEVELLESS.match(head))
    return bool(shared and LEVELLESS.match(item.folded))


def _items(p: Piece) -> Iterator[Piece]:
    depths = depth_of(p.folded)
    last = 0
    for m in SEPARATOR.finditer(p.folded):
        if depths[m.start()] or m.start() < last or not _separates(p.folded, last, m):
            continue
        yield p.cut(last, m.start())
        last = m.end()
    yield p.cut(last)


def _unglued(item: Piece) -> Iterator[Piece]:
    """市委网信办市科协: names whose separator was lost, each beginning with the same level of authority."""
    folded = item.folded
    at = 0
    for m in GLUED.finditer(folded) if folded[:1] in "省市县区镇" and len(folded) > 6 else ():
        if folded[m.start()] == folded[0] and looks_like_unit(folded[at : m.start()]) and looks_like_unit(folded[m.start() :]):
            yield item.cut(at, m.start())
            at = m.start()
    yield item.cut(at)


def _separates(folded: str, last: int, m: re.Match[str]) -> bool:
    """和 inside a name (自然资源和规划局) and a blank inside one separate nothing."""
    mark = m[0].strip()
    left = folded[last : m.start()].strip()
    if (mark in ("", "、") and left in LEVEL) or (not mark and left in ("各", "每")):
        return False  # 市、县(区)科协; a blank inside a name: 县 科协
    if mark and mark not in WORDY:
        return True
    if re.search(r"级(?:和|与|及)$", left + mark):
        return False
    rest = re.split(r"[、,;]", folded[m.end() :], maxsplit=1)[0].strip()
    if OPEN.search(left) and re.fullmatch(r"(?:有关|相关)?(?:单位|部门|机构|科室)", rest):
        return False
    first = re.split(r"[和与及\s]", rest, maxsplit=1)[0]
    if mark in ("和", "与", "及") and left.endswith("农业农村"):
        return False  # 县农业农村和水利局
    if mark in ("和", "与", "及") and left in _KINDS and DEPARTMENT.search(rest):
        return False  # 实验室与设备管理处
    return looks_like_unit(left) and (looks_like_unit(rest) or looks_like_unit(first) or bool(OPEN.search(rest)))


def all_units(p: Piece, *, lenient: bool = False) -> bool:
    """Whether a text is nothing but a list of units; of shared heads and tails, and where `lenient`, not all show their kind."""
    units, is_open = split_units(p)
    shown = sum(shows_kind(u.piece.folded) for u in units)
    if not units or not shown or any(len(u.piece) > LONGEST or NO_NAME.search(u.piece.folded) for u in units):
        return False
    return shown == len(units) or (is_open and shown * 3 >= len(units)) or (lenient and shown * 2 >= len(units))


def shows_kind(folded: str) -> bool:
    """Whether a text ends like a unit: not 各县科协做好, though 各 stands in it."""
    plain = BRACKET.sub("", folded)
    return looks_like_unit(folded) and (
        plain.endswith(_BODIES) or plain.endswith(_KINDS) or SCHOOL_NUMBER.search(plain) is not None
    )
