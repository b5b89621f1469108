"""Fixtures for every test: the database is a real PostgreSQL, the browser a real Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from psycopg import sql
from pytest_django import DjangoDbBlocker

from kepu.campaigns.models import Campaign
from tests.browser.chromium import CHROMIUM, DESKTOP, PATIENCE, PHONE, launch, window
from tests.cast import Cast, make_campaign, make_cast

AXE = Path(__file__).parent / "browser" / "vendor" / "axe.min.js"


def pytest_configure(config: pytest.Config) -> None:
    """Drop databases that runs killed half-way have left."""
    if not hasattr(config, "workerinput"):
        drop_orphans(os.environ["KEPU_DATABASE_URL"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of tests/browser are marked as such, and skipped where no browser is installed."""
    for item in items:
        if Path(__file__).parent / "browser" in item.path.parents:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="本机没有 chromium，浏览器测试未运行"))


def drop_orphans(url: str) -> None:
    """Drop databases named test_kepu_<process>… whose process is gone."""
    with psycopg.connect(url, autocommit=True) as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_kepu_[0-9]+'").fetchall()
        for (name,) in names:
            if not is_alive(int(name.split("_")[2])):
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def is_alive(process: int) -> bool:
    """True while a process of that number runs here."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database; at its end sessions that threads of the live server have left are ended, so that it can be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright; its event loop makes Django believe that the tests are asynchronous, which they are not."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The installed Chromium."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser, as wide as a desk's screen, that speaks Chinese."""
    context = window(browser, DESKTOP)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of the desk's screen."""
    return context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page of a phone 390 px wide."""
    context = window(browser, PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def cast(db: None) -> Cast:
    """The people and units of 云湖市."""
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """Their running campaign, one review stage."""
    return make_campaign(cast)
