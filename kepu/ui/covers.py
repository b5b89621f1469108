"""Covers are never blank: without a picture an SVG is composed from the activity's topic and id.

The same activity always has the same cover. A cover's name ("waves-0417") says everything about it, so that browsers can
keep it for ever and drawing it needs no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from zlib import crc32

WIDTH, HEIGHT = 640, 360
VARIANTS = 1000


@dataclass(frozen=True, slots=True)
class Palette:
    """Four colours: the ground from `deep` (top left) to `mid`, what is drawn on it in `light`, and one spot of `warm`."""

    deep: str
    mid: str
    light: str
    warm: str


NIGHT = Palette("#0a2448", "#0b5cab", "#a9d2f7", "#ffc15e")
FOREST = Palette("#0c3a2b", "#1b7f4b", "#b4e6c8", "#ffd166")
SEA = Palette("#06304a", "#0e7490", "#aee5f0", "#ffc9b0")
DUSK = Palette("#2a1a4c", "#6b3fa0", "#dccbf7", "#ffab7a")
DAWN = Palette("#4a1d12", "#c2410c", "#ffdcbf", "#fff0c2")
MOSS = Palette("#243a0f", "#5a8f1f", "#d9efb5", "#ffe08a")

Dice = Iterator[float]
Pattern = Callable[[Dice, Palette], Iterator[str]]


def dice(seed: int) -> Dice:
    """Numbers in [0, 1) that follow from the seed alone, whatever the version of Python."""
    state = crc32(str(seed).encode()) * 2654435761 % 2**64
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 33) / 2**31


def between(rolls: Dice, low: float, high: float) -> float:
    """A number in [low, high)."""
    return low + next(rolls) * (high - low)


def n(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def dot(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    """A filled circle."""
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}" opacity="{opacity:.2f}"/>'


def stroke(path: str, colour: str, width: float, opacity: float = 1) -> str:
    """A line along a path."""
    look = f'fill="none" stroke="{colour}" stroke-width="{n(width)}" stroke-linecap="round" opacity="{opacity:.2f}"'
    return f'<path d="{path}" {look}/>'


def area(path: str, fill: str, opacity: float) -> str:
    """A filled path."""
    return f'<path d="{path}" fill="{fill}" opacity="{opacity:.2f}"/>'


def dust(rolls: Dice, palette: Palette, count: int, height: float = HEIGHT) -> Iterator[str]:
    """Small stars or seeds all over."""
    for _ in range(count):
        yield dot(next(rolls) * WIDTH, next(rolls) * height, between(rolls, 0.8, 2.2), palette.light, between(rolls, 0.25, 0.8))


def orbits(rolls: Dice, palette: Palette) -> Iterator[str]:
    """Planets on tilted orbits around a warm sun."""
    yield from dust(rolls, palette, 34)
    x, y, tilt = between(rolls, 330, 500), between(rolls, 140, 220), between(rolls, -32, 32)
    flat = between(rolls, 0.34, 0.5)
    yield f'<g transform="rotate({n(tilt)} {n(x)} {n(y)})">'
    for ring in range(6):
        r = 62 + ring * between(rolls, 46, 60)
        yield (
            f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(r)}" ry="{n(r * flat)}" fill="none" stroke="{palette.light}"'
            f' stroke-width="1.6" opacity="{0.62 - ring * 0.08:.2f}"/>'
        )
        angle, size = next(rolls) * 2 * pi, between(rolls, 5, 15)
        px, py = x + r * cos(angle), y + r * flat * sin(angle)
        yield dot(px, py, size, palette.warm if ring == 2 else palette.light, 1 if ring == 2 else 0.9)
        yield dot(px - size * 0.3, py - size * 0.3, size * 0.35, "#fff", 0.5)
    yield "</g>"
    yield dot(x, y, 54, palette.warm, 0.16)
    yield dot(x, y, 38, palette.warm, 0.28)
    yield dot(x, y, 25, palette.warm)


def leaf(x: float, y: float, length: float, angle: float, width: float) -> tuple[str, str]:
    """The outline of a leaf that grows from (x, y), and its midrib."""
    tip = (x + length * cos(angle), y + length * sin(angle))
    side = (width * -sin(angle), width * cos(angle))
    mid = (x + length * 0.45 * cos(angle), y + length * 0.45 * sin(angle))
    left, right = (mid[0] + side[0], mid[1] + side[1]), (mid[0] - side[0], mid[1] - side[1])
    start, end = f"{n(x)} {n(y)}", f"{n(tip[0])} {n(tip[1])}"
    outline = f"M{start}Q{n(left[0])} {n(left[1])} {end}Q{n(right[0])} {n(right[1])} {start}Z"
    rib = (x + length * 0.88 * cos(angle), y + length * 0.88 * sin(angle))
    return outline, f"M{start}L{n(rib[0])} {n(rib[1])}"


def leaves(rolls: Dice, palette: Palette) -> Iterator[str]:
    """A fan of leaves from below, and seeds in the air."""
    x, y = between(rolls, 130, 510), HEIGHT + 24
    yield dot(between(rolls, 90, 550), between(rolls, 70, 120), between(rolls, 30, 46), palette.warm, 0.9)
    count = 9
    for index in range(count):
        angle = -pi + pi * (index + between(rolls, 0.3, 0.7)) / count
        outline, rib = leaf(x, y, between(rolls, 200, 360), angle, between(rolls, 56, 100))
        yield area(outline, palette.light if index % 2 else "#fff", between(rolls, 0.16, 0.42))
        yield stroke(rib, palette.light, 1.4, 0.7)
    yield from dust(rolls, palette, 26, HEIGHT * 0.8)


def waves(rolls: Dice, palette: Palette) -> Iterator[str]:
    """Layers of water under a low sun."""
    sun = between(rolls, 100, 540), between(rolls, 80, 170)
    yield dot(*sun, 92, palette.warm, 0.14)
    yield dot(*sun, between(rolls, 42, 58), palette.warm, 0.95)
    for layer in range(6):
        level, swell, length = 150 + layer * 38, between(rolls, 10, 24), between(rolls, 220, 420)
        shift = next(rolls) * length
        points = [(px, level + swell * sin((px + shift) * 2 * pi / length)) for px in range(-20, WIDTH + 41, 20)]
        crest = "L".join(f"{n(px)} {n(py)}" for px, py in points)
        yield area(f"M{crest}V{HEIGHT}H-20Z", palette.light, 0.13)
        yield stroke(f"M{crest}", palette.light, 1.2, 0.35)


def circuits(rolls: Dice, palette: Palette) -> Iterator[str]:
    """A chip and its traces, bent by 45 degrees, on a grid of dots."""
    for gx in range(20, WIDTH, 40):
        for gy in range(20, HEIGHT, 40):
            yield dot(gx, gy, 1.3, palette.light, 0.28)
    x, y, half = between(rolls, 190, 450), between(rolls, 150, 210), between(rolls, 46, 60)
    for index in range(20):
        side, place = index % 4, -half + half * 2 * (index // 4 + 1) / 6
        reach, bend = between(rolls, 70, 230), between(rolls, -1, 1) * 60
        dx, dy = ((1, 0), (0, 1), (-1, 0), (0, -1))[side]
        sx, sy = x + dx * half + dy * place, y + dy * half + dx * place
        mx, my = sx + dx * reach * 0.5, sy + dy * reach * 0.5
        ex, ey = mx + dx * abs(bend) + dy * bend, my + dy * abs(bend) + dx * bend
        tx, ty = ex + dx * reach * 0.5, ey + dy * reach * 0.5
        warm = index == 5
        colour, opacity = (palette.warm, 1.0) if warm else (palette.light, 0.6)
        yield stroke(f"M{n(sx)} {n(sy)}L{n(mx)} {n(my)}L{n(ex)} {n(ey)}L{n(tx)} {n(ty)}", colour, 2.4, opacity)
        yield dot(tx, ty, 5.5 if warm else 4.2, colour, opacity)
    box = f'x="{n(x - half)}" y="{n(y - half)}" width="{n(half * 2)}" height="{n(half * 2)}" rx="10"'
    yield f'<rect {box} fill="{palette.deep}" stroke="{palette.light}" stroke-width="2.4"/>'
    inner = half * 0.52
    box = f'x="{n(x - inner)}" y="{n(y - inner)}" width="{n(inner * 2)}" height="{n(inner * 2)}" rx="6"'
    yield f'<rect {box} fill="{palette.warm}" opacity="0.92"/>'


def constellations(rolls: Dice, palette: Palette) -> Iterator[str]:
    """Stars joined to a figure above dark hills."""
    yield from dust(rolls, palette, 70, HEIGHT * 0.85)
    moon = between(rolls, 60, 580), between(rolls, 50, 100)
    yield dot(*moon, 60, palette.warm, 0.14)
    yield dot(*moon, 30, palette.warm)
    stars = [(60 + step * 58 + between(rolls, -16, 16), between(rolls, 60, 220)) for step in range(8)]
    yield stroke("M" + "L".join(f"{n(px)} {n(py)}" for px, py in stars), palette.light, 1.5, 0.7)
    branch = stars[3], (stars[3][0] + between(rolls, 20, 70), stars[3][1] + between(rolls, 50, 90))
    yield stroke("M" + "L".join(f"{n(px)} {n(py)}" for px, py in branch), palette.light, 1.5, 0.7)
    for px, py in [*stars, branch[1]]:
        yield dot(px, py, 9, palette.light, 0.2)
        yield dot(px, py, between(rolls, 3, 5), "#fff")
    for layer in range(2):
        rise, length, shift = between(rolls, 14, 30), between(rolls, 260, 460), between(rolls, 0, 400)
        level = 292 + layer * 32
        ridge = "L".join(f"{px} {n(level + rise * sin((px + shift) * 2 * pi / length))}" for px in range(-20, WIDTH + 41, 20))
        yield area(f"M{ridge}V{HEIGHT}H-20Z", palette.deep, 0.6 + layer * 0.25)


def poster(rolls: Dice, palette: Palette) -> Iterator[str]:
    """The ground of a campaign's front page: wide orbits on the right, room for words on the left."""
    yield from dust(rolls, palette, 60)
    x, y, tilt = between(rolls, 480, 520), between(rolls, 160, 200), between(rolls, -30, -16)
    yield f'<g transform="rotate({n(tilt)} {n(x)} {n(y)})">'
    for ring in range(7):
        r = 48 + ring * 44
        around = f'cx="{n(x)}" cy="{n(y)}" rx="{r}" ry="{n(r * 0.42)}"'
        yield f'<ellipse {around} fill="none" stroke="{palette.light}" stroke-width="0.9" opacity="{0.55 - ring * 0.06:.2f}"/>'
        angle, size = next(rolls) * 2 * pi, between(rolls, 3, 8)
        yield dot(x + r * cos(angle), y + r * 0.42 * sin(angle), size, palette.warm if ring in (2, 5) else palette.light, 0.9)
    yield "</g>"
    yield dot(x, y, 40, palette.warm, 0.14)
    yield dot(x, y, 28, palette.warm, 0.25)
    yield dot(x, y, 17, palette.warm)


