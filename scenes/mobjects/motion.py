"""Small moves that several chapters share; each returns an animation and plays nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from manim import (
    DOWN,
    ORIGIN,
    UP,
    Animation,
    AnimationGroup,
    ApplyMethod,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    MoveToTarget,
    ReplacementTransform,
    ShowPassingFlash,
    Succession,
    VGroup,
    VMobject,
    there_and_back,
)
from manim.mobject.mobject import _AnimationBuilder

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.edge import Edge
from scenes.mobjects.token_row import TokenRow
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_STIR = 0.15
_BRIEF = 0.2  # seconds
_NOTHING = 1e-3  # of a height, where an animation begins


class _Rise(FadeIn):
    """Let a bar grow from its foot, as wide as it is; that is at one of its edges."""

    def __init__(self, bar: Mobject, foot: np.ndarray = DOWN) -> None:
        self._foot = foot
        super().__init__(bar)

    def create_starting_mobject(self) -> Mobject:
        along = int(np.abs(self._foot).argmax())
        return super().create_starting_mobject().stretch(_NOTHING, along, about_edge=self._foot)


def rising(
    bars: Iterable[Mobject], lag_ratio: float = 0.1, *, foot: np.ndarray = DOWN
) -> Animation:
    """Let bars that stand on a floor grow, one after the other; it may be at another edge."""
    return LaggedStart(*(_Rise(bar, foot) for bar in bars), lag_ratio=lag_ratio)


def dimming(mobject: Mobject) -> Animation:
    """Let a mobject wait: its text turns grey but stays legible, its shapes fade."""
    return AnimationGroup(*(_dim(part) for part in mobject.family_members_with_points()))


def flowing(edges: Iterable[Edge], run_time: float | None = None) -> Animation:
    """Send a message along each edge, as wide as the edge's weight."""
    return LaggedStart(
        *(ShowPassingFlash(edge.flow(), time_width=0.5) for edge in edges),
        lag_ratio=0.12,
        run_time=run_time or theme.SLOW,
    )


def rippling(grid: AttentionGrid, rows: Iterable[int] | None = None) -> Animation:
    """Let a grid, or some of it, appear row by row."""
    shown = range(len(grid.quantity)) if rows is None else rows
    return LaggedStart(
        *(FadeIn(VGroup(grid.row(i), grid.row_marks(i))) for i in shown), lag_ratio=0.25
    )


def stand_up(row: AttentionGrid, query: int, column: AttentionGrid, labels: VGroup) -> Animation:
    """Let a row of a grid become a column, and the names of its columns those of rows.

    Its numbers fade: those of the column are to appear when it stands.
    """
    cells = zip(row.row(query), column.cells, strict=True)
    names = zip(row.column_labels, labels, strict=True)
    moves = (ReplacementTransform(*pair) for pair in (*cells, *names))
    return AnimationGroup(
        FadeOut(row.row_marks(query), run_time=theme.QUICK), LaggedStart(*moves, lag_ratio=0.08)
    )


def exchange(old: Iterable[Mobject], new: Iterable[Mobject]) -> Animation:
    """Let some, or none, go before others come in their place: no text stands on text."""
    moves = [fade(*ones) for fade, ones in ((FadeOut, [*old]), (FadeIn, [*new])) if ones]
    return Succession(*moves, run_time=theme.NORMAL)


def become(olds: Iterable[Mobject], news: Iterable[Mobject], **options: object) -> Animation:
    """Let each of some become one of others, as far as there are two."""
    pairs = zip(olds, news, strict=False)
    return AnimationGroup(*(ReplacementTransform(*pair, **options) for pair in pairs))


def settle(
    mobject: Mobject, room: Room, side: Sequence[float] = ORIGIN, *, shrink: bool = False
) -> Animation:
    """Let a mobject move to where a room holds it."""
    room.hold(mobject.generate_target(), side, shrink=shrink)
    return MoveToTarget(mobject)


def aside(way: np.ndarray) -> Callable[[np.ndarray, np.ndarray, float], np.ndarray]:
    """Return the path of a move that leaves the straight line by so much for what is in the way."""

    def go(start: np.ndarray, end: np.ndarray, share: float) -> np.ndarray:
        return (1 - share) * start + share * end + way * np.sin(np.pi * share) ** 0.35

    return go


def exchange_tokens(
    old: TokenRow, new: TokenRow, first: int, second: int, *, far: float = 1.1
) -> Iterator[Animation]:
    """Let a row become another in which two tokens have leapt into each other's place.

    They go aside, up and down, as ``far`` as so many heights of a token.
    """
    leaps = {first: (second, DOWN), second: (first, UP)}
    for place, token in enumerate(new):
        origin, way = leaps.get(place, (place, ORIGIN))
        path = aside(way * far * token.height)
        yield ReplacementTransform(old[origin], token, path_func=path)


def _dim(part: VMobject) -> Animation:
    if isinstance(part, Numeral | Text):
        return part.animate.set_fill(theme.DIM)
    return part.animate.set_opacity(0.25)


def passing(mobject: Mobject, *moves: Animation | _AnimationBuilder) -> Animation:
    """Let something come, go its way, and be gone."""
    coming, going = FadeIn(mobject, run_time=_BRIEF), FadeOut(mobject, run_time=_BRIEF)
    return Succession(coming, *moves, going)


def journey(mobject: Mobject, *places: np.ndarray) -> Animation:
    """Let something come, go from place to place, and be gone.

    Of several moves that `animate` makes, each would go where the last one goes.
    """
    return passing(mobject, *(ApplyMethod(mobject.move_to, place) for place in places))


def stirring(mobjects: Iterable[Mobject]) -> Animation:
    """Let each rise a little and sink back, one after the other: the eye goes along them."""
    moves = (one.animate(rate_func=there_and_back).shift(_STIR * UP) for one in mobjects)
    return LaggedStart(*moves, lag_ratio=0.3)
