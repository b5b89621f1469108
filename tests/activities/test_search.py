"""Recall and precision of the search by characters, on real rows."""

from __future__ import annotations

import random

import pytest
from django.db.models import F

from kepu.activities.models import Activity
from kepu.activities.search import characters, matching, phrases, vector
from kepu.campaigns.models import Campaign
from tests.cast import Cast

CHARACTERS = "科普日气象农村食品安全进校园讲座防灾减灾人工智能航天3DAIVR"


def file(cast: Cast, campaign: Campaign, *texts: str) -> Activity:
    return Activity.objects.create(campaign=campaign, organisation=cast.east, title=texts[0][:100], search=vector(texts))


def titles(text: str) -> set[str]:
    return set(matching(Activity.objects.all(), text).values_list("title", flat=True))


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_every_run_of_characters_is_found_and_nothing_else(cast: Cast, campaign: Campaign, length: int) -> None:
    luck = random.Random(length)
    rows = ["".join(luck.choices(CHARACTERS, k=luck.randint(length, 24))) for _ in range(120)]
    for row in rows:
        file(cast, campaign, row)
    for row in luck.sample(rows, 40):
        start = luck.randint(0, len(row) - length)
        wanted = row[start : start + length]
        folded = wanted.casefold()
        assert titles(wanted) == {other for other in rows if folded in other.casefold()}, wanted


def test_words_are_all_asked_for_in_any_order(cast: Cast, campaign: Campaign) -> None:
    file(cast, campaign, "食品安全进农家", "城东镇文化礼堂")
    file(cast, campaign, "食品安全进校园", "城西镇中心小学")
    assert titles("食品 城东") == {"食品安全进农家"}
    assert titles("城西  安全") == {"食品安全进校园"}
    assert titles("食品 城北") == set()


def test_wide_forms_capitals_and_signs_make_no_difference(cast: Cast, campaign: Campaign) -> None:
    file(cast, campaign, "“3D 打印”与AI,科技·创新")
    for typed in ("3d打印", "3D", "ai", "打印与ai", "科技创新"):
        assert titles(typed) == {"“3D 打印”与AI,科技·创新"}, typed


def test_no_phrase_crosses_the_border_of_two_texts(cast: Cast, campaign: Campaign) -> None:
    file(cast, campaign, "走进科学", "普及法律")
    assert titles("科学普及") == set()


@pytest.mark.parametrize("typed", ["", "   ", "《》、。", "'"])
def test_asking_for_nothing_finds_everything(cast: Cast, campaign: Campaign, typed: str) -> None:
    file(cast, campaign, "看云识天气")
    assert phrases(typed) == ""
    assert titles(typed) == {"看云识天气"}


@pytest.mark.parametrize("typed", ["'; DROP TABLE x; --", "a & b | !c", "\\'", "科 <-> 普", ":*", "𠮷野家"])
def test_signs_of_the_query_language_are_only_text(cast: Cast, campaign: Campaign, typed: str) -> None:
    file(cast, campaign, typed)
    assert titles(typed) == {typed}


def test_a_long_text_is_found_to_its_end(cast: Cast, campaign: Campaign) -> None:
    long = "科普活动" * 500 + "尾声"
    file(cast, campaign, "长文", long)
    assert titles("尾声") == {"长文"}


def test_the_vector_is_stored_as_positions(cast: Cast, campaign: Campaign) -> None:
    pk = file(cast, campaign, "科普科", "日").pk
    assert Activity.objects.filter(pk=pk).values_list(F("search"), flat=True).get() == "'日':14 '普':2 '科':1,3"


def test_characters_are_letters_and_digits_folded() -> None:
    assert "".join(characters("ＡＩ、3Ｄ·打 印!")) == "ai3d打印"
