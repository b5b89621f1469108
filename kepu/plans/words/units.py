"""What names of units are made of.

Source: written for this project from the names of offices that public notices of 2007–2025 use; the kinds of bodies
follow the usual naming of party, government, people's organisations, schools, health and enterprises.
"""

# ruff: noqa: SIM905 – words in a row are easier to read, and to add to, than a list of strings

# The last word of a body's name. A text that ends in one of these may be a unit.
BODIES = (
    "委员会 办公室 管委会 居委会 村委会 团委 党委 工委 纪委 教委 党组 人大 政协 局 委 办 厅 部 处 科 股 室 院 所 站 中心 馆 "
    "宫 社 队 台 校 园 场 行 网 组 年级 科协 学会 协会 研究会 联合会 促进会 商会 基金会 理事会 工会 妇联 工商联 文联 残联 "
    "侨联 台联 社科联 作协 关工委 红十字会 供销社 报社 电视台 融媒体 书店 公司 集团 企业 银行 电网 移动 电信 联通 铁塔 邮政 "
    "石油 大学 学院 学校 中学 小学 高中 初中 幼儿园 党校 书院 医院 卫生院 实验室 支队 大队 中队 总队 消防 公安 部队 政府 "
    "机关 法院 检察院 基地 园区 开发区 高新区 保护区 景区 林场 农场 水库 矿区 车站 机场 街道 镇 乡 村 社区 市 县 区 州 旗 "
    "省 单位 部门 系统 组织 机构 团体 成员 联络站 工作站 服务站 支部 分会 工作室 志愿者 志愿服务队 事务所 总社 联社 合作社 "
    "院校 高校 场馆 会 社团 协作组 领导小组 专班 组委会 分局 总站 总工会 学区 教研室 少年宫 图书馆 农技协 老协 残协 孵化器 "
    "众创空间 星创天地 药店 超市 商场 商城 讲师团 宣讲团 专家团 服务团 影城"
).split()

