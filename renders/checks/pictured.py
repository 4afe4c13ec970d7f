"""Judges what is seen and not read: a colour, a size or a place is what its value makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import ManimColor, Mobject, VMobject

from renders.checks import limits
from renders.checks.expression import Unknown
from renders.checks.failure import Problem
from renders.checks.laws import LAWS, lawful, parts
from renders.checks.oracle import Oracle
from renders.checks.staged import describe
from renders.checks.written import astray, cited, judge_citation
from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.cited import Citation
from scenes.stage.claims import Channel, Claiming, Encoding, Placement, Raster, Verdict
from scenes.stage.drawing.pixels import corners_of

# Of what is drawn as the law says, not in proportion to it: what is judged, and how exactly.
_EXACT: dict[Channel, tuple[str, float]] = {
    "fill": ("colour", limits.COLOUR),
    "opacity": ("opacity", limits.OPACITY),
    "stroke width": ("stroke width", limits.STROKE),
}
_MARKS = "a cross", "a tick"  # of what is not so, and of what is


def judge_pictures(mobjects: Sequence[Claiming], oracle: Oracle) -> Iterator[Problem]:
    """Judge the claims of all mobjects that stand on stage together."""
    groups: dict[tuple[str, str], list[tuple[Mobject, Encoding]]] = defaultdict(list)
    for mobject in mobjects:
        match mobject.claim:
            case Placement() as claim:
                yield from _judge_placement(mobject, claim, oracle)
            case Encoding(law=law) | Raster(law=law) if not _is_of_theme(law):
                yield Problem("law", describe(mobject), "a function of the theme", parts(law)[0])
            case Raster() as claim:
                yield from _judge_raster(mobject, claim, oracle)
            case Verdict(citation, says) as claim:
                yield from judge_citation(citation, _name(mobject, claim), oracle)
                if says != bool(citation.value):
                    yield Problem("verdict", _name(mobject, claim), _MARKS[not says], _MARKS[says])
            case Encoding() as claim:
                yield from judge_citation(claim.citation, _name(mobject, claim), oracle)
                if claim.channel in _EXACT:
                    yield from _judge_exact(mobject, claim)
                else:
                    groups[claim.group, claim.channel].append((mobject, claim))
    for members in groups.values():
        yield from _judge_proportions(members)


def _name(mobject: Mobject, claim: Encoding | Verdict) -> str:
    return f"{describe(mobject)} of {cited(claim.citation)}"


def _is_of_theme(law: object) -> bool:
    """Accept the theme's own maps alone, and of these the ones that are known here too."""
    name, _ = parts(law)
    return name in LAWS and getattr(law, "func", law) is getattr(theme, name)


def _drawn(mobject: VMobject, channel: Channel) -> np.ndarray | float:
    """Measure what shows a value."""
    match channel:
        case "fill":
            return mobject.get_fill_color().to_rgb()
        case "opacity":
            return mobject.get_fill_opacity()
        case "stroke width":
            return mobject.get_stroke_width()
    return {"width": mobject.width, "height": mobject.height, "radius": mobject.width / 2}[channel]


def _judge_exact(mobject: VMobject, claim: Encoding) -> Iterator[Problem]:
    """Compare a fill, an opacity or a stroke's width with what the law makes of the value."""
    (rule, limit), seen = _EXACT[claim.channel], _drawn(mobject, claim.channel)
    due = lawful(claim.law, claim.citation.value)
    ink = {"fill": mobject.get_fill_opacity(), "stroke width": mobject.get_stroke_opacity()}
    if ink.get(claim.channel, 1) <= limits.NOTHING or _is_thin(mobject, claim):
        return
    if np.abs(due - seen).max() > limit:
        written = (ManimColor(x).to_hex() if np.ndim(x) else f"{x:.3f}" for x in (due, seen))
        yield Problem(rule, _name(mobject, claim), *written)


