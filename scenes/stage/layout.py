"""Where things stand: rooms that hold them, and lines of words and numbers on one baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol, TypeVar, runtime_checkable

import numpy as np
from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, Mobject, VGroup, config

from scenes import theme

Held = TypeVar("Held", bound=Mobject)

_GAP = 0.12
_ROUNDS = 200
_AIR, _FARTHER = 0.05, np.arange(0.1, 1.5, 0.1)  # around what steps aside; and how far it may


@runtime_checkable
class Written(Protocol):
    """What stands on a baseline: words, numbers and formulas."""

    @property
    def em(self) -> float: ...

    def stand_on(self, baseline: float) -> Mobject: ...


@dataclass(frozen=True)
class Room:
    """A rectangle of the stage, in units of the frame, in which something is to stand.

    Its parts are rooms again: a chapter names rooms and no coordinates, and a frame of another
    format has other rooms.
    """

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def center(self) -> np.ndarray:
        return np.array([(self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0])

    def columns(self, *shares: float, gap: float = 0.0) -> tuple[Room, ...]:
        """Divide the width, from the left, in proportion to the shares."""
        return tuple(
            Room(self.left + start, self.left + end, self.bottom, self.top)
            for start, end in _divide(self.width, shares, gap)
        )

    def rows(self, *shares: float, gap: float = 0.0) -> tuple[Room, ...]:
        """Divide the height, from the top, in proportion to the shares."""
        return tuple(
            Room(self.left, self.right, self.top - end, self.top - start)
            for start, end in _divide(self.height, shares, gap)
        )

    def halves(self, gap: float = 0.0) -> tuple[Room, ...]:
        """Divide the width into a left and a right half."""
        return self.columns(1, 1, gap=gap)

    def inset(
        self, *, left: float = 0.0, right: float = 0.0, bottom: float = 0.0, top: float = 0.0
    ) -> Room:
        """Leave so much room free at the sides."""
        return Room(self.left + left, self.right - right, self.bottom + bottom, self.top - top)

    def cell(
        self, rows: int, columns: int, *, most: tuple[float, float] = (np.inf, np.inf)
    ) -> tuple[float, float]:
        """Return how wide and high each cell of a grid may be that fills the room."""
        return min(most[0], self.width / columns), min(most[1], self.height / rows)

    def heights(self, count: int, *, most: float = np.inf) -> list[float]:
        """Return the middles of so many lines, from the top; few of them stand in the middle."""
        pitch = min(most, self.height / count)
        return [float(self.center[1] + ((count - 1) / 2 - i) * pitch) for i in range(count)]

    def hold(self, mobject: Held, side: Sequence[float] = ORIGIN, *, shrink: bool = False) -> Held:
        """Let a mobject stand in the middle or at a side; with ``shrink``, no larger than it fits.

        Words and numbers stand on one baseline in all rooms of a row.
        """
        if shrink:
            sizes = (self.width / mobject.width, self.height / mobject.height)
            mobject.scale(min(1.0, *sizes))
        free = np.array([self.width, self.height, 0.0]) / 2
        mobject.move_to(self.center + np.array(side) * free, aligned_edge=side)
        if isinstance(mobject, Written) and not side[1]:
            mobject.stand_on(float(self.center[1]) - theme.MIDDLE * mobject.em)
        return mobject


def stage() -> Room:
    """Return what the title and the captions leave of the frame."""
    across, up = config.frame_width / 2 - theme.STAGE_MARGIN, config.frame_height / 2
    return Room(-across, across, theme.STAGE_ABOVE - up, up - theme.STAGE_BELOW)


def title_baseline() -> float:
    """Return the height on which the title stands."""
    return config.frame_height / 2 - theme.TITLE_BELOW


def caption_baseline() -> float:
    """Return the height on which captions stand."""
    return theme.CAPTION_ABOVE - config.frame_height / 2


def _divide(length: float, shares: Sequence[float], gap: float) -> Iterator[tuple[float, float]]:
    whole, free = sum(shares), length - gap * (len(shares) - 1)
    ends = accumulate(share / whole * free for share in shares)
    for i, (end, share) in enumerate(zip(ends, shares, strict=True)):
        yield end - share / whole * free + i * gap, end + i * gap


def line(*parts: Mobject, gap: float = 0.2) -> VGroup:
    """Set words, numbers and formulas side by side on one baseline, at the height 0.

    What has no baseline, such as an arrow, stands in the middle of the letters.
    """
    row = VGroup(*parts).arrange(RIGHT, buff=gap)
    written = [part for part in row if isinstance(part, Written)]
    middle = theme.MIDDLE * max((part.em for part in written), default=0.0)
    for part in row:
        if isinstance(part, Written):
            part.stand_on(0.0)
        else:
            part.set_y(middle)
    return row


def spread(row: VGroup, gap: float = _GAP) -> VGroup:
    """Push neighbours of a row apart, both by as much, until no two are closer than ``gap``."""
    for _ in range(_ROUNDS):
        for left, right in pairwise(row):
            missing = gap - (right.get_left()[0] - left.get_right()[0])
            if missing > 0:
                left.shift(RIGHT * -missing / 2)
                right.shift(RIGHT * missing / 2)
    return row


def step_aside(mark: Held, others: Sequence[Mobject]) -> Held:
    """Move a mark to the nearest place where it touches none of the others, if there is one."""
    home = mark.get_center()
    reach = [np.array([part.width, part.height]) / 2 + _AIR for part in others]
    half = np.array([mark.width, mark.height]) / 2

    def is_free(place: np.ndarray) -> bool:
        away = (np.abs(place - part.get_center())[:2] for part in others)
        return all((far >= near + half).any() for far, near in zip(away, reach, strict=True))

    places = (home + far * way for far in _FARTHER for way in (UP, DOWN, RIGHT, LEFT))
    return mark.move_to(next(filter(is_free, [home, *places]), home))
