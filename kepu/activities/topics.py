"""主题领域 and 面向人群 that the form offers. Covers of the public pages are composed after the first topic."""

from __future__ import annotations

TOPICS: tuple[str, ...] = (
    "航空航天",
    "人工智能",
    "信息技术",
    "生命健康",
    "食品药品",
    "心理健康",
    "生态环境",
    "能源低碳",
    "现代农业",
    "气象天文",
    "防灾减灾",
    "地质海洋",
    "交通建筑",
    "数理化学",
    "科学家精神",
    "其他",
)
MOST_TOPICS = 3

AUDIENCES: tuple[str, ...] = ("社会公众", "青少年", "农民", "老年人", "产业工人", "领导干部和公务员", "亲子家庭")
"""The key groups of 《全民科学素质行动规划纲要》 and those whom science days invite; other words may be typed."""
