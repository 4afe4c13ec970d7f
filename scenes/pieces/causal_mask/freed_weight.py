"""How the weight that a mask frees flows to what is left: cut into pieces, none is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import DOWN, UP, Animation, AnimationGroup, FadeIn, FadeOut, LaggedStart, VGroup

from scenes.pieces.causal_mask.levels import Levels, weight_bar
from scenes.stage.claims import Furniture, shows

_WAY, _BLINK = 2.0, 0.25  # seconds


class FreedWeight(VGroup):
    """Pieces of the glasses that the mask empties, which fill the others of their rows."""

    def __init__(self, before: Levels, after: Levels) -> None:
        super().__init__()
        self.before, self.after = before, after
        rows = sorted({at.query for at in after.bars})
        self._flows = [self._flow_of(row) for row in rows]

    def flow(self) -> Animation:
        """Let all rows flow, each a little after the last."""
        return LaggedStart(*self._flows, lag_ratio=0.35)

    def _flow_of(self, row: int) -> Animation:
        """Move the pieces of a row; at the end the glasses show their new weights."""
        full = [(bar, self.after.bars[at]) for at, bar in self.before.bars.items()
                if at.query == row and at in self.after.bars]  # fmt: skip
        empty = [bar for at, bar in self.before.bars.items()
                 if at.query == row and at not in self.after.bars]  # fmt: skip
        moves = []
        takes = [new.height - old.height for old, new in full]
        for source, target, given, taken, length in _cuts([b.height for b in empty], takes):
            piece = weight_bar(empty[source].width, length)
            shows(piece, Furniture("piece", of="weights")).set_z_index(empty[source].z_index)
            piece.move_to(empty[source].get_bottom() + UP * given, aligned_edge=DOWN)
            end = full[target][0].get_top() + UP * (taken + length / 2)
            self.add(piece)
            moves.append(piece.animate(run_time=_WAY).move_to(end))
        filled = [FadeIn(new, run_time=_BLINK) for _, new in full]
        gone = [FadeOut(bar, run_time=_BLINK) for bar in empty]
        flowing = [AnimationGroup(*moves, *gone)] if gone else []
        return AnimationGroup(*flowing, AnimationGroup(*filled), lag_ratio=1.0)


def _cuts(
    gives: Sequence[float], takes: Sequence[float]
) -> Iterator[tuple[int, int, float, float, float]]:
    """Cut what is given so that it fills what is taken: from, to, the heights there, a length."""
    given, taken, source, target = 0.0, 0.0, 0, 0
    while source < len(gives) and target < len(takes):
        length = min(gives[source] - given, takes[target] - taken)
        if length > 0:
            yield source, target, given, taken, length
        given, taken = given + length, taken + length
        if given >= gives[source]:
            source, given = source + 1, 0.0
        else:
            target, taken = target + 1, 0.0
