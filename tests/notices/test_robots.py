"""Group robots against a server that checks as the providers do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from kepu import clock
from kepu.notices.actions import attempt, notify, post
from kepu.notices.channels.robots import is_acceptable
from kepu.notices.models import Delivery, Kind, Robot
from tests.cast import Cast
from tests.notices.provider import KEY, SECRET, Group, provider


@pytest.fixture
def group(settings: Settings) -> Iterator[Group]:
    with provider() as group:
        settings.ROBOT_ORIGINS = [group.origin]
        settings.ADDRESS = "https://kepu.example.gov.cn"
        yield group


def robot(cast: Cast, group: Group, name: str, secret: str = SECRET) -> Robot:
    return Robot.objects.create(
        organisation=cast.east, name=name, provider=name, address=getattr(group, name), secret=secret, kinds=["reminder"]
    )


def told(cast: Cast, key: str = "remind:1") -> None:
    notify([cast.chen], kind=Kind.REMINDER, key=key, title="还差28场次", text="9月28日前报完即可。", url="/desk/", unit=cast.east)


def try_all() -> list[tuple[str, int, str]]:
    """Try what waits, as the worker does; what has become of it."""
    for row in Delivery.objects.order_by("pk"):
        attempt(row.pk)
    return list(Delivery.objects.order_by("pk").values_list("state", "tries", "last_error"))


@pytest.mark.parametrize("name", ["wecom", "dingtalk", "feishu"])
def test_a_group_gets_the_text_once(cast: Cast, group: Group, name: str) -> None:
    robot(cast, group, name)
    told(cast)
    told(cast)
    assert try_all() == [("sent", 1, "")]
    assert try_all() == [("sent", 1, "")]
    assert group.texts == ["还差28场次\n9月28日前报完即可。\nhttps://kepu.example.gov.cn/desk/"]


@pytest.mark.parametrize(
    ("name", "said"), [("dingtalk", "钉钉没有收下（310000 sign not match）"), ("feishu", "飞书没有收下（19021")]
)
def test_a_wrong_secret_is_no_success_although_http_says_200(cast: Cast, group: Group, name: str, said: str) -> None:
    robot(cast, group, name, secret="SECwrong")
    told(cast)
    ((state, tries, error),) = try_all()
    assert (state, tries) == ("waiting", 1)
    assert error.startswith(said)
    assert group.texts == []


def test_it_is_tried_again_later_and_later_and_then_given_up(cast: Cast, group: Group) -> None:
    robot(cast, group, "wecom")
    group.refusals = [500] * 20
    told(cast)
    row, moment, waits = Delivery.objects.get(), clock.now(), []
    while row.state == Delivery.State.WAITING:
        with clock.pretend(moment):
            attempt(row.pk)
        row.refresh_from_db()
        if row.state == Delivery.State.WAITING:
            waits.append(int((row.due_at - moment).total_seconds() // 60))
            moment = row.due_at
    assert waits == [1, 5, 20, 60, 180, 720]
    assert (row.state, row.tries, row.last_error) == ("failed", 7, "对方回答 HTTP 500")
    assert group.asked == 7


def test_a_redirect_is_not_followed(cast: Cast, group: Group) -> None:
    robot(cast, group, "wecom")
    group.refusals = [302]
    told(cast)
    assert try_all() == [("waiting", 1, "对方回答 HTTP 302")]
    assert group.asked == 1


def test_a_provider_that_wants_a_pause_gets_it_for_all_that_goes_there(cast: Cast, group: Group) -> None:
    robot(cast, group, "dingtalk")
    group.refusals = [{"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}]
    told(cast)
    told(cast, "remind:2")
    rows = try_all()
    assert [(state, tries) for state, tries, _error in rows] == [("waiting", 1), ("waiting", 0)]
    assert group.asked == 1
    now = clock.now()
    assert all(row.due_at > now + timedelta(minutes=9) for row in Delivery.objects.all())
    with clock.pretend(now + timedelta(minutes=11)):
        assert [state for state, *_ in try_all()] == ["sent", "sent"]


def test_no_more_than_the_provider_allows_in_a_minute(cast: Cast, group: Group) -> None:
    robot(cast, group, "wecom")
    for number in range(23):
        told(cast, f"remind:{number}")
    assert [state for state, *_ in try_all()] == ["sent"] * 20 + ["waiting"] * 3
    with clock.pretend(clock.now() + timedelta(seconds=61)):
        assert [state for state, *_ in try_all()] == ["sent"] * 23
    assert len(group.texts) == 23


def test_a_long_text_is_cut_at_a_line_and_keeps_the_way_to_the_rest(cast: Cast, group: Group) -> None:
    robot(cast, group, "wecom")
    lines = [f"{number}号镇：应报30场次，已报2场次，还差28场次" for number in range(100)]
    post(cast.east, kind=Kind.REMINDER, key="long", title="请抓紧填报", text="\n".join(lines), url="/desk/")
    assert try_all() == [("sent", 1, "")]
    said = group.texts[0].splitlines()
    assert said[0] == "请抓紧填报"
    assert said[1:-2] == lines[: len(said) - 3]
    assert said[-2:] == ["（内容较长，其余请登录查看。）", "https://kepu.example.gov.cn/desk/"]
    assert len(group.texts[0].encode()) <= 2048


def test_a_robot_is_told_only_what_it_asks_for(cast: Cast, group: Group) -> None:
    robot(cast, group, "wecom")
    assert post(cast.east, kind=Kind.DIGEST, key="d", title="简报") == 0
    assert post(cast.west, kind=Kind.REMINDER, key="d", title="别的单位") == 0
    Robot.objects.update(is_enabled=False)
    assert post(cast.east, kind=Kind.REMINDER, key="d", title="停用") == 0


@pytest.mark.parametrize(
    "address",
    [
        "http://oapi.dingtalk.com/robot/send?access_token=1",
        "https://oapi.dingtalk.com.evil.example/robot/send?access_token=1",
        "https://oapi.dingtalk.com@evil.example/robot/send?access_token=1",
        "https://oapi.dingtalk.com:8443/robot/send?access_token=1",
        "https://oapi.dingtalk.com/other?access_token=1",
        "https://169.254.169.254/robot/send",
        "file:///etc/passwd",
        "//oapi.dingtalk.com/robot/send",
        "",
    ],
)
def test_other_addresses_are_refused(address: str, settings: Settings) -> None:
    settings.ROBOT_ORIGINS = []
    verdict = is_acceptable("dingtalk", address)
    assert not verdict
    assert verdict.reason == "钉钉群机器人的地址应以 https://oapi.dingtalk.com/robot/send 开头，请从群机器人的设置页复制。"


def test_the_providers_own_addresses_are_taken() -> None:
    assert is_acceptable("wecom", f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}")
    assert is_acceptable("dingtalk", f"https://oapi.dingtalk.com/robot/send?access_token={KEY}")
    assert is_acceptable("feishu", f"https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}")


def test_no_secret_is_said_in_errors_or_logs(cast: Cast, group: Group, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    one = robot(cast, group, "dingtalk")
    one.address = f"http://127.0.0.1:9/robot/send?access_token={KEY}"
    one.save()
    told(cast)
    attempt(Delivery.objects.get().pk)  # the address is not acceptable any more
    Robot.objects.update(address=group.dingtalk.replace(group.origin, "https://oapi.dingtalk.invalid"))
    attempt(Delivery.objects.get().pk)
    said = caplog.text + repr(one) + str(one) + str(list(Delivery.objects.values_list("last_error")))
    assert KEY not in said
    assert SECRET not in said
