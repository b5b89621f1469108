"""单位类词: what “各镇”, “市直有关单位”, “各主办成员单位” mean in the register of units.

“请各乡镇、市直有关单位,各学会、协会……填报” – such words name kinds of units, never one unit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kepu.campaigns.endings import kind_by_ending
from kepu.organisations.kinds import Kind


@dataclass(frozen=True, slots=True)
class Group:
    """What a group word stands for: kinds of units, and/or all hosts of the campaign.

    Both empty: the word names nobody in particular (“相关单位”).
    """

    kinds: tuple[str, ...] = ()
    all_hosts: bool = False


# Words that say "all", "concerned", "of the city" and change nothing in whom is meant.
FILLERS = re.compile(
    r"各级|各类|各|每个|每家|每所|每|全市|国家级|[省市县区]级|[省市县区]属|所属|直属|有关|相关|辖区内|辖区|参与|本市|我市|全体|所有|等$"
)
SHAPE = re.compile(r"[\s,,、()()/·]|和|及|与")
PLURAL = re.compile(r"^(各|每|有关|相关|全体|所有|在[^、]高校)|高校$")
"""How a word begins that means several units, whatever they are called."""
STRAIGHT = re.compile(r"^[省市县区]直(?=.)")
"""市直学校 are schools; 市直单位 alone are departments."""

_TOWN, _STREET, _VILLAGE = (Kind.TOWN,), (Kind.STREET,), (Kind.VILLAGE,)
_DEPARTMENT = (Kind.DEPARTMENT,)
WORDS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(["乡镇", "镇乡", "镇", "乡", "乡镇科协", "镇科协", "乡镇人民政府", "乡镇政府", "镇政府"], _TOWN),
    **dict.fromkeys(["街道", "街道办事处", "街道办", "街道科协"], _STREET),
    **dict.fromkeys(["乡镇街道", "镇街道", "镇街", "乡街道", "乡镇街", "街镇", "街道乡镇", "街道镇"], _TOWN + _STREET),
    **dict.fromkeys(["乡镇街道科协", "镇街道科协", "镇街科协"], _TOWN + _STREET),
    **dict.fromkeys(["村", "社区", "村社区", "行政村", "村社"], _VILLAGE),
    **dict.fromkeys(["市直", "县直", "区直", "省直", "部门", "部门单位", "机关", "机关部门", "机关单位"], _DEPARTMENT),
    "机关企事业单位": (Kind.DEPARTMENT, Kind.COMPANY, Kind.INSTITUTION),
    "企事业单位": (Kind.COMPANY, Kind.INSTITUTION),
    **dict.fromkeys(["学会", "研究会"], (Kind.SOCIETY,)),
    **dict.fromkeys(["协会", "行业协会"], (Kind.ASSOCIATION,)),
    **dict.fromkeys(["学会协会", "学会协会研究会", "学协会", "协会学会", "学会研究会协会"], (Kind.SOCIETY, Kind.ASSOCIATION)),
    **dict.fromkeys(["学校", "中小学", "中小学校", "高校", "院校", "高等院校", "大中小学"], (Kind.SCHOOL,)),
    **dict.fromkeys(["企业", "公司", "科技企业", "企业科协", "企业单位"], (Kind.COMPANY,)),
    **dict.fromkeys(
        ["科普基地", "科普教育基地", "科普场馆", "基地", "科普教育基地场馆", "场馆", "科技场馆", "科普教育基地科普场馆"],
        (Kind.BASE,),
    ),
    **dict.fromkeys(["媒体", "新闻媒体", "新闻单位"], (Kind.MEDIA,)),
    **dict.fromkeys(["事业单位", "医院", "医疗机构", "医疗卫生机构", "科研院所", "科研机构"], (Kind.INSTITUTION,)),
    **dict.fromkeys(["县市区科协", "区县科协", "县区科协"], (Kind.OFFICE,)),
}
HOSTS = re.compile(r"(成员单位|(^|联合)主办单位|主承办单位|主办承办单位)$")
NOBODY = frozenset({"单位", "部门等单位", "社会组织", "组织", ""})


def group_of(word: str) -> Group | None:
    """What a group word means, or None where it is the name of one unit."""
    folded = SHAPE.sub("", unicodedata.normalize("NFKC", word))
    core = FILLERS.sub("", folded)
    if HOSTS.search(core):
        return Group(all_hosts=True)
    if (kinds := kinds_of(core)) is not None:
        return Group(tuple(str(kind) for kind in kinds))
    if core in NOBODY:
        return Group()
    if PLURAL.search(folded):
        kind = kind_by_ending(core)
        return Group((str(kind),) if kind else ())
    return None


def kinds_of(core: str) -> tuple[Kind, ...] | None:
    """The kinds that a known word means."""
    rest = STRAIGHT.sub("", core)
    return _DEPARTMENT if rest != core and rest in NOBODY else WORDS.get(core) or WORDS.get(rest)
