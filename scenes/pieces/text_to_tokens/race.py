"""All other words, line by line: each starts as letters where it stands, and joins up."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, Animation, AnimationGroup, FadeIn, VGroup

from scenes.mobjects.token_row import TokenRow
from scenes.pieces.text_to_tokens.clapping import clap, said_at, seam, write
from scenes.stage.cited import Quantity

_GAP, _TIGHT, _FILLED = 0.05, 0.35, 0.94  # between parts, around one, of the word's place


class Race:
    """The parts of several pieces, each within the place of the tokens that it will be.

    Parameters
    ----------
    lanes
        Of each piece its parts at first and after each rule, and its tokens, where they will
        stand in the end.
    """

    def __init__(self, lanes: Sequence[tuple[Quantity, VGroup]]) -> None:
        self._pieces, self._places = ([lane[i] for lane in lanes] for i in range(2))
        above = [place.get_y() >= self._places[0].get_y() for place in self._places]
        over = (len(steps) for steps, first in zip(self._pieces, above, strict=True) if first)
        late = max(over, default=0)
        self._begins = [0 if first else late for first in above]
        self.rows = [self._parts(lane, 0) for lane in range(len(lanes))]

    def __len__(self) -> int:
        ends = (first + len(one) for first, one in zip(self._begins, self._pieces, strict=True))
        return max(ends, default=0)

    def go_on(self, turn: int) -> Animation:
        """Let the letters of a line come, or clap two parts together wherever a rule does."""
        claps = []
        for lane, steps in enumerate(self._pieces):
            step = turn - self._begins[lane] - 1
            if step == -1:
                claps += [FadeIn(self.rows[lane])]
            elif 0 <= step < len(steps) - 1:
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
        if len(row) > 1:
            for part in row:
                part.box.stretch_to_fit_width(part.label.width + _TIGHT * part.label.size)
            row.arrange(RIGHT, buff=_GAP).scale(min(1.0, _FILLED * place.width / row.width))
        return row.move_to(place)
