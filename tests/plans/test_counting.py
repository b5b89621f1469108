"""Running numbers as Word writes them."""

from __future__ import annotations

import pytest

from kepu.plans.formats.docx.counting import FORMATS, written


@pytest.mark.parametrize(
    ("format_", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 4, "⑷"),
        ("decimalEnclosedFullstop", 4, "⒋"),
        ("decimalEnclosedFullstop", 21, "21"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 3, "三"),
        ("chineseCounting", 100, "一百"),
        ("chineseCounting", 105, "一百〇五"),
        ("chineseCounting", 1010, "一千〇一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 12, "亥"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("bullet", 1, ""),
        ("none", 1, ""),
        ("aFormatOfNextYear", 5, "5"),
        ("chineseCounting", 0, "0"),
        ("upperRoman", 10**6, "1000000"),
    ],
)
def test_formats(format_: str, number: int, shown: str) -> None:
    assert written(number, format_) == shown


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_neighbours_differ(format_: str) -> None:
    numbers = [written(number, format_) for number in range(1, 11)]
    assert len(set(numbers)) == 10
