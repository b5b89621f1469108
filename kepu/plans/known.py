"""What is known of the national campaigns by year, to doubt a plan that says otherwise.

Source: the national notices of 全国科普日 2021–2024 and 全国科普月 2025. A new year is one more line here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class National:
    """One year's national campaign: official themes, and first and last day as (month, day)."""

    year: int
    occasion: str
    themes: tuple[str, ...]
    start: tuple[int, int]
    end: tuple[int, int]


NATIONAL = (
    National(2021, "全国科普日", ("百年再出发,迈向高水平科技自立自强",), (9, 11), (9, 17)),
    National(2022, "全国科普日", ("喜迎二十大,科普向未来",), (9, 15), (9, 21)),
    National(2023, "全国科普日", ("提升全民科学素质,助力科技自立自强",), (9, 17), (9, 23)),
    National(2024, "全国科普日", ("提升全民科学素质,协力建设科技强国",), (9, 15), (9, 25)),
    National(2025, "全国科普月", ("科技改变生活 创新赢得未来", "提升全民科学素质 夯实科技强国基础"), (9, 1), (9, 30)),
)
