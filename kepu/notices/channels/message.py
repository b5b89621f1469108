"""What a message says outside the house: title, text, and where it is dealt with as a full address."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from kepu.notices.models import Delivery

CUT = "……"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it leaves."""

    title: str
    text: str
    link: str

    @property
    def body(self) -> str:
        """All of it as plain text."""
        return "\n".join(part for part in (self.title, self.text, self.link) if part)

    def within(self, limit: int) -> str:
        """The body in at most `limit` bytes of UTF-8: whole lines of the text, and the link always."""
        if size(self.body) <= limit:
            return self.body
        end = "\n".join(part for part in (_("（内容较长，其余请登录查看。）"), self.link) if part)
        kept, room = [self.title], limit - size(self.title) - size(end) - 2
        for line in self.text.splitlines():
            if size(line) + 1 > room:
                break
            kept.append(line)
            room -= size(line) + 1
        return "\n".join([*kept, end])


def size(text: str) -> int:
    """Bytes in UTF-8."""
    return len(text.encode())


def message_of(delivery: Delivery) -> Message:
    """What the delivery says: the notice's words, or its own where it goes to a group."""
    said = delivery.notice or delivery
    return Message(said.title, said.text, full_address(said.url))


def full_address(url: str) -> str:
    """A path of the desk as others can open it; "" for none."""
    return settings.ADDRESS.rstrip("/") + url if url.startswith("/") else url
