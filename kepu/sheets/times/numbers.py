"""Numbers in a text about time that bear no 月, 日 or 点: what they count is told by what stands beside them."""

from __future__ import annotations

from kepu.sheets.times.tokens import Token

SEPARATORS = {"range", "list"}
DAYS = {"day", "date", "compact", "american", "short", "month day"}
CLOCKS = {"clock", "clock words"}
BRACKETS = {"open", "close"}


def resolved(tokens: list[Token]) -> list[Token]:
    """The tokens with every number made a day, a month or a clock time, or a gap where it is none of them."""
    whole = as_whole(tokens)
    if whole:
        return whole
    found = list(tokens)
    for at in range(len(found) - 1, -1, -1):
        if found[at].kind == "number":
            found[at] = by_neighbours(found, at)
    for at, token in enumerate(found):
        if token.kind == "number":
            found[at] = by_what_went_before(found, at)
    return found


def as_whole(tokens: list[Token]) -> list[Token]:
    """9-17 and 0917 where nothing else stands in the cell; 17 alone is a day of the month that the title names."""
    kinds = [token.kind for token in tokens]
    if kinds == ["number", "range", "number"]:
        month, day = tokens[0].numbers[0] or 0, tokens[2].numbers[0] or 0
        return [Token("month day", f"{month}-{day}", (month, day))] if is_month_day(month, day) else []
    if kinds == ["number"]:
        number = tokens[0].numbers[0] or 0
        if number < 100:
            return [Token("day", tokens[0].text, (number,))]
        return [Token("month day", tokens[0].text, divmod(number, 100))] if is_month_day(*divmod(number, 100)) else []
    return []


def is_month_day(month: int, day: int) -> bool:
    """True for what may be a month and a day of it."""
    return 1 <= month <= 12 and 1 <= day <= 31


def by_neighbours(tokens: list[Token], at: int) -> Token:
    """9月17 → day, 上午9 → clock, 9-11点 → clock, 17-23日 → day, 9-10月 → month."""
    token = tokens[at]
    before = kind_at(tokens, at - 1)
    if before == "month":
        return Token("day", token.text, token.numbers)
    if before == "part":
        return as_clock(token)
    separator, behind = kind_at(tokens, at + 1), kind_at(tokens, at + 2)
    if separator == "range" and behind == "clock words":
        return as_clock(token)
    if separator in SEPARATORS and behind in ("day", "month"):
        return Token(behind, token.text, token.numbers)
    return token


def by_what_went_before(tokens: list[Token], at: int) -> Token:
    """9月17-23 → day, 9:00-11 → clock; else a gap."""
    token = tokens[at]
    separator, before = kind_at(tokens, at - 1), kind_at(tokens, at - 2)
    if separator in SEPARATORS and before in DAYS:
        return Token("day", token.text, token.numbers)
    if separator == "range" and before in CLOCKS:
        return as_clock(token)
    return Token("gap", token.text)


def as_clock(token: Token) -> Token:
    """The number as an hour."""
    return Token("clock words", token.text, token.numbers)


def kind_at(tokens: list[Token], at: int) -> str:
    """The kind of a token, "" outside of the list."""
    return tokens[at].kind if 0 <= at < len(tokens) else ""
