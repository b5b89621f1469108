"""Addresses with changed parameters."""

from __future__ import annotations

import pytest
from django.test.utils import override_script_prefix

from kepu.ui.addresses import Chip, around, before, chips, here, with_query
from tests.ui.pages import request_for


@pytest.mark.parametrize(
    ("address", "changes", "expected"),
    [
        ("/a/", {}, "/a/"),
        ("/a/", {"page": 2}, "/a/?page=2"),
        ("/a/?q=1&page=2", {"page": 3}, "/a/?q=1&page=3"),
        ("/a/?q=1&page=2", {"page": None}, "/a/?q=1"),
        ("/a/?q=1", {"q": ""}, "/a/"),
        ("?q=1", {"q": None}, "?"),
        ("/a/?state=a&state=b", {"page": 2}, "/a/?state=a&state=b&page=2"),
        ("/a/", {"q": "水 & 火"}, "/a/?q=%E6%B0%B4+%26+%E7%81%AB"),
        ("/a/?n=0", {"m": 0}, "/a/?n=0&m=0"),
    ],
)
def test_with_query(address: str, changes: dict[str, object], expected: str) -> None:
    assert with_query(address, **changes) == expected


def test_here_goes_back_to_the_first_page() -> None:
    assert here(request_for("/desk/activities/?q=1&page=7"), state="draft") == "/desk/activities/?q=1&state=draft"


def test_a_chip_leads_to_the_page_without_it() -> None:
    request = request_for("/desk/activities/?q=1&state=draft&page=3&line=")
    assert chips(request, [("q", "含“1”"), ("state", "草稿"), ("line", "板块")]) == [
        Chip("含“1”", "/desk/activities/?state=draft"),
        Chip("草稿", "/desk/activities/?q=1"),
    ]


def test_a_value_is_added_to_the_address_of_this_page() -> None:
    assert before(request_for("/desk/activities/"), "unit") == "/desk/activities/?unit="
    assert before(request_for("/desk/activities/?unit=a&q=1&page=3"), "unit") == "/desk/activities/?q=1&unit="


def test_an_address_is_cut_where_its_part_stands() -> None:
    assert around("desk:activity-form") == ("/desk/activities/", "/form/")
    with override_script_prefix("/kepu/"):
        assert "x".join(around("portal:activity")) == "/kepu/activities/x/"
