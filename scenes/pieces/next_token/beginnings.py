"""Every beginning of a text as a row of the causal mask, and what one pass guesses after each."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from attention_math.story import came_true
from scenes import theme
from scenes.pieces.next_token.verdict_marks import verdict
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, shows
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Text

_CELL, _SIZE = (2.5, 1.1), 0.6
_WIDEST, _ASIDE = 0.84, 0.42  # of a cell's width: a word, and where its mark stands


class Beginnings(VGroup):
    """A row each, whose later words a shutter hides; the first of them is asked for.

    Attributes
    ----------
    words, shutters
        Of each row, from the left.
    asked, guesses, marks
        Where each row's next word will be, the likeliest there, and whether it is so.
    """

    def __init__(self, room: Room, read: Quantity, predicted: Quantity) -> None:
        rows, text = len(predicted), read.words()
        wide, high = room.inset(right=_ASIDE).cell(rows, len(text), most=_CELL)
        self._size = min(_SIZE, max(theme.SMALLEST, 0.6 * high))
        self.words, self.shutters, self.asked = VGroup(), VGroup(), VGroup()
        self.guesses, self.marks, self._grounds = VGroup(), VGroup(), VGroup()
        middles = room.heights(rows, most=high)
        true = derive(came_true, predicted, read[1:]).each()
        for row, (height, guess, came) in enumerate(
            zip(middles, predicted.words(), true, strict=True)
        ):
            first = room.left + (room.width - _ASIDE - len(text) * wide) / 2
            lefts = (first + column * wide for column in range(len(text)))
            low, top = height - high / 2, height + high / 2
            cells = [Room(left, left + wide, low, top) for left in lefts]
            self._grounds.add(VGroup(*(_cell(cell, theme.PANEL) for cell in cells)))
            self.words.add(VGroup(*map(self._write, cells, text)))
            self.shutters.add(VGroup(*(_cell(cell, theme.HIDDEN) for cell in cells[row + 1 :])))
            frame = Outline(width=wide, height=high, color=theme.HIGHLIGHT)
            self.asked.add(
                frame.set_stroke(width=theme.STROKE_FRAME).move_to(cells[row + 1].center)
            )
            self.guesses.add(self._write(cells[row + 1], guess))
            mark = verdict(came).set_z_index(3)
            self.marks.add(mark.move_to(cells[row + 1].center).shift((0.5 * wide + _ASIDE) * RIGHT))
        super().__init__(self._grounds, self.words)

    def learn(self) -> Iterator[tuple[Animation, float]]:
        """Come down one by one, be shut, guess all at once, for they are of one pass, be judged."""
        rows = zip(self._grounds, self.words, strict=True)
        yield LaggedStart(*(FadeIn(*row, shift=DOWN) for row in rows), lag_ratio=0.35), 0.7
        yield self._shut(), 1.1
        self.add(self.guesses, self.marks)
        yield AnimationGroup(*(FadeIn(word, shift=RIGHT * 0.6) for word in self.guesses)), 0.6
        yield LaggedStart(*map(Create, self.marks), lag_ratio=0.5), 0.7

    def hand_over(self, cards: VGroup) -> Animation:
        """Let the last question and its guess become the first of some cards, and go."""
        asked = VGroup(self.asked[-1], self.guesses[-1])
        gone = (part for part in self.family_members_with_points() if part not in asked)
        last = ReplacementTransform(asked, cards[0]) if len(cards) else FadeOut(asked)
        return AnimationGroup(FadeOut(*gone), last)

    def _shut(self) -> Animation:
        """Let shutters down over what follows each beginning, and frame what comes next."""
        downs = []
        for row, (shutters, frame) in enumerate(zip(self.shutters, self.asked, strict=True)):
            hidden = self.words[row][row + 1 :]
            self.words[row].remove(*hidden)
            for shutter, word in zip(shutters, hidden, strict=True):
                downs.append(AnimationGroup(GrowFromEdge(shutter, UP), FadeOut(word)))
            downs.append(Create(frame))
        self.add(self.shutters, self.asked)
        return LaggedStart(*downs, lag_ratio=0.12)

    def _write(self, cell: Room, word: str) -> Text:
        text = Text(word, size=self._size)
        text.scale(min(1.0, _WIDEST * cell.width / text.width)).move_to(cell.center)
        return text.stand_on(cell.center[1] - theme.MIDDLE * text.em)


def _cell(room: Room, color: object) -> Rectangle:
    cell = Rectangle(width=room.width, height=room.height, fill_color=color, fill_opacity=1)
    cell.set_stroke(theme.LINE, theme.STROKE_THIN).move_to(room.center)
    return shows(cell, Furniture("panel"))
