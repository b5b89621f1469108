"""谁能看文件: everybody a public one, whoever handed it in, and whom the owner of the file says.

A file does not know what it belongs to. Packages above admit their rule when the application starts: “the cover of an
activity may be seen by whoever may see the activity”.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from kepu.files.models import StoredFile

User = AbstractBaseUser | AnonymousUser
Rule = Callable[[User, StoredFile], bool]
_rules: list[Rule] = []


def admit(rule: Rule) -> None:
    """Let a file be seen also by whom `rule` answers with True."""
    if rule not in _rules:
        _rules.append(rule)


def may_see(user: User, file: StoredFile) -> bool:
    """May this person, or visitor, see the file?"""
    if file.public:
        return True
    return user.is_authenticated and (file.stored_by_id == user.pk or any(rule(user, file) for rule in _rules))
