"""The names of fields stand in one place; here is a writer for every one of them."""

from __future__ import annotations

import pytest

from kepu.activities.models import Activity, Occurrence
from kepu.campaigns import columns as names
from kepu.documents.columns import FIELDS, Facts, field_of, place_of
from kepu.organisations.models import Organisation


def test_every_field_that_the_office_can_choose_is_written() -> None:
    assert list(FIELDS) == list(names.FIELDS)


@pytest.mark.parametrize(
    ("named", "written"), [([], "云湖市教育局、城东镇"), (["云湖市科学技术协会", "市第一中学"], "云湖市科学技术协会、市第一中学")]
)
def test_organisers_are_whom_the_unit_names(named: list[str], written: str) -> None:
    activity = Activity(organisation=Organisation(name="云湖市教育局"), organisers=named)
    facts = Facts(1, activity, [], ["城东镇"], theme="", year=2026, phones_masked=False)
    assert FIELDS["organisers"].write(facts) == written


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
