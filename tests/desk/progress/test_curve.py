"""The geometry of the filing curve."""

from __future__ import annotations

from datetime import date, timedelta

from kepu.desk.progress.curve import Bar, Curve, curve

TODAY = date(2026, 9, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def drawn(days: list[tuple[date, int]], due: date | None = None) -> Curve:
    found = curve(days, TODAY, due)
    assert found is not None
    return found


def test_nothing_filed_draws_nothing() -> None:
    assert curve([], TODAY, None) is None


def test_bars_are_as_high_as_the_busiest_day() -> None:
    found = drawn([(ago(15), 4), (ago(1), 1), (TODAY, 2)])
    assert len(found.bars) == 16
    assert (found.first, found.last, found.width, found.total) == (ago(15), TODAY, 160, 7)
    assert found.busiest == Bar(ago(15), 4, 1.5, 0.0, 100.0, is_today=False)
    assert [(bar.number, bar.height, bar.is_today) for bar in found.bars[-3:]] == [
        (0, 0.0, False),
        (1, 25.0, False),
        (2, 50.0, True),
    ]


def test_one_day_is_drawn_among_a_fortnight() -> None:
    found = drawn([(TODAY, 1)])
    assert (found.first, found.last) == (ago(13), TODAY)


def test_a_single_filing_can_be_seen_beside_a_thousand() -> None:
    found = drawn([(ago(1), 1000), (TODAY, 1)])
    assert found.bars[-1].height == 2.0


def test_the_deadline_ahead_is_drawn_at_the_end_of_its_day() -> None:
    due = TODAY + timedelta(days=8)
    found = drawn([(ago(13), 1)], due)
    assert (found.last, found.due_x, found.width) == (due, 220.0, 220)


def test_a_deadline_behind_stands_where_it_was_and_a_far_one_not_at_all() -> None:
    assert drawn([(ago(13), 1)], ago(4)).due_x == 100.0
    far = drawn([(ago(13), 1)], TODAY + timedelta(days=60))
    assert (far.due_x, far.last) == (None, TODAY)
    assert drawn([(ago(13), 1)], ago(40)).due_x is None


def test_months_are_cut_to_the_last_two() -> None:
    found = drawn([(ago(200), 9), (TODAY, 3)])
    assert (len(found.bars), found.first, found.total) == (62, ago(61), 12)
    assert found.busiest is not None
    assert found.busiest.day == TODAY


def test_last_year_stands_behind_on_the_same_scale() -> None:
    found = curve(
        [(ago(1), 1), (TODAY, 2)], TODAY, TODAY + timedelta(days=2), [(ago(40), 5), (ago(1), 4), (TODAY + timedelta(days=1), 1)]
    )
    assert found is not None
    assert [(bar.day, bar.number, bar.height) for bar in found.past] == [(ago(1), 4, 100.0), (TODAY + timedelta(days=1), 1, 25.0)]
    assert [(bar.day, bar.height) for bar in found.bars if bar.number] == [(ago(1), 25.0), (TODAY, 50.0)]
    assert (found.total, found.past_total) == (3, 9)


def test_without_a_last_year_nothing_is_said_of_it() -> None:
    found = drawn([(TODAY, 1)])
    assert (found.past, found.past_total) == ((), None)
