"""图片: what may be handed in as a picture, and the form in which it is kept.

Everything is decoded and written anew: what is no picture does not pass, and place, camera and owner that phones write
into photographs (EXIF, GPS, XMP) stay behind.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kepu.verdict import Refused, conflict

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
MOST_BYTES = 20 * 2**20
LONGEST_SIDE = 1600
"""Pixels of the longer side of what is kept: sharp on every screen, a tenth of what a phone makes."""

# Pillow's own limit warns and varies; ours is asked before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
# A decoded picture takes up to 200 MB; more at once than there are cores gains nothing.
DECODING = BoundedSemaphore(os.cpu_count() or 1)
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, Image.DecompressionBombError)
"""What Pillow raises on damaged files: OSError when truncated, SyntaxError and the others from its parsers."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: JPEG, or WebP where it is partly transparent."""

    content: bytes
    content_type: str
    width: int
    height: int


def checked(content: bytes, name: str) -> Picture:
    """The picture decoded, upright, at most 1600 px long, without metadata. Raises `Refused` with a sentence in Chinese."""
    if len(content) > MOST_BYTES:
        raise refused(name, _("超过%(most)s MB，请压缩后再上传。") % {"most": MOST_BYTES // 2**20})
    try:
        with DECODING, Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise refused(name, _("有%(size)s像素，超过5000万，请缩小后再上传。") % {"size": f"{image.width}×{image.height}"})
            return kept(image)
    except UnidentifiedImageError as unknown:
        raise refused(name, _("不是可用的图片。请上传 JPG、PNG 或 WebP 格式；苹果手机的 HEIC 照片请先存为 JPG。")) from unknown
    except BROKEN as broken:
        raise refused(name, _("打不开，文件可能不完整。请重新导出或拍摄后再上传。")) from broken


def kept(image: Image.Image) -> Picture:
    """The picture as it will be handed out."""
    if image.format == "JPEG":
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # decodes at an eighth … of the size, as far as that is enough
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain = in_srgb(upright, image.info.get("icc_profile"))
    out = io.BytesIO()
    if plain.mode == "RGBA":
        plain.save(out, "WEBP", quality=82, method=4)
    else:
        plain.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    content_type = "image/webp" if plain.mode == "RGBA" else "image/jpeg"
    return Picture(out.getvalue(), content_type, plain.width, plain.height)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB, or RGBA where something is transparent, in the colours that browsers assume; nothing but pixels."""
    if image.has_transparency_data:
        return bare(image.convert("RGBA"))
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile costs a shade of colour, not the picture
        if converted is not None:
            return bare(converted)
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value / 256).convert("L")  # sixteen bits a pixel
    return bare(image.convert("RGB"))


def bare(image: Image.Image) -> Image.Image:
    """The same pixels without whatever else the file carried."""
    image.info.clear()
    return image


def refused(name: str, why: str) -> Refused:
    """The refusal of one file, by its name."""
    return Refused(conflict(_("图片“%(name)s”%(why)s") % {"name": name, "why": why}))
