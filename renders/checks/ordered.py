"""Judges in which order marks stand, how many lie on a pile, and which panel of a row is framed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise

import numpy as np
from manim import Mobject

from renders.checks import limits
from renders.checks.expression import Unknown
from renders.checks.failure import Problem
from renders.checks.named import Item, citations_of, claiming
from renders.checks.oracle import Oracle
from renders.checks.staged import describe, inks_of, parts_of
from scenes.mobjects.graph_node import GraphNode
from scenes.mobjects.scale_legend import ScaleLegend
from scenes.stage.claims import Furniture, Placement
from scenes.stage.shapes import Statement
from scenes.stage.text import Numeral, Text

_RIGHT, _DOWN = 0, 1
_READINGS = {1: ((_RIGHT,), (_DOWN,)), 2: ((_DOWN, _RIGHT),)}  # by how many axes a picture has
_TURNED = ".key", ".positions"  # whose rows may be columns
_ROW = 3  # of fewer panels, none is a step
_ALONG = {"width": _RIGHT, "height": _DOWN}  # where bars of which channel grow


def judge_order(stage: Sequence[Mobject], found: Sequence[Item]) -> Iterator[Problem]:
    """Judge the marks and the numbers of each tensor on the ``stage``.

    Edges, points on a plane and what is written at them have places of their own, and so have the
    terms of an equation and the samples of a legend. At the nodes of a graph each vector is judged
    by itself.
    """
    placed = [one for one in found if one.is_edge or isinstance(one.claim, Placement)]
    wholes = [whole for one in stage for whole in one.get_family()]
    free = parts_of(whole for whole in wholes if isinstance(whole, Statement | ScaleLegend))
    node = {id(part): id(whole) for whole in wholes if isinstance(whole, GraphNode)
            for part in whole.get_family()}  # fmt: skip
    points = {one for whole, _ in claiming(wholes, Placement) for one in citations_of(whole)}
    alike: dict[object, dict[int, Item]] = defaultdict(dict)
    for one in found:
        is_free = id(one.mobject) in free or isinstance(one.mobject, Text) or one in placed
        is_at = one.citation in points or any(map(one.same_as, placed))
        if not is_free and not (one.claim is None and is_at):
            kind = one.citation.source, one.citation.tensor, type(one.mobject), one.channel
            kind += (node.get(id(one.mobject)),)
            alike[kind][id(one.mobject)] = one
    for marks in alike.values():
        for picture in _pictures(stage, marks):
            for line in _lines(picture):
                yield from _judge_picture(line)


def _pictures(stage: Iterable[Mobject], marks: Mapping[int, Item]) -> Iterator[list[Item]]:
    """Take the stage apart until no entry stands twice in one picture."""
    wholes = [(one, [marks[id(part)] for part in one.get_family() if id(part) in marks])
              for one in stage]  # fmt: skip
    found = list(dict.fromkeys(one for _, whole in wholes for one in whole))
    if len({one.citation for one in found}) == len(found):
        yield found
    else:
        for one, whole in wholes:
            if len(whole) > 1:
                yield from _pictures(one.submobjects, marks)


def _lines(picture: list[Item]) -> list[list[Item]]:
    """Split a vector that is set as text is, in lines of equal length, each below the last."""
    first, *others = sorted(picture, key=lambda one: one.citation.index)
    lines = [[first]]
    for one in others:
        if one.box[0, 0] >= lines[-1][-1].box[1, 0] - limits.ADJACENT:
            lines[-1].append(one)
        elif one.box[1, 1] <= min(before.box[0, 1] for before in lines[-1]) + limits.ADJACENT:
            lines.append([one])
        else:
            return [picture]
    *full, last = map(len, lines)
    is_vector = sum(np.ptp([one.citation.index for one in picture], axis=0) > 0) == 1
    is_text = is_vector and full and min(full) == max(full) >= max(2, last)
    return lines if is_text else [picture]


def _judge_picture(picture: Sequence[Item]) -> Iterator[Problem]:
    """Let one row or column lead to the right or down; of a matrix, the rows lead down.

    Those of the keys may lead to the right, for the formula turns them, and those of places, for
    each is a cut through waves that lie one below the other.
    """
    axes = [axis for axis in np.array([one.citation.index for one in picture]).T if np.ptp(axis)]
    ends = np.array([one.box if len(axes) == 1 else (one.box + one.middle) / 2 for one in picture])
    spans = np.sort(ends * [1, -1], axis=1)  # from where to where, to the right and down
    late = [[pair for axis, way in zip(axes, ways, strict=True)
             for pair in _late(axis, spans[..., way])]
            for ways in _readings(picture[0], len(axes))]  # fmt: skip
    if late and all(late):
        earlier, later = (picture[place].name for place in late[-1][0])
        yield Problem("order", later, f"right of or below {earlier}", "before or above it")
    along = _ALONG.get(picture[0].channel) if len(axes) == 1 else None
    if along is not None and late[along]:  # else they are laid end to end
        starts = [one.box[int(one.citation.value < 0), along] for one in picture]
        if np.ptp(starts) > limits.PLACE:
            yield Problem("order", picture[0].name, "bars from one line on", "from several")


def _readings(one: Item, axes: int) -> tuple[tuple[int, ...], ...]:
    turned = ((_RIGHT, _DOWN),) if axes == 2 and one.citation.tensor.endswith(_TURNED) else ()
    return _READINGS.get(axes, ()) + turned


def _late(steps: np.ndarray, spans: np.ndarray) -> Iterator[tuple[int, int]]:
    """Find marks that begin before the end of one whose entry comes earlier."""
    at = [np.flatnonzero(steps == step) for step in np.unique(steps)]
    for earlier, later in pairwise(at):
        last, first = earlier[spans[earlier, 1].argmax()], later[spans[later, 0].argmin()]
        if spans[first, 0] < spans[last, 1] - limits.ADJACENT:
            yield int(last), int(first)


# --- how many there are -------------------------------------------------------------------------


def judge_counted(seen: Sequence[Mobject], oracle: Oracle) -> Iterator[Problem]:
    """Judge equal pieces of furniture by what stands with them."""
    plain = [one for one, _ in claiming(seen, Furniture) if len(one.points) and inks_of(one)]
    frames = [_pieces(one)[0] for one in plain if one.get_fill_opacity() <= limits.NOTHING]
    heaps: dict[object, list[np.ndarray]] = defaultdict(list)
    for kind, box in ((type(one), box) for one in plain for box in _pieces(one)):
        heaps[kind, *np.round(box[1] - box[0], 2)].append(box)
    rows: dict[object, list[Numeral]] = defaultdict(list)
    steps: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in seen:
        for told in citations_of(one):
            steps[told.source, told.tensor].update(told.index[:1])
            if isinstance(one, Numeral):
                rows[told.tensor, round(one.get_y(), 1)].append(one)
    for heap in map(np.array, heaps.values()):
        for row in rows.values():
            yield from _judge_pile(heap[..., 0].mean(axis=1), row)
        for frame in frames if np.ptp(heap[:, 0, 1]) < limits.ADJACENT else ():
            yield from _judge_step(heap[heap[:, 0, 0].argsort()], frame, steps, oracle)


def _pieces(one: Mobject) -> np.ndarray:
    """Return the boxes of the closed lines of which a shape is made (n × 2 × 2)."""
    curves = one.points[:, :2].reshape(-1, 4, 2)
    is_apart = np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=1, initial=0) > limits.ADJACENT
    first = np.flatnonzero(np.append(True, is_apart))
    low = np.minimum.reduceat(curves.min(axis=1), first)
    return np.stack([low, np.maximum.reduceat(curves.max(axis=1), first)], axis=1)


def _judge_pile(things: np.ndarray, row: Sequence[Numeral]) -> Iterator[Problem]:
    """See that as many lie in the column of a number as it counts, or as are its share.

    Panels of which each column has one are no piles, nor is what all is counted by one number.
    """
    at, values = np.array([(one.get_x(), one.value) for one in row]).T
    apart = np.abs(things[:, None] - at)
    lie = np.bincount(apart.argmin(axis=1), minlength=len(row))
    whole = values * len(things) if np.isclose(values.sum(), 1) else values
    due = whole.round()
    is_count = len(things) > len(row) > 1 and np.isfinite(due).all() and np.allclose(whole, due)
    is_below = apart.min(axis=1).max() < np.diff(np.sort(at)).min(initial=np.inf) / 2
    if is_count and is_below and due.sum() == len(things) and np.count_nonzero(due) > 1:
        for place in np.flatnonzero(due != lie):
            yield Problem("pile", describe(row[place]), f"{due[place]:.0f}", f"{lie[place]}")


def _judge_step(
    panels: np.ndarray, frame: np.ndarray, steps: Mapping[tuple[str, str], set[int]], oracle: Oracle
) -> Iterator[Problem]:
    """See that the one of a row of panels that is framed is the step at which all else is."""
    is_held = (frame[0] < panels[:, 0]) & (panels[:, 1] < frame[1])
    held = {*np.flatnonzero(is_held.all(axis=1))}
    for tensor, at in steps.items() if len(held) == 1 and len(panels) >= _ROW else ():
        with suppress(Unknown):
            is_one = len(at) == 1 and oracle.array(*tensor).shape[:1] == (len(panels),)
            if is_one and at != held:
                due, seen = (f"at step {min(each)}" for each in (at, held))
                yield Problem("step", f"the frame of {tensor[1]}", due, seen)
