"""Pictures: what passes, in what form, without what; and what does not, with which sentence."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from kepu.files.pictures import checked
from kepu.verdict import Refused
from tests.files.pictures import claims, picture, with_gps


def opened(content: bytes) -> Image.Image:
    """The kept picture as a browser would open it."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("content", "content_type", "size"),
    [
        (picture(), "image/jpeg", (640, 480)),
        (picture(kind="PNG"), "image/jpeg", (640, 480)),
        (picture(kind="WEBP"), "image/jpeg", (640, 480)),
        (picture((4000, 3000)), "image/jpeg", (1600, 1200)),
        (picture((3000, 4000), kind="PNG"), "image/jpeg", (1200, 1600)),
        (picture(mode="L"), "image/jpeg", (640, 480)),
        (picture(mode="CMYK"), "image/jpeg", (640, 480)),
        (picture(mode="P", kind="PNG"), "image/jpeg", (640, 480)),
        (picture(mode="I;16", kind="PNG"), "image/jpeg", (640, 480)),
        (picture(mode="1", kind="PNG"), "image/jpeg", (640, 480)),
        (picture(mode="RGBA", kind="PNG"), "image/webp", (640, 480)),
        (picture(mode="LA", kind="PNG"), "image/webp", (640, 480)),
        (picture((1, 1)), "image/jpeg", (1, 1)),
        (picture((5000, 2), kind="PNG"), "image/jpeg", (1600, 1)),
    ],
)
def test_kept_as(content: bytes, content_type: str, size: tuple[int, int]) -> None:
    kept = checked(content, "图.jpg")
    assert (kept.content_type, (kept.width, kept.height)) == (content_type, size)
    assert opened(kept.content).size == size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_upright_whatever_the_phone_wrote(orientation: int) -> None:
    kept = checked(with_gps(orientation), "照片.jpg")
    assert (kept.width, kept.height) == ((640, 480) if orientation < 5 else (480, 640))
    corners = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    across, down = corners[orientation]
    dark = opened(kept.content).getpixel((across * (kept.width - 20) + 10, down * (kept.height - 20) + 10))
    assert isinstance(dark, tuple)
    assert dark[2] > dark[0]


def test_place_camera_and_owner_stay_behind() -> None:
    kept = checked(with_gps(), "照片.jpg").content
    image = opened(kept)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    for trace in (b"Exif", b"TestPhone", b"owner", b"xmpmeta", b"GPS", b"secret comment"):
        assert trace not in kept


def test_metadata_of_the_other_formats_stays_behind() -> None:
    for kind in ("PNG", "WEBP"):
        for mode in ("RGB", "RGBA"):
            kept = checked(picture(kind=kind, mode=mode, exif=Image.open(io.BytesIO(with_gps())).getexif()), "图").content
            assert b"TestPhone" not in kept
            assert dict(opened(kept).getexif()) == {}


def test_colours_of_another_profile_are_converted() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = checked(picture(icc_profile=profile), "照片.jpg").content
    assert "icc_profile" not in opened(kept).info
    assert checked(picture(icc_profile=b"no profile at all"), "照片.jpg").width == 640


BROKEN = picture((800, 600))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "不是可用的图片"),
        (b"plain text", "不是可用的图片"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "不是可用的图片"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "不是可用的图片"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "苹果手机的 HEIC 照片请先存为 JPG"),
        (picture(kind="GIF"), "不是可用的图片"),
        (picture(kind="BMP"), "不是可用的图片"),
        (picture(kind="TIFF"), "不是可用的图片"),
        (BROKEN[: len(BROKEN) // 2], "文件可能不完整"),
        (BROKEN[:30], "文件可能不完整"),
        (picture(kind="PNG")[:200], "文件可能不完整"),
        (claims(50_000, 50_000), "有50000×50000像素，超过5000万"),
        (claims(2**31 - 1, 2**31 - 1), "超过5000万"),
        (claims(7_000, 7_000), "文件可能不完整"),
        (b"\xff\xd8\xff" + b"\0" * (20 * 2**20), "超过20 MB"),
    ],
)
def test_refused_with_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(content, "照片.jpg")
    assert refused.value.verdict.reason.startswith("图片“照片.jpg”")
    assert why in refused.value.verdict.reason


def test_no_part_of_a_file_that_is_two_things_is_kept() -> None:
    """A picture with a page behind it is written anew, without the page."""
    kept = checked(picture() + b"<script>alert(1)</script>", "照片.jpg").content
    assert b"script" not in kept