PATTERNS: dict[str, tuple[Pattern, tuple[Palette, ...]]] = {
    "orbits": (orbits, (NIGHT, DUSK, DAWN)),
    "leaves": (leaves, (FOREST, MOSS, SEA)),
    "waves": (waves, (SEA, NIGHT, DAWN)),
    "circuits": (circuits, (NIGHT, SEA, DUSK)),
    "constellations": (constellations, (NIGHT, DUSK, SEA)),
    "poster": (poster, (NIGHT,)),
}
OF_ACTIVITIES = ("constellations", "circuits", "leaves", "orbits", "waves")
BY_TOPIC = {
    "航空航天": "orbits",
    "数理化学": "orbits",
    "科学家精神": "orbits",
    "能源低碳": "orbits",
    "生命健康": "leaves",
    "食品药品": "leaves",
    "生态环境": "leaves",
    "现代农业": "leaves",
    "心理健康": "waves",
    "防灾减灾": "waves",
    "地质海洋": "waves",
    "人工智能": "circuits",
    "信息技术": "circuits",
    "交通建筑": "circuits",
    "气象天文": "constellations",
    "其他": "constellations",
}
"""After activities/topics.py; a topic in other words takes the pattern that its name happens to give."""


def name_of(topic: str, uid: str) -> str:
    """The name of an activity's cover."""
    pattern = BY_TOPIC.get(topic) or OF_ACTIVITIES[crc32(topic.encode()) % len(OF_ACTIVITIES)]
    return f"{pattern}-{crc32(uid.encode()) % VARIANTS:04d}"


def poster_of(slug: str) -> str:
    """The name of the picture behind a campaign's theme."""
    return f"poster-{crc32(slug.encode()) % VARIANTS:04d}"


def exists(name: str) -> bool:
    """True for a name that `name_of` may give."""
    pattern, _dash, number = name.partition("-")
    return pattern in PATTERNS and len(number) == 4 and number.isascii() and number.isdigit() and int(number) < VARIANTS


@lru_cache(maxsize=256)
def compose(name: str) -> str:
    """The drawing of that name, which must exist, as SVG of 640 × 360."""
    pattern, _dash, number = name.partition("-")
    draw, palettes = PATTERNS[pattern]
    rolls = dice(int(number))
    palette = palettes[int(next(rolls) * len(palettes))]
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMidYMid slice">',
            f'<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="{palette.deep}"/>',
            f'<stop offset="1" stop-color="{palette.mid}"/></linearGradient></defs>',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#g)"/>',
            *draw(rolls, palette),
            "</svg>",
        ]
    )
