"""One row under one mask: its scores, its light, the cover over them, and what it writes."""

from __future__ import annotations

from manim import (
    DEGREES,
    DL,
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    ReplacementTransform,
    Restore,
    Rotate,
    Succession,
    Transform,
    VGroup,
)

from scenes import theme
from scenes.pieces.same_scores_four_masks.cover import Cover
from scenes.pieces.same_scores_four_masks.score_row import ScoreRow
from scenes.pieces.same_scores_four_masks.told import Told, Trial
from scenes.stage.text import Text

WRITTEN = 2.2  # the width of what is written, with a guess behind it
_SIZE, _WIDEST, _ASIDE, _DEPTH = 0.95, 1.7, 0.3, 2
_FALL, _SINK, _TILT, _FLYING = 0.45, 0.1, -15 * DEGREES, 0.3


class TriedRow:
    """A row that comes out of the first one; its word stays, or falls and another one comes.

    Attributes
    ----------
    word, lights
        What is written, and how much is heard of each, now.
    falls, flight
        Whether another word is written under the mask; from where and to where most light goes
        then, if it must.
    """

    def __init__(self, told: Told, trial: Trial, cell: tuple[float, float]) -> None:
        row = slice(told.query, told.query + 1)
        before, under, self.name = trial
        self.scores = ScoreRow(
            before.scaled[row],
            told.listeners[row].words(),
            told.filled.tokens.words()[: len(before.tokens)],
            cell=cell,
            name=self.name,
            limit=told.filled.scaled[row].limit(),
        )
        self.lights = self.scores.lit(before.weights[row])
        self.under, self._new = under, self.scores.lit(under.weights[row])
        self.cover = Cover(self.scores, under.visible[row], self.name)
        first, last = (reading.written[row].words()[0] for reading in (before, under))
        self.falls, self.flight = first != last, told.flight(trial)
        self._last = _written(last, told)
        self.word = _written(first, told) if self.falls else self._last
        self.whole = VGroup(self.scores, self.lights, self._new, self.cover)

    def stand(self, left: float, height: float, right: float) -> None:
        """Stand between a left edge and what is written, at this height."""
        home = self.scores.cells
        self.whole.shift([left - home.get_left()[0], height - home.get_y(), 0])
        for word in (self.word, self._last):
            word.set_x(right, LEFT).stand_on(height - theme.MIDDLE * word.em)

    @property
    def body(self) -> VGroup:
        """All of the row but its names and what it writes."""
        scores = self.scores
        return VGroup(scores.cells, self.lights, scores.rules, scores.marks, self.cover.hiding)

    @property
    def behind(self) -> Text:
        """Where a guess may stand that asks whether the word stays."""
        return self.word.copy().set_x(self.word.get_right()[0] + _ASIDE)

    def come_out_of(self, first: TriedRow) -> Animation:
        """Let the first row's scores come down once more, filling from the right, and the word."""
        columns, scores = len(first.scores.cells), self.scores
        parts = scores.cells, self.lights, scores.rules, scores.marks
        again = VGroup(scores.row_labels, *(one for part in parts for one in part[:columns]))
        again.save_state()
        again.set_y(first.scores.cells.get_y())
        moves = [Restore(again)]
        filling = [one for part in (*parts, scores.column_labels) for one in part[columns:]]
        if filling:
            moves.append(FadeIn(*filling, shift=LEFT))
        return LaggedStart(*moves, FadeIn(self.word, shift=RIGHT * 0.4), lag_ratio=0.4)

    def fall(self) -> Animation:
        """Let the word lose its footing: another one is to come."""
        old, self.word = self.word, self._last
        tilted = Rotate(old, _TILT, about_point=old.get_corner(DL))
        return Succession(tilted, FadeOut(old, shift=DOWN * _SINK, scale=0.7))

    def hear(self) -> Animation:
        """Let the light go to what is heard now; from what is hidden it goes along the row."""
        old, new, self.lights = self.lights, self._new, self._new
        flying = {self.flight[0]} if self.flight else set()
        pairs = [(one, new[at]) for at, one in enumerate(old) if at not in flying]
        settling = [ReplacementTransform(*pair) for pair in pairs]
        if not self.flight:
            return AnimationGroup(*settling)
        hidden, to = self.flight
        light, far = old[hidden].set_z_index(_FLYING), 0 if to < hidden else len(new) - 1
        legs = (Transform(light, light.copy().move_to(new[at])) for at in (far, to))
        landing = AnimationGroup(FadeOut(light), FadeIn(new[hidden]), *settling)
        return Succession(*legs, landing)

    def write(self) -> Animation:
        """Let a word drop in where another one fell, or show that it stands."""
        if self.falls:
            return FadeIn(self.word, shift=DOWN * _FALL, scale=2)
        return Indicate(self.word, color=self.word.get_color())


def _written(word: str, told: Told) -> Text:
    text = Text(word, size=_SIZE, color=told.hue(word)).set_z_index(_DEPTH)
    return text.scale(min(1.0, _WIDEST / text.width))
