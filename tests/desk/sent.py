"""What a browser sends for the form of an activity."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:(.*?)</\1>)?", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
CHOSEN = re.compile(r'<option value="([^"]*)"[^>]*\bselected\b')


def fields_of(page: str) -> dict[str, Any]:
    """The fields of the form #draft as the page has them, lists where a name comes more than once. Buttons are not sent."""
    form = page[page.index('<form id="draft"') : page.index('<div class="filing-foot">')]
    form = re.sub(r"<template.*?</template>", "", form, flags=re.DOTALL)
    sent: dict[str, Any] = {}
    for tag, attributes, inner in FIELD.findall(form):
        said = dict(ATTRIBUTE.findall(attributes))
        kind, name = said.get("type", ""), said.get("name", "")
        if not name or kind in ("file", "submit") or (kind in ("checkbox", "radio") and "checked" not in said):
            continue
        value = said.get("value", "")
        if tag == "textarea":
            value = inner.strip("\n")
        elif tag == "select":
            value = next(iter(CHOSEN.findall(attributes + inner)), "")
        sent[name] = [*sent[name], value] if isinstance(sent.get(name), list) else [sent[name], value] if name in sent else value
    return sent


def form_of(client: Client, uid: str) -> dict[str, Any]:
    """The fields of the activity's form, as the person sees it now."""
    response = client.get(f"/desk/activities/{uid}/form/")
    assert response.status_code == 200, response.content.decode()[-800:]
    return fields_of(response.content.decode())
