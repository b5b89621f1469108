"""The short name of a campaign in addresses."""

from __future__ import annotations

from kepu.campaigns.slugs import free_slug


def test_first_wish_is_year_and_kind() -> None:
    kinds = ["全国科普日", "全国科普月", "科技活动周", "其他"]
    assert [free_slug(2026, kind, "kexie", []) for kind in kinds] == [
        "2026-kepuri",
        "2026-kepuyue",
        "2026-kejizhou",
        "2026-huodong",
    ]


def test_taken_slugs_get_the_owners_code_and_then_a_number() -> None:
    taken = ["2026-kepuri"]
    assert free_slug(2026, "全国科普日", "yunshan", taken) == "2026-kepuri-yunshan"
    assert free_slug(2026, "全国科普日", "yunshan", [*taken, "2026-kepuri-yunshan"]) == "2026-kepuri-yunshan-2"
    assert free_slug(2026, "全国科普日", "", taken) == "2026-kepuri-2"


def test_long_code_still_fits() -> None:
    assert len(free_slug(2026, "全国科普日", "x" * 80, ["2026-kepuri"])) <= 60
