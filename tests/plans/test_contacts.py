"""How offices write whom to ask: forms of contacts."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import Block, paragraph, table
from kepu.plans.reading import Reading
from tests.plans.forms import reading

Contact = tuple[str | None, str | None, str | None, str | None]


def contacts(found: Reading) -> list[Contact]:
    return [(c["unit"], c["name"], c["phone"], c["email"]) for c in found.values("contact")]


ONE: Contact = ("县科协科普股", "陶小冬", "0000-6621187", "kp@example.cn")
ONE_LINE = [
    "联系人：县科协科普股 陶小冬，电话：0000-6621187，邮箱：kp@example.cn。",
    "联系人：县科协科普股陶小冬；电话：0000-6621187；电子邮箱：kp@example.cn",
    "联系单位：县科协科普股；联系人：陶小冬；联系电话：0000-6621187；E-mail：kp@example.cn。",
    "联系人：陶小冬（县科协科普股），电话：0000-6621187，邮箱：kp@example.cn",
    "联系人：陶小冬，县科协科普股，0000-6621187，kp@example.cn",
    "县科协科普股联系人：陶小冬，联系电话：0000-6621187，电子信箱：kp@example.cn。",
    "县科协科普股联系人及电话：陶小冬，0000-6621187；邮箱：kp@example.cn。",
    "联系人及电话：县科协科普股 陶小冬 0000-6621187，邮箱：kp@example.cn",
    "联系电话：0000-6621187（县科协科普股，陶小冬），邮箱：kp@example.cn",
    "联系电话：0000-6621187（县科协科普股 陶小冬）；邮箱：kp@example.cn",
    "联系电话：县科协科普股 0000-6621187（陶小冬），邮箱kp@example.cn",
    "咨询电话：0000-6621187，联系人：县科协科普股陶小冬，邮箱：kp@example.cn",
    "县科协科普股：陶小冬，电话0000-6621187，邮箱kp@example.cn",
    "县科协科普股 陶小冬 0000-6621187 kp@example.cn",
    "县科协科普股（陶小冬，0000-6621187，kp@example.cn）负责联络工作。",
    "请将材料报送至县科协科普股（联系人：陶小冬，电话：0000-6621187，邮箱：kp@example.cn）。",
    "请将材料报送县科协科普股陶小冬处，电话：0000-6621187，邮箱：kp@example.cn。",
    "有关事宜请与县科协科普股陶小冬联系，电话：0000-6621187，邮箱：kp@example.cn。",
    "未尽事宜，请与县科协科普股联系。联系人：陶小冬；电话：0000-6621187；邮箱：kp@example.cn。",
    "如有疑问，请咨询县科协科普股（陶小冬，0000-6621187），电子邮箱kp@example.cn。",
    "联络员：县科协科普股陶小冬，办公电话：0000-6621187，邮箱：kp@example.cn。",
    "县科协科普股联络员陶小冬，电话：0000-6621187，邮箱：kp@example.cn。",
    "工作联系人：陶小冬（县科协科普股）　联系电话：0000-6621187　邮箱：kp@example.cn",
    "业务联系：县科协科普股陶小冬，0000-6621187，kp@example.cn",
    "材料报送：县科协科普股 陶小冬  电话：0000-6621187  邮箱：kp@example.cn",
    "经办人：县科协科普股 陶小冬，电话/传真：0000-6621187，邮箱：kp@example.cn",
    "请将总结交到县科协科普股陶小冬老师处，电话0000-6621187，邮箱kp@example.cn。",
    "请各村与县科协科普股陶小冬联系，手机0000-6621187，kp@example.cn。",
    "活动办公室设在县科协科普股，联系人：陶小冬，电话：0000-6621187，邮箱：kp@example.cn。",
    "纸质材料报县科协科普股206室，联系人：陶小冬，电话：0000-6621187，邮箱：kp@example.cn。",
    "联系人为县科协科普股陶小冬，电话为0000-6621187，邮箱为kp@example.cn。",
    "联系人：县科协科普股陶小冬同志，电话：0000-6621187，邮箱：kp@example.cn",
    "联系人：县科协科普股 陶小冬 （电话：0000-6621187，邮箱：kp@example.cn）",
    "联系方式：县科协科普股，陶小冬，0000-6621187，kp@example.cn。",
    "县科协科普股联系方式：陶小冬，0000-6621187，kp@example.cn。",
    "联 系 人：陶小冬  县科协科普股\n电    话：0000-6621187\n邮    箱：kp@example.cn",
    "联系科室：县科协科普股\n联系人员：陶小冬\n办公电话：0000-6621187\n电子邮件：kp@example.cn",
    "单位：县科协科普股\n姓名：陶小冬\n电话：0000-6621187\n邮箱：kp@example.cn",
    "（联系人：县科协科普股陶小冬，联系电话：0000-6621187，邮箱：kp@example.cn）",
    "总结材料于10月10日前发至kp@example.cn，联系人：县科协科普股陶小冬，电话：0000-6621187。",
]


@pytest.mark.parametrize("text", ONE_LINE)
def test_one_person(text: str) -> None:
    assert contacts(reading("五、联系方式", text)) == [ONE]


@pytest.mark.parametrize("text", [t for t in ONE_LINE if ("：" in t[:12] and "单位：" not in t) or "请" in t[:12]])
def test_one_person_in_a_numbered_demand(text: str) -> None:
    assert contacts(reading("五、工作要求", "（一）加强领导。各单位要高度重视。", f"（二）按时报送。{text}")) == [ONE]


A: Contact = ("市科协科普部", "祖小航", "0000-8332001", None)
B: Contact = ("市教育局体卫艺科", "游小舟", "0000-8332002", None)


@pytest.mark.parametrize(
    "text",
    [
        "联系人：市科协科普部 祖小航 0000-8332001；市教育局体卫艺科 游小舟 0000-8332002。",
        "联系人：祖小航（市科协科普部），电话：0000-8332001；游小舟（市教育局体卫艺科），电话：0000-8332002。",
        "市科协科普部联系人：祖小航，电话：0000-8332001\n市教育局体卫艺科联系人：游小舟，电话：0000-8332002",
        "市科协科普部：祖小航，0000-8332001\n市教育局体卫艺科：游小舟，0000-8332002",
        "1.市科协科普部：祖小航，0000-8332001；\n2.市教育局体卫艺科：游小舟，0000-8332002。",
        "市科协科普部 祖小航  电话：0000-8332001\n市教育局体卫艺科 游小舟  电话：0000-8332002",
        "联系单位：市科协科普部　联系人：祖小航　电话：0000-8332001\n联系单位：市教育局体卫艺科　联系人：游小舟 0000-8332002",
        "市科协科普部（祖小航，0000-8332001）、市教育局体卫艺科（游小舟，0000-8332002）。",
        "联系电话：0000-8332001（市科协科普部祖小航）、0000-8332002（市教育局体卫艺科游小舟）。",
        "活动咨询：市科协科普部祖小航，0000-8332001；作品报送：市教育局体卫艺科游小舟，0000-8332002。",
        "市科协科普部联系人及电话：祖小航，0000-8332001；市教育局体卫艺科联系人及电话：游小舟，0000-8332002。",
        "联系人：\n市科协科普部  祖小航  0000-8332001\n市教育局体卫艺科  游小舟  0000-8332002",
        "联系人：市科协科普部祖小航、市教育局体卫艺科游小舟；联系电话：0000-8332001、0000-8332002。",
    ],
)
def test_two_offices(text: str) -> None:
    assert contacts(reading("五、联系方式", text)) == [A, B]


@pytest.mark.parametrize(
    "text",
    [
        "联系人：市科协科普部　祖小航　游小舟\n联系电话：0000-8332001　0000-8332002",
        "联系人：市科协科普部祖小航、游小舟，电话：0000-8332001、0000-8332002。",
        "市科协科普部联系人：祖小航（0000-8332001）、游小舟（0000-8332002）。",
        "市科协科普部联系人：祖小航，0000-8332001；游小舟，0000-8332002。",
        "市科协科普部：祖小航 0000-8332001，游小舟 0000-8332002",
        "联系单位：市科协科普部\n联系人：祖小航 0000-8332001；游小舟 0000-8332002",
    ],
)
def test_two_people_of_one_office(text: str) -> None:
    assert contacts(reading("五、联系方式", text)) == [A, ("市科协科普部", "游小舟", "0000-8332002", None)]


@pytest.mark.parametrize(
    "text",
    [
        "联系人：市科协科普部祖小航、游小舟，电话：0000-8332001，邮箱：kp@example.cn。",
        "联系人：市科协科普部祖小航、游小舟，电话：0000-8332001。材料请发至kp@example.cn。",
        "联系单位：市科协科普部\n联系人：祖小航　游小舟\n电话（传真）：0000-8332001\n邮箱：kp@example.cn",
    ],
)
def test_two_people_share_what_is_said_once(text: str) -> None:
    shared = ("0000-8332001", "kp@example.cn")
    assert contacts(reading("五、联系方式", text)) == [("市科协科普部", "祖小航", *shared), ("市科协科普部", "游小舟", *shared)]


def test_an_address_for_papers_is_that_of_the_office() -> None:
    text = "市科协科普部联系人及电话：祖小航，0000-8332001；游小舟，0000-8332002。材料请发至kp@example.cn。"
    assert [c[1:] for c in contacts(reading("五、联系方式", text))] == [
        ("祖小航", "0000-8332001", "kp@example.cn"),
        ("游小舟", "0000-8332002", "kp@example.cn"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请将总结报县科协普及部，联系电话：0000-6621187。", ("县科协普及部", None, "0000-6621187", None)),
        ("总结请发县科协邮箱，联系电话0000-6621187，联系人陶小冬。", ("县科协", "陶小冬", "0000-6621187", None)),
        ("联系人：陶小冬\n单位：县科协\n电话：0000-6621187", ("县科协", "陶小冬", "0000-6621187", None)),
        ("县科协　陶小冬　0000-6621187（办）13900001111（手机）", ("县科协", "陶小冬", "0000-6621187", None)),
        ("咨询：周一至周五8:30-17:30，0000-6621187，县科协陶小冬。", ("县科协", "陶小冬", "0000-6621187", None)),
        ("联系人：陶小冬，电话：13900001234。", (None, "陶小冬", "13900001234", None)),
        ("联系人：陶老师，电话：0000-6621187。", (None, "陶老师", "0000-6621187", None)),
        ("联系单位：县科协科普股，电话：0000-6621187。", ("县科协科普股", None, "0000-6621187", None)),
        ("联系电话：0000-6621187（县科协科普股）", ("县科协科普股", None, "0000-6621187", None)),
        ("县科协办公室：0000-6621187", ("县科协办公室", None, "0000-6621187", None)),
        ("联系人：欧阳晓敏  联系电话：0000-6621187转802", (None, "欧阳晓敏", "0000-6621187转802", None)),
        ("联系人：陶小冬  电话：66211", (None, "陶小冬", "66211", None)),
        ("联系人：阿依古丽·买买提，电话：0000-6621187", (None, "阿依古丽·买买提", "0000-6621187", None)),
    ],
)
def test_parts_that_are_not_said_stay_empty(text: str, expected: Contact) -> None:
    assert contacts(reading("五、联系方式", text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "各单位要明确1名联络员，于9月5日前报县科协。",
        "领导小组下设办公室，办公室设在县科协，由陶小冬同志兼任办公室主任。",
        "填报单位（盖章）：　　填报人：　　联系电话：",
        "加强与新闻媒体的联系，及时报送信息。",
        "监督电话12345随时受理。",
    ],
)
def test_no_contacts(text: str) -> None:
    assert contacts(reading("五、工作要求", text)) == []


PEOPLE = [
    ("市科协科普部", "祖小航", "0000-8332001", "z@example.cn"),
    ("市教育局体卫艺科", "游小舟", "0000-8332002", "y@example.cn"),
]


@pytest.mark.parametrize(
    "heads",
    [
        ["联系单位", "联系人", "联系电话", "电子邮箱"],
        ["部门", "姓名", "办公电话", "邮箱"],
        ["单位", "联系人", "电话", "E-mail"],
        ["联系处室", "联络员", "联系方式", "电子邮件"],
    ],
)
def test_a_table_of_people(heads: list[str]) -> None:
    block = table([heads, *PEOPLE])
    assert contacts(reading("五、联系方式", block)) == PEOPLE
    assert contacts(reading("五、联系方式", table([["序号", *heads], ["1", *PEOPLE[0]], ["2", *PEOPLE[1]]]))) == PEOPLE


def test_a_table_of_people_without_heads() -> None:
    rows = [[unit, name, f"电话：{phone}", f"邮箱：{mail}"] for unit, name, phone, mail in PEOPLE]
    found = reading("五、联系方式", table(rows, header_rows=0))
    assert contacts(found) == PEOPLE
    assert found.values("table") == []


def test_a_text_box_with_labels() -> None:
    box = Block("textbox", "联系单位：县科协科普股\n联系人：陶小冬\n电话：0000-6621187\n邮箱：kp@example.cn")
    assert contacts(reading("五、要求", "抓好落实。", box)) == [ONE]


def test_a_line_at_the_foot_of_the_letter() -> None:
    text = "云山县科协\n2024年8月1日\n（联系人：县科协科普股陶小冬，电话：0000-6621187，邮箱：kp@example.cn）"
    assert contacts(reading("五、要求", "抓好落实。", *map(paragraph, text.split("\n")))) == [ONE]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("请于10月8日前将活动总结、照片等材料报送园区管委会科技创新部。", "园区管委会科技创新部"),
        ("10月8日前，各单位将总结报街道社会事务办备案。", "街道社会事务办"),
        ("请各学校将总结（盖章扫描件）发送至区教师发展中心邮箱。", "区教师发展中心"),
        ("总结材料由各镇汇总后统一上报县科协普及股。", "县科协普及股"),
        ("各班将作品交校团委，由校团委统一登记。", "校团委"),
        ("请于10月8日前把活动情况反馈给集团工会。", "集团工会"),
        ("材料一式两份，送市科协（科普部）。", "市科协（科普部）"),
        ("推荐表一式三份寄至学会秘书处，逾期不再受理。", "学会秘书处"),
        ("各中心校将材料汇总后报县教育局教研室。", "县教育局教研室"),
        ("各县科协总结报送市科协科普部，市直单位总结直接报送市科协科普部。", "市科协科普部"),
        ("请各社区于10月8日前将总结交至镇综合文化服务中心。", "镇综合文化服务中心"),
        ("总结于10月8日前报活动联络组。", "活动联络组"),
        ("各农技协将参加农户数报联合会秘书处。", "联合会秘书处"),
        ("各分公司于10月8日前将总结发党群工作部。", "党群工作部"),
        ("总结请于10月8日前交信息科技中心。", "信息科技中心"),
    ],
)
def test_a_person_stands_for_the_office_that_gets_the_papers(sentence: str, office: str) -> None:
    found = reading(
        "五、工作要求", f"（一）按时报送。{sentence}", "（二）加强宣传。各单位要营造氛围。", "联系人：陶小冬，电话：0000-6621187"
    )
    assert contacts(found) == [(office, "陶小冬", "0000-6621187", None)]


@pytest.mark.parametrize(
    "text",
    [
        "联系人：市科协（科普部）陶小冬，电话：0000-6621187",
        "市科协（科普部）：陶小冬 0000-6621187",
        "对接人：市科协（科普部） 陶小冬，联系电话：0000-6621187",
        "联系老师：陶小冬（市科协（科普部）），0000-6621187",
        "市科协（科普部）陶小冬负责活动联络，电话0000-6621187。",
        "市科协（科普部），陶小冬，0000-6621187。",
        "联系单位及电话：市科协（科普部），0000-6621187，陶小冬",
        "活动由市科协（科普部）陶小冬负责解答，电话：0000-6621187。",
    ],
)
def test_an_office_with_an_alias(text: str) -> None:
    assert contacts(reading("五、联系方式", text)) == [("市科协（科普部）", "陶小冬", "0000-6621187", None)]
