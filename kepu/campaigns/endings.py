"""名称尾字: what kind of unit a name's ending says it is – 城东镇 a town, 气象学会 a society, 教育局 a department."""

from __future__ import annotations

import re

from kepu.organisations.kinds import Kind

# First hit wins: 工商联 before 联合会, 科协 before 协会.
ENDINGS: tuple[tuple[str, Kind], ...] = (
    (r"(科协|科学技术协会)$", Kind.OFFICE),
    (r"街道(办事处|办)?$", Kind.STREET),
    (r"[镇乡](人民)?(政府)?$", Kind.TOWN),
    (r"村$|社区$", Kind.VILLAGE),
    (r"(工商|文|残疾人|残|侨|台|社科|妇女?)联(合会)?$|红十字会$|工会$", Kind.DEPARTMENT),
    (r"(学会|研究会)$", Kind.SOCIETY),
    (r"(协会|联合会|促进会|商会)$", Kind.ASSOCIATION),
    (r"(图书馆|文化馆|科技馆|博物馆|馆|基地|公园|植物园|动物园)$", Kind.BASE),
    (r"(校|小学|中学|高中|大学|学院|幼儿园|职教中心)$", Kind.SCHOOL),
    (r"(企业|公司|集团|厂|银行|合作社)$", Kind.COMPANY),
    (r"(报社|电视台|电台|融媒体中心|日报|媒体)$", Kind.MEDIA),
    (r"(医院|卫生院|研究院|研究所|科学院|院所|实验室|中心|站)$", Kind.INSTITUTION),
    (r"(局|委|办|部|委员会|办公室|分局)$", Kind.DEPARTMENT),
)


def kind_by_ending(name: str) -> Kind | None:
    """The kind, or None where the ending says nothing."""
    return next((kind for pattern, kind in ENDINGS if re.search(pattern, name)), None)
