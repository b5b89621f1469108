"""The people of the demo: the cast who sign in with a password, and a filer for every unit who has a one-time link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kepu.demo.units import CITY, CITY_UNITS, COUNTY_OFFICE, COUNTY_UNITS, OFFICE
from kepu.organisations.models import Role

PASSWORD = "yunhu-kepu"  # noqa: S105 - printed on the first page of the demo, refused outside of it
OFFICE_ROLE, REVIEWER, FILER, VIEWER = Role.Name.OFFICE, Role.Name.REVIEWER, Role.Name.FILER, Role.Name.VIEWER
HEAD = Role.Name.HEAD


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast: roles as (role, unit's code), and what a visitor can see with this account."""

    username: str
    name: str
    phone: str
    roles: tuple[tuple[str, str], ...]
    who: str
    look: str


CAST = (
    Member(
        "linxiao",
        "林晓",
        "13800000001",
        ((OFFICE_ROLE, OFFICE.code), (FILER, OFFICE.code)),
        "市科协科普部",
        "读方案、看进度、发提醒、出汇总表",
    ),
    Member("zhoumin", "周敏", "13800000002", ((REVIEWER, OFFICE.code),), "市科协审核员", "审核全市的活动"),
    Member("wugang", "吴刚", "13800000003", ((REVIEWER, OFFICE.code),), "市科协审核员", "第二位审核员"),
    Member("chenjing", "陈静", "13800000004", ((FILER, "chengdong"),), "城东镇填报员", "快报满30场次的镇"),
    Member("xulan", "徐岚", "13800000005", ((FILER, "chengxi"),), "城西镇填报员", "刚开始填报的镇"),
    Member(
        "heping",
        "何平",
        "13800000006",
        ((FILER, "jiaoyu"), (FILER, "qixiang")),
        "市教育局、市气象学会填报员",
        "一人为两个单位填报",
    ),
    Member(
        "fangyuan",
        "方圆",
        "13800000007",
        ((OFFICE_ROLE, COUNTY_OFFICE.code), (REVIEWER, COUNTY_OFFICE.code)),
        "云山县科协",
        "县里自己的科普日，两级审核",
    ),
    Member("fengchun", "冯春", "13800000008", ((FILER, "chayuan"),), "云山县茶源镇填报员", "一次填报，县市都计数"),
    Member("gaoyuan", "高远", "13800000009", ((VIEWER, CITY.code),), "市领导", "只看，不能改"),
    Member("luochuan", "罗川", "13800000011", ((HEAD, "chengxi"),), "城西镇分管领导", "单位没有报完时收到提醒"),
    Member("guwei", "顾维", "13800000010", (), "系统管理员", "登记单位、建立组织方账号"),
)
STEWARD = "guwei"
SEALED = {member.name for member in CAST}
"""Whoever is of the cast needs no second account as the filer of a unit."""


def filers() -> Iterator[tuple[str, str, str]]:
    """(name, phone, unit's code) of every filer who is not of the cast."""
    units = (*CITY_UNITS, COUNTY_OFFICE, *COUNTY_UNITS)
    for number, unit in enumerate(units):
        if unit.filer and unit.filer not in SEALED:
            yield unit.filer, f"1380000{1000 + number}", unit.code