def _is_thin(mobject: VMobject, claim: Encoding) -> bool:
    """Say whether an edge is as thin as one that is there and not weighed yet."""
    is_thin = abs(mobject.get_stroke_width() - theme.STROKE_THIN) <= limits.STROKE
    return claim.channel == "stroke width" and is_thin


def waiting(mobjects: Iterable[Claiming], *, alone: bool) -> Iterator[Problem]:
    """Yield the edges that are not weighed yet; with ``alone`` where others of theirs are."""
    graphs: dict[tuple[str, str], list[tuple[Mobject, Encoding]]] = defaultdict(list)
    for mobject in mobjects:
        match mobject.claim:
            case Encoding(edge, "stroke width", law) as claim if _is_of_theme(law):
                graphs[edge.source, edge.tensor].append((mobject, claim))
    for edges in graphs.values():
        thin = [edge for edge in edges if _is_thin(*edge)]
        for mobject, claim in thin if not alone or len(thin) < len(edges) else ():
            due = float(lawful(claim.law, claim.citation.value))
            if abs(due - theme.STROKE_THIN) > limits.STROKE:
                yield Problem("waiting", _name(mobject, claim), f"{due:.2f} wide", "a thin edge")


def _judge_proportions(members: list[tuple[Mobject, Encoding]]) -> Iterator[Problem]:
    """See that one factor leads from one law's lengths to the drawn ones: that of most of them."""
    law = members[0][1].law
    lengths = [
        (_drawn(mobject, claim.channel), float(lawful(law, claim.citation.value)))
        for mobject, claim in members
    ]
    least = 0.01 * max(due for _, due in lengths)
    factor = _most_common([drawn / due for drawn, due in lengths if due > least])
    for (mobject, claim), (drawn, due) in zip(members, lengths, strict=True):
        expected = factor * due
        if abs(drawn - expected) > limits.SIZE * expected + limits.SHORTEST_LENGTH:
            yield Problem(claim.channel, _name(mobject, claim), f"{expected:.4f}", f"{drawn:.4f}")


def _most_common(factors: list[float]) -> float:
    """Return the factor that most of the others are close to."""
    if not factors:
        return 1.0
    table = np.array(factors)
    close = np.abs(table[:, None] - table) <= limits.SIZE * table[:, None]
    return float(table[close.sum(axis=1).argmax()])


def _judge_placement(mobject: Mobject, claim: Placement, oracle: Oracle) -> Iterator[Problem]:
    """Compare where a mobject's anchors stand with where the plane has their values."""
    anchors, name = np.asarray(claim.anchors(mobject)), describe(mobject)
    if len(anchors) != len(claim.places):
        yield Problem("place", name, f"{len(claim.places)} points", f"{len(anchors)}")
        return
    for anchor, pair in zip(anchors, claim.places, strict=True):
        cited_ones = [value for value in pair if isinstance(value, Citation)]
        for citation in cited_ones:
            for problem in judge_citation(citation, name, oracle):
                yield problem._replace(mobject=f"{name} of {cited(citation)}")
        x, y = (value.value if isinstance(value, Citation) else value for value in pair)
        place = claim.plane.at(x, y)
        if (np.abs(place - anchor)[:2] > limits.PLACE).any():  # never so of what is not claimed
            of = " and ".join(map(cited, cited_ones)) or "its value"
            points = (f"({x:.3f}, {y:.3f})" for x, y, *_ in (place, anchor))
            yield Problem("place", f"{name} of {of}", *points)


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
    colors = 255 * lawful(claim.law, quantity.values)
    for index in np.argwhere(np.abs(pixels - colors).max(axis=-1) > 1):
        place = tuple(map(int, index))
        name = f"{describe(image)} of {cited(quantity.cite(*place))}"
        due, seen = (np.rint(levels[place]).astype(int).tolist() for levels in (colors, pixels))
        yield Problem("image", name, str(due), str(seen))
