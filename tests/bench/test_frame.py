"""The frame of the benchmarks: names, JSON, and figures for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import ModuleType

import pytest

from kepu.bench import __main__ as frame
from kepu.bench.result import Result

RESULTS = [Result("sums", "small", 1.23456, "ms"), Result("sums", "large", 20, "ms", 0.4567, 0.5)]


@pytest.fixture
def sums() -> dict[str, ModuleType]:
    """A bench of its own."""
    module = ModuleType("sums", "两个数之和的用时。\n\n更多说明。")

    def run() -> Iterator[Result]:
        yield from RESULTS

    module.run = run  # type: ignore[attr-defined]
    return {"sums": module}


def test_pages_is_among_the_benches() -> None:
    found = frame.benches()
    assert "pages" in found
    assert not {"result", "cpu", "bare", "crowd"} & set(found)
    assert all(hasattr(module, "run") and module.__doc__ for module in found.values())


def test_without_a_name_they_are_listed(sums: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main([], sums) == 0
    assert capsys.readouterr().out.splitlines() == ["用法：bin/bench 名称 [--json]", "  sums          两个数之和的用时。"]


def test_json_is_one_object_a_line(sums: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["sums", "--json"], sums) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"bench": "sums", "case": "small", "value": 1.2346, "unit": "ms"},
        {"bench": "sums", "case": "large", "value": 20, "unit": "ms", "ratio": 0.457},
    ]


def test_people_read_the_ratio_and_its_limit(sums: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["sums"], sums) == 0
    assert capsys.readouterr().out.splitlines() == [
        "sums  small                1.235 ms",
        "sums  large               20.000 ms   对照的 0.46 倍（上限 0.5）",
    ]


def test_an_unknown_name_is_told_with_exit_code_2(sums: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.main(["products"], sums) == 2
    assert capsys.readouterr().err == "没有名为“products”的测速。现有：sums。\n"
