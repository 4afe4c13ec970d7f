"""Judges where shapes stand: what a frame surrounds, what an arrow joins; and that each says so.

What an entry is about follows from its citation; see `renders.checks.identity`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import Line, ManimColor, Mobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.identity import identity
from renders.checks.named import Item, Told, claim_of, items
from renders.checks.oracle import Oracle
from renders.checks.staged import describe, is_seen, written_on
from renders.checks.written import cited
from scenes import theme
from scenes.stage.claims import Furniture, Joins, Placement, Surrounds, Tip
from scenes.stage.text import Glyph


class Places:
    """Judges all shapes that stand together, and remembers which rows were pointed at."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], str] = {}

    def judge(self, seen: Sequence[Mobject], told: Told, oracle: Oracle) -> Iterator[Problem]:
        """Judge all that can be seen, and what captions have ``told``."""
        found = [one for one in items(seen, oracle) if not isinstance(one.claim, Placement)]
        edges = [one for one in found if one.is_edge]
        standing = [one for one in found if not one.is_edge]
        frames = [Item(one, first, identity(first, oracle)) for one in seen
                  for first in getattr(claim_of(one), "citations", ())[:1]]  # fmt: skip
        boxes = [one for one in frames if len(one.claim.citations) == 1]
        tips = [Item(one, one.claim.citation, {}) for one in seen if isinstance(claim_of(one), Tip)]
        yield from _judge_claims(seen)
        yield from _judge_frames(frames, standing)
        yield from _judge_edges(edges, tips, [*boxes, *standing], oracle)
        yield from _judge_ties(seen, [*boxes, *standing])
        yield from _judge_lit(boxes, edges, oracle)
        yield from self._judge_rows(frames, edges, told, oracle)

    def _judge_rows(
        self, frames: Sequence[Item], edges: Sequence[Item], told: Told, oracle: Oracle
    ) -> Iterator[Problem]:
        """See that captions follow the token whose row was framed, or whose edges came forward."""
        for frame in frames:
            about = [identity(one, oracle) for one in frame.claim.citations]
            queries, keys = ({one.get(kind) for one in about} for kind in ("query", "key"))
            if len(queries) == 1 < len(keys):
                self._rows.setdefault((frame.citation.source, *queries), frame.name)
        for edge in _forward(edges):
            self._rows.setdefault((edge.citation.source, edge.about["query"]), edge.name)
        for (source, query), name in self._rows.items():
            token = told.followed.get(source)
            if token and query not in identity(token, oracle).values():
                yield Problem("row", name, f"{cited(token)}, as captions say", f"query {query}")


def _judge_claims(seen: Sequence[Mobject]) -> Iterator[Problem]:
    """Let each shape claim what it shows, or that it is furniture, which has no hue of a meaning.

    Dashes and tips belong to their lines.
    """
    lines = [one for one in seen if isinstance(one, Line) and claim_of(one)]
    parts = {id(part) for whole in (*written_on(seen), *lines) for part in whole.get_family()}
    for shape in seen:
        claim = claim_of(shape)
        if isinstance(claim, Furniture) and any(_is_in(hue, shape) for hue in theme.meanings()):
            yield Problem("claim", describe(shape), "what it shows", f"a {claim.kind} with a hue")
        is_part = id(shape) in parts or isinstance(shape, Glyph)
        if claim in (None, Surrounds(())) and not is_part and len(shape.points) and is_seen(shape):
            yield Problem("claim", describe(shape), "what it shows, or furniture", "nothing")


def _is_in(hue: ManimColor, shape: Mobject) -> bool:
    """Say whether a line or a ground of a hue can be seen."""
    line = shape.get_stroke_opacity() * shape.get_stroke_width()
    inks = (shape.get_stroke_color(), line), (shape.get_fill_color(), shape.get_fill_opacity())
    return any(much > limits.NOTHING and ink.to_hex() == hue.to_hex() for ink, much in inks)


def _judge_frames(frames: Iterable[Item], standing: Sequence[Item]) -> Iterator[Problem]:
    """See that just those entries stand in a frame of which it was made."""
    for frame in frames:
        claimed = {cited(one) for one in frame.claim.citations}
        inside = {cited(one.citation) for one in standing if frame.holds(one.middle)}
        if inside != claimed:
            lists = (", ".join(sorted(one)) or "nothing" for one in (claimed, inside))
            yield Problem("frame", describe(frame.mobject), *lists)


