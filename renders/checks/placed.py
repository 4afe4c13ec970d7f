"""Judges where shapes stand: what a frame surrounds, what an arrow joins; and that each says so.

What an entry is about follows from its citation; see `renders.checks.identity`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import shapely
from manim import Line, Mobject

from renders.checks import limits
from renders.checks.failure import Problem
from renders.checks.identity import Identity, identity, token_of
from renders.checks.laws import other_hues
from renders.checks.named import Item, Told, away, claim_of, claiming
from renders.checks.oracle import Oracle
from renders.checks.ordered import judge_order
from renders.checks.staged import describe, inks_of, is_seen, is_written, parts_of
from renders.checks.written import cited
from scenes import theme
from scenes.chapter import Chapter
from scenes.stage.cited import Citation
from scenes.stage.claims import Furniture, Joins, Placement, Surrounds, Tip
from scenes.stage.text import Glyph, Numeral

End = tuple[Item, Identity, np.ndarray | None]  # of a line: what it is to be about, and its place
_TOKENS = {"query", "key"}  # what else is at a place is what is written there
_SHARES = np.linspace(0, 1, 25)[:, None]
_ALONG = (1 - _SHARES) ** [3, 2, 1, 0] * _SHARES ** [0, 1, 2, 3] * [1, 3, 3, 1]  # of a cubic curve


class Standing:
    """Judges all shapes that stand together, and remembers which rows were pointed at."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], str] = {}

    def judge(
        self,
        chapter: Chapter,
        seen: Sequence[Mobject],
        found: Sequence[Item],
        fresh: Sequence[Mobject],
        told: Told,
        oracle: Oracle,
    ) -> Iterator[Problem]:
        """Judge what is ``fresh`` of what is seen, by all of it and by what captions ``told``.

        ``found`` is what of it cites an entry.
        """
        edges = [one for one in found if one.is_edge]
        free = [one for one in found if not (one.is_edge or isinstance(one.claim, Placement))]
        frames = [Item(one, first, identity(first, oracle)) for one, claim
                  in claiming(seen, Surrounds) for first in claim.citations[:1]]  # fmt: skip
        boxes = [frame for frame in frames if len(frame.claim.citations) == 1]
        yield from _judge_claims(chapter.mobjects, fresh)
        yield from _judge_slants(fresh, free)
        yield from _judge_icons(seen, fresh)
        yield from _judge_frames([one for one in frames if one.mobject in fresh], free)
        yield from _judge_ends(fresh, edges, [*boxes, *free], oracle)
        yield from _judge_lit(boxes, edges, oracle)
        yield from _judge_numbers(edges, [one for one in free if isinstance(one.mobject, Numeral)])
        yield from judge_order(chapter.mobjects, found)
        yield from self._judge_rows(frames, edges, told, oracle)

    def point_at(self, edge: Citation) -> None:
        """Remember that a message ran into the token of an edge's row."""
        self._rows.setdefault((edge.source, edge.index[0]), f"a message along {cited(edge)}")

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


def _judge_claims(stage: Iterable[Mobject], fresh: Iterable[Mobject]) -> Iterator[Problem]:
    """Let each shape claim what it shows, or that it is furniture, which has no hue of a meaning.

    Dashes and tips belong to their lines.
    """
    family = (one for mobject in stage for one in mobject.get_family())
    wholes = (one for one in family if is_written(one) or (isinstance(one, Line) and claim_of(one)))
    parts = parts_of(wholes)
    for shape in fresh:
        claim = claim_of(shape)
        yield from judge_hue(shape)
        is_part = id(shape) in parts or isinstance(shape, Glyph)
        if claim in (None, Surrounds(())) and not is_part and len(shape.points) and is_seen(shape):
            yield Problem("claim", describe(shape), "what it shows, or furniture", "nothing")


def judge_hue(shape: Mobject) -> Iterator[Problem]:
    """See that furniture has no hue of a meaning, but that of the part of which it is."""
    claim = claim_of(shape)
    own = theme.hue_of(claim.of) if isinstance(claim, Furniture) and claim.of else None
    if isinstance(claim, Furniture) and inks_of(shape) & other_hues(own):
        yield Problem("claim", describe(shape), "what it shows", f"a {claim.kind} with a hue")


def _judge_slants(fresh: Iterable[Mobject], standing: Sequence[Item]) -> Iterator[Problem]:
    """See that a rule leads slantwise from one cited thing to another only as a line that joins."""
    for rule, _ in claiming(fresh, Furniture):
        if not isinstance(rule, Line) or np.abs(rule.get_vector()[:2]).min() < limits.LEVEL:
            continue
        near = [_nearest(end, standing) for end in rule.get_start_and_end()]
        if None not in near and not near[0].same_as(near[1]):
            names = " and ".join(one.name for one in near)
            yield Problem("claim", describe(rule), f"that it joins {names}", "furniture")


def _judge_icons(seen: Iterable[Mobject], fresh: Sequence[Mobject]) -> Iterator[Problem]:
    """See that an icon at a line of a role is of that role; of two lines the nearer one counts."""
    plain = claiming((one for one in seen if len(one.points)), Furniture)
    roles = [(one, claim) for one, claim in plain if claim.of]
    lines = [(shapely.linestrings(one.points[:, :2]), claim.of) for one, claim in roles
             if claim.kind == "pipe"]  # fmt: skip
    for icon, claim in roles:
        if claim.kind != "icon" or icon not in fresh or not lines:
            continue
        middle = shapely.points(icon.get_center()[:2])
        away, role = min((shapely.distance(line, middle), role) for line, role in lines)
        if away <= limits.REACH and role != claim.of:
            expected = f"that of a {role}, as the line at which it stands"
            yield Problem("icon", describe(icon), expected, f"that of a {claim.of}")


