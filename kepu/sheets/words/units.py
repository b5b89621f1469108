"""Headings of registers – units and the people who work there – gathered from the lists that offices keep."""

from __future__ import annotations

from kepu.sheets.words.fields import IGNORED, Fields, table, words

UNITS = Fields(
    whole=table(
        ("number", 0, "序号 序 号 No No. NO # 项次"),
        ("name", 0, "单位 名称 全称 单位名称 部门 机构 成员单位 单位(全称)"),
        ("name", 1, "学校 企业 乡镇 镇街 街道 学会 协会 社区 村"),
        ("short_name", 0, "简称"),
        ("kind", 0, "类别 类型 性质 分类"),
        ("level", 0, "层级 级别 行政级别"),
        ("parent", 0, "上级 隶属 主管 所属 归口 属地"),
        ("aliases", 0, "又名 别名 曾用名 其他名称 原名"),
        ("code", 0, "代码 编码 单位代码 单位编码"),
        ("district", 0, "所在地 地区 区域 所在区域 辖区 所在镇街"),
        ("person", 0, "姓名 联系人 联络员 填报员 负责人 经办人 人员"),
        ("phone", 0, "电话 手机 手机号 手机号码 联系电话 联系方式 电话号码"),
        ("role", 0, "角色 身份 职责 权限 岗位"),
        ("reviews", 0, "审核类别"),
        ("remark", 0, "备注 备"),
        (IGNORED, 0, "状态 用户名 登录"),
    ),
    within=table(
        ("number", 0, "序号"),
        ("name", 0, "单位名称 机构名称 部门名称 学校名称 企业名称 单位全称 规范名称"),
        ("short_name", 0, "简称"),
        ("kind", 0, "单位类别 单位类型 单位性质 机构类型"),
        ("level", 0, "层级 级别"),
        ("parent", 0, "上级单位 主管单位 主管部门 隶属单位 隶属关系 所属单位 归口单位 业务主管"),
        ("aliases", 0, "又名 别名 曾用名 其他名称"),
        ("code", 0, "代码 编码"),
        ("district", 0, "所在地 所在区域"),
        ("both", 0, "联系人及电话 联系人及联系方式 联系人和电话 联系人、电话 联系人/电话 联络员及电话 姓名及电话 联系人电话"),
        ("person", 0, "联系人 联络员 填报员 人员姓名 负责人 经办人"),
        ("phone", 0, "联系电话 联系方式 手机号码 手机号 手机 电话"),
        ("role", 0, "角色"),
        ("reviews", 0, "审核类别 审核范围"),
        ("remark", 0, "备注"),
    ),
    never=words("邮箱 地址 职务 职称 传真 邮编 身份证 银行 账号 活动 场次 时间 日期 人数 经费 微信 学历 性别 民族 QQ"),
    below=frozenset(words("姓名 电话 手机 名称 全称 简称")),
    needed=(
        frozenset({"name"}),
        frozenset({"short_name", "kind", "level", "parent", "aliases", "code", "person", "phone", "both", "role", "district"}),
    ),
    many=frozenset(),
    key="name",
    substance=frozenset({"name", "kind", "short_name", "parent", "person", "phone", "both", "role"}),
    is_bare=True,
)
