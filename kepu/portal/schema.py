"""An activity for machines: schema.org/Event for search engines, RFC 5545 for calendars."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from kepu.activities.snapshot import Snapshot
from kepu.portal.showings import Showing

ATTENDANCE = {(True, False): "Offline", (False, True): "Online", (True, True): "Mixed"}
MOST = 20
"""Occurrences told to search engines."""


def events(snapshot: Snapshot, showings: Sequence[Showing], url: str, image: str) -> Markup:
    """JSON-LD to stand in a <script>: one Event for each occurrence to come, or for the last one."""
    told = [one for one in showings if not one.is_over][:MOST] or list(showings[-1:])
    graph = [event(snapshot, one, url, image) for one in told]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # Nothing that stands in it may end the element.
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def event(snapshot: Snapshot, one: Showing, url: str, image: str) -> dict[str, Any]:
    """One occurrence as an Event."""
    content = snapshot.content
    place = {"@type": "Place", "name": one.place or snapshot.unit, "address": one.address or one.place or snapshot.unit}
    virtual = {"@type": "VirtualLocation", "url": content.online_url or url}
    return {
        "@type": "Event",
        "name": content.title,
        "description": content.description[:500],
        "startDate": one.starts.date().isoformat() if one.all_day else one.starts.isoformat(),
        "endDate": one.ends.isoformat(),
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[one.onsite, one.online]}EventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "isAccessibleForFree": True,
        "location": [place, virtual] if one.onsite and one.online else (place if one.onsite else virtual),
        "organizer": {"@type": "Organization", "name": snapshot.unit},
        "image": image,
        "url": url,
    }


def calendar(snapshot: Snapshot, showings: Sequence[Showing], url: str, uid: str, now: datetime) -> str:
    """The occurrences as a calendar file, lines folded at 75 octets and ended by CRLF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kepu//ZH", "CALSCALE:GREGORIAN"]
    for number, one in enumerate(showings):
        lines += entry(snapshot, one, url, f"{uid}-{number}", now)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in fold(line))


def entry(snapshot: Snapshot, one: Showing, url: str, uid: str, now: datetime) -> list[str]:
    """One VEVENT. Whole days are dates; without an end it takes no time."""
    if one.all_day:
        times = [f"DTSTART;VALUE=DATE:{one.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{one.ends:%Y%m%d}"]
    else:
        times = [f"DTSTART:{utc(one.starts)}", *([f"DTEND:{utc(one.ends)}"] if one.has_end else [])]
    place = " ".join(text for text in (one.place, one.address) if text) or snapshot.content.online_url
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@kepu",
        f"DTSTAMP:{utc(now)}",
        *times,
        f"SUMMARY:{escaped(snapshot.content.title)}",
        f"LOCATION:{escaped(place)}",
        f"DESCRIPTION:{escaped(url)}",
        f"URL:{url}",
        "END:VEVENT",
    ]


def utc(at: datetime) -> str:
    """An instant as calendars write it."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Text in a calendar file."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each after the first begun by a space."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 75:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield piece
