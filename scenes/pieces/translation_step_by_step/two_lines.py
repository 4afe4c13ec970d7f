"""An English line above a French one that grows, and between them what each step hears."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from manim import (
    RIGHT,
    Animation,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Transform,
    TransformFromCopy,
    VGroup,
    rush_from,
)
from manim import Line as Straight

from attention_math.story import looks
from scenes import theme
from scenes.mobjects.beams import Beams
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.translation_step_by_step.rooms import Rooms
from scenes.stage.cited import Quantity, Word
from scenes.stage.claims import Furniture, Joins, shows
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room
from scenes.stage.shapes import Path, RoundedRectangle
from scenes.stage.text import Text

_ENGLISH, _FRENCH, _GAP, _FRENCH_GAP = 0.62, 0.6, 0.36, 0.2
_APART, _THREAD = 0.1, 8.0


class TwoLines(VGroup):
    """Both sentences, token by token; only its parts are ever put on stage.

    Step number i reads the French token number i, and writes the one after it.
    """

    def __init__(
        self, rooms: Rooms, english: Sequence[Word], french: Sequence[Word], weights: Quantity
    ) -> None:
        width = rooms.english.width
        upper = TokenRow(english, size=_ENGLISH, gap=_GAP, widest=width)
        lower = TokenRow(french, size=_FRENCH, gap=_FRENCH_GAP, widest=width)
        self.english, self.french = rooms.english.hold(upper), rooms.french.hold(lower)
        for token in self.french:
            token.label.set_color(hue_of_gender(token.word))
            token.box.set_fill(theme.GROUND)
        self.slot = self._slot(0)
        self.beams = [
            Beams(self.english, token, weights, row)
            for row, token in enumerate(self.french[: len(weights)])
        ]
        self._looks = looks(weights.values[:-1])  # the last step writes no word
        self.threads: list[Path] = []
        super().__init__(self.english, self.french)

    def start(self) -> Iterator[Animation]:
        """Let the token that begins a translation come, and the empty place behind it."""
        for one in (self.french[0], self.slot):
            yield FadeIn(one, shift=RIGHT * 0.4)

    def read(self, row: int) -> Iterator[Animation]:
        """Go on to a token: what the last step heard recedes, and the next place opens."""
        if row:
            yield self._leave(row - 1)
            yield from self.beams[row - 1].recede()
            self.slot = self._slot(row)
            yield FadeIn(self.slot, shift=RIGHT * 0.3)
        yield self.french[row].box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)

    def write(self, row: int, name: Text) -> Iterator[Animation]:
        """Let the word that was chosen fly into the empty place."""
        token = self.french[row + 1]
        yield ReplacementTransform(self.slot, token.box)
        yield TransformFromCopy(name, token.label)

    def let_go(self) -> Iterator[Animation]:
        """Leave of all that was heard what each step looked at most; the last one wrote no word."""
        yield self._leave(len(self.beams) - 1)
        kept = [self.beams[row][key] for row, key in self._looks]
        heard = [edge for beams in self.beams[:-1] for edge in beams.heavy]
        yield FadeOut(*self.beams[-1], *(edge for edge in heard if edge not in kept))
        for end in (self.french[0], self.french[-1]):
            yield end.label.animate.set_fill(theme.DIM)

    def swing(self, room: Room) -> Iterator[Animation]:
        """Move each look from the token that read to the one that it wrote; go down to a room."""
        moved = room.hold(self.french.copy())
        for row, key in self._looks:
            edge = self.beams[row][key]
            self.threads.append(thread(self.english[key], moved[row + 1]))
            yield ReplacementTransform(edge.path, self.threads[-1])
            yield FadeOut(edge.tip, rate_func=rush_from)
        yield from map(Transform, self.french, moved)

    def light(self, rows: Collection[int]) -> Iterator[Animation]:
        """Let the threads of some steps stand out of all others."""
        for row, one in enumerate(self.threads):
            yield one.animate.set_stroke(theme.HIGHLIGHT if row in rows else theme.EDGE)

    def _leave(self, row: int) -> Animation:
        return self.french[row].box.animate.set_stroke(theme.QUIET, theme.STROKE_THIN)

    def _slot(self, row: int) -> RoundedRectangle:
        slot = shows(self.french[row + 1].box.copy(), Furniture("panel"))
        return slot.set_stroke(theme.HIGHLIGHT, theme.STROKE_THIN).set_fill(theme.GROUND)


def thread(word: Token, written: Token) -> Path:
    """Join an English word with the French one that was written when it was looked at."""
    drawn = Path(stroke_color=theme.WEIGHT, stroke_width=_THREAD)
    drawn.set_points(Straight(word.get_bottom(), written.get_top(), buff=_APART).points)
    return shows(drawn, Joins(word.label.citation, written.label.citation))
