"""The zip file around a document, looked at before anything is unpacked.

The table of contents is read by hand and every member is checked against its own header, because what is not as a word
processor writes it is refused and not interpreted. Members are unpacked one by one, in memory, up to the size that they
declare. Nothing is written to disk, so that names like ../x do no harm.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kepu.uploads.unreadable import Sentences, Unreadable

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 2000
LONGEST_CONTENTS = 400_000  # bytes of the table of contents
LARGEST_PART = 64 * MEGABYTE
LARGEST_TOTAL = 400 * MEGABYTE
STEEPEST = 250  # unpacked : packed, for parts over a megabyte
STORED, DEFLATED = 0, 8
ENCRYPTED, UTF8 = 0x1, 0x800

# Structures of the zip format (APPNOTE 6.3, 4.3.7, 4.3.12, 4.3.16), each with its signature.
LOCAL = struct.Struct("<4s5H3L2H")
ENTRY = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_SIGN, ENTRY_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LONGEST_COMMENT = 65535


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the table of contents; sizes in bytes, `start` is where its own header stands."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    start: int


class CheckedArchive:
    """A zip file that passed the checks. Raises Unreadable, with the sentences of its kind of file, otherwise."""

    def __init__(self, content: bytes, sentences: Sentences) -> None:
        self.content = content
        self.sentences = sentences
        end, members = contents(content, sentences)
        self.members = {member.name: member for member in members}
        if len(self.members) < len(members):
            raise Unreadable(sentences.crafted)
        for member in members:
            check(member, sentences)
        if sum(member.size for member in members) > LARGEST_TOTAL:
            raise Unreadable(sentences.bomb)
        self.data = self._places(members, end)

    def read(self, name: str) -> bytes | None:
        """A member unpacked; None where there is none of the name. Raises Unreadable where it is damaged or too large."""
        member = self.members.get(name)
        if member is None:
            return None
        if member.size > LARGEST_PART:
            raise Unreadable(self.sentences.bomb)
        start = self.data[name]
        packed = self.content[start : start + member.packed]
        content = packed if member.method == STORED else inflated(packed, member.size, self.sentences)
        if len(content) != member.size or zlib.crc32(content) != member.checksum:
            raise Unreadable(self.sentences.damaged)
        return content

    def _places(self, members: list[Member], end: int) -> dict[str, int]:
        """Where each member's bytes begin. Members lie one behind the other before the table of contents, none in another."""
        ordered = sorted(members, key=lambda member: member.start)
        places = {member.name: data_start(self.content, member, self.sentences) for member in ordered}
        ends = [places[member.name] + member.packed for member in ordered]
        starts = [*(member.start for member in ordered), end]
        if any(end > start for end, start in zip(ends, starts[1:], strict=True)) or any(a == b for a, b in pairwise(starts)):
            raise Unreadable(self.sentences.crafted)
        return places


def contents(content: bytes, sentences: Sentences) -> tuple[int, list[Member]]:
    """Where the table of contents begins, and its entries."""
    at = content.rfind(END_SIGN, max(0, len(content) - LONGEST_COMMENT - END.size))
    if at < 0 or at + END.size > len(content):
        raise Unreadable(sentences.damaged)
    _, _, _, _, count, size, start, _ = END.unpack_from(content, at)
    if count > MOST_MEMBERS or size > LONGEST_CONTENTS:
        raise Unreadable(sentences.bomb)
    if start + size > at:
        raise Unreadable(sentences.damaged)
    members = list(entries(content, start, start + size, sentences))
    if len(members) != count:
        raise Unreadable(sentences.damaged)
    return start, members


def entries(content: bytes, at: int, end: int, sentences: Sentences) -> Iterator[Member]:
    """The entries of the table of contents."""
    while at < end:
        if at + ENTRY.size > end:
            raise Unreadable(sentences.damaged)
        fields = ENTRY.unpack_from(content, at)
        sign, _, _, flags, method, _, _, checksum, packed, size, name, extra, comment, _, _, _, start = fields
        if sign != ENTRY_SIGN:
            raise Unreadable(sentences.damaged)
        at += ENTRY.size
        raw = content[at : at + name]
        yield Member(raw.decode("utf-8" if flags & UTF8 else "cp437", "replace"), flags, method, checksum, packed, size, start)
        at += name + extra + comment


def check(member: Member, sentences: Sentences) -> None:
    """What one entry alone tells against the file."""
    if member.flags & ENCRYPTED:
        raise Unreadable(sentences.locked)
    if member.method not in (STORED, DEFLATED):
        raise Unreadable(sentences.damaged)
    if member.size > MEGABYTE and member.size > STEEPEST * max(1, member.packed):
        raise Unreadable(sentences.bomb)


def data_start(content: bytes, member: Member, sentences: Sentences) -> int:
    """Where the member's packed bytes begin, by its own header."""
    start = member.start
    if start + LOCAL.size > len(content) or content[start : start + 4] != LOCAL_SIGN:
        raise Unreadable(sentences.damaged)
    *_, name, extra = LOCAL.unpack_from(content, start)
    return start + LOCAL.size + int(name) + int(extra)


def inflated(packed: bytes, size: int, sentences: Sentences) -> bytes:
    """Unpacked, but never more than the declared size and one byte."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    except zlib.error as error:
        raise Unreadable(sentences.damaged) from error
