"""What is written, word by word; words can turn into others, and back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from manim import DOWN, Animation, Create, FadeIn, FadeOut, Restore, Transform, VGroup

from scenes import theme
from scenes.mobjects.motion import stirring
from scenes.stage.cited import Word
from scenes.stage.gender import hue_of_gender
from scenes.stage.shapes import Rule
from scenes.stage.text import Text

_SIZE, _WAITING, _GROWN = 0.52, 0.7, 1.15  # as written; of that, put off, and pointed out
_LOWER, _UNDER = 0.58, 0.16  # down to what was put off, and to the line below what is new


class Gloss(VGroup):
    """Words on one baseline, each in the hue of its gender."""

    def __init__(self, words: Sequence[Word], xs: Sequence[float], baseline: float) -> None:
        self._xs, self.baseline = xs, baseline
        self._old, self._new = VGroup(), VGroup()
        super().__init__(*map(self._written, words, range(len(words))))

    def _written(self, word: Word, place: int) -> Text:
        drawn = Text(word, size=_SIZE, color=hue_of_gender(word))
        return drawn.set_x(self._xs[place]).stand_on(self.baseline)

    def places(self) -> list[Text]:
        """Return the places below the words, where another may be guessed."""
        return [word.copy().shift(DOWN * _LOWER) for word in self]

    def turn(self, places: Collection[int], others: Sequence[Word]) -> list[Animation]:
        """Let words at some places be put off by others; the rest stirs."""
        standing = [word for place, word in enumerate(self) if place not in places]
        moves: list[Animation] = [stirring(standing)] if standing else []
        for place in places:
            old, new = self[place].save_state(), self._written(others[place], place)
            waiting = old.copy().scale(_WAITING).set_color(theme.DIM)
            waiting.set_x(self._xs[place]).stand_on(self.baseline - _LOWER)
            self._old.add(old)
            self._new.add(new)
            moves += [Transform(old, waiting), FadeIn(new, shift=0.4 * DOWN)]
        return moves

    def turn_back(self) -> list[Animation]:
        """Let all words that were put off come back."""
        moves = [*map(FadeOut, self._new), *map(Restore, self._old)]
        self._old, self._new = VGroup(), VGroup()
        return moves

    def point_out(self) -> list[Animation]:
        """Underline the words that have turned, if any has."""
        moves: list[Animation] = []
        self._marks = VGroup()
        for word in self._new:
            grown = word.copy().scale(_GROWN).stand_on(self.baseline)
            sides = grown.get_left()[0], grown.get_right()[0]
            ends = ([x, self.baseline - _UNDER, 0] for x in sides)
            mark = Rule(*ends, color=theme.WRONG, stroke_width=7)
            self._marks.add(mark)
            moves += [Transform(word, grown), Create(mark)]
        return moves

    def turned(self) -> list[VGroup]:
        """Return what has been pointed out: each word, the line below it, and what was put off."""
        return [VGroup(*one) for one in zip(self._new, self._marks, self._old, strict=True)]
