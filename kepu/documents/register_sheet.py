"""名册: units and the people who work there as a list that can be changed and handed in again (kepu/register/importing.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kepu.documents.listing import Column, Listing
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Organisation, Role

NEW_NOTE = "新单位留空，导入时自动给出。"
UNITS = (
    Column("单位代码", 18, NEW_NOTE),
    Column("单位名称", 34, "公章上的全称。改名请改这里，原名自动成为又名。"),
    Column("简称", 16),
    Column("类别", 14, words=tuple(map(str, Kind.labels))),
    Column("层级", 10, words=tuple(map(str, Level.labels))),
    Column("上级单位", 24, "写名册里的全称。导入不移动已有的单位。"),
    Column("又名", 30, "几个又名之间用顿号分开。"),
    Column("所在地", 14),
    Column("姓名", 12, "一人一行；同一单位的第二个人另起一行，单位名称照写。"),
    Column("手机号", 16),
    Column("角色", 12, words=tuple(map(str, Role.Name.labels))),
    Column("审核类别", 20, "只用于审核员，空着表示全部类别。"),
    Column("状态", 10),
)
GUIDE = (
    "怎样填写",
    "一行一个单位，有几个人就写几行。空着的格子表示不改。",
    "改好后在“单位”页面点“从表格导入”，先看预览再确认；没有改的行不会有任何变化。",
    "导入只增加和修改，不删除：停用单位、收回角色、移动单位请在单位的页面上办理。",
)


def register_sheet(
    units: Iterable[Organisation], sees_phone: Callable[[Role], bool], name: str = "单位名册", *, guide: bool = True
) -> Listing:
    """The units with parent, aliases and roles (prefetched), one row a role; phones as far as the reader may see them."""
    rows = (row for unit in units for row in rows_of(unit, sees_phone))
    return Listing(name, UNITS, rows, guide=GUIDE if guide else ())


def rows_of(unit: Organisation, sees_phone: Callable[[Role], bool]) -> Iterator[tuple[str, ...]]:
    """The unit's rows."""
    own = (
        unit.code,
        unit.name,
        unit.short_name,
        str(unit.get_kind_display()),
        str(unit.get_level_display()),
        unit.parent.name if unit.parent else "",
        "、".join(alias.name for alias in unit.aliases.all()),
        unit.district,
    )
    state = "已停用" if unit.closed_at else "在用"
    roles = list(unit.roles.all())
    for role in roles:
        person = role.person
        phone = (person.phone or "") if sees_phone(role) else person.masked_phone
        kinds = "、".join(str(Kind(kind).label) for kind in role.kinds)
        yield (*own, person.name, phone, str(role.get_name_display()), kinds, state)
    if not roles:
        yield (*own, "", "", "", "", state)
