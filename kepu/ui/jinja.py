"""The environment of every template of ours: translations, addresses, dates, and nothing that can fail quietly."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import translation
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup, escape

from kepu.campaigns.windows import last_moment
from kepu.days import is_chinese
from kepu.ui import addresses, controls, covers, dates

GLOBALS = {
    "with_query": addresses.with_query,
    "here": addresses.here,
    "before": addresses.before,
    "remembered": cache,
    "chips_of": addresses.chips,
    "control": controls.control,
    "options": controls.options,
    "is_group": controls.is_group,
    "is_tick": controls.is_tick,
    "cover_name": covers.name_of,
}
FILTERS = {
    "day": dates.day,
    "day_short": dates.day_short,
    "day_brief": dates.day_brief,
    "day_full": dates.day_full,
    "weekday": dates.weekday,
    "hour": dates.hour,
    "moment": dates.moment,
    "moment_full": dates.moment_full,
    "end_moment": last_moment,
    "span_of_days": dates.span_of_days,
    "iso": dates.iso,
}


def environment(**options: Any) -> Environment:
    """Jinja2 as Django's backend asks for it. A name that a view forgot is an error, not an empty place."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "bytecode_cache": compiled()}
    options.pop("autoescape", None)
    env = Environment(autoescape=True, extensions=["jinja2.ext.i18n"], **options)
    env.globals.update(GLOBALS, url=url, static=static, fixed=fixed_in(env))
    env.filters.update(FILTERS, thousands=thousands, paragraphs=paragraphs)
    # With the new style the values stand in the call: _("还差 %(n)d 场", n=3). A percent sign is written %%.
    env.install_gettext_callables(  # type: ignore[attr-defined]  # given by the extension
        gettext,
        ngettext,
        newstyle=True,
        pgettext=pgettext,
        npgettext=translation.npgettext,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.globals["_"] = said
    return env


def fixed_in(env: Environment) -> Callable[[str], Markup]:
    """`fixed("ui/words.html")` is a part that says the same to everybody on every page of a language: it is drawn once."""

    @lru_cache(maxsize=64)
    def drawn(name: str, language: str | None) -> Markup:
        del language  # part of the key: the part asks for it itself
        return Markup(env.get_template(name).render())  # noqa: S704  # a template of ours, escaped as all are

    return lambda name: drawn(name, translation.get_language())


def said(message: str, /, **values: object) -> Markup:
    """`_()` of the new style. The extension's own goes through three calls, each with a copy of the page's context."""
    return worded(message, translation.get_language()) % values if values else plain(message, translation.get_language())


@lru_cache(maxsize=4096)
def worded(message: str, language: str | None) -> Markup:
    """The message in the language, which is the page's; values are still to be put in."""
    del language  # part of the key: `gettext` asks for it itself
    return Markup(gettext(message))  # noqa: S704  # our own words


@lru_cache(maxsize=4096)
def plain(message: str, language: str | None) -> Markup:
    """A message that takes no values."""
    return worded(message, language) % {}


def gettext(message: str) -> str:
    """The message in the page's language. Chinese is what is written: a list asks four hundred times and needs no catalogue."""
    return message if is_chinese() else translation.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Likewise for something counted; Chinese knows one form."""
    return plural if is_chinese() else translation.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Likewise for a word that English says in two ways: one "单位", many "单位"."""
    return message if is_chinese() else translation.pgettext(context, message)


def compiled() -> BytecodeCache | None:
    """Compiled templates under var/, so that a second start compiles nothing; none where nothing can be written."""
    folder = Path(settings.VAR) / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def url(page: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page: url("desk:activity", uid=activity.uid)."""
    if args or kwargs:
        return reverse(page, args=args or None, kwargs=kwargs or None)
    return fixed_url(page, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=256)
def fixed_url(page: str, prefix: str, urlconf: str | None) -> str:
    """The address of a page without parts: a frame asks for a dozen each time it is drawn."""
    del prefix  # part of the key: it stands in the answer
    return reverse(page, urlconf)


@lru_cache(maxsize=256)
def static(path: str) -> str:
    """The address of a file of ours, by its content's hash where files were gathered."""
    return str(staticfiles_storage.url(path))


def thousands(number: int) -> str:
    """12,345"""
    return f"{number:,}"


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, one a line that is not empty."""
    lines = [line.strip() for line in text.splitlines()]
    return Markup("").join(Markup("<p>{}</p>").format(escape(line)) for line in lines if line)
