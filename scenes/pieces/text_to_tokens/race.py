"""All other words at once: each starts as letters where it stands, and joins up."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, Animation, AnimationGroup, FadeIn, LaggedStart, VGroup

from scenes.mobjects.token_row import TokenRow
from scenes.pieces.text_to_tokens.clapping import clap, said_at, seam, write
from scenes.stage.cited import Quantity

_GAP = 0.1


class Race:
    """The parts of several pieces, each within the place of the tokens that it will be.

    Parameters
    ----------
    pieces
        Of each piece its parts at first and after each rule.
    places
        Of each piece its tokens, where they will stand in the end.
    """

    def __init__(self, pieces: Sequence[Quantity], places: Sequence[VGroup]) -> None:
        self._pieces, self._places = pieces, places
        self.rows = [self._parts(lane, 0) for lane in range(len(pieces))]

    def __len__(self) -> int:
        return max((len(steps) - 1 for steps in self._pieces), default=0)

    def start(self) -> Animation:
        """Let all letters come, word by word."""
        return LaggedStart(*map(FadeIn, self.rows), lag_ratio=0.15)

    def join(self, step: int) -> Animation:
        """Clap two parts together in each piece for which there is another rule."""
        claps = []
        for lane, steps in enumerate(self._pieces):
            if step + 1 < len(steps):
                before, place = self.rows[lane], seam(steps, step)
                self.rows[lane] = self._parts(lane, step + 1)
                left, right = (part.label for part in before[place : place + 2])
                new = self.rows[lane][place].label
                claps += [clap(before, self.rows[lane], place)]
                claps += [write(new, (left, LEFT), (right, RIGHT))]
        return AnimationGroup(*claps)

    def _parts(self, lane: int, step: int) -> TokenRow:
        place = self._places[lane]
        row = TokenRow(said_at(self._pieces[lane], step), size=place[0].label.size, gap=_GAP)
        row.scale(min(1.0, place.width / row.width))
        return row.move_to(place)
