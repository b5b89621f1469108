"""How user names and phone numbers are written."""

from __future__ import annotations

import pytest

from kepu.accounts.names import is_name, is_phone, is_username, typed
from kepu.pinyin import initials, spelt


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("13800138000", "13800138000"),
        (" 138 0013-8000\t", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("86 13800138000", "13800138000"),
        ("0571-88001234", "057188001234"),
        ("ChenJing", "chenjing"),
        ("chen-jing", "chen-jing"),
        ("", ""),
    ],
)
def test_typed_is_what_was_kept(text: str, kept: str) -> None:
    assert typed(text) == kept


@pytest.mark.parametrize("text", ["chenjing", "c-1", "chen.jing_2"])
def test_username_good(text: str) -> None:
    assert is_username(text)


@pytest.mark.parametrize("text", ["13800138000", "1chen", "ch", "陈静", "chen jing", "chen-", "c" * 41, ""])
def test_username_bad(text: str) -> None:
    assert not is_username(text)


@pytest.mark.parametrize(
    ("text", "good"), [("13800138000", True), ("057188001234", True), ("110", False), ("1380013800x", False)]
)
def test_phone(text: str, good: bool) -> None:
    assert bool(is_phone(text)) is good


@pytest.mark.parametrize(
    ("text", "good"), [("陈静", True), ("阿依古丽·买买提", True), ("", False), ("陈\n静", False), ("陈" * 41, False)]
)
def test_name(text: str, good: bool) -> None:
    assert bool(is_name(text)) is good


def test_spelt_cuts_between_syllables() -> None:
    assert spelt("陈静") == "chenjing"
    assert spelt("城东镇3村", 12) == "chengdong"
    assert spelt("(·)") == ""


def test_initials_keep_latin() -> None:
    assert initials("城东镇") == "cdz"
    assert initials("云湖A区(北)第3中学") == "yhaqbd3zx"
