"""A French word, the English one that it came from, and a noun from which two roads lead to it."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Succession,
    VGroup,
    there_and_back,
)

from scenes import theme
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.translation_step_by_step.odds import Odds
from scenes.pieces.translation_step_by_step.roads import road_over, road_to
from scenes.pieces.translation_step_by_step.told import Told
from scenes.pieces.translation_step_by_step.two_lines import TwoLines, thread
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Joins, shows
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room

_SIZE, _GAP, _FALL, _SWOLLEN = 1.0, 0.5, 0.5 * DOWN, 1.15


class Crossroads(VGroup):
    """Some of the English large, and below it what one step wrote; only its parts are on stage.

    ``over`` and ``straight`` are the roads: through the word that was looked at, or not.
    """

    def __init__(self, rooms: tuple[Room, Room, Room], lines: TwoLines, told: Told) -> None:
        upper, self._lower, self._aside = rooms
        self._told, row, noun, heard = told, told.row, told.noun, told.heard
        self._first, self._row, self._lines = min(heard, noun), row, lines
        phrase = lines.english[self._first : max(heard, noun) + 1]
        words = [token.word for token in phrase]
        row_of_words = TokenRow(words, size=_SIZE, gap=_GAP, widest=upper.width)
        self.english = upper.hold(row_of_words, DOWN)
        source, self.noun = self.english[heard - self._first], self.english[noun - self._first]
        self._x = source.get_x()
        self.word = self._written(lines.french[row + 1].word)
        self.thread = thread(source, self.word)
        self.noun.box.set_stroke(theme.KEY, theme.STROKE_FRAME)
        self.over, self.straight = road_over(self.noun, source), road_to(self.noun, self.word)
        super().__init__(self.english, self.word)

    def leave_alone(self) -> Iterator[Animation]:
        """Let all else of both lines go."""
        lines, kept = self._lines, self._sources()
        everything = *lines.english, *lines.french, *lines.threads
        yield FadeOut(*(one for one in everything if one not in kept))

    def come(self) -> Iterator[Animation]:
        """Grow out of what is left of them."""
        yield from map(
            ReplacementTransform, self._sources(), (*self.english, self.word, self.thread)
        )

    def _sources(self) -> list[Mobject]:
        lines, end = self._lines, self._first + len(self.english)
        word, way = lines.french[self._row + 1], lines.threads[self._row]
        return [*lines.english[self._first : end], word, way]

    def between(self) -> VGroup:
        """Return what has the straight road in its middle."""
        return VGroup(self.noun, self.word)

    def odds(self, likely: Quantity) -> Odds:
        """Say how likely each form of the word is."""
        return Odds(self._aside, self._told.forms, likely, numbered=2)

    def swell(self) -> Animation:
        """Let the word swell for a moment."""
        return self.word.animate(rate_func=there_and_back).scale(_SWOLLEN)

    def turn(self, form: Word) -> Animation:
        """Let the word become another one, to which all ways lead then."""
        old, self.word = self.word, self._written(form)
        for way in (self.thread, self.straight.path):
            shows(way, Joins(way.claim.start, form.citation))
        leaving, coming = FadeOut(old.label, shift=_FALL), FadeIn(self.word.label, shift=_FALL)
        boxes = ReplacementTransform(old.box, self.word.box)
        return AnimationGroup(boxes, Succession(leaving, coming))

    def _written(self, word: Word) -> Token:
        token = Token(word, size=_SIZE, color=hue_of_gender(word))
        token.box.set_fill(theme.GROUND).set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
        return self._lower.hold(token, UP).set_x(self._x)
