"""Whether a text may be a person's name."""

from __future__ import annotations

import re

from kepu.plans.facts.contact_marks import OFFICE_ENDS
from kepu.plans.patterns import lazy
from kepu.plans.unit_lists import looks_like_unit
from kepu.plans.words.names import COMMON_WORDS, ONE, TWO

FEW = lazy(r"[\u4e00-\u9fff]{2,4}")
LIKE_A_NAME = lazy(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6}")


def may_be_name(plain: str) -> bool:
    """A name with a rare family name, or of another people, where a label says that one follows: 扎西措."""
    close = plain.replace(" ", "")
    return LIKE_A_NAME.fullmatch(close) is not None and not (
        looks_like_unit(plain) or re.search(r"各|单位|电话|另行|负责|主任|[部科处股局馆站院]长|[楼室点号厅]$", plain)
    )


def is_name(text: str) -> bool:
    """Whether a text may be a person's name: a family name and one or two more characters."""
    plain = re.sub(r"\s", "", text)
    if not FEW.fullmatch(plain) or (looks_like_unit(plain) and len(plain) > 3):
        return False
    if plain in COMMON_WORDS or (plain[-1] in OFFICE_ENDS and looks_like_unit(plain)):
        return False
    return (plain[:2] in TWO and len(plain) > 2) or (plain[0] in ONE and len(plain) < 4)
