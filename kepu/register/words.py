"""What clerks write for kinds, levels and roles: 市直部门, 部门, 机关 are one kind. Words are compared folded."""

from __future__ import annotations

from difflib import get_close_matches

from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Role
from kepu.organisations.names import fold

KINDS: dict[Kind, str] = {
    Kind.AREA: "行政区 县 区 市 县区 区县 县市区",
    Kind.OFFICE: "科协机关 科协",
    Kind.TOWN: "乡镇 镇 乡",
    Kind.STREET: "街道 街道办 街道办事处",
    Kind.VILLAGE: "村(社区) 村 社区 村社区 村居",
    Kind.DEPARTMENT: "市直部门 部门 市直 机关 县直部门 区直部门 市直单位 市直机关 党政机关 行政机关 政府部门 成员单位",
    Kind.SOCIETY: "学会 研究会 市级学会",
    Kind.ASSOCIATION: "协会 行业协会 社会组织 社会团体",
    Kind.SCHOOL: "学校 中学 小学 高校 大学 学院 幼儿园 职业学校",
    Kind.COMPANY: "企业 公司 企业单位",
    Kind.BASE: "科普基地 基地 科普场馆 场馆 教育基地 科普教育基地",
    Kind.MEDIA: "媒体 新闻媒体",
    Kind.INSTITUTION: "事业单位 医院 科研院所",
}
LEVELS: dict[Level, str] = {
    Level.PROVINCE: "省级 省",
    Level.CITY: "市级 市 地市级",
    Level.COUNTY: "县级 县 区级 区 县区级 县(市、区)级",
    Level.TOWN: "乡镇级 乡镇 镇级 乡级 街道级 镇街级",
    Level.VILLAGE: "村级 村 社区级 村(社区)级",
}
ROLES: dict[Role.Name, str] = {
    Role.Name.OFFICE: "组织方 管理员 办公室",
    Role.Name.REVIEWER: "审核员 审核 审核管理员 活动审核管理员 联络员兼活动审核管理员",
    Role.Name.FILER: "填报员 填报 填报人 联系人 联络员 经办人 信息员",
    Role.Name.VIEWER: "查看 查看人员 只读",
    Role.Name.HEAD: "负责人 分管领导 主要负责人 领导",
}


def by_word(table: dict[str, str]) -> dict[str, str]:
    """Word → value, folded."""
    return {fold(word): value for value, text in table.items() for word in text.split()}


KIND_OF, LEVEL_OF, ROLE_OF = (by_word({str(key): text for key, text in table.items()}) for table in (KINDS, LEVELS, ROLES))


def meant(text: str, table: dict[str, str]) -> str:
    """The value that a word means; "" where nobody knows it."""
    return table.get(fold(text), "")


def nearest(text: str, words: list[str]) -> str:
    """The word most like what was written; "" where none is like it."""
    return next(iter(get_close_matches(text, words, 1, 0.5)), "")


def kinds_meant(text: str) -> tuple[list[str], str]:
    """The kinds that a list of words names, and the first word that nobody knows."""
    words = [word for word in text.replace("，", "、").replace(",", "、").split("、") if word.strip()]
    unknown = next((word for word in words if not meant(word, KIND_OF)), "")
    return [meant(word, KIND_OF) for word in words if meant(word, KIND_OF)], unknown
