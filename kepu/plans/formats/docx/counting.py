"""How Word writes the running number of a list: 3 as 三, ③, (3), iii, 丙 … (ST_NumberFormat of ECMA-376, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "十", "百", "千")
LEGAL_PLACES = ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10}
ROMAN |= {"IX": 9, "V": 5, "IV": 4, "I": 1}
MOST = 9999


def written(number: int, format_: str) -> str:
    """The number in Word's format; an unknown format counts in Arabic digits, "none" and bullets write nothing."""
    if format_ in {"none", "bullet"}:
        return ""
    if not 0 < number <= MOST:
        return str(number)
    return FORMATS.get(format_, str)(number)


def chinese(number: int, digits: str = DIGITS, places: tuple[str, ...] = PLACES) -> str:
    """21 → 二十一, 10 → 十, 105 → 一百〇五."""
    text, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + places[place]
        gap = bool(text) and not digit
    return text[1:] if text.startswith("一十") else text


def legal(number: int) -> str:
    """21 → 贰拾壹."""
    return chinese(number, LEGAL_DIGITS, LEGAL_PLACES)


def digit_by_digit(number: int) -> str:
    """21 → 二一."""
    return "".join(DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    """14 → XIV."""
    text = ""
    for signs, size in ROMAN.items():
        text += signs * (number // size)
        number %= size
    return text


def letters(number: int) -> str:
    """1 → A, 27 → AA, 28 → BB, as Word goes on after Z."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def cycle(signs: str) -> Callable[[int], str]:
    """Signs that begin again after the last one."""
    return lambda number: signs[(number - 1) % len(signs)]


def run_of(first: str, count: int) -> Callable[[int], str]:
    """`count` consecutive characters from `first`; beyond them Arabic digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def circled(number: int) -> str:
    """1 → ①, 21 → ㉑, 36 → ㊱."""
    if number <= 20:
        return chr(ord("①") + number - 1)
    if number <= 35:
        return chr(ord("㉑") + number - 21)
    return chr(ord("㊱") + number - 36) if number <= 50 else str(number)


def full_width(number: int) -> str:
    """21 → ２１."""
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": run_of("⒈", 20),
    "decimalEnclosedParen": run_of("⑴", 20),
    "ideographEnclosedCircle": run_of("㊀", 10),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,  # what Chinese Word writes for 一、二、三
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": legal,
    "ideographLegalTraditional": legal,
    "ideographDigital": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "ideographTraditional": cycle(STEMS),
    "ideographZodiac": cycle(BRANCHES),
}
