"""用户名与手机号: how they are written, so that what a person types is what was kept."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from kepu.verdict import ALLOWED, Verdict, conflict

USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,38}[a-z0-9]")
PHONE = re.compile(r"1\d{10}|\d{7,12}")
"""A mobile number, or a landline with its area code; digits only, after `typed`."""


def typed(text: str) -> str:
    """What was typed in the form in which it is kept: half-width, small letters, no white space; numbers without +86 and dashes.

    >>> typed("138 0013-8000 "), typed("ChenJing")
    ('13800138000', 'chenjing')
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
    digits = re.sub(r"^\+?86(?=1\d{10}$)", "", plain.replace("-", ""))
    return digits if digits.isascii() and digits.isdigit() else plain


def is_username(text: str) -> Verdict:
    """A user name begins with a letter, so that it can never be somebody's phone number."""
    if USERNAME.fullmatch(text):
        return ALLOWED
    return conflict(_("用户名“%(text)s”不能用：须为3–40个小写字母、数字，以字母开头。") % {"text": text})


def is_phone(text: str) -> Verdict:
    """Digits only, as long as a phone number is."""
    if PHONE.fullmatch(text):
        return ALLOWED
    return conflict(_("“%(text)s”不像手机号：请填11位手机号，或带区号的固定电话。") % {"text": text})


def is_name(text: str) -> Verdict:
    """A person's name: something readable, at most 40 characters."""
    if 0 < len(text) <= 40 and text.isprintable():
        return ALLOWED
    return conflict(_("请填写姓名，不超过40个字。"))
