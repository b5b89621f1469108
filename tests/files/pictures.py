"""Pictures as phones, scanners and attackers make them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def picture(size: tuple[int, int] = (640, 480), kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A picture with a dark upper left corner, so that turning it shows."""
    image = Image.new(mode, size, 200 if mode in ("L", "I;16") else None)
    if mode == "RGB":
        image.paste((230, 180, 60), (0, 0, *size))
        image.paste((20, 30, 90), (0, 0, size[0] // 4, size[1] // 4))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_gps(orientation: int = 1) -> bytes:
    """A JPEG with the place where it was taken, the camera and the owner in its EXIF, and XMP beside it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x9C9D] = "TestPhone", "Model 1", "owner"
    exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (30.0, 15.0, 0.0), "E", (120.0, 10.0, 0.0)
    return picture(exif=exif, xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>GPSLatitude</x:xmpmeta>", comment=b"secret comment")


def claims(width: int, height: int) -> bytes:
    """A small PNG whose header claims a size that would fill gigabytes when decoded."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
