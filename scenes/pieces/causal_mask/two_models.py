"""Two models, alike but for the mask: what they lose, and what they write."""

from __future__ import annotations

from manim import (
    LEFT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    GrowFromEdge,
    LaggedStart,
    VGroup,
)

from attention_math.derived import mask_patterns
from attention_math.leak import load_leak
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.causal_mask.bars import Bars
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.text import Text

_NAME, _WORD, _UNIT = 0.48, 0.56, 0.4
_LONGEST, _BEFORE = 6.6, 2.4


class TwoModels(VGroup):
    """A row for each model: its mask, its losses as bars, the words that it writes."""

    def __init__(self, room: Room, tokens: int) -> None:
        leak = derive(load_leak, source="leak")
        masks = derive(mask_patterns, tokens, 0, source="mask")
        losses = (leak.with_mask, leak.honest_with_mask,
                  leak.without_mask, leak.honest_without_mask)  # fmt: skip
        names = ("in training", "when writing") * 2
        colors = (theme.INK, theme.INK, theme.WRONG, theme.WRONG)
        cited = [loss.cite() for loss in losses]
        self.bars = Bars(names, cited, colors=colors, longest=_LONGEST)
        self.masks, self.names = VGroup(), VGroup()
        self.written = VGroup()
        *rows, foot = room.rows(5, 5, 1)
        shown = (masks.causal, leak.written_with_mask), (masks.padding, leak.written_without_mask)
        for row, title, (mask, words) in zip(rows, ("masked", "may peek"), shown, strict=True):
            aside, beside = row.inset(top=0.15, bottom=0.25).columns(1, 4, gap=0.3)
            picture, name = aside.rows(4, 1)
            cell = picture.cell(tokens, tokens, most=(0.42, 0.42))
            grid = AttentionGrid(mask, view="heat", visible=mask.values, cell=(min(cell),) * 2)
            self.masks.add(picture.hold(grid))
            self.names.add(name.hold(Text(title, size=_NAME)))
            *lines, last = beside.rows(1, 1, 1.5)
            for line in lines:
                self._place(self.bars[2 * len(self.written) + lines.index(line)], line)
            row = TokenRow(words.words(), size=_WORD, gap=0.25, widest=last.width)
            self.written.add(last.hold(row, LEFT))
        unit = "how wrong they are, in nats per token: a short bar is good"
        self.unit = foot.hold(Text(unit, size=_UNIT, color=theme.QUIET), shrink=True)
        super().__init__(self.masks, self.names, self.bars, self.written, self.unit)

    def tell(self, when: int) -> Animation:
        """Let the losses in training (0), or those when writing (1), grow."""
        return LaggedStart(*(_grow(bar) for bar in self.bars[when::2]), lag_ratio=0.6)

    def write(self) -> Animation:
        """Let both write word by word, at the same pace."""
        return AnimationGroup(*(
            LaggedStart(*(FadeIn(token, shift=UP * 0.15) for token in row), lag_ratio=0.9)
            for row in self.written
        ))  # fmt: skip

    @staticmethod
    def _place(bar: VGroup, line: Room) -> None:
        """Let a bar begin where all do, on the line's middle; its name has room before it."""
        left = line.left + _BEFORE
        bar.shift([left - bar[1].get_left()[0], line.center[1] - bar[1].get_y(), 0])


def _grow(bar: VGroup) -> Animation:
    name, shape, number = bar
    return LaggedStart(FadeIn(name), GrowFromEdge(shape, LEFT), FadeIn(number), lag_ratio=0.5)
