"""Judges what is seen and not read: a colour, a size or a place is what its value makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

import numpy as np
from manim import ManimColor, Mobject, VMobject

from renders.checks import limits
from renders.checks.expression import Unknown
from renders.checks.failure import Problem
from renders.checks.oracle import Oracle
from renders.checks.staged import describe
from renders.checks.written import astray, cited, judge_citation
from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Citation
from scenes.stage.claims import Channel, Claiming, Encoding, Placement, Raster
from scenes.stage.drawing.pixels import corners_of

_PROPORTIONAL: tuple[Channel, ...] = ("width", "height", "radius")
_ASKED = 5000  # values of a sign whose colours are known, at most: enough for any ramp of colours


def judge_pictures(mobjects: Iterable[Claiming], oracle: Oracle) -> Iterator[Problem]:
    """Judge the claims of all mobjects that stand on stage together."""
    groups: dict[tuple[str, str], list[tuple[Mobject, Encoding]]] = defaultdict(list)
    for mobject in mobjects:
        match mobject.claim:
            case Encoding(channel=channel, group=group) as claim:
                yield from _judge_law(claim.law, mobject)
                yield from judge_citation(claim.citation, _name(mobject, claim), oracle)
                if channel in _PROPORTIONAL:
                    groups[group, channel].append((mobject, claim))
                else:
                    yield from _judge_exact(mobject, claim)
            case Placement() as claim:
                yield from _judge_placement(mobject, claim, oracle)
            case Raster() as claim:
                yield from _judge_law(claim.law, mobject)
                yield from _judge_raster(mobject, claim, oracle)
    for members in groups.values():
        yield from _judge_proportions(members)


def _name(mobject: Mobject, claim: Encoding) -> str:
    return f"{describe(mobject)} of {cited(claim.citation)}"


def _judge_law(law: object, mobject: Mobject) -> Iterator[Problem]:
    """Accept the theme's own maps alone."""
    function = law.func if isinstance(law, partial) else law
    name = getattr(function, "__name__", repr(function))
    if getattr(theme, name, None) is not function:
        yield Problem("law", describe(mobject), "a function of the theme", name)


def _judge_exact(mobject: VMobject, claim: Encoding) -> Iterator[Problem]:
    """Compare a fill, an opacity or a stroke's width with what the law makes of the value."""
    expected, name = claim.law(claim.citation.value), _name(mobject, claim)
    if claim.channel == "fill":
        seen = mobject.get_fill_color()
        away = np.abs(np.subtract(ManimColor(expected).to_rgb(), seen.to_rgb())).max()
        if mobject.get_fill_opacity() > limits.NOTHING and away > limits.COLOUR:
            yield Problem("colour", name, ManimColor(expected).to_hex(), seen.to_hex())
    elif claim.channel == "opacity":
        seen = mobject.get_fill_opacity()
        if abs(seen - expected) > limits.OPACITY:
            yield Problem("opacity", name, f"{expected:.3f}", f"{seen:.3f}")
    else:
        seen = float(mobject.get_stroke_width())
        waits = abs(seen - theme.STROKE_THIN) <= limits.STROKE  # it is there, and not weighed yet
        is_seen = mobject.get_stroke_opacity() > limits.NOTHING
        if is_seen and not waits and abs(seen - expected) > limits.STROKE:
            yield Problem("stroke width", name, f"{expected:.2f}", f"{seen:.2f}")


def _judge_proportions(members: list[tuple[Mobject, Encoding]]) -> Iterator[Problem]:
    """See that one factor leads from the laws' lengths to the drawn ones: that of most of them."""
    lengths = [(_length(mobject, claim.channel), float(claim.law(claim.citation.value)))
               for mobject, claim in members]  # fmt: skip
    least = 0.01 * max(lawful for _, lawful in lengths)
    factor = _most_common([drawn / lawful for drawn, lawful in lengths if lawful > least])
    for (mobject, claim), (drawn, lawful) in zip(members, lengths, strict=True):
        expected = factor * lawful
        if abs(drawn - expected) > limits.SIZE * expected + limits.SHORTEST_LENGTH:
            yield Problem(claim.channel, _name(mobject, claim), f"{expected:.4f}", f"{drawn:.4f}")