def _judge_edges(
    edges: Sequence[Item], tips: Sequence[Item], standing: Iterable[Item], oracle: Oracle
) -> Iterator[Problem]:
    """See that edges lead from the token of a key to that of a query, to which the tip points.

    Where a sentence listens to itself, one row of tokens is both.
    """
    tokens = [one for one in standing if "_side.shown" in one.citation.tensor]
    for edge in edges:
        source = edge.citation.source
        trace = oracle.traces.get(source)
        one_row = trace and trace.query_side.tokens == trace.key_side.tokens
        near = [one for one in tokens if one.citation.source == source]
        ends = ("key", edge.mobject.get_start()), ("query", _apex(edge, tips))
        for kind, point in ends:
            token, number = _nearest(point, near), edge.about[kind]
            about = token.about if token else {}
            if number not in (about.values() if one_row else (about.get(kind),)):
                name = token.name if token else "none"
                yield Problem("arrow", edge.name, f"the token of {kind} {number} there", name)
    for tip in tips:
        if tip.citation not in [edge.citation for edge in edges]:
            yield Problem("arrow", tip.name, "an edge", "a tip alone")


def _apex(edge: Item, tips: Iterable[Item]) -> np.ndarray | None:
    """Find to where an edge's tip points, if it leads on from the end of the edge's path."""
    end = edge.mobject.get_end()
    along = end - edge.mobject.point_from_proportion(0.97)
    for tip in tips:
        ahead = (tip.mobject.points - end) @ along
        is_ahead = tip.holds(end[:2]) and ahead.max() > -ahead.min()
        if is_ahead and tip.citation == edge.citation:
            return tip.mobject.points[ahead.argmax()]
    return None


def _judge_ties(seen: Iterable[Mobject], standing: Sequence[Item]) -> Iterator[Problem]:
    """See that a line leads from what shows the one entry to what shows the other."""
    for line in seen:
        if isinstance(claim := claim_of(line), Joins):
            for end, point in ((claim.start, line.get_start()), (claim.end, line.get_end())):
                near = _nearest(point, standing)
                if near is None or near.citation != end:
                    name = near.name if near else "nothing"
                    yield Problem("arrow", describe(line), f"{cited(end)} there", name)


def _nearest(point: np.ndarray | None, candidates: Iterable[Item]) -> Item | None:
    """Find what stands nearest to a point, if it is so near that a line can end at it."""
    near = {}
    for one in candidates if point is not None else ():
        apart = np.maximum(one.box[0] - point[:2], point[:2] - one.box[1]).clip(min=0)
        near.setdefault(float(np.hypot(*apart)), one)
    away = min(near, default=np.inf)
    return near[away] if away <= limits.REACH else None


def _forward(edges: Iterable[Item]) -> list[Item]:
    """Return one edge of each graph in which just one row's edges have the hue of a query."""
    rows: dict[str, dict[int, Item]] = defaultdict(dict)
    for edge in edges:
        if _is_in(theme.QUERY, edge.mobject):
            rows[edge.citation.source][edge.about["query"]] = edge
    return [edge for row in rows.values() if len(row) == 1 for edge in row.values()]


def _judge_lit(boxes: Sequence[Item], edges: Sequence[Item], oracle: Oracle) -> Iterator[Problem]:
    """Hold tokens in the hue of a query or a key to the edges that came forward.

    It is who listens along them, and those from whom the largest lead.
    """
    for edge in _forward(edges):
        query, row = edge.about["query"], f"{edge.citation.tensor}[{edge.citation.index[0]}]"
        heard = oracle.array(edge.citation.source, f"leaders({row})").tolist()
        for hue, due in ((theme.QUERY, {query}), (theme.KEY, set(heard))):
            lit = [box for box in boxes if _is_in(hue, box.mobject)]
            numbers = {number for box in lit for number in box.about.values()}
            if lit and numbers != due:
                names = ", ".join(box.name for box in lit)
                yield Problem("token", names, f"those of {row}: {due}", f"{numbers}")
