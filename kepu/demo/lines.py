"""Under which line of its plan (texts/city.txt, texts/county.txt) a unit files an activity."""

from __future__ import annotations

from kepu.demo.units import COUNTY_CODES, Unit
from kepu.organisations.kinds import Kind

TEA = "茶"
BY_KIND = {
    Kind.TOWN: "3",
    Kind.STREET: "3",
    Kind.SOCIETY: "4.1",
    Kind.ASSOCIATION: "4.1",
    Kind.COMPANY: "4.2",
    Kind.SCHOOL: "4.3",
    Kind.BASE: "4.3",
}
IN_TOWNS = {"农业": "4.4", "养殖": "4.4", "茶": "4.4", "阅读": "4.5"}
IN_STREETS = {"银龄": "5.3", "防骗": "5.3", "阅读": "4.5"}
YOUTH = {"jiaoyu", "tuanwei", "fulian", "guangong"}
INDUSTRY = {"jingxin", "guozi", "gongshang"}
SPIRIT = {"kexie", "xuanchuan", "wenlian"}


def line_of(unit: Unit, subject: str) -> str:
    """The number of the line, as the plan numbers it."""
    if unit.code in COUNTY_CODES:
        return "4" if subject == TEA else BY_KIND.get(unit.kind, "2")
    if unit.kind == Kind.TOWN:
        return IN_TOWNS.get(subject, "3")
    if unit.kind == Kind.STREET:
        return IN_STREETS.get(subject, "3")
    return BY_KIND.get(unit.kind) or _of_department(unit.code, subject)


def _of_department(code: str, subject: str) -> str:
    if code in YOUTH and subject in ("实验", "数字", "天文"):
        return "5.1"
    if code in SPIRIT and subject == "精神":
        return "5.2"
    if code in INDUSTRY and subject == "工业":
        return "4.2"
    if code == "nongye":
        return "4.4"
    return "4.5" if (code, subject) == ("wenlv", "阅读") else "2"
