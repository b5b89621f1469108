"""The four instants of a deadline against the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kepu.campaigns.models import Campaign, Deadline, DeadlineException
from kepu.campaigns.queries import window_for
from kepu.campaigns.windows import UNLIMITED, Standing, Window, last_moment, moment, window_of
from tests.cast import Cast


def on(day: str, time: str = "00:00") -> datetime:
    """“09-28 23:59” in the installation's time zone."""
    return datetime.fromisoformat(f"2026-{day}T{time}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


SECOND = timedelta(seconds=1)
OPENS, DUE, LOCKS = on("09-05"), on("09-29"), on("10-01")
FILING = Window("登记填报", OPENS, DUE, LOCKS)
EXCEPTED = Window("登记填报", OPENS, DUE, LOCKS, on("10-10"))


@pytest.mark.parametrize(
    ("window", "now", "standing"),
    [
        (FILING, OPENS - SECOND, Standing.NOT_OPEN),
        (FILING, OPENS, Standing.ON_TIME),
        (FILING, DUE - SECOND, Standing.ON_TIME),
        (FILING, DUE, Standing.LATE),
        (FILING, LOCKS - SECOND, Standing.LATE),
        (FILING, LOCKS, Standing.LOCKED),
        (EXCEPTED, LOCKS, Standing.LATE),
        (EXCEPTED, on("10-10"), Standing.LOCKED),
        (EXCEPTED, OPENS - SECOND, Standing.NOT_OPEN),
        (Window("", None, DUE), on("12-31"), Standing.LATE),
        (Window("", None, DUE, DUE), DUE, Standing.LOCKED),
        (Window("", OPENS), on("12-31"), Standing.ON_TIME),
        (Window("", None, None, LOCKS), LOCKS, Standing.ON_TIME),
        (UNLIMITED, on("01-01"), Standing.ON_TIME),
    ],
)
def test_standing(window: Window, now: datetime, standing: Standing) -> None:
    assert window.standing(now) == standing


def test_refusal_says_until_when_and_whom_to_ask() -> None:
    assert FILING.permits(on("09-20"), "市科协")
    assert FILING.permits(on("09-30"), "市科协")
    assert FILING.permits(on("10-02"), "市科协").reason == (
        "已过登记填报截止（9月30日 24:00）。如有特殊情况，请联系市科协开通补报。"
    )
    assert EXCEPTED.permits(on("10-02"), "市科协")
    assert EXCEPTED.permits(on("10-10"), "市科协").reason == (
        "登记填报已于9月30日 24:00关闭，补报许可也已于10月9日 24:00到期。如需再补报，请联系市科协。"
    )
    assert FILING.permits(on("09-01"), "市科协").reason == "登记填报尚未开始，9月5日起可以办理。"


def test_moments_as_people_say_them() -> None:
    assert [moment(on("09-05")), moment(on("09-05", "08:30"))] == ["9月5日", "9月5日 08:30"]
    assert [last_moment(on("10-01")), last_moment(on("10-01", "18:00"))] == ["9月30日 24:00", "10月1日 18:00"]


@pytest.mark.django_db
def test_window_of_a_duty_for_a_unit_with_an_exception(cast: Cast, campaign: Campaign) -> None:
    deadline = Deadline.objects.get(campaign=campaign, kind="filing")
    exception = DeadlineException.objects.create(
        deadline=deadline, organisation=cast.east, until=on("10-10"), reason="台风", granted_by="林晓"
    )
    assert window_for(campaign, "filing", cast.east) == window_of(deadline, exception)
    assert window_for(campaign, "filing", cast.west) == Window("登记填报", OPENS, DUE)
    assert window_for(campaign, "recommendation", cast.east) == UNLIMITED