# Words that, alone or one after the other, name a kind of units and no single one: "市级学会", "规模以上工业企业".
KIND_MODIFIERS = (
    "各级各类 各类 各级 各地 各 每个 每所 每家 每 全体 所有 相关 有关 涉及 其他 其它 全省 全市 全县 全区 全镇 全乡 全校 "
    "本市 本县 本区 省级 市级 县级 区级 乡级 镇级 村级 国家级 省属 市属 县属 区属 省直 市直 县直 区直 州直 镇直 中直 局直 "
    "委属 厅属 部属 校属 局属 所属 直属 下属 下辖 所辖 辖区内 辖区 辖 驻省 驻市 驻县 驻区 驻地 驻 省内 市内 县内 区内 境内 "
    "域内 学区内 园区内 实体 重点 规模以上 规上 国有 民营 高新技术 科技 科普 教育 工业 涉农 农业 通信 运营 建设 医疗 卫生 "
    "职业 专业 公办 民办 基层 农村 城市 城区 乡镇 街道 村 园区 成员 主办 承办 协办 举办 联办 牵头 责任 参与 参加 配合 支持 "
    "开放 实施 申报 填报 职能 业务 主管 会员 示范 优秀 全民科学素质工作 全民科学素质纲要实施工作 全民科学素质 纲要 工作 "
    "领导小组 科学素质 联席会议 组委会 省 市 县 区 州 镇 乡 灌区 管理 企事业 机关 党政 社会 文化 社区 的 和 与 及 或 、 / "
    "以上 省直管 市直管"
).split()
KINDS = (
    "成员单位 责任单位 主办单位 承办单位 协办单位 牵头单位 配合单位 会员单位 企事业单位 单位 部门 机构 系统 机关 团体 组织 "
    "科室 处室 股室 支部 党支部 市州 县市区 县市 县区 市区 区县 乡镇街道 乡镇 镇街 镇乡 街镇 街乡 街道办事处 街道 镇 乡 村 "
    "社区 村居 村社 市 县 区 州 旗 地州 盟市 城区 学会 协会 研究会 联合会 科技社团 社团 企业科协 高校科协 院校科协 园区科协 "
    "学校科协 基层科协 企业 公司 厂矿 运营商 高校 大学 学院 院校 高等院校 高等学校 职业院校 学校 中小学校 中小学 中学 小学 "
    "幼儿园 大中小学校 大中小学 大中专院校 中等职业学校 科研院所 科研机构 院所 科研单位 实验室 工程中心 医院 医疗机构 "
    "卫生院 卫生室 卫生服务中心 社区卫生服务中心 医疗卫生机构 科普教育基地 科普示范基地 教育基地 科普基地 示范基地 基地 "
    "科普场馆 科技场馆 场馆 科技馆 博物馆 图书馆 专业合作社 合作社 农技协 专业技术协会 家庭农场 志愿服务队 志愿服务组织 "
    "科技志愿者 科普志愿者 志愿者队伍 志愿者 科技特派员 特派员 科普员 宣讲员 辅导员 部队 科普小镇 "
    "新时代文明实践中心 实践中心 实践所 实践站 媒体 新闻媒体 新闻单位 "
    "联络站 专业委员会 分会 科协 政府 人民政府 主办方 承办方 党委政府 班级 年级 班 校 家 街道社区 各方 景区 保护区 农场 "
    "林场"
).split()
# Kinds of which an authority has many, so that "市学会" names no single one.
MANY = (
    "单位 部门 成员单位 学会 协会 研究会 企业 公司 学校 高校 院校 中小学 中小学校 中学 小学 幼儿园 乡镇 乡镇街道 镇街 街道 "
    "村 社区 村社 村居 基地 科普教育基地 科普基地 场馆 科普场馆 科研院所 院所 医疗机构 媒体 新闻媒体 新闻单位 志愿者 合作社 "
    "农技协 企事业单位 实验室 企业科协 高校科协 县市区 县区 市区 市州"
).split()
# Of these an authority's own is one body: 县职业中学, 区教育学会.
OF_ONE_AUTHORITY = "学会 协会 研究会 联合会 分会 中学 小学 学校 大学 学院 幼儿园 医院 图书馆 博物馆 科技馆 实验室".split()
# A bare kind that nevertheless reads as one body where it stands without 各 in a list: a township's own hospital.
SINGLE_WITHOUT_EACH = (
    "卫生服务中心 社区卫生服务中心 科协 卫生院 工业园区 产业园区 开发区 园区 图书馆 博物馆 科技馆 政府 人民政府 实践所 "
    "实践站 实践中心 机关 医院 党支部 支部 联络站"
).split()

# Labels of lists of units: a stem, mostly with a tail – 责任|单位, 牵头|部门 –, by the role that they give.
LABEL_STEMS = {
    "lead": "总牵头 牵头 主办 主责 主要责任",
    "support": "配合 协同 协助 协办 共同参与 参与 参加 支持 联合 成员",
    "responsible": "责任 具体负责 负责 承办 承担 承接 实施 落实 执行 组织 举办 分工 分管 完成",
}
LABEL_TAILS = "单位 分工 部门 科室 处室 股室 院系 学院 班级 学校 社区 主体 人 方"

# Verbs by which a sentence gives a list of units its part.
UNIT_VERBS = (
    "总牵头 牵头 统筹 主责 负责 主办 承办 协办 承担 承接 组织实施 组织开展 实施 落实 配合 协助 协同 参与 参加 支持 组织 "
    "举办 完成 指导 开展"
)
# Those that give it without 由 where they close their clause.
CLOSING_VERBS = "总牵头 牵头 统筹 主责 负责 主办 承办 协办 承担 承接 配合 协助 协同 参与 参加 支持 指导 组织实施 实施 落实"
LEADING_VERBS = "总牵头 牵头 主办 主责"
SUPPORTING_VERBS = "配合 协助 协同 参与 参加 支持 协办 指导"
ADVERBS = (
    "因地制宜 共同 联合 分别 具体 统一 自行 自主 分头 同步 分工 分片 分级 分线 分组 按片 属地 各自 主要 积极 全程 密切 认真 "
    "做好 抓好 协同 负责"
)
