"""The only writers of people and links. Each: one transaction, asks the rule, writes, records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts import authority
from kepu.accounts.actor import Actor
from kepu.accounts.links import LONGEST, opens
from kepu.accounts.models import Person, SignInLink, digest
from kepu.accounts.names import is_name, is_phone, is_username, typed
from kepu.accounts.queries import link_of, open_links
from kepu.audit.actions import record
from kepu.pinyin import spelt
from kepu.verdict import Refused, Verdict, conflict, forbid

TRIES = 5
"""Two offices that add somebody at once may wish for the same user name; the one that loses looks again."""


@transaction.atomic
def create_person(*, name: str, username: str = "", phone: str = "", by: Actor) -> Person:
    """Add somebody who will sign in by a link first. Without a `username` it is spelt from the name (陈静 → chenjing)."""
    authority.authority().may_add_people(by).require()
    name, phone = name.strip(), typed(phone)
    is_name(name).require()
    if phone:
        require_free(phone, is_phone(phone))
    if username:
        username = typed(username)
        require_free(username, is_username(username))
    person = insert(name, username, phone)
    note("建立账号", person, by)
    return person


def insert(name: str, username: str, phone: str) -> Person:
    """The row, under the wished or the first free user name."""
    for attempt in range(TRIES):
        person = Person(name=name, username=username or free_username(name), phone=phone or None)
        person.set_unusable_password()
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError as taken:
            if username or attempt == TRIES - 1:
                raise Refused(conflict(_("用户名或手机号刚刚被别人登记了，请再试一次。"))) from taken
        else:
            return person
    raise AssertionError("not reached: the last try returns or raises")


def free_username(name: str) -> str:
    """The name's spelling, numbered where it is taken: chenjing, chenjing2 …"""
    base = (spelt(name, 30) or "user").ljust(3, "0")
    base = base if base[0].isalpha() else f"u{base}"
    taken = set(Person.objects.filter(username__startswith=base).values_list("username", flat=True))
    number = 1
    while (wish := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return wish


def require_free(text: str, form: Verdict, but: Person | None = None) -> None:
    """Raise `Refused` unless the user name or phone number is well formed and nobody else's."""
    form.require()
    holder = Person.objects.typed(text).first()
    if holder is not None and holder != but:
        raise Refused(conflict(_("“%(text)s”已登记给%(name)s。") % {"text": text, "name": holder.name}))


@transaction.atomic
def change_person(person: Person, *, name: str, phone: str, by: Actor) -> Person:
    """Change name and phone number: one's own, or of somebody whom one looks after."""
    may_change(by, person).require()
    name, phone = name.strip(), typed(phone)
    is_name(name).require()
    if phone:
        require_free(phone, is_phone(phone), but=person)
    new = {"name": name, "phone": phone or None}
    changes = {field: [getattr(person, field), value] for field, value in new.items() if getattr(person, field) != value}
    if "phone" in changes:
        changes["phone"] = ["", _("已更换")]  # the record is read by more people than the number is
    person.name, person.phone = name, phone or None
    person.save(update_fields=["name", "phone"])
    note("修改人员", person, by, changes=changes)
    return person


def may_change(by: Actor, person: Person) -> Verdict:
    """One's own account, or one that one looks after."""
    if by.person is not None and by.person.pk == person.pk:
        return Verdict(by.person.is_active, _("账号已停用。"))
    return authority.authority().may_look_after(by, person)


@transaction.atomic
def appoint_steward(person: Person, *, by: Actor) -> None:
    """Make somebody a system administrator, who may set up offices."""
    authority.steward(by).require()
    Person.objects.filter(pk=person.pk).update(is_steward=True)
    person.is_steward = True
    note("任命系统管理员", person, by)


@transaction.atomic
def issue_link(person: Person, *, by: Actor, days: int = 30) -> tuple[SignInLink, str]:
    """A new link for the person, good for so many days, and its token, which is shown this once.

    Links issued before are revoked, so that of several sheets of paper only the last one opens.
    """
    authority.authority().may_look_after(by, person).require()
    if not person.is_active:
        raise Refused(conflict(_("%(name)s的账号已停用，请先启用。") % {"name": person.name}))
    if not 1 <= days <= LONGEST:
        raise Refused(conflict(_("有效期须为1–%(most)s天。") % {"most": LONGEST}))
    now = clock.now()
    open_links([person]).update(revoked_at=now)
    token = SignInLink.new_token()
    link = SignInLink.objects.create(
        person=person, digest=digest(token), issued_by=by.name, expires_at=now + timedelta(days=days)
    )
    note("发放登录链接", person, by, about=_("有效至%(day)s") % {"day": f"{link.expires_at:%Y-%m-%d}"})
    return link, token


@dataclass(frozen=True, slots=True)
class Issued:
    """Links for many: those issued, each with its token, and those passed over with the reason."""

    done: tuple[tuple[SignInLink, str], ...]
    skipped: tuple[tuple[Person, str], ...]


@transaction.atomic
def issue_links(people: Iterable[Person], *, by: Actor, days: int = 30) -> Issued:
    """A new link for each of these people, for a sheet to be printed; whoever may not get one is passed over."""
    done, skipped = [], []
    for person in people:
        try:
            done.append(issue_link(person, by=by, days=days))
        except Refused as refused:
            skipped.append((person, refused.verdict.reason))
    return Issued(tuple(done), tuple(skipped))


@transaction.atomic
def revoke_link(link: SignInLink, *, by: Actor) -> None:
    """Take back a link that has not been used."""
    authority.authority().may_look_after(by, link.person).require()
    if not open_links([link.person]).filter(pk=link.pk).update(revoked_at=clock.now()):
        raise Refused(conflict(_("这个链接已经用过或作废了。")))
    note("作废登录链接", link.person, by)


@transaction.atomic
def revoke_links(people: Iterable[Person], *, by: Actor) -> int:
    """Take back the unused links of all these people, all or none; returns how many there were."""
    number = 0
    for link in open_links(people).select_related("person"):
        revoke_link(link, by=by)
        number += 1
    return number


@transaction.atomic
def redeem(token: str, *, address: str | None = None) -> Person:
    """The person whom the token signs in, exactly once; raises `Refused` with what to do otherwise.

    Whoever comes by a link sets a password next: the link may have been asked for because the old one is forgotten.
    """
    # The row is held until the transaction ends: of two browsers that redeem at once the second finds it used.
    link, now = link_of(token, hold=True), clock.now()
    opens(link, now).require()
    assert link is not None
    link.used_at = now
    link.save(update_fields=["used_at"])
    person = link.person
    Person.objects.filter(pk=person.pk).update(must_change_password=True)
    person.must_change_password = True
    note("用链接登录", person, Actor(person, address))
    return person


@transaction.atomic
def set_password(person: Person, new: str, *, by: Actor) -> Person:
    """Set one's own password (commands: anybody's). Every other session of the person ends, open links are revoked."""
    if not (authority.is_command(by) or (by.person is not None and by.person.pk == person.pk and person.is_active)):
        raise Refused(forbid(_("密码只能由本人设置。忘记密码时，请组织方重新发放登录链接。")))
    try:
        validate_password(new, person)
    except ValidationError as weak:
        raise Refused(conflict(" ".join(weak.messages))) from weak
    person.set_password(new)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    open_links([person]).update(revoked_at=clock.now())
    note("设置密码", person, by)
    return person


@transaction.atomic
def end_sessions(person: Person, *, by: Actor) -> None:
    """Sign somebody out everywhere and take back open links; the account and its password stay as they are."""
    authority.authority().may_look_after(by, person).require()
    Person.objects.filter(pk=person.pk).update(sign_outs=F("sign_outs") + 1)
    person.refresh_from_db(fields=["sign_outs"])
    open_links([person]).update(revoked_at=clock.now())
    note("退出全部登录", person, by)


@transaction.atomic
def deactivate(person: Person, *, by: Actor) -> None:
    """Stop an account: its sessions end at their next page, its links open no more."""
    authority.authority().may_look_after(by, person).require()
    if by.person is not None and by.person.pk == person.pk:
        raise Refused(conflict(_("不能停用自己的账号，请由同事办理。")))
    if person.is_steward and not Person.objects.filter(is_steward=True, is_active=True).exclude(pk=person.pk).exists():
        raise Refused(conflict(_("这是唯一的系统管理员，不能停用。")))
    switch(person, False)
    open_links([person]).update(revoked_at=clock.now())
    note("停用账号", person, by)


@transaction.atomic
def activate(person: Person, *, by: Actor) -> None:
    """Let a stopped account sign in again."""
    authority.authority().may_look_after(by, person).require()
    switch(person, True)
    note("启用账号", person, by)


def switch(person: Person, active: bool) -> None:
    """Set whether the account is in use; raises `Refused` where it already is so."""
    if not Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active):
        raise Refused(conflict(_("账号状态已经改过了，请刷新后再看。")))
    person.is_active = active


@transaction.atomic
def note_sign_in(person: Person, *, address: str | None) -> None:
    """Record that somebody signed in with the password."""
    note("登录", person, Actor(person, address))


def note(verb: str, person: Person, by: Actor, *, changes: Mapping[str, Any] | None = None, about: str = "") -> None:
    """Record an act on an account where the office of the person's first unit reads it."""
    path = authority.authority().home_of(person)
    record(verb, person, by=by, organisation_path=path, note=about, changes=changes)
