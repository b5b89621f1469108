"""Finding units and people: what one reaches, and by which letters."""

from __future__ import annotations

import pytest

from kepu.accounts.actor import system
from kepu.organisations.actions import add_alias, register, rename
from kepu.organisations.models import Organisation
from kepu.organisations.names import fold, letters
from kepu.organisations.queries import people_visible_to, search, visible_to
from tests.cast import Cast

COMMAND = system("测试")


def test_visible_to(cast: Cast) -> None:
    village = register(name="上村", kind="village", level="village", parent=cast.east, by=COMMAND)
    other = register(name="山城市", kind="area", level="city", parent=None, by=COMMAND)
    everything = {cast.city, cast.office, cast.education, cast.weather, cast.east, cast.west, village}
    assert set(visible_to(cast.reach(cast.lin))) == everything
    assert set(visible_to(cast.reach(cast.chen))) == {cast.east, village}
    assert set(visible_to(cast.reach(cast.he))) == {cast.education, cast.weather}
    cast.xu.is_steward = True
    assert set(visible_to(cast.reach(cast.xu))) == everything | {other}


def test_people_visible_to(cast: Cast) -> None:
    assert set(people_visible_to(cast.reach(cast.lin))) == {cast.lin, cast.zhou, cast.wu, cast.chen, cast.he, cast.xu}
    for person in (cast.zhou, cast.chen):
        assert not people_visible_to(cast.reach(person))


@pytest.fixture
def lettered(cast: Cast) -> Cast:
    """The cast with initials, as the product itself writes them."""
    for unit in (cast.education, cast.weather, cast.east, cast.west):
        rename(unit, f"{unit.name}旧", by=COMMAND)
        rename(unit, unit.name.removesuffix("旧"), by=COMMAND)
        unit.aliases.all().delete()
        add_alias(unit, "别的名字", by=COMMAND)
    add_alias(cast.education, "市教委 (教育局)", by=COMMAND)
    return cast


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("教育", ["云湖市教育局"]),
        ("市教委(教育局)", ["云湖市教育局"]),
        ("市 教育局", ["云湖市教育局"]),
        ("cdz", ["城东镇"]),
        ("CX", ["城西镇"]),
        ("jyj", ["云湖市教育局"]),
        ("qixiang", ["云湖市气象学会"]),
        ("镇", ["城东镇", "城西镇"]),
        ("市", ["云湖市", "云湖市科学技术协会", "云湖市教育局", "云湖市气象学会"]),
        ("没有", []),
        ("%", []),
        ("_", 6),
    ],
)
def test_search(lettered: Cast, text: str, names: list[str] | int) -> None:
    found = [unit.name for unit in search(lettered.reach(lettered.lin), text)]
    assert (len(found) if isinstance(names, int) else found) == names


def test_search_exact_first(lettered: Cast) -> None:
    register(name="云湖市教育局幼儿园", kind="school", level="city", parent=lettered.education, by=COMMAND)
    register(name="城东教育局", kind="department", level="town", parent=lettered.east, by=COMMAND)
    found = search(Organisation.objects.all(), "市教育局")
    assert [unit.name for unit in found] == ["云湖市教育局", "云湖市教育局幼儿园"]


def test_search_within_what_was_given(lettered: Cast) -> None:
    assert not search(lettered.reach(lettered.chen), "教育")
    assert [unit.name for unit in search(Organisation.objects.filter(kind="town"), "")] == ["城东镇", "城西镇"]


def test_fold_is_one_form() -> None:
    assert fold(" 市经信局(科技局)、“一”·— ") == "市经信局(科技局)一"


def test_letters_fit() -> None:
    assert letters(["云湖市教育局", "市教育局", ""], "云湖市") == "yhsjyj jyj sjyj"
    assert len(letters(["长" * 120, "名" * 120])) == 120
