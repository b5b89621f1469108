"""What one cell says: numbers, contacts, places, units, addresses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepu.sheets.book import Mode
from kepu.sheets.cells.contacts import Contact, read_contact
from kepu.sheets.cells.numbers import Count, read_count, without_count
from kepu.sheets.cells.organisers import read_organisers
from kepu.sheets.cells.places import Place, read_mode, read_place
from kepu.sheets.cells.texts import said, shown
from kepu.sheets.cells.urls import read_url
from kepu.sheets.grids.grid import Fault, Value


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (200.0, 200),
        (0.0, 0),
        ("约200人", 200),
        ("200余人", 200),
        ("300人次", 300),
        ("500+", 500),
        ("100人以上", 100),
        ("不超过80人", 80),
        ("预计120人左右", 120),
        ("100-150", 150),
        ("100～150人", 150),
        ("100人-150人", 150),
        ("1.2万", 12000),
        ("1.2万人次", 12000),
        ("1千", 1000),
        ("1,200", 1200),
        ("２００人", 200),
        ("三百余人", 300),
        ("两百人", 200),
        ("近千人", 1000),
        ("百余人", 100),
        ("每场50人", 50),
        ("50人/场", 50),
        ("3场，每场50人，共150人", 150),
        ("学生200人、家长100人", 300),
        ("200人，其中学生150人", 200),
        ("60人（含志愿者10人）", 60),
        ("（约200人）", 200),
        ("不限", None),
        ("若干", None),
        ("全村", None),
        ("数百人", None),
        ("一线职工", None),
        ("30户", None),
        ("待定", None),
        ("", None),
        (Fault("#N/A"), None),
        (True, None),
    ],
)
def test_numbers_of_people(written: Value, number: int | None) -> None:
    assert read_count(written) == Count(number)


@pytest.mark.parametrize("written", [-50.0, "-50", "－50人", "约-50", "负50"])
def test_a_negative_number(written: Value) -> None:
    assert read_count(written) == Count(None, "人数不能是负数。", "是否应为50？")


@pytest.mark.parametrize("written", [1e12, float("inf"), float("nan")])
def test_an_impossible_number(written: float) -> None:
    assert read_count(written) == Count(None, "人数大得不可能。", "请核对人数。")


@settings(deadline=None)
@given(st.integers(0, 999_999), st.sampled_from(["{}", "约{}人", "{}余人", "{}人次", "{}+", "共{}人", "不少于{}人", "{}人以上"]))
def test_a_number_in_any_form(number: int, form: str) -> None:
    assert read_count(form.format(number)) == Count(number)
    assert read_count(form.format(f"{number:,}")) == Count(number)


def test_who_comes_beside_how_many() -> None:
    said = {
        "社区居民约200人": "社区居民",
        "学生、家长共300余人": "学生、家长",
        "群众 50": "群众",
        "社区居民（不少于100人）": "社区居民",
        "居民": "居民",
        "200": "",
    }
    assert {text: without_count(text) for text in said} == said


@pytest.mark.parametrize(
    ("written", "name", "phone"),
    [
        ("王芳", "王芳", ""),
        (13800138000.0, "", "13800138000"),
        ("王芳 13800138000", "王芳", "13800138000"),
        ("王芳13800138000", "王芳", "13800138000"),
        ("王芳（13800138000）", "王芳", "13800138000"),
        ("（王芳）13800138000", "王芳", "13800138000"),
        ("王芳（市科协）13800138000", "王芳（市科协）", "13800138000"),
        ("王芳\n138-0013-8000", "王芳", "13800138000"),
        ("13800138000 王芳", "王芳", "13800138000"),
        ("联系人：王芳 电话：13800138000", "王芳", "13800138000"),
        ("王芳/13800138000", "王芳", "13800138000"),
        ("＋８６ １３８００１３８０００", "", "13800138000"),
        ("王芳 138 0013 8000（微信同号）", "王芳", "13800138000"),
        ("王芳 13800138000，李四 13900139000", "王芳", "13800138000"),
        ("13800138000/13900139000", "", "13800138000"),
        ("13800138000 13900139000", "", "13800138000"),
        ("王主任 0512-62345678", "王主任", "0512-62345678"),
        ("0512—62345678转801", "", "0512-62345678转801"),
        ("（0512）62345678", "", "(0512)62345678"),
        ("62345678", "", "62345678"),
        ("400-800-1234", "", "400-800-1234"),
        ("8021", "", "8021"),
        ("无", "", ""),
        ("/", "", ""),
        ("", "", ""),
    ],
)
def test_names_and_numbers_are_parted(written: Value, name: str, phone: str) -> None:
    assert read_contact(written) == Contact(name, phone)


@pytest.mark.parametrize(
    ("written", "name", "phone", "problem"),
    [
        ("1.38E+10", "", "", "科学计数"),
        ("1.38e10", "", "", "科学计数"),
        ("王芳 1.38E+10", "王芳", "", "科学计数"),
        ("1380013800", "", "1380013800", "有10位"),
        ("138001380001", "", "138001380001", "有12位"),
        ("138****8000", "", "138****8000", "被隐去"),
        ("138xxxx8000", "", "138xxxx8000", "被隐去"),
        ("623456789", "", "623456789", "有9位"),
        (51262345678.0, "", "51262345678", "有11位"),
    ],
)
def test_numbers_that_cannot_be_dialled(written: Value, name: str, phone: str, problem: str) -> None:
    contact = read_contact(written)
    assert (contact.name, contact.phone) == (name, phone)
    assert problem in contact.problem
    assert contact.suggestion


@settings(deadline=None)
@given(st.integers(13_000_000_000, 19_999_999_999), st.sampled_from(["{}", " {}", "电话：{}", "王芳 {}", "+86 {}", "{}（王芳）"]))
def test_a_mobile_number_in_any_form(number: int, form: str) -> None:
    contact = read_contact(form.format(number))
    assert (contact.phone, contact.problem) == (str(number), "")


@pytest.mark.parametrize(
    ("written", "place", "mode"),
    [
        ("文化广场", "文化广场", None),
        ("城东镇（原乡政府）文化\n广场", "城东镇（原乡政府）文化广场", None),
        ("线上", "", "online"),
        ("线上直播", "", "online"),
        ("线上（腾讯会议）", "", "online"),
        ("线上：抖音直播间", "", "online"),
        ("线上线下", "", "both"),
        ("线上线下同步进行", "", "both"),
        ("线上线下（文化广场）", "文化广场", "both"),
        ("线下：文化广场；线上：腾讯会议", "文化广场", "both"),
        ("文化广场（线上同步直播）", "文化广场", "both"),
        ("和平广场、线上", "和平广场", "both"),
        ("线上+文化广场", "文化广场", "both"),
        ("线下（文化广场）", "文化广场", "onsite"),
        ("无", "", None),
    ],
)
def test_places(written: str, place: str, mode: Mode | None) -> None:
    assert read_place(written) == Place(place, mode)


def test_an_address_in_a_place() -> None:
    assert read_place("线上 https://a.example.cn/1") == Place("", "online", "https://a.example.cn/1")


@pytest.mark.parametrize(
    ("written", "mode"),
    [
        ("线上", "online"),
        ("网络直播", "online"),
        ("线下", "onsite"),
        ("现场", "onsite"),
        ("线上+线下", "both"),
        ("线上线下结合", "both"),
        ("线下为主，线上为辅", "both"),
        ("讲座", None),
        ("展览", None),
        ("", None),
    ],
)
def test_modes(written: str, mode: Mode | None) -> None:
    assert read_mode(written) == mode


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("市科协、市教育局等", ("市科协", "市教育局")),
        ("市科协；城东镇;城西镇", ("市科协", "城东镇", "城西镇")),
        ("市科协，城东镇", ("市科协", "城东镇")),
        ("市科协\n城东镇", ("市科协", "城东镇")),
        ("市科协 市教育局", ("市科协", "市教育局")),
        ("教育局（招办、体卫科）、市科协", ("教育局（招办、体卫科）", "市科协")),
        ("市科协等5家单位", ("市科协",)),
        ("市科协、市教育局等有关部门", ("市科协", "市教育局")),
        ("主办单位：市科协 承办单位：城东镇", ("市科协", "城东镇")),
        ("高等专科学校", ("高等专科学校",)),
        ("市科协、市科协", ("市科协",)),
        ("无", ()),
        ("", ()),
    ],
)
def test_lists_of_units(written: str, units: tuple[str, ...]) -> None:
    assert read_organisers(written) == units


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://a.example.cn/1", "https://a.example.cn/1"),
        ("直播地址：https://a.example.cn/live?id=3（点击）", "https://a.example.cn/live?id=3"),
        ("HTTP://A.EXAMPLE.CN。", "HTTP://A.EXAMPLE.CN"),
        ("www.example.cn/kp", "www.example.cn/kp"),
        ("kp.example.gov.cn/live", "kp.example.gov.cn/live"),
        ("微信公众号“云湖科普”", ""),
        ("无", ""),
    ],
)
def test_addresses_on_the_web(written: str, url: str) -> None:
    assert read_url(written) == url


def test_cells_as_they_are_shown() -> None:
    values: dict[Value, str] = {"  a\r\nb\u200b ": "a\nb", 5.0: "5", 5.25: "5.25", 13800138000.0: "13800138000"}
    assert {value: shown(value) for value in values} == values
    assert (shown(True), said(Fault("#REF!")), shown(Fault("#REF!"))) == ("是", "", "#REF!")
