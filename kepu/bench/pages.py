"""三种页面的 CPU 用时：公众列表、活动页、工作台列表，各有一万项活动，与同一次运行中的朴素 Django 列表对照。"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from kepu.accounts.models import Person
from kepu.activities.models import Version
from kepu.bench import bare
from kepu.bench.cpu import Work, medians
from kepu.bench.crowd import crowd
from kepu.bench.result import Result
from kepu.portal.kept import pages as kept_pages

SIZE, ROUNDS, REPEATS = 10_000, 25, 8
BARE = "bare"
LIMITS = {"public-list": 0.6, "activity-page": 0.5, "desk-list": 2.0}
"""The most that each may cost in comparison."""


def run(size: int = SIZE, rounds: int = ROUNDS) -> Iterator[Result]:
    """Measure in a database of its own."""
    with own_database():
        yield from measured(crowd(size), rounds)


def measured(office: Person, rounds: int) -> Iterator[Result]:
    """The three cases, each beside the bare list; public pages are made anew for each request, not taken from what was kept."""
    kepu = WSGIHandler()
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
        plain = WSGIHandler()
    uids = Version.objects.filter(live=True).order_by("id").values_list("uid", flat=True)[:500]
    some = [reverse("portal:activity", args=[uid]) for uid in uids]
    works = {
        BARE: requests(plain, ["/"]),
        "public-list": requests(kepu, [reverse("portal:activities")]),
        "activity-page": requests(kepu, some),
        "desk-list": requests(kepu, [reverse("desk:activities")], cookie_of(office)),
    }
    with one_connection():
        found = medians(works, rounds, REPEATS)
    yield Result("pages", BARE, found[BARE], "ms")
    for case, limit in LIMITS.items():
        yield Result("pages", case, found[case], "ms", found[case] / found[BARE], limit)


def requests(site: WSGIHandler, addresses: Iterable[str], cookie: str = "") -> Work:
    """Asking a site for these addresses in turn, without a network between."""
    upcoming = cycle(addresses)

    def work(count: int) -> Iterator[int]:
        environs = [environ(address, cookie) for address in islice(upcoming, count)]
        yield 0
        for one in environs:
            kept_pages.clear()
            yield answer(site, one)

    return work


def environ(address: str, cookie: str) -> dict[str, Any]:
    """A visitor's request as the web server hands it over."""
    return RequestFactory(headers={"host": "localhost", "accept-language": "zh-CN", "cookie": cookie}).get(address).environ


def answer(site: WSGIHandler, asked: dict[str, Any]) -> int:
    """The whole answer is read, as a web server does; returns its length. Anything but a page is a mistake of the bench."""
    said: list[str] = []

    def start(status: str, headers: Any, *_more: Any) -> Callable[[bytes], object]:
        said.append(status)
        return said.append  # type: ignore[return-value]  # nobody writes with it

    response = site(asked, start)
    length = sum(map(len, response))
    response.close()
    if not said[0].startswith("200"):
        raise RuntimeError(f"{asked['PATH_INFO']}: {said[0]}")
    return length


def cookie_of(person: Person) -> str:
    """The session's cookie of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


@contextmanager
def one_connection() -> Iterator[None]:
    """All requests use one connection, as those of a server's pool do; Django would close it after each."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh database beside the one that was given, dropped afterwards."""
    mine = connection.settings_dict
    name, mine["OPTIONS"] = mine["NAME"], {}
    mine["TEST"]["NAME"] = f"kepu_bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.close()
        connection.creation.destroy_test_db(name, verbosity=0)
