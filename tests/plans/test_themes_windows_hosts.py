"""Themes and sub-themes, the main period, hosts and organisers."""

from __future__ import annotations

import pytest

from tests.plans.forms import reading

THEME = "提升全民科学素质，协力建设科技强国"


@pytest.mark.parametrize(
    ("text", "themes", "subtheme"),
    [
        (f"一、活动主题\n“{THEME}”", [THEME], "none"),
        (f"一、活动主题\n{THEME}。\n各单位可另行拟定活动副主题。", [THEME], "allowed"),
        (f"一、活动主题\n本次活动以“{THEME}”为主题，各镇可结合实际自行确定副主题。", [THEME], "allowed"),
        (f"一、主题\n2024年全国科普日的主题是：{THEME}。", [THEME], "none"),
        (f"围绕“{THEME}”这一主题，组织开展系列活动。", [THEME], "none"),
        (f"一、活动主题\n紧扣“{THEME}”的活动主题。各单位原则上不另设副主题。", [THEME], "none"),
        (f"一、活动主题：{THEME}", [THEME], "none"),
        (
            "一、活动主题\n科技改变生活  创新赢得未来\n提升全民科学素质  夯实科技强国基础",
            ["科技改变生活  创新赢得未来", "提升全民科学素质  夯实科技强国基础"],
            "none",
        ),
        (
            "一、主题\n主题为“科技改变生活”“创新赢得未来”。我省副主题为“科普惠万家”。",
            ["科技改变生活", "创新赢得未来"],
            "科普惠万家",
        ),
        ("一、活动主题\n全国主题：智慧点亮生活\n我局副主题：节水护水 你我同行", ["智慧点亮生活"], "节水护水 你我同行"),
        ("一、活动主题\n主题一：智慧生活\n主题二：节水护水", ["智慧生活", "节水护水"], "none"),
        ("一、活动主题\n科技强国，创新圆梦。各学校可围绕主题自拟题目。", ["科技强国，创新圆梦"], "none"),
        ("一、活动主题\n礼赞共和国、智慧新生活（以上级公布为准）", ["礼赞共和国、智慧新生活"], "none"),
        ("一、活动主题\n待上级公布后另行通知。", [], "none"),
        ("以科技兴农、绿色发展为主题，开展活动。", ["科技兴农、绿色发展"], "none"),
    ],
)
def test_themes(text: str, themes: list[str], subtheme: str) -> None:
    found = reading(text)
    assert (found.values("theme"), found.first("subtheme")) == (themes, subtheme)


def test_the_theme_of_a_single_line_is_none_of_the_plans() -> None:
    text = f"一、活动主题\n{THEME}\n二、活动内容\n（一）节水展。以“珍惜水、爱护水”为主题布展。（责任单位：市水务局）\n（二）讲座。（责任单位：市科协）"
    assert reading(text).values("theme") == [THEME]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("一、活动时间\n2024年9月15日—25日", "09-15", "09-25"),
        ("活动时间为9月15日至25日，为期11天。", "09-15", "09-25"),
        ("一、活动时间\n9月15日上午举行启动仪式，9月15日—25日集中开展活动。", "09-15", "09-25"),
        ("一、时间安排\n（一）启动仪式：9月15日。\n（二）集中活动：9月15日至25日。", "09-15", "09-25"),
        ("一、活动时间\n2024年9月1日—9月30日，其中9月15日至25日为集中宣传周。", "09-01", "09-30"),
        ("一、活动时间\n全年开展，9月15日至25日为集中活动时间。", "09-15", "09-25"),
        ("2024年全国科普日活动定于9月14日(周六)至20日(周五)在全市举行。", "09-14", "09-20"),
        ("经研究，决定于9月15日至25日在全县开展全国科普日活动，现通知如下。", "09-15", "09-25"),
        ("二、主题及时间\n主题：节约用水。\n时间：2024年9月", "09-01", "09-30"),
        ("一、活动时间：2024年5月25日至6月1日", "05-25", "06-01"),
        ("一、活动时间、地点\n时间：2024年9月21日（星期六）上午9:00—11:30\n地点：市民广场", "09-21", "09-21"),
        ("一、活动时间\n2024年9月中旬", "09-11", "09-20"),
    ],
)
def test_the_window(text: str, start: str, end: str) -> None:
    assert reading(text).first("window") == {"start": f"2024-{start}", "end": f"2024-{end}"}


@pytest.mark.parametrize(
    "text",
    [
        "一、活动时间\n待省科协确定后另行通知。",
        "一、工作要求\n请于9月5日至9月28日登录网站填报。",
        "二、活动内容\n（一）讲座。9月17日至19日举办。（责任单位：市科协）\n（二）展览。（责任单位：市科技馆）",
    ],
)
def test_no_window(text: str) -> None:
    assert reading(text).first("window") is None


def test_a_masked_year_stays_open() -> None:
    found = reading("一、活动时间\n20XX年9月17日至23日", title="20XX年云山市全国科普日活动方案")
    assert (found.first("year"), found.first("window")) == (None, {"start": "--09-17", "end": "--09-23"})


@pytest.mark.parametrize(
    ("text", "hosts", "organisers"),
    [
        ("二、主办单位\n市科协、市教育局、市经信局（科技局）", ["市科协", "市教育局", "市经信局（科技局）"], []),
        (
            "二、组织单位\n主办单位：市科协、市教育局和市科技局\n承办单位：市科技馆\n支持单位：电信公司",
            ["市科协", "市教育局", "市科技局"],
            ["市科技馆"],
        ),
        ("二、组织单位\n（一）主办单位\n市科协、市委宣传部\n（二）承办单位\n市科技馆", ["市科协", "市委宣传部"], ["市科技馆"]),
        (
            "二、组织机构\n主办单位：\n市科协\n市教育局\n承办单位：\n市科技馆\n协办单位：\n市图书馆",
            ["市科协", "市教育局"],
            ["市科技馆", "市图书馆"],
        ),
        ("主  办：云山市科协\n承  办：云山市科技馆", ["云山市科协"], ["云山市科技馆"]),
        ("主办单位：市科协；承办单位：市科技馆；协办单位：市图书馆。", ["市科协"], ["市科技馆", "市图书馆"]),
        ("活动由县委宣传部、县科协联合主办，各乡镇（街道）承办。", ["县委宣传部", "县科协"], ["各乡镇（街道）"]),
        ("活动主办单位为市科协、市教育局，承办单位为市科技馆。", ["市科协", "市教育局"], ["市科技馆"]),
        ("经研究，省科协、省教育厅等部门定于9月17日至23日联合举办全国科普日活动。", ["省科协", "省教育厅"], []),
        ("二、主办单位\n区科协 区教育局 区卫健委", ["区科协", "区教育局", "区卫健委"], []),
        ("二、组织单位\n指导单位：省科协\n主办单位：市科协", ["市科协"], []),
    ],
)
def test_hosts(text: str, hosts: list[str], organisers: list[str]) -> None:
    found = reading(text)
    assert (found.values("host"), found.values("organiser")) == (hosts, organisers)


def test_the_hosts_of_single_lines_are_none_of_the_plans() -> None:
    text = "二、活动安排\n活动一：启动仪式\n主办：街道科协\n协办：区中医院\n活动二：手机课堂\n责任单位：海棠派出所"
    found = reading(text)
    assert (found.values("host"), found.values("organiser")) == ([], [])