def _length(mobject: Mobject, channel: Channel) -> float:
    return {
        "width": mobject.width,
        "height": mobject.height,
        "radius": mobject.width / 2,
    }[channel]


def _most_common(factors: list[float]) -> float:
    """Return the factor that most of the others are close to."""
    if not factors:
        return 1.0
    table = np.array(factors)
    close = np.abs(table[:, None] - table) <= limits.SIZE * table[:, None]
    return float(table[close.sum(axis=1).argmax()])


def _judge_placement(mobject: Mobject, claim: Placement, oracle: Oracle) -> Iterator[Problem]:
    """Compare where a mobject's anchors stand with where the plane has their values."""
    anchors = np.asarray(claim.anchors(mobject))
    if len(anchors) != len(claim.places):
        yield Problem("place", describe(mobject), f"{len(claim.places)} points", f"{len(anchors)}")
        return
    for anchor, pair in zip(anchors, claim.places, strict=True):
        cited_ones = [value for value in pair if isinstance(value, Citation)]
        for citation in cited_ones:
            yield from judge_citation(citation, f"{describe(mobject)} of {cited(citation)}", oracle)
        x, y = (value.value if isinstance(value, Citation) else value for value in pair)
        away = np.nan_to_num((claim.plane.at(x, y) - anchor)[:2])
        if np.abs(away).max() > limits.PLACE:
            of = " and ".join(map(cited, cited_ones)) or "its value"
            yield Problem("place", f"{describe(mobject)} of {of}", _point(claim.plane.at(x, y)),
                          _point(anchor))  # fmt: skip


def _judge_raster(image: HeatMap, claim: Raster, oracle: Oracle) -> Iterator[Problem]:
    """Compare a heat map, cell by cell, with what the law makes of the entries."""
    quantity = claim.quantity
    try:
        for citation, true, bound in oracle.strays(quantity):
            yield astray(citation, describe(image), true, bound)
    except Unknown as unknown:
        yield Problem("unknown", describe(image), quantity.tensor, str(unknown))
        return
    left, right, below = corners_of(image)
    if right[0] <= left[0] or below[1] >= left[1]:
        yield Problem("image", describe(image), "rows from above, columns from the left", "turned")
    pixels = image.pixels.astype(int)
    if pixels.shape[:2] != quantity.shape:
        yield Problem("image", describe(image), f"{quantity.shape}", f"{pixels.shape[:2]}")
        return
    lawful = _pixels(claim)
    for index in np.argwhere(np.abs(pixels - lawful).max(axis=-1) > 1):
        place = tuple(map(int, index))
        name = f"{describe(image)} of {cited(quantity.cite(*place))}"
        yield Problem("image", name, str(lawful[place].tolist()), str(pixels[place].tolist()))


@lru_cache(maxsize=256)
def _pixels(claim: Raster) -> np.ndarray:
    """Colour every entry by the law; of very many, some by the law and the others between them."""
    values = claim.quantity.values
    pixels = np.zeros((*values.shape, 3), dtype=int)
    for side in (values == -np.inf, (values < 0) & np.isfinite(values), values >= 0):
        if not side.any():
            continue
        distinct = np.unique(values[side])
        asked = distinct[np.unique(np.linspace(0, len(distinct) - 1, _ASKED).astype(int))]
        colors = np.array([ManimColor(claim.law(float(value))).to_int_rgb() for value in asked])
        for channel in range(3):
            between = np.interp(values[side], asked, colors[:, channel])
            pixels[side, channel] = np.rint(between)
    return pixels


def _point(place: np.ndarray) -> str:
    return f"({place[0]:.3f}, {place[1]:.3f})"
