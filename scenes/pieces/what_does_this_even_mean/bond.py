"""A word and the noun that decides what is written for it; nobody knows yet how."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    Create,
    FadeIn,
    Mobject,
    MoveToTarget,
    ShowPassingFlash,
    VGroup,
)

from scenes import theme
from scenes.mobjects.motion import settle
from scenes.mobjects.token_row import Token
from scenes.pieces.what_does_this_even_mean.sentence import Answered
from scenes.stage.claims import Furniture, Joins, shows
from scenes.stage.layout import Room
from scenes.stage.shapes import Path
from scenes.stage.text import Text

_HEIGHT, _GAP = 1.52, 0.5
_DEPTH, _PULSE, _ASKED = 0.5, 14.0, 0.84


class Bond(VGroup):
    """The word that is asked for, the noun, the form that is written, and a road between the two.

    They are parts of an answered sentence, and stand in its order.
    """

    def __init__(self, answered: Answered, key: int) -> None:
        sentence = answered.sentence
        self._key, self._query = sentence[key], sentence.asked
        words = (token for token in sentence if token in (self._key, self._query))
        self._row = VGroup(*words, answered.written)
        super().__init__(*self._row)

    def gather(self, room: Room) -> Animation:
        """Close up, and grow until a room is filled."""
        target = self.generate_target()
        *words, written = target.scale(_HEIGHT / self._key.height)
        left, right = room.columns(3, 2)
        left.hold(VGroup(*words).arrange(RIGHT, buff=_GAP), LEFT, shrink=True)
        right.hold(written, LEFT, shrink=True)
        return MoveToTarget(self)

    def join(self) -> Animation:
        """Draw the road."""
        self.road = _road(self._key, self._query)
        self.add(self.road)
        return Create(self.road)

    def send(self) -> Animation:
        """Let something run from the noun to the word."""
        path = Path(stroke_color=theme.HIGHLIGHT, stroke_width=_PULSE)
        pulse = shows(path.set_points(self.road.points), self.road.claim)
        return ShowPassingFlash(pulse, time_width=0.4)

    def run_into(self, mobject: Mobject) -> Animation:
        """Let something run to the middle of whatever will come there, from the side next to it."""
        end, below = mobject.get_center(), self.road.point_from_proportion(0.5)
        start = below if end[1] < below[1] else self._key.get_top()
        down, across = (end - start) * [[0, 1, 0], [1, 0, 0]]
        path = Path(stroke_color=theme.HIGHLIGHT, stroke_width=_PULSE)
        path.set_points([start, start + down, end - 0.7 * across, end])
        return ShowPassingFlash(shows(path, Furniture("pulse")), time_width=0.5)

    def ask(self) -> Animation:
        """Let a question mark fill the bend of the road."""
        mark = Text("?", size=_ASKED, color=theme.HIGHLIGHT)
        lowest, highest = self.road.point_from_proportion(0.5), self._key.get_bottom()
        self.add(mark.move_to((lowest + highest) / 2).set_x(lowest[0]))
        return FadeIn(mark, scale=2)

    def give_way(self, room: Room) -> Animation:
        """Go small into a room, until it is restored."""
        self.save_state()
        return settle(self, room, LEFT, shrink=True)


def _road(key: Token, query: Token) -> Path:
    """Draw a curve below the words."""
    start, end = key.get_bottom(), query.get_bottom()
    below = 4 / 3 * _DEPTH * key.height * DOWN
    path = Path(stroke_color=theme.HIGHLIGHT, stroke_width=theme.STROKE_FRAME)
    path.set_points([start, start + below, end + below, end])
    return shows(path, Joins(key.label.citation, query.label.citation))
