"""Headings of the columns of task tables and schedules, the surest first.

Source: written for this project from the tables of public notices of 2007–2025.
"""

# ruff: noqa: SIM905 – words in a row are easier to read, and to add to, than a list of strings

NAME_COLUMNS = (
    "活动名称 工作任务 任务名称 项目名称 重点任务 重点活动 主要活动 主题活动 活动项目 主要任务 任务 项目 活动主题 系列活动 "
    "赛项 赛项名称 活动 工作内容 活动内容 主要内容 内容 名称 任务内容 工作事项 事项 具体活动 活动安排"
).split()
CATEGORY_COLUMNS = (
    "类别 板块 活动类别 活动板块 系列 分类 项目类别 领域 重点领域 活动领域 方向 篇章 活动系列 模块 专题 活动类型 类型".split()
)
TIME_COLUMNS = "时间节点 完成时限 截止时间 时限 完成时间 节点 时间安排 时间要求 截止日期 时间 日期".split()