def _judge_frames(frames: Iterable[Item], standing: Sequence[Item]) -> Iterator[Problem]:
    """See that just those entries stand in a frame of which it was made."""
    for frame in frames:
        claimed = {cited(one) for one in frame.claim.citations}
        inside = {cited(one.citation) for one in standing if frame.holds(one.middle)}
        if inside != claimed:
            lists = (", ".join(sorted(one)) or "nothing" for one in (claimed, inside))
            yield Problem("frame", describe(frame.mobject), *lists)


def _judge_ends(
    fresh: Sequence[Mobject], edges: Sequence[Item], standing: Sequence[Item], oracle: Oracle
) -> Iterator[Problem]:
    """See that an edge leads from its key to its query, to which it points; a line as it claims.

    Where a sentence listens to itself, one row of tokens is both.
    """
    tips = [Item(one, claim.citation, {}) for one, claim in claiming(fresh, Tip)]
    lines = [Item(one, claim.start, {}) for one, claim in claiming(fresh, Joins)]
    led = [edge for edge in edges if edge.mobject in fresh]
    for line, due, point in (*_ends_of_edges(led, tips), *_ends_of_lines(lines, oracle)):
        source = line.citation.source
        alike = [one for one in standing if len(one.about) == len(due)]
        near = _nearest(point, [one for one in alike if one.citation.source == source])
        trace, about = oracle.traces.get(source), near.about if near else {}
        one_row = trace and trace.query_side.tokens == trace.key_side.tokens
        if about != due and not (one_row and [*about.values()] == [*due.values()]):
            yield Problem("arrow", line.name, f"{due} there", near.name if near else "nothing")
        elif line.is_edge and isinstance(near.citation.value, str) and about.keys() <= _TOKENS:
            told = token_of(line.citation, *due, oracle)
            if told not in (None, near.citation.value):
                yield Problem("arrow", line.name, f"{told!r} there", near.name)
    for tip in tips:
        if tip.citation not in [edge.citation for edge in edges]:
            yield Problem("arrow", tip.name, "an edge", "a tip alone")


def _ends_of_edges(edges: Iterable[Item], tips: Sequence[Item]) -> Iterator[End]:
    for edge in edges:
        key, query = ({kind: edge.about.get(kind)} for kind in ("key", "query"))
        yield edge, key, edge.mobject.get_start()
        yield edge, query, _apex(edge, tips)


def _ends_of_lines(lines: Iterable[Item], oracle: Oracle) -> Iterator[End]:
    for line in lines:
        yield line, identity(line.claim.start, oracle), line.mobject.get_start()
        yield line, identity(line.claim.end, oracle), line.mobject.get_end()


def _judge_numbers(edges: Sequence[Item], numbers: Iterable[Item]) -> Iterator[Problem]:
    """See that a number that stands at an edge stands at its own, whatever else passes by."""
    entries = {edge.citation for edge in edges}
    for number in numbers:
        near = [edge.citation for edge in edges if _is_at(number, edge)]
        if near and number.citation in entries.difference(near):
            yield Problem("number", number.name, "at its own edge", "at another")


def _is_at(number: Item, edge: Item) -> bool:
    curves = edge.mobject.points.reshape(-1, 4, 3)
    path = np.einsum("sp,cpd->csd", _ALONG, curves).reshape(-1, 3)
    return away(number.box, path) < limits.AT_EDGE + edge.mobject.get_stroke_width() / 200


def _apex(edge: Item, tips: Iterable[Item]) -> np.ndarray | None:
    """Find to where an edge's tip points, if it leads on from the end of the edge's path."""
    end = edge.mobject.get_end()
    along = end - edge.mobject.point_from_proportion(0.97)
    for tip in tips:
        ahead = (tip.mobject.points - end) @ along
        is_pointed = ahead.mean() < (ahead.max() + ahead.min()) / 2  # most of it is at its base
        if is_pointed and tip.holds(end[:2]) and tip.citation == edge.citation:
            return tip.mobject.points[ahead.argmax()]
    return None


def _nearest(point: np.ndarray | None, candidates: Iterable[Item]) -> Item | None:
    """Find what stands nearest to a point, if it is so near that a line can end at it."""
    near = {away(one.box, point[None]): one for one in candidates if point is not None}
    far = min(near, default=np.inf)
    return near[far] if far <= limits.REACH else None


def _forward(edges: Iterable[Item]) -> list[Item]:
    """Return one edge of each graph in which just one row's edges have the hue of a query."""
    rows: dict[str, dict[int, Item]] = {}
    for edge in edges:
        if theme.QUERY.to_hex() in inks_of(edge.mobject):
            rows.setdefault(edge.citation.source, {})[edge.about["query"]] = edge
    return [edge for row in rows.values() if len(row) == 1 for edge in row.values()]


def _judge_lit(boxes: Sequence[Item], edges: Sequence[Item], oracle: Oracle) -> Iterator[Problem]:
    """Hold tokens in the hue of a query or a key to the edges that came forward.

    It is who listens along them, and those from whom the largest lead.
    """
    for edge in _forward(edges):
        query, row = edge.about["query"], f"{edge.citation.tensor}[{edge.citation.index[0]}]"
        heard = set(map(int, oracle.array(edge.citation.source, f"leaders({row})")))
        for hue, due in ((theme.QUERY, {query}), (theme.KEY, heard)):
            lit = [box for box in boxes if hue.to_hex() in inks_of(box.mobject)]
            numbers = {number for box in lit for number in box.about.values()}
            if lit and numbers != due:
                names = ", ".join(box.name for box in lit)
                yield Problem("token", names, f"those of {row}: {due}", f"{numbers}")
