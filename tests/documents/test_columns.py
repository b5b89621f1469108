"""The names of fields stand in one place; here is a writer for every one of them."""

from __future__ import annotations

import pytest

from kepu.activities.models import Occurrence
from kepu.campaigns import columns as names
from kepu.documents.columns import FIELDS, field_of, place_of


def test_every_field_that_the_office_can_choose_is_written() -> None:
    assert list(FIELDS) == list(names.FIELDS)


def test_an_unknown_field_leaves_the_column_empty() -> None:
    assert field_of("from-a-newer-version") is FIELDS[""]


@pytest.mark.parametrize(
    ("place", "address", "mode", "written"),
    [
        ("文化礼堂", "", "onsite", "文化礼堂"),
        ("文化礼堂", "东街8号", "onsite", "文化礼堂（东街8号）"),
        ("文化礼堂", "东街8号文化礼堂", "onsite", "东街8号文化礼堂"),
        ("", "东街8号", "onsite", "东街8号"),
        ("", "", "online", "线上"),
        ("直播间", "", "online", "直播间"),
        ("", "", "onsite", ""),
    ],
)
def test_place_and_address(place: str, address: str, mode: str, written: str) -> None:
    assert place_of(Occurrence(place=place, address=address, mode=mode)) == written
