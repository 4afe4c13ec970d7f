"""One row under one mask after another: its scores stay, and what hangs below them may fall."""

from __future__ import annotations

from manim import (
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromPoint,
    LaggedStart,
    ReplacementTransform,
    Succession,
    Transform,
    VGroup,
)

from scenes.pieces.same_scores_four_masks.cover import Cover
from scenes.pieces.same_scores_four_masks.hanging import Hanging
from scenes.pieces.same_scores_four_masks.score_row import ScoreRow
from scenes.pieces.same_scores_four_masks.told import Reading, Told
from scenes.stage.layout import Room

_SHARES = 1, 1  # heights: scores and words, what hangs there
_FLYING = 0.3  # in depth


class TriedRow:
    """Light and cords are those of what is heard now.

    Attributes
    ----------
    hanging, lights
        Who listens, with what comes of it, and how much is heard of each.
    covers
        What is hidden now.
    """

    def __init__(self, room: Room, told: Told) -> None:
        top, self._below = room.rows(*_SHARES)
        self._told, self._given, self._reading = told, len(told.free.tokens), told.free
        row = slice(told.query, told.query + 1)
        self.scores = ScoreRow(top, told.filled.scaled[row], told.filled.tokens.words())
        spare = self.scores.get_right() - self.scores.columns[: self._given].get_right()
        self._spare = spare[0] / 2
        self.scores.shift(RIGHT * self._spare)
        self.lights, self.covers = VGroup(), list[Cover]()
        self.hanging = self._hang()

    @property
    def has_filling(self) -> bool:
        """Say whether filling is still to come behind the words."""
        return len(self.scores.columns) > self._given

    def enter(self) -> Animation:
        """Let words stand above who asks, and none of them be heard yet."""
        given = self.scores.columns[: self._given]
        columns = (FadeIn(cell, rule, word) for cell, rule, _, word in given)
        return LaggedStart(FadeIn(self.hanging.listener), *columns, lag_ratio=0.2)

    def measure(self) -> Animation:
        """Let the score of each word grow."""
        parts = zip(self.scores.bars[: self._given], self.scores.rules, strict=False)
        growing = (GrowFromPoint(bar, rule.get_center()) for bar, rule in parts)
        return LaggedStart(*growing, lag_ratio=0.3)

    def add_filling(self) -> Animation:
        """Let filling come behind the words, which make room."""
        old, new = self.scores.columns[: self._given], self.scores.columns[self._given :]
        new.shift(LEFT * self._spare)
        moved = VGroup(old, self.lights, self.hanging.whole).animate.shift(LEFT * self._spare)
        return AnimationGroup(moved, *(FadeIn(one, shift=LEFT) for one in new))

    def draw(self, under: Reading, name: str) -> Animation:
        """Hide what a mask hides of the row and is not hidden yet."""
        hidden = {at for cover in self.covers for at in cover.cells}
        columns = sorted(set(self._told.hidden(under)) - hidden)
        visible = under.visible[self._told.query]
        self.covers.append(Cover(self.scores, visible, name, columns))
        if self.falls(under):
            return self.covers[-1].draw(self.hanging.let_go(columns))
        return self.covers[-1].draw()

    def lift(self, reading: Reading) -> Animation:
        """Let all be heard again that a reading may hear."""
        hidden = set(self._told.hidden(reading))
        lifted = [one for one in self.covers if not hidden.issuperset(one.cells)]
        self.covers = [one for one in self.covers if one not in lifted]
        return AnimationGroup(*(one.lift() for one in lifted), self.listen(reading))

    def falls(self, under: Reading) -> bool:
        """Say whether something else is written then."""
        return not self.hanging.says_the_same_as(self._hang(under))

    def listen(self, reading: Reading) -> Animation:
        """Let light and cords go to what is heard now, and what is then written come, or stay."""
        old, self.hanging = self.hanging, self._hang(reading)
        lighting = self._light(reading, self.scores.lit(reading.weights[self._told.query]))
        return Succession(lighting, old.become(self.hanging))

    def _hang(self, reading: Reading | None = None) -> Hanging:
        return Hanging(self._below, self._told, self.scores.words, reading)

    def _light(self, reading: Reading, new: VGroup) -> Animation:
        """Light the cells; most light, if it is hidden, goes along the row to where most is now."""
        old, before = self.lights, self._reading
        self.lights, self._reading = new, reading
        flight = self._told.flight(before, reading) if len(old) == len(new) else None
        pairs = [pair for at, pair in enumerate(zip(old, new, strict=False))
                 if not flight or at != flight[0]]  # fmt: skip
        lit = [ReplacementTransform(*pair) for pair in pairs] + [*map(FadeIn, new[len(old) :])]
        if not flight:
            return AnimationGroup(*lit)
        hidden, to = flight
        light = old[hidden].set_z_index(_FLYING)
        flying = Transform(light, light.copy().move_to(new[to]))
        return Succession(flying, AnimationGroup(FadeOut(light), FadeIn(new[hidden]), *lit))
