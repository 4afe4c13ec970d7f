"""Two models, alike but for the mask: what they lose, and what they write."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    ReplacementTransform,
    VGroup,
)

from attention_math.derived import mask_patterns
from attention_math.leak import load_leak
from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.pieces.causal_mask.bars import Bars
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import Room
from scenes.stage.text import Text

_NAME, _WORD, _GAP = 0.48, 0.85, 0.38
_LONGEST, _BEFORE = 6.2, 3.5


class TwoModels(VGroup):
    """A row for each model: its mask, the words that it writes, and its loss as a bar.

    There are two such bars in one place: of the training, and of the writing.
    """

    def __init__(self, room: Room, tokens: int) -> None:
        leak = derive(load_leak, source="leak")
        masks = derive(mask_patterns, tokens, 0, source="mask")
        losses = (leak.with_mask, leak.honest_with_mask,
                  leak.without_mask, leak.honest_without_mask)  # fmt: skip
        names = ("error in training", "error when writing") * 2
        colors = (theme.INK, theme.INK, theme.INK, theme.WRONG)
        cited = [loss.cite() for loss in losses]
        self.bars = Bars(names, cited, colors=colors, longest=_LONGEST)
        self.masks, self.names, self.written = VGroup(), VGroup(), VGroup()
        shown = (masks.causal, leak.written_with_mask), (masks.padding, leak.written_without_mask)
        rows = zip(room.rows(1, 1, gap=0.4), ("masked", "may peek"), shown, strict=True)
        for row, title, (mask, words) in rows:
            aside, beside = row.columns(1, 5.4, gap=0.35)
            picture, name = aside.rows(4, 1)
            cell = picture.cell(tokens, tokens, most=(0.46, 0.46))
            grid = AttentionGrid(mask, view="heat", visible=mask.values, cell=(min(cell),) * 2)
            self.masks.add(picture.hold(grid))
            self.names.add(name.hold(Text(title, size=_NAME)))
            upper, lower = beside.rows(1.5, 1)
            for bar in self.bars[2 * len(self.written) :][:2]:
                self._place(bar, lower)
            self.written.add(upper.hold(_sentence(words, upper.width), LEFT))
        super().__init__(self.masks, self.names, self.bars, self.written)

    def tell(self) -> Animation:
        """Let the losses in training grow."""
        return LaggedStart(*(_grow(bar) for bar in self.bars[::2]), lag_ratio=0.6)

    def quiet(self) -> Animation:
        """Let of the losses in training the bars alone stay."""
        return FadeOut(*(part for name, _, number in self.bars[::2] for part in (name, number)))

    def write(self, model: int) -> Animation:
        """Let a model write word by word."""
        coming = (FadeIn(word, shift=UP * 0.15) for word in self.written[model])
        return LaggedStart(*coming, lag_ratio=0.9)

    def turn(self, model: int) -> Iterator[Animation]:
        """Let the loss in training become that of what was written; then comes its number."""
        (_, bar, _), (name, longer, number) = self.bars[2 * model : 2 * model + 2]
        seconds = theme.SLOW if model else theme.QUICK  # the first stays as long as it was
        yield AnimationGroup(FadeIn(name), ReplacementTransform(bar, longer), run_time=seconds)
        yield FadeIn(number, run_time=theme.QUICK)

    @staticmethod
    def _place(bar: VGroup, line: Room) -> None:
        """Let a bar begin where all do, on the line's middle; its name has room before it."""
        left = line.left + _BEFORE
        bar.shift([left - bar[1].get_left()[0], line.center[1] - bar[1].get_y(), 0])


def _sentence(words: Quantity, widest: float) -> VGroup:
    row = VGroup(*(Text(word, size=_WORD) for word in words.words())).arrange(RIGHT, buff=_GAP)
    row.scale(min(1.0, widest / row.width))
    for word in row:
        word.stand_on(0.0)
    return row


def _grow(bar: VGroup) -> Animation:
    name, shape, number = bar
    return LaggedStart(FadeIn(name), GrowFromEdge(shape, LEFT), FadeIn(number), lag_ratio=0.5)
