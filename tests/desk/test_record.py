"""The record as a list: whose events one reads, what is found in them, page by page, in sentences."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.actor import system
from kepu.audit.actions import record
from kepu.audit.models import Event
from kepu.desk.history import line
from kepu.organisations.actions import change, register
from tests.cast import Cast

COMMAND = system("测试")
URL = "/desk/record/"
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def written(cast: Cast) -> Cast:
    """Some events of September 2026."""
    for day, person, verb, thing in (
        (10, cast.chen, "新建草稿", cast.east),
        (10, cast.chen, "保存", cast.east),
        (10, cast.chen, "保存", cast.east),
        (11, cast.chen, "提交", cast.east),
        (11, cast.lin, "退回修改", cast.east),
        (12, cast.he, "提交", cast.weather),
        (13, cast.xu, "提交", cast.west),
    ):
        with clock.pretend(datetime(2026, 9, day, 9, 30, tzinfo=SHANGHAI)):
            record(verb, thing, by=cast.actor(person), organisation_path=thing.path)
    return cast


def sentences(client: Client, query: str = "") -> list[str]:
    """What the page says, newest first."""
    page = client.get(f"{URL}?{query}")
    assert page.status_code == 200
    items = re.findall(r"<p><strong>(.*?)</strong> (\S+) (?:<a [^>]*>)?(.*?)(?:</a>)?</p>", page.content.decode())
    return [" ".join(parts) for parts in items]


def test_office_reads_its_territory(written: Cast, client: Client) -> None:
    client.force_login(written.lin)
    assert sentences(client) == [
        "城西镇 徐岚 提交 城西镇",
        "市气象学会 何平 提交 云湖市气象学会",
        "市科协 林晓 退回修改 城东镇",
        "城东镇 陈静 提交 城东镇",
        "城东镇 陈静 保存 城东镇",
        "城东镇 陈静 新建草稿 城东镇",
    ]
    text = client.get(URL).content.decode()
    assert "203.0.113.9" in text
    assert re.findall(r"<h2 id=[^>]*>([^<]*)</h2>", text) == ["9月13日 周日", "9月12日 周六", "9月11日 周五", "9月10日 周四"]
    assert 'href="/desk/units/chengdong/"' in text


def test_filers_read_their_own_unit(written: Cast, client: Client) -> None:
    client.force_login(written.chen)
    assert len(sentences(client)) == 4
    assert "203.0.113.9" not in client.get(URL).content.decode()


def test_reviewers_read_no_drafts(written: Cast, client: Client) -> None:
    client.force_login(written.zhou)
    assert [sentence.split()[2][:2] for sentence in sentences(client)] == ["提交", "提交", "退回", "提交"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("person=陈", 3),
        ("verb=提交", 3),
        ("verb=没有这个", 6),
        ("since=2026-09-12", 2),
        ("until=2026-09-10", 2),
        ("since=2026-09-11&until=2026-09-11", 2),
        ("since=2026-02-30", 6),
        ("person=陈&verb=提交&since=2026-09-11", 1),
        ("person=%00", 6),
        ("before=abc", 6),
        ("before=99999999999999999999", 6),
        ("before=0", 6),
    ],
)
def test_filters(written: Cast, client: Client, query: str, count: int) -> None:
    client.force_login(written.lin)
    assert len(sentences(client, query)) == count


def test_pages_by_id(cast: Cast, client: Client) -> None:
    client.force_login(cast.lin)
    for number in range(120):
        record(f"动作{number}", cast.east, by=COMMAND, organisation_path=cast.east.path)
    first = sentences(client)
    assert (len(first), first[0]) == (50, "测试 动作119 城东镇")
    before = re.search(r"before=(\d+)", client.get(URL).content.decode())
    assert before is not None
    record("新的动作", cast.east, by=COMMAND, organisation_path=cast.east.path)  # moves no line to another page
    second = sentences(client, f"before={before[1]}")
    assert (second[0], second[-1]) == ("测试 动作69 城东镇", "测试 动作20 城东镇")
    last = sentences(client, f"before={Event.objects.get(verb='动作20').pk}")
    assert (len(last), last[-1]) == (20, "测试 动作0 城东镇")


def test_costs_the_same_at_1_and_3_rows(cast: Cast, client: Client) -> None:
    client.force_login(cast.lin)

    def add(number: int) -> None:
        town = register(name=f"第{number}镇", kind="town", level="town", parent=cast.city, by=cast.actor(cast.lin))
        change(town, short_name="镇", kind="street", level="town", district="", by=cast.actor(cast.lin))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        return len(captured)

    add(1)
    queries()
    at_one = queries()
    add(2)
    add(3)
    assert queries() == at_one <= 12


def test_line_says_what_became_different(cast: Cast) -> None:
    by = cast.actor(cast.lin).for_unit("城东镇")
    event = record(
        "修改单位",
        cast.east,
        by=by,
        note="来函要求",
        changes={"kind": ["town", "street"], "short_name": ["", "东" * 70], "themes": [[], ["甲"]], "odd": [1, 2]},
    )
    event.refresh_from_db()
    told = line(event)
    assert (told.who, told.what, told.kind) == ("林晓（代城东镇）", "修改单位“城东镇”", "")
    assert told.note == f"来函要求\n类别：乡镇 → 街道\n简称：无 → {'东' * 60}…"


def test_line_of_a_refusal_and_of_a_state(cast: Cast) -> None:
    refused = record("提交", cast.east, by=COMMAND, outcome=Event.Outcome.REFUSED, note="已过期限")
    assert (line(refused).what, line(refused).kind) == ("提交“城东镇”：未获准", "refused")
    moved = record("提交", cast.east, by=COMMAND, changes={"state": ["draft", "submitted"]})
    assert line(moved, with_thing=False).kind == "submitted"
    assert line(moved, with_thing=False).what == "提交"
