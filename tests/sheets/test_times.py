"""Times as clerks write them; and whatever day one writes in any of the usual forms is read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepu.sheets.book import SheetOccurrence
from kepu.sheets.folding import fold
from kepu.sheets.grids.grid import DAY_ZERO, DAY_ZERO_1904, Fault, Value
from kepu.sheets.times.combining import Frame, TimeCells, Timing, timing
from kepu.sheets.times.reading import read_moments
from kepu.sheets.times.tokens import TABLE, behind_time, tokens
from tests.sheets.building import at

YEAR = 2026
FRAME = Frame(YEAR, None, DAY_ZERO)


def read(value: Value, month: int | None = None, day_zero: date = DAY_ZERO) -> Timing:
    """What a cell alone says."""
    return timing(TimeCells(time=value), Frame(YEAR, month, day_zero))


def spoken(occurrences: Timing | tuple[SheetOccurrence, ...]) -> str:
    """9-17; 9-17..9-23; 9-17 14:30..9-17 16:00 – several behind one another."""
    pairs = occurrences.occurrences if isinstance(occurrences, Timing) else [(o.start, o.end) for o in occurrences]
    return ", ".join("..".join(short(end) for end in pair if end) for pair in pairs)


def short(on: date) -> str:
    clock = f" {on:%H:%M}" if isinstance(on, datetime) else ""
    return f"{on.month}-{on.day}{clock}"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        # days
        ("9月17日", "9-17"),
        ("9月17号", "9-17"),
        ("9月17", "9-17"),
        ("2026年9月17日", "9-17"),
        ("２０２６年９月１７日", "9-17"),
        ("2026 年 9 月 17 日", "9-17"),
        ("二〇二六年九月十七日", "9-17"),
        ("26年9月17日", "9-17"),
        ("9.17", "9-17"),
        ("9/17", "9-17"),
        ("9-17", "9-17"),
        ("0917", "9-17"),
        ("26.9.17", "9-17"),
        ("2026.9.17", "9-17"),
        ("2026-09-17", "9-17"),
        ("2026/9/17", "9-17"),
        ("20260917", "9-17"),
        ("9/17/2026", "9-17"),
        ("46282", "9-17"),
        ("9月17日（星期四）", "9-17"),
        ("国庆前（9月28日）", "9-28"),
        ("9月25日（农历八月十五）", "9-25"),
        ("拟9月17日", "9-17"),
        ("9月17日（暂定）", "9-17"),
        ("9月17日（雨天顺延）", "9-17"),
        # parts of the day are no clock times
        ("9月17日上午", "9-17"),
        ("9月17日晚", "9-17"),
        ("9月17日全天", "9-17"),
        ("9月17日上午至18日下午", "9-17..9-18"),
        # clock times
        ("9月17日14:30", "9-17 14:30"),
        ("9月17日下午2:30", "9-17 14:30"),
        ("9月17日下午2点半", "9-17 14:30"),
        ("9月17日8点半", "9-17 08:30"),
        ("9月17日上午九点半", "9-17 09:30"),
        ("9月17日9时30分", "9-17 09:30"),
        ("9月17日8点一刻", "9-17 08:15"),
        ("9月17日晚7点", "9-17 19:00"),
        ("9月17日中午12点", "9-17 12:00"),
        ("9月17日2:30 PM", "9-17 14:30"),
        ("2026-09-17 14:30:00", "9-17 14:30"),
        ("2026-09-17 00:00:00", "9-17"),
        ("2026-09-17T14:30", "9-17 14:30"),
        ("9月17日上午9：00—11：30", "9-17 09:00..9-17 11:30"),
        ("9月17日下午2:30-4:30", "9-17 14:30..9-17 16:30"),
        ("9月17日上午9:00-下午4:00", "9-17 09:00..9-17 16:00"),
        ("9月17日上午10:00-1:00", "9-17 10:00..9-17 13:00"),
        ("9月17日9-11时", "9-17 09:00..9-17 11:00"),
        ("9月17日上午9.30-11.00", "9-17 09:30..9-17 11:00"),
        ("9月17日上午9:00-11:30，下午2:00-4:30", "9-17 09:00..9-17 11:30, 9-17 14:00..9-17 16:30"),
        ("9月17日9:00（共2小时）", "9-17 09:00"),
        ("9月17日14:30开始，16:30结束", "9-17 14:30..9-17 16:30"),
        # ranges
        ("9月17-23日", "9-17..9-23"),
        ("9月17日-23日", "9-17..9-23"),
        ("9月17日至23日", "9-17..9-23"),
        ("9月17日一19日", "9-17..9-19"),
        ("9月17日～9月23日", "9-17..9-23"),
        ("9.18-9.19", "9-18..9-19"),
        ("9.17-19", "9-17..9-19"),
        ("2026.9.17-9.23", "9-17..9-23"),
        ("2026-09-17至2026-09-19", "9-17..9-19"),
        ("2026-09-17至09-19", "9-17..9-19"),
        ("20260917-20260919", "9-17..9-19"),
        ("9月28日-10月3日", "9-28..10-3"),
        ("自9月17日起至9月23日止", "9-17..9-23"),
        ("9月17日启动，9月23日结束", "9-17..9-23"),
        ("9月17日（周四）-23日（周三）", "9-17..9-23"),
        ("9月17-23日每天9:00-17:00", "9-17 09:00..9-23 17:00"),
        ("9月17日9:00至9月18日17:00", "9-17 09:00..9-18 17:00"),
        ("9月17-23日 9:00", "9-17 09:00..9-23"),
        ("9月17日起", "9-17"),
        # lists
        ("9月17日、19日、21日", "9-17, 9-19, 9-21"),
        ("9月17、19、21日14:30", "9-17 14:30, 9-19 14:30, 9-21 14:30"),
        ("9月17日14:30、19日、21日", "9-17 14:30, 9-19 14:30, 9-21 14:30"),
        ("9月17日和19日", "9-17, 9-19"),
        ("9.17、9.19", "9-17, 9-19"),
        ("9月17日\n9月18日", "9-17, 9-18"),
        ("①9月17日②9月18日", "9-17, 9-18"),
        ("9月17-18日、20日", "9-17..9-18, 9-20"),
        ("9月17日9:00；9月18日14:00", "9-17 09:00, 9-18 14:00"),
        ("第一场：9月17日9:00；第二场：9月18日14:30", "9-17 09:00, 9-18 14:30"),
        ("9月18、19、20三天", "9-18, 9-19, 9-20"),
        ("9月17.18日", "9-17, 9-18"),
        ("2026-9-17 9:0:0", "9-17 09:00"),
        # what repeats, with first and last day
        ("9月每周六", "9-5, 9-12, 9-19, 9-26"),
        ("9月每周六上午9:00", "9-5 09:00, 9-12 09:00, 9-19 09:00, 9-26 09:00"),
        ("每周六（9月12日至26日）", "9-12, 9-19, 9-26"),
        ("9月14-27日每周六、日", "9-19, 9-20, 9-26, 9-27"),
        ("9月第三个周六", "9-19"),
        # periods
        ("9月份", "9-1..9-30"),
        ("9月", "9-1..9-30"),
        ("9月上旬", "9-1..9-10"),
        ("9月下旬", "9-21..9-30"),
        ("9月中下旬", "9-11..9-30"),
        ("9-10月", "9-1..10-31"),
        ("全年", "1-1..12-31"),
        ("第三季度", "7-1..9-30"),
    ],
)
def test_written_times(written: str, read_as: str) -> None:
    assert spoken(read(written)) == read_as
    assert read(written).faults == ()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "没有写活动时间"),
        ("待定", "还没有定"),
        ("9月X日", "还没有定"),
        ("/", "看不出是哪一天"),
        ("国庆前", "看不出是哪一天"),
        ("科普日期间", "看不出是哪一天"),
        ("2026年", "看不出是哪一天"),
        ("上午", "看不出是哪一天"),
        ("9:00-11:00", "只有钟点"),
        ("17日", "没有写是几月"),
        ("农历八月十五", "农历"),
        ("9月20日前", "最晚的日期"),
        ("即日起至9月30日", "最晚的日期"),
        ("9月31日", "9月31日不存在"),
        ("9月28-31日", "9月31日不存在"),
        ("2月30日", "2月30日不存在"),
        ("13月5日", "没有13月"),
        ("17/9", "没有17月"),
        ("9月17日25:00", "没有25:00这个钟点"),
        ("2025年9月17日", "写的是2025年"),
        ("2025-09-17", "写的是2025年"),
        ("2026年12月28日-2027年1月3日", "写的是2027年"),
        ("9月23日-17日", "早于开始日期"),
        ("12月28日-1月3日", "早于开始日期"),
        ("9月17日14:00-9:00", "早于开始时间"),
        ("每周六", "没有第一天和最后一天"),
        ("9月5日起每周六", "没有第一天和最后一天"),
        ("每天上午", "没有第一天和最后一天"),
        ("每月15日", "没有第一天和最后一天"),
        ("9月第二周", "第几周"),
        (Fault("#VALUE!"), "公式出错，显示为#VALUE!"),
        (Fault("=VLOOKUP(A1,B:C,2)"), "公式没有算出结果"),
        (date(2025, 9, 17), "写的是2025年"),
    ],
)
def test_what_is_no_time(written: Value, message: str) -> None:
    ((field, problem),) = read(written).faults
    assert (field, read(written).occurrences) == ("time", ())
    assert message in problem.message
    assert problem.message.endswith("。")


def test_values_of_the_spreadsheet_program() -> None:
    said: list[tuple[Value, str]] = [
        (date(2026, 9, 17), "9-17"),
        (datetime(2026, 9, 17), "9-17"),
        (datetime(2026, 9, 17, 14, 30), "9-17 14:30"),
        (46282.0, "9-17"),
        (46282.604166667, "9-17 14:30"),
        (20260917.0, "9-17"),
        (9.17, "9-17"),
        (917, "9-17"),
    ]
    assert [spoken(read(value)) for value, _ in said] == [expected for _, expected in said]
    assert spoken(read(44820.0, day_zero=DAY_ZERO_1904)) == "9-17"


def test_the_month_of_the_title() -> None:
    said = {"17日": "9-17", "17-23日": "9-17..9-23", "17": "9-17", "下旬": "9-21..9-30", "每周六": ""}
    assert {text: spoken(read(text, month=9)) for text in said} == said


def test_columns_together() -> None:
    said = {
        TimeCells(time=date(2026, 9, 17), clock="9:00-11:00"): "9-17 09:00..9-17 11:00",
        TimeCells(time="9月17日", clock=time(14, 30)): "9-17 14:30",
        TimeCells(time="9月17日", clock=timedelta(hours=14)): "9-17 14:00",
        TimeCells(time="9月17日、18日", clock="下午2点"): "9-17 14:00, 9-18 14:00",
        TimeCells(time="9月17日至19日", clock="每天14时—16时"): "9-17 14:00..9-19 16:00",
        TimeCells(time="9月17日", clock="上午"): "9-17",
        TimeCells(start="9月17日", end="19日"): "9-17..9-19",
        TimeCells(start="2026-09-17", end="2026-09-17"): "9-17..9-17",
        TimeCells(start="9月17日", start_clock="9:00", end="9月17日", end_clock="17:00"): "9-17 09:00..9-17 17:00",
        TimeCells(start="9月17日", start_clock="晚7:30", end_clock="9:00"): "9-17 19:30..9-17 21:00",
        TimeCells(time="9月17日", start="9:00", end="11:00"): "9-17 09:00..9-17 11:00",
    }
    assert {cells: spoken(timing(cells, FRAME)) for cells in said} == said


def test_columns_at_fault() -> None:
    said = {
        TimeCells(start="9月31日", end="10月33日"): ["start", "end"],
        TimeCells(start="9月17日", end="9月15日"): ["end"],
        TimeCells(start=date(2025, 9, 17), end=date(2025, 9, 18)): ["start", "end"],
        TimeCells(start="9月17日", start_clock="9:00", end_clock="8:00"): ["end_clock"],
        TimeCells(time="9月17日", clock="25:00"): ["clock"],
        TimeCells(time="9月17日", clock="15:30-14:00"): ["clock"],
        TimeCells(end="9月17日"): ["time"],
        TimeCells(clock="9:00"): ["time"],
        TimeCells(time="每天9:00-11:00"): ["time"],
    }
    assert {cells: [field for field, _ in timing(cells, FRAME).faults] for cells in said} == said


def test_a_weekday_that_does_not_fit_is_a_hint() -> None:
    assert read("9月17日（周五）").hints == ("9月17日是星期四，不是星期五，请核对日期。",)
    assert read("9月17日（周四）").hints == ()


def test_each_row_of_the_table_of_tokens_has_an_example() -> None:
    found = {token.kind for _, _, example in TABLE for token in tokens(fold(example))}
    assert {kind for kind, _, _ in TABLE} - found == {"length", "ordinal", "blank"}  # these are passed over


# ── What is written is read back ───────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0)).filter(lambda clock: clock != time.min)
HAN = "〇一二三四五六七八九"


def han(number: int) -> str:
    """17 → 十七"""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones or not tens else "")


DAY_FORMS: list[Callable[[date], Value]] = [
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f" {day.month} 月 {day.day} 号 ",
    lambda day: f"{day.month}.{day.day}",
    lambda day: f"{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: day.isoformat(),
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）",
    lambda day: f"{han(day.month)}月{han(day.day)}日",
    lambda day: f"{day.month}月{day.day}日".translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),
    lambda day: day,
    lambda day: float((day - DAY_ZERO).days),
]
CLOCK_FORMS: list[Callable[[time], str]] = [
    lambda clock: f"{clock:%H:%M}",
    lambda clock: f"{clock.hour}：{clock:%M}",
    lambda clock: f"{clock.hour}时{clock.minute}分",
    lambda clock: f"{clock.hour}点{clock.minute}分",
    lambda clock: f"{'下午' if clock.hour > 12 else '上午'}{clock.hour - 12 if clock.hour > 12 else clock.hour}:{clock:%M}",
]
RANGE_MARKS = st.sampled_from(["-", "—", "－", "~", "～", "至", "到", "--", " - "])


@settings(deadline=None)
@given(DAYS, st.sampled_from(DAY_FORMS))
def test_a_day_in_any_form(day: date, form: Callable[[date], Value]) -> None:
    assert read(form(day)).occurrences == ((day, None),)


@settings(deadline=None)
@given(DAYS, st.sampled_from(DAY_FORMS[:9]), CLOCKS, st.sampled_from(CLOCK_FORMS), st.sampled_from([" ", "\n", "　"]))
def test_a_day_and_a_clock_time_in_any_form(
    day: date, day_form: Callable[[date], Value], clock: time, clock_form: Callable[[time], str], between: str
) -> None:
    written = f"{day_form(day)}{between}{clock_form(clock)}"
    assert read(written).occurrences == ((datetime.combine(day, clock), None),)


@settings(deadline=None)
@given(DAYS, DAYS, st.sampled_from([0, 1, 5]), RANGE_MARKS)
def test_a_range_of_days_in_any_form(one: date, other: date, form: int, mark: str) -> None:
    first, last = sorted((one, other))
    if first == last:
        return
    forms = {0: "{0.month}月{0.day}日{2}{1.month}月{1.day}日", 1: "{0.year}年{0.month}月{0.day}日{2}{1.month}月{1.day}日"}
    written = forms.get(form, "{0.year}.{0.month}.{0.day}{2}{1.year}.{1.month}.{1.day}").format(first, last, mark)
    assert read(written).occurrences == ((first, last),)


@settings(deadline=None)
@given(st.integers(1, 12), st.lists(st.integers(1, 28), min_size=2, max_size=6, unique=True), st.sampled_from("、，,和及/；"))
def test_a_list_of_days_in_any_form(month: int, days: list[int], mark: str) -> None:
    written = f"{month}月" + mark.join(f"{day}日" for day in days)
    assert read(written).occurrences == tuple((date(YEAR, month, day), None) for day in days)


@settings(deadline=None)
@given(DAYS, CLOCKS, CLOCKS)
def test_an_end_is_never_before_its_start(day: date, start: time, end: time) -> None:
    found = read(f"{day.month}月{day.day}日{start:%H:%M}-{end:%H:%M}")
    if end >= start:
        assert found.occurrences == ((datetime.combine(day, start), datetime.combine(day, end)),)
    else:
        assert found.faults[0][0] == "time"


@settings(deadline=None)
@given(st.text(alphabet="0123456789年月日号时点分:：.-/至、，（）周六每上下午旬前起待定 \n一二三十", max_size=25))
def test_whatever_is_written_gives_spans_of_the_year_or_a_problem(text: str) -> None:
    moments = read_moments(text, YEAR)
    assert moments.problem or moments.spans or moments.clocks or not text.strip()
    for span in moments.spans:
        assert (span.first.year, span.last.year) == (YEAR, YEAR)
        assert span.first <= span.last


def test_building_and_reading_speak_alike() -> None:
    assert spoken((at("9-17 14:30", "9-18"),)) == "9-17 14:30..9-18"


def test_a_place_behind_the_time() -> None:
    said = {
        "9月17日上午9:00 文化广场": "文化广场",
        "9月17-19日\n市科技馆二楼": "市科技馆二楼",
        "9月17日9:00-11:00在第一中学": "第一中学",
        "9月17日 3号楼报告厅": "3号楼报告厅",
        "文化广场": "文化广场",
    }
    assert {text: behind_time(text) for text in said} == said
