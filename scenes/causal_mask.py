"""Chapter 14: hiding later tokens before softmax makes their weights exactly zero."""

from __future__ import annotations

from functools import cached_property

from manim import (
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.arrays import softmax
from attention_math.derived import mask_after_softmax, mask_patterns, row_sums
from attention_math.leak import load_leak
from attention_math.story import Pair, hidden_cells, losing_pair, short_rows, telling_pair
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bars import Bars
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import carry, rippling
from scenes.mobjects.row_sums import RowSums
from scenes.pieces.causal_mask.mask_panels import MaskPanels
from scenes.pieces.causal_mask.next_word import NextWord
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Text

_NAMES = -2.4  # the line of the grids' names
_ASIDE = 3.75  # the middle of what stands beside the scores
_NEAR = 2  # how many words before the query are read beside the scores
_LONGEST_BAR = 6.4
_REAL, _PADDED = 3, 2  # tokens of a sentence and of its filling


class CausalMask(Mechanism):
    """Scores of later tokens become −∞, and softmax turns each −∞ into an exact zero."""

    heading = "The causal mask"
    mask = "causal"

    def construct(self) -> None:
        guess = self.ask_who_may_look()
        scores, guess = self.score_everything(guess)
        answer = self.see_the_answer(scores, guess)
        triangle = self.build_triangle(answer)
        masked = self.hide_the_future(scores, triangle)
        weights, sums = self.normalise_rows(masked, triangle)
        unmasked = self.lose_sight(masked, weights)
        wrong = self.mask_too_late(unmasked, VGroup(weights, sums))
        bars = self.let_the_answer_leak(wrong)
        panels = self.compare_with_padding(bars)
        self.rest_on_the_answer(panels, VGroup(masked, weights, sums))

    @cached_property
    def pair(self) -> Pair:
        """Follow the query of the other chapters, or else the largest weight that is hidden.

        The mask must have something to take from the query: the key that it would look at.
        """
        unmasked = self.unmasked.values
        return losing_pair(unmasked, self.trace.visible, telling_pair(unmasked, self.asks))

    @cached_property
    def unmasked(self) -> Quantity:
        """What the same head's weights are without the mask."""
        return derive(softmax, self.of_head("scaled"))

    def ask_who_may_look(self) -> NextWord:
        words = self.trace.query_side.shown[: self.pair.query + 2]
        guess = NextWord(words, size=0.75, label=0.5).move_to([0, 0.2, 0])
        self.beat("question", "When the next word is guessed, which words may be looked at?")
        self.play(LaggedStart(*(FadeIn(token) for token in guess.row), lag_ratio=0.3))
        self.play(FadeIn(*guess[1:], shift=UP * 0.1), run_time=theme.NORMAL)
        return guess

    def score_everything(self, guess: NextWord) -> tuple[AttentionGrid, NextWord]:
        self.beat("scores", "Every query is scored against every key, even against later words.")
        scores = self._scores("scaled")
        scores.add(self._named(scores, "scaled"))
        asking = self.pair.query
        first = max(0, asking - _NEAR)
        words = self.trace.query_side.shown[first : asking + 2]
        aside = NextWord(words, size=0.55, widest=5.4).move_to([_ASIDE, 0.4, 0])
        read, later = slice(asking + 1), slice(asking + 1, None)
        self.play(
            *(FadeOut(token) for token in guess.row[:first]),
            *(ReplacementTransform(old, new)
              for old, new in zip((*guess.row[first:], *guess[1:]), (*aside.row, *aside[1:]),
                                  strict=True)),
            *(TransformFromCopy(token.label, label)
              for labels in (scores.row_labels[read], scores.column_labels[read])
              for token, label in zip(guess.row, labels, strict=False)),
            run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(
            FadeIn(scores[-1], scores.row_labels[later], scores.column_labels[later]),
            rippling(scores),
            run_time=theme.SLOW,
        )
        return scores, aside

    def see_the_answer(self, scores: AttentionGrid, guess: NextWord) -> VGroup:
        words, asking = self.trace.query_side.shown, self.pair.query
        self.beat(
            "in sight", "What follows “{query}” is “{following}”: its score is there to see.",
            query=words[asking], following=words[asking + 1],
        )  # fmt: skip
        cell, answer = scores.cell(asking, asking + 1), guess.seen()
        frames = VGroup(scores.frame(scores.row(asking)), scores.frame(cell, theme.INK))
        answer.label.set_color(theme.HIGHLIGHT)
        answer.box.set_stroke(theme.INK, theme.STROKE_FRAME)
        said = Text("the answer, in sight", size=0.42, color=theme.HIGHLIGHT)
        said.set_x(guess.wanted.get_x()).stand_on(guess.wanted.baseline)
        said.shift(LEFT * max(0.0, said.get_right()[0] - theme.STAGE_RIGHT))
        self.play(Create(frames[0]), run_time=theme.NORMAL)
        self.play(Create(frames[1]), FadeOut(guess.hole, guess.wanted), run_time=theme.QUICK)
        self.play(FadeIn(answer, target_position=cell), FadeIn(said), run_time=theme.NORMAL)
        return VGroup(*guess.row[:-1], guess.brace, guess.given, answer, said, frames)

    def build_triangle(self, answer: VGroup) -> AttentionGrid:
        self.beat("triangle", "The mask is a triangle: a token sees itself and what came before.")
        triangle = self._weights(self.quantity("visible"), decimals=0)
        triangle.add(self._said(triangle, "one: may look, zero: may not"))
        self.play(
            FadeOut(answer),
            FadeIn(triangle.row_labels, triangle.column_labels, triangle[-1]),
            run_time=theme.NORMAL,
        )
        self.play(rippling(triangle), run_time=2 * theme.NORMAL)
        return triangle

    def hide_the_future(self, scores: AttentionGrid, triangle: AttentionGrid) -> AttentionGrid:
        self.beat("hide", "Where it is zero, the score is replaced by minus infinity.")
        masked = self._scores("masked")
        masked.add(self._named(masked, "masked is"))
        hidden = hidden_cells(self.trace.visible)
        self.play(
            LaggedStart(*(TransformFromCopy(triangle.cell(*at), masked.cell(*at)) for at in hidden),
                        lag_ratio=0.05),
            LaggedStart(*(FadeOut(scores.mark(*at)) for at in hidden), lag_ratio=0.05),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(FadeIn(*(masked.mark(*at) for at in hidden)), run_time=theme.QUICK)
        self.play(FadeOut(scores[-1]), FadeIn(masked[-1]), run_time=theme.NORMAL)
        self.remove(scores)
        self.add(masked)
        return masked

    def normalise_rows(
        self, masked: AttentionGrid, triangle: AttentionGrid
    ) -> tuple[AttentionGrid, RowSums]:
        self.beat("softmax", "Softmax turns each minus infinity into an exact zero.")
        weights = self._weights(self.of_head("weights"))
        weights.add(self._named(weights, "weights are"))
        sums = self.sums_beside(weights, derive(row_sums, weights.quantity))
        self.play(
            FadeOut(triangle),
            FadeIn(weights.row_labels, weights.column_labels, weights[-1]),
            run_time=theme.QUICK,
        )
        self.play(carry(masked, weights, lag_ratio=0.3), run_time=2 * theme.NORMAL)
        self.play(FadeIn(sums, shift=RIGHT * 0.2), run_time=theme.NORMAL)
        return weights, sums

    def lose_sight(self, masked: AttentionGrid, weights: AttentionGrid) -> VGroup:
        asking, lost = (self.trace.query_side.shown[place] for place in self.pair)
        self.beat("lost", "With the mask, “{query}” cannot see the later “{key}”.",
                  query=asking, key=lost)  # fmt: skip
        unmasked = self.half_grid(self.unmasked, "weights", left=True)
        is_added = self.trace.source.kind == "self"
        names = VGroup(
            self._said(unmasked, "as it was trained: no mask" if is_added else "the mask left out"),
            self._said(weights, "a causal mask added" if is_added else "as it was trained: masked"),
        )
        self.play(FadeOut(masked, weights[-1]), FadeIn(unmasked, names), run_time=theme.NORMAL)
        left, right = (
            VGroup(grid.frame(grid.row(self.pair.query)), grid.frame(grid.cell(*self.pair),
                                                                     theme.INK))
            for grid in (unmasked, weights)
        )  # fmt: skip
        self.play(Create(left), run_time=theme.NORMAL)
        self.play(TransformFromCopy(left, right), run_time=theme.SLOW)
        return VGroup(unmasked, names[0], VGroup(left, right, names[1]))

    def mask_too_late(self, unmasked: VGroup, stage: VGroup) -> VGroup:
        late = derive(mask_after_softmax, self.of_head("scaled"), self.quantity("visible"))
        totals = derive(row_sums, late)
        broken = len(short_rows(totals.values))
        self.beat("too late", _what_breaks(broken, len(totals)))
        wrong = self._weights(late)
        wrong.add(self._said(wrong, "wrong: masked after softmax", theme.WRONG))
        sums = self.sums_beside(wrong, totals)
        grid, said, others = unmasked
        self.play(FadeOut(others, stage), FadeIn(wrong.row_labels, wrong.column_labels, wrong[-1]),
                  run_time=theme.QUICK)  # fmt: skip
        self.play(carry(grid, wrong, lag_ratio=0.2), run_time=theme.SLOW)
        self.play(FadeIn(sums, shift=RIGHT * 0.2), run_time=theme.NORMAL)
        return VGroup(grid, said, wrong, sums)

    def let_the_answer_leak(self, wrong: VGroup) -> VGroup:
        self.beat("leak", "Without a mask the answer leaks: easy training, bad writing.")
        bars = _loss_bars()
        self.play(FadeOut(wrong, self.badge), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(FadeIn(bar, shift=RIGHT * 0.2) for bar in bars), lag_ratio=0.4),
            run_time=2 * theme.SLOW,
        )
        return bars

    def compare_with_padding(self, bars: VGroup) -> VGroup:
        self.beat("padding", "Padding is hidden too, but as whole columns, not as a triangle.")
        words = (*self.trace.query_side.shown[:_REAL], *["[PAD]"] * _PADDED)
        patterns = derive(mask_patterns, len(words), _PADDED, source="mask")
        masks = {"causal": patterns.causal, "padding": patterns.padding}
        panels = MaskPanels(masks, words).move_to([-0.3, 0.15, 0])
        self.play(FadeOut(bars), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(FadeIn(panel, shift=UP * 0.2) for panel in panels), lag_ratio=0.6),
            run_time=2 * theme.NORMAL,
        )
        return panels

    def rest_on_the_answer(self, panels: VGroup, stage: VGroup) -> None:
        self.beat("answer", "Each token weighs itself and the past; the future weighs nothing.")
        self.play(FadeOut(panels), run_time=theme.QUICK)
        self.play(FadeIn(stage, self.badge), run_time=theme.NORMAL)

    # --- pieces ------------------------------------------------------------------------------

    def _scores(self, name: str) -> AttentionGrid:
        visible = self.trace.visible if name == "masked" else None
        return self.half_grid(self.of_head(name), name, left=True, visible=visible)

    def _weights(self, quantity: Quantity, *, decimals: int = 2) -> AttentionGrid:
        """Place weights, or who may see whom, at the right: what is hidden is black."""
        return self.half_grid(
            quantity, "weights", left=False, decimals=decimals, visible=self.trace.visible
        )

    def _named(self, grid: AttentionGrid, name: str) -> Formula:
        return Formula(FORMULAS[name], size=0.4).move_to([grid.cells.get_x(), _NAMES, 0])

    def _said(self, grid: AttentionGrid, words: str, color: ManimColor | None = None) -> Text:
        text = Text(words, size=0.4, color=color).set_x(grid.cells.get_x())
        return text.stand_on(_NAMES - 0.1)


def _what_breaks(broken: int, rows: int) -> Phrase:
    """Say which rows no longer add up to one; the last sees all, and always does."""
    if not broken:
        return phrase("Mask after softmax instead: here too little was hidden to break a row.")
    if broken == rows - 1 > 1:
        return phrase("Mask after softmax instead: all rows but the last fall below one.")
    if broken == 1:
        return phrase("Mask after softmax instead: one row no longer adds up to one.")
    if 2 * broken > rows:
        return phrase("Mask after softmax instead: most rows no longer add up to one.")
    return phrase("Mask after softmax instead: some rows no longer add up to one.")


def _loss_bars() -> VGroup:
    """Draw four losses: with and without mask, in training and when it really must guess."""
    leak = derive(load_leak, source="leak")
    rows = {
        "with mask, in training": (leak.with_mask, theme.INK),
        "with mask, when writing": (leak.honest_with_mask, theme.INK),
        "no mask, in training": (leak.without_mask, theme.WRONG),
        "no mask, when writing": (leak.honest_without_mask, theme.WRONG),
    }
    losses, colors = zip(*rows.values(), strict=True)
    bars = Bars(
        list(rows), [loss.cite() for loss in losses], colors=colors, longest=_LONGEST_BAR
    ).shift([-1.75, 1.6, 0])
    unit = "loss in nats per token, lower is better; two models, alike but for the mask"
    return bars.add(Text(unit, size=theme.SIZE_LABEL, color=theme.QUIET).move_to([0, -2.5, 0]))
