"""How a name that the register lacks would stand there."""

from __future__ import annotations

import pytest

from kepu.campaigns.newcomers import Newcomer, newcomer


@pytest.mark.parametrize(
    ("written", "name", "short", "kind", "level"),
    [
        ("市民政局", "云湖市民政局", "市民政局", "department", "city"),
        ("民政局", "云湖市民政局", "市民政局", "department", "city"),
        ("XX市民政局", "云湖市民政局", "市民政局", "department", "city"),
        ("云湖市民政局", "云湖市民政局", "", "department", "city"),
        ("市经信局（科技局）", "云湖市经信局", "市经信局", "department", "city"),
        ("市委宣传部", "云湖市委宣传部", "市委宣传部", "department", "city"),
        ("团市委", "团市委", "", "department", "city"),
        ("市工商联", "云湖市工商联", "市工商联", "department", "city"),
        ("市文学艺术界联合会", "云湖市文学艺术界联合会", "市文学艺术界联合会", "association", "city"),
        ("市天文学会", "云湖市天文学会", "市天文学会", "society", "city"),
        ("市科技馆", "云湖市科技馆", "市科技馆", "base", "city"),
        ("城北镇", "城北镇", "", "town", "town"),
        ("新华街道", "新华街道", "", "street", "town"),
        ("第一中学", "第一中学", "", "school", "city"),
        ("云湖日报社", "云湖日报社", "", "media", "city"),
    ],
)
def test_newcomer(written: str, name: str, short: str, kind: str, level: str) -> None:
    assert newcomer(written, "云湖市", "city") == Newcomer(written, name, short, kind, level)
