"""Headings of tables of activities, gathered from the forms that offices send round."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from kepu.sheets.words.fields import IGNORED, Fields, table, words

THEME, CONTENT = 2, 3  # ranks of titles: 名称 before 主题 before 内容

# 联系人及电话: name and number in one cell
WHO = words("联系人 负责人 联络员 责任人 姓名")
JOINED = words("及 和 与 、 / , + 以及 及其")
NUMBER = words("电话 联系电话 联系方式 手机 手机号 手机号码 电话号码")
# 活动时间（起）, 活动时间（止）
WHEN = words("活动时间 时间 日期 活动日期 举办时间 开展时间 举办日期")
BEGINNINGS = " ".join(f"{word}({sign})" for word in WHEN for sign in ("起", "开始", "始"))
ENDS = " ".join(f"{word}({sign})" for word in WHEN for sign in ("止", "结束", "终"))
BOTH = " ".join("".join(parts) for parts in product(WHO, JOINED, NUMBER))

KINDS_OF_EVENT = words(
    "讲座 展览 体验 竞赛 比赛 大赛 演出 培训 参观 咨询 宣传 沙龙 义诊 实验 观影 电影 游园 课堂 论坛 研学 展板 报告"
)

ENDS_OF_TITLES = (*KINDS_OF_EVENT, "活动", "大集", "放映", "赶集", "开放日", "进校园", "进社区", "进农村", "启动仪式")
# In the heading of a number of people: 参加对象及人数
PEOPLE_WORDS = words("对象 人员 人群 受众")
PLACE_SIGNS = words(
    "广场 公园 学校 中学 小学 大学 幼儿园 图书馆 科技馆 博物馆 文化馆 体育馆 馆 社区 村 厅 室 中心 站 院 校 园 楼 路 街 镇 部 台"
)
PLACE_WORDS = words("地点 地址 场所")  # in the heading of the time: 活动时间、地点
YES = frozenset(words("是 √ ✓ ✔ ☑ 有 对 v V y Y yes ● ○"))

ACTIVITIES = Fields(
    whole=table(
        ("number", 0, "序号 序 编号 号 No No. NO NO. # 项次 项目序号 活动序号 活动编号"),
        ("uid", 0, "编号(勿改) 编号(请勿修改)"),
        ("title", 0, "名称 项目 活动 标题 题目 活动项目 事项 活动名 活动事项 工作事项 节目 课程 课题 讲题 片名"),
        ("title", 0, "科普活动 主要活动 具体活动 重点活动 特色活动 开展活动 拟开展活动 拟开展的活动 科普项目 服务项目 体验项目"),
        ("title", THEME, "主题"),
        ("title", CONTENT, "内容 活动安排"),
        ("unit", 0, "单位 部门 学校"),
        ("unit", 1, "乡镇 镇街 街道 乡镇(街道) 镇(街道) 镇(街) 乡镇街道 社区 村社区 村(社区)"),
        ("time", 0, "时间 日期 何时 日程 档期"),
        ("clock", 0, "时刻 钟点 时段 时间段 几点"),
        ("start", 0, BEGINNINGS),
        ("end", 0, ENDS),
        ("start", 0, "开始 起 起始 自 从"),
        ("end", 0, "结束 止 终止 至 到"),
        ("month", 0, "月 月份"),
        ("day", 0, "日 号"),
        ("place", 0, "地点 场地 场所 地址 位置 会场 场馆 何地 何处 举办地 承办地 开展地 实施地"),
        ("mode", 0, "方式 线上(线下) 线上/下 线上下 线上还是线下 线上或线下活动"),
        ("mode", 1, "形式 模式"),
        ("online", 0, "线上 是否线上 是否线上活动 是否为线上活动"),
        ("onsite", 0, "线下"),
        ("audience", 0, "对象 人群 受众 参加者 听众 给谁看 面向谁 谁参加"),
        ("expected_participants", 1, "人数 规模 人次 名额 预计受众 多少人"),
        ("contact_name", 1, "谁负责 谁牵头"),
        ("contact_name", 2, "姓名 经办"),
        ("contact", 0, "找谁 联系谁"),
        ("contact_phone", 0, "号码 热线"),
        ("online_url", 0, "URL url"),
        ("line", 0, "系列"),
        ("line", 1, "分类 大类 专题 所属活动"),
        ("organisers", 0, "主办 承办 协办 责任科"),
        ("description", 1, "说明 介绍 概况 详情 亮点"),
        ("remark", 0, "备注 备 附注"),
    ),
    within=table(
        ("number", 0, "序号"),
        ("title", 0, "活动名称 项目名称 活动题目 活动标题 活动项目 讲座名称 展览名称 课程名称 讲座题目 名称及内容"),
        ("title", 0, "节目名称 赛事名称 比赛名称 影片名称 展项名称 任务名称"),
        ("title", 1, "名称"),  # of whatever is done; what else has a name is below
        ("title", THEME, "主题"),
        ("title", CONTENT, "内容 活动内容 项目内容 主要内容 工作内容 具体内容 详细内容"),
        ("unit", 0, "填报单位 报送单位 上报单位 申报单位 填表单位 报送部门 填报部门 填报学校 所属单位 申报部门"),
        ("unit", 0, "填报科室 报送科室 提交单位 推荐单位"),
        ("unit", 1, "单位名称 学校名称 部门名称 机构名称 企业名称 公司名称 医院名称 科室名称 学会名称 协会名称"),
        ("unit", 1, "乡镇名称 街道名称 镇街名称 镇名称 区名称 县名称 社区名称 村名称 村居名称"),
        ("time", 0, "时间 日期 活动周期 活动期限 活动档期 时间安排"),
        ("time", 0, "时间地点 时间、地点 时间及地点 时间和地点 时间与地点 时间/地点 时间,地点"),
        ("clock", 0, "具体时间 活动时段 时间段 时刻 钟点 场次时间 具体时段"),
        ("start", 0, "开始日期 起始日期 开始时间 起始时间 启动时间 启动日期 开幕时间 开场时间 开始"),
        ("end", 0, "结束日期 结束时间 终止时间 终止日期 截止时间 截止日期 闭幕时间 散场时间 结束"),
        ("month", 0, "月份"),
        ("place", 0, "地点 场地 场所 地址 会场 活动位置 地点名称"),
        ("place", 0, "地点及形式 地点及方式 地点、形式 地点、方式 地点和形式 地点和方式 地点/形式"),
        ("place", 1, "场馆名称 场所名称 基地名称"),
        ("mode", 0, "参与方式 活动方式 举办方式 开展方式 组织方式 实施方式 参加方式"),
        ("mode", 0, "线上/线下 线下/线上 线上线下 线下线上 线上、线下 线下、线上 线上或线下 线下或线上"),
        ("mode", 1, "活动形式 举办形式 开展形式 组织形式 形式 活动模式 举办模式"),
        ("description", 0, "简介 概要 概述 活动介绍 活动概况 活动说明 活动描述 内容说明 简要介绍 简要内容"),
        ("description", 0, "简要说明 简述 内容提要 内容梗概 活动详情 活动亮点 基本情况"),
        ("audience", 0, "面向人群 面向对象 对象 人群 受众 参加人员 参与人员 参与者 群体 观众 参与年级 参加年级 面向年级"),
        ("expected_participants", 0, "预计参加人数 预计参与人数 预计人数 计划人数 预计人次 预计规模 人数(预计)"),
        ("expected_participants", 1, "人数 人次 规模"),
        ("contact", 0, BOTH),
        ("contact_name", 0, "联系人 联络人 联络员 联系人姓名 联络员姓名 联系人名称 联系人员 联系老师 对接人 对接人员"),
        ("contact_name", 1, "负责人 负责人姓名 负责人名称 负责同志 负责老师 负责教师"),
        ("contact_name", 2, "责任人 经办人 牵头人 主管人"),
        ("contact_phone", 0, "联系电话 联系方式 联系手机 联系号码 联系人电话 联系人手机 手机号码 手机号 手机 电话 电话号码"),
        ("contact_phone", 0, "联系方法 座机 固话"),
        ("contact_phone", 1, "负责人电话 负责人手机 负责人联系电话 负责人联系方式 责任人电话"),
        ("online_url", 0, "网址 链接 链接地址 线上地址 线上活动地址 直播地址 直播间地址 直播间 观看地址 网络地址 网站地址"),
        ("online_url", 1, "直播平台 线上平台 线上入口 平台地址"),
        ("line", 0, "板块 版块 所属行动 专项行动 活动系列 所属系列 所属专项 板块名称 系列名称 专项名称 行动名称"),
        ("line", 1, "类别 类型 活动分类 项目分类"),
        ("organisers", 0, "主办 承办 协办 责任单位 责任部门 组织单位 组织部门 举办单位 牵头单位 牵头部门"),
        ("organisers", 0, "实施单位 承担单位 配合单位 开展单位 联合单位 联办单位 合作单位 协作单位 协同单位 落实单位"),
        ("organisers", 0, "经办单位 主责单位 责任科室 责任处室 牵头科室 牵头处室 承办科室 经办科室 实施部门 承担部门 主责部门"),
        ("organisers", 0, "主办方 承办方 协办方 组织方 举办方 组织者 配合部门"),
        ("organisers", 0, "主办单位名称 承办单位名称 协办单位名称 主办方名称 承办方名称"),
        ("remark", 0, "备注"),
        (IGNORED, 0, "单位地址 通讯地址 联系地址 邮寄地址 平台名称 奖品名称 产品名称 品牌名称 公众号名称 账号名称"),
    ),
    never=words(
        "志愿者 工作人员 专家 领导 主讲 讲师 经费 预算 金额 资金 照片 图片 佐证 媒体 报道 报名 预约 审核 审批 实际 完成情况 级别 "
        "填报时间 填报日期 报送时间 上报时间 填表时间 填表日期 填报人 填表人 制表人 报送人 物资 设备 邮箱 职务 场次数 时长 "
        "参加单位 参与单位 身份证 车辆 是否公开 成效 总结 应急 安全"
    ),
    below=frozenset(words("预计 实际 计划 上午 下午 男 女 合计 其他 单位 月 日 姓名 起 止")),
    needed=(frozenset({"title"}), frozenset({"time", "start", "month", "day", "clock", "end", "place"})),
    many=frozenset({"organisers", "place"}),
    key="title",
    substance=frozenset(
        {"title", "time", "start", "month", "day", "clock", "start_clock", "place", "description", "expected_participants"}
    ),
)  # fmt: skip
# For a book in which no heading names a title that anybody knows: 科普惠民 | 时间 | 地点 | 对象 | 联系人
WITHOUT_TITLE = replace(ACTIVITIES, is_key_open=True)
