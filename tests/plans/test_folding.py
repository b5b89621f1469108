"""Folding keeps every character's place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kepu.plans.folding import bare, fold
from kepu.plans.words.traditional import PAIRS


@given(st.text())
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_marks_dashes_and_traditional_characters() -> None:
    assert fold("（１）９月１７日—２３日，責任單位：「科協」") == "(1)9月17日-23日,责任单位:“科协”"


def test_a_point_between_chinese_characters_is_a_full_stop() -> None:
    assert fold("科普大集.地点在镇上，网址www.a.cn，3.5元") == "科普大集。地点在镇上,网址www.a.cn,3.5元"


def test_bare_leaves_no_marks() -> None:
    assert bare("“提升素质， 建设强国”。") == "提升素质建设强国"


def test_the_table_of_pairs_has_no_chains() -> None:
    old, new = PAIRS[::2], PAIRS[1::2]
    assert not set(old) & set(new)
    assert len(set(old)) == len(old)
