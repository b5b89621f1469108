"""The file system inside old office files (.xls, .et): finds one stream. MS-CFB 2.2 (header), 2.3 (FAT), 2.6 (directory)."""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE = 0xFFFFFFFA  # numbers from here on are no sectors
ENTRY = 128
SMALL = 4096  # a stream below this size lies in the root's own small sectors


class Compound:
    """Streams by name. What is damaged gives short or empty streams, never an error."""

    def __init__(self, content: bytes) -> None:
        self.content = content.ljust(512, b"\0")
        self.size = 4096 if struct.unpack_from("<H", self.content, 30)[0] == 12 else 512
        self.fat = self._fat()
        self.directory = self._chain(struct.unpack_from("<L", self.content, 48)[0], self.fat)

    def names(self) -> set[str]:
        """The names of all streams and folders."""
        return {name for name, _, _ in self._entries()}

    def stream(self, name: str) -> bytes:
        """The stream of this name, b"" where there is none."""
        start, size = next(((start, size) for found, start, size in self._entries() if found == name), (FREE, 0))
        if size >= SMALL:
            return self._chain(start, self.fat)[:size]
        root = next(iter(self._entries()), ("", FREE, 0))
        inner = self._chain(root[1], self.fat)
        table = self._chain(struct.unpack_from("<L", self.content, 60)[0], self.fat)
        small = struct.unpack(f"<{len(table) // 4}L", table[: len(table) // 4 * 4])
        return self._chain(start, small, inner, 64)[:size]

    def _entries(self) -> list[tuple[str, int, int]]:
        """Name, first sector and size of every entry of the directory."""
        entries = []
        for at in range(0, len(self.directory) - ENTRY + 1, ENTRY):
            length = struct.unpack_from("<H", self.directory, at + 64)[0]
            name = self.directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            entries.append((name, *struct.unpack_from("<LL", self.directory, at + 116)))
        return entries

    def _fat(self) -> tuple[int, ...]:
        """Which sector follows which."""
        sectors = list(struct.unpack_from("<109L", self.content, 76))
        following, per_sector = struct.unpack_from("<L", self.content, 68)[0], self.size // 4 - 1
        for _ in range(len(self.content) // self.size):  # further sectors that list sectors of the FAT
            more = self._sector(following)
            if following >= FREE or len(more) < self.size:
                break
            *listed, following = struct.unpack(f"<{per_sector + 1}L", more)
            sectors += listed
        table = b"".join(self._sector(sector) for sector in sectors if sector < FREE)
        return struct.unpack(f"<{len(table) // 4}L", table[: len(table) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        return self.content[at : at + self.size]

    def _chain(self, start: int, table: tuple[int, ...], inside: bytes | None = None, size: int = 0) -> bytes:
        """The sectors from `start` on, in the file or in the root's stream of small sectors."""
        parts = []
        for _ in range(len(table) + 1):
            if start >= len(table):
                break
            parts.append(self._sector(start) if inside is None else inside[start * size : (start + 1) * size])
            start = table[start]
        return b"".join(parts)
