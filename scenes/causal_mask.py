"""Chapter 13: hiding later tokens before softmax makes their weights exactly zero."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    Brace,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import mask_after_softmax, mask_patterns, row_sums
from attention_math.leak import Leak, load_leak
from scenes import theme
from scenes.chapter import Chapter
from scenes.citation import Declared, Quantity
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bars import Bars
from scenes.mobjects.formula import Formula
from scenes.mobjects.row_sums import RowSums
from scenes.mobjects.token_row import Token, TokenRow
from scenes.motion import rippling
from scenes.text import Text

_GRID_Y = 0.55
_LONGEST_BAR = 6.4
_SUMS = 1.05  # room for the column of sums
_PADDED = 2


class CausalMask(Chapter):
    """Scores of later tokens become −∞, and softmax turns each −∞ into an exact zero."""

    heading = "The causal mask"
    sentence = "the pilot flies the airplane"
    model = "speaker"
    layer = 2
    head = 2
    kind = "masked"
    most_tokens = 7

    def construct(self) -> None:
        row = self.ask_who_may_look()
        scores = self.score_everything(row)
        triangle = self.build_triangle(scores)
        masked = self.hide_the_future(scores, triangle)
        weights, sums = self.normalise_rows(masked, triangle)
        stage = VGroup(masked, weights, sums)
        wrong = self.mask_too_late(stage)
        bars = self.let_the_answer_leak(wrong)
        panels = self.compare_with_padding(bars)
        self.rest_on_the_answer(panels, stage)

    def ask_who_may_look(self) -> VGroup:
        tokens = self.trace.query_side.tokens
        row = TokenRow(tokens, size=0.6, gap=0.4, widest=12.6).shift(UP * 0.4)
        answer, seen = row[-1], VGroup(*row[:-1])
        question = Token("?", size=0.6, color=theme.ACCENT).move_to(answer)
        brace = Brace(seen, DOWN, color=theme.QUIET)
        given = Text("given", size=0.42, color=theme.QUIET).next_to(brace, DOWN, buff=0.15)
        guess = Text("to be guessed", size=0.42, color=theme.ACCENT)
        guess.next_to(answer, DOWN, buff=0.55).stand_on(given.baseline)
        guess.shift(LEFT * max(0.0, guess.get_right()[0] - theme.STAGE_RIGHT))
        if guess.get_left()[0] < given.get_right()[0] + 0.3:
            guess.next_to(answer, UP, buff=0.3)
        self.beat("question", "When the next word is guessed, which words may be looked at?")
        self.play(LaggedStart(*(FadeIn(t) for t in (*seen, question)), lag_ratio=0.2))
        self.play(FadeIn(brace, given, guess), run_time=theme.NORMAL)
        return VGroup(seen, question, brace, given, guess)

    def score_everything(self, question: VGroup) -> AttentionGrid:
        self.beat("scores", "Every query is scored against every key, even against later words.")
        scores = self._grid(self.of_head("scaled"), decimals=1, side=ORIGIN)
        name = self._named(scores, "(Q K^top) / sqrt(d)")
        seen, guess, *rest = question
        self.play(FadeOut(*rest, *(token.box for token in (*seen, guess))), run_time=theme.QUICK)
        words = [*(token.label for token in seen), guess.label]
        self.play(
            *(
                TransformFromCopy(word, label)
                for word, label in zip(words, scores.column_labels, strict=True)
            ),
            *(
                ReplacementTransform(word, label)
                for word, label in zip(words, scores.row_labels, strict=True)
            ),
            run_time=theme.NORMAL,
        )
        self.play(FadeIn(name, scores.axis_titles), rippling(scores), run_time=theme.SLOW)
        scores.add(name)
        return scores

    def build_triangle(self, scores: AttentionGrid) -> AttentionGrid:
        self.beat(
            "triangle", "The mask is a triangle: each token sees itself and what came before."
        )
        visible = self.quantity("visible")
        triangle = self._grid(visible, decimals=0, side=RIGHT)
        name = Text("mask: 1 may look, 0 may not", declared=Declared("legend"))
        name.next_to(triangle.cells, DOWN, buff=0.55)
        left = self._grid(self.of_head("scaled"), decimals=1, side=LEFT)
        self.play(
            FadeOut(scores.axis_titles),
            scores.animate.shift(left.cells.get_center() - scores.cells.get_center()),
            FadeIn(triangle.row_labels, triangle.column_labels, name),
            run_time=theme.NORMAL,
        )
        self.play(
            LaggedStart(
                *(
                    FadeIn(VGroup(triangle.row(i), triangle.row_marks(i)), shift=RIGHT * 0.2)
                    for i in range(len(visible))
                ),
                lag_ratio=0.5,
            ),
            run_time=2 * theme.NORMAL,
        )
        triangle.add(name)
        return triangle

    def hide_the_future(self, scores: AttentionGrid, triangle: AttentionGrid) -> AttentionGrid:
        self.beat("hide", "Where it is zero, the score is replaced by minus infinity.")
        masked = self._grid(self.of_head("masked"), decimals=1, side=LEFT)
        name = self._named(masked, 'M = op("mask")((Q K^top) / sqrt(d))')
        hidden = [tuple(map(int, place)) for place in np.argwhere(~self.trace.visible)]
        self.play(
            *(TransformFromCopy(triangle.cell(*at), masked.cell(*at)) for at in hidden),
            *(FadeOut(scores.mark(*at)) for at in hidden),
            run_time=theme.SLOW,
        )
        self.play(FadeIn(*(masked.mark(*at) for at in hidden)), run_time=theme.QUICK)
        self.play(FadeOut(scores[-1]), FadeIn(name), run_time=theme.NORMAL)
        masked.add(name)
        self.remove(scores)
        self.add(masked)
        return masked

    def normalise_rows(
        self, masked: AttentionGrid, triangle: AttentionGrid
    ) -> tuple[AttentionGrid, VGroup]:
        self.beat("softmax", "Softmax turns each minus infinity into an exact zero.")
        weights = self._grid(self.of_head("weights"), decimals=2, side=RIGHT)
        name = self._named(weights, 'A = op("softmax")(M)')
        totals = self.derived(f"row_sums(head{self.head}.weights)", row_sums(self.story.weights))
        sums = RowSums(weights, totals)
        self.play(
            FadeOut(triangle),
            FadeIn(weights.row_labels, weights.column_labels, name),
            run_time=theme.QUICK,
        )
        rows = range(len(totals))
        self.play(
            LaggedStart(
                *(TransformFromCopy(masked.row(i), weights.row(i)) for i in rows), lag_ratio=0.3
            ),
            LaggedStart(*(FadeIn(weights.row_marks(i)) for i in rows), lag_ratio=0.3),
            run_time=2 * theme.NORMAL,
        )
        self.play(FadeIn(sums, shift=RIGHT * 0.2), run_time=theme.NORMAL)
        weights.add(name)
        return weights, sums

    def mask_too_late(self, stage: VGroup) -> VGroup:
        self.beat("too late", "Masked only after softmax, most rows no longer add up to one.")
        late = mask_after_softmax(self.story.scaled, self.trace.visible)
        name = f"head{self.head}.scaled"
        values = self.derived(f"mask_after_softmax({name}).weights", late.weights)
        totals = self.derived(f"mask_after_softmax({name}).row_sums", late.row_sums)
        wrong = self._grid(values, decimals=2, side=RIGHT)
        wrong_sums = RowSums(wrong, totals)
        title = Text("wrong: softmax first, mask second", size=theme.SIZE_LABEL, color=theme.WRONG)
        title.next_to(wrong.cells, DOWN, buff=0.55)
        raw = self._grid(self.of_head("scaled"), decimals=1, side=LEFT)
        raw.add(self._named(raw, "(Q K^top) / sqrt(d)"))
        self.play(FadeOut(stage), FadeIn(raw, wrong, title), run_time=theme.NORMAL)
        self.play(FadeIn(wrong_sums, shift=RIGHT * 0.2), run_time=theme.NORMAL)
        return VGroup(raw, wrong, wrong_sums, title)

    def let_the_answer_leak(self, wrong: VGroup) -> VGroup:
        self.beat("leak", "Without a mask the answer leaks: easy training, bad writing.")
        leak = load_leak()
        bars = self._loss_bars(leak)
        self.play(FadeOut(wrong, self.badge), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(FadeIn(bar, shift=RIGHT * 0.2) for bar in bars), lag_ratio=0.4),
            run_time=2 * theme.SLOW,
        )
        return bars

    def compare_with_padding(self, bars: VGroup) -> VGroup:
        self.beat("padding", "Padding is hidden too, but as whole columns, not as a triangle.")
        tokens = (*self.trace.query_side.tokens[:3], *["[PAD]"] * _PADDED)
        patterns = mask_patterns(len(tokens), _PADDED)
        panels = VGroup()
        for name, pattern in patterns._asdict().items():
            values = Quantity(
                "mask", f"mask_patterns({len(tokens)}, {_PADDED}).{name}", pattern.astype(float)
            )
            grid = AttentionGrid(
                values, decimals=0, cell=(0.58, 0.54), visible=pattern, queries=tokens, keys=tokens
            )
            title = Text(name, size=0.42, color=theme.ACCENT).next_to(grid.cells, DOWN)
            title.stand_on(grid.cells.get_bottom()[1] - 0.5)
            panels.add(VGroup(grid, title))
        panels.arrange(RIGHT, buff=0.35).move_to([0, 0.2, 0])
        for panel in panels:
            panel.shift(UP * (panels[0][0].cells.get_y() - panel[0].cells.get_y()))
        self.play(FadeOut(bars), run_time=theme.QUICK)
        self.play(
            LaggedStart(*(FadeIn(p, shift=UP * 0.2) for p in panels), lag_ratio=0.5),
            run_time=2 * theme.NORMAL,
        )
        return panels

    def rest_on_the_answer(self, panels: VGroup, stage: VGroup) -> None:
        self.beat("answer", "Each token weighs itself and the past; the future weighs nothing.")
        self.play(FadeOut(panels), FadeIn(stage, self.badge), run_time=theme.NORMAL)

    # --- pieces ------------------------------------------------------------------------------

    def _grid(self, quantity: Quantity, *, decimals: int, side: np.ndarray) -> AttentionGrid:
        """Place a grid on the left or the right half of the stage, as large as it fits."""
        tokens = self.trace.query_side.tokens
        count = len(tokens)
        cell = (min(0.95, 4.75 / count), min(0.78, 3.9 / count))
        limit = self.of_head("scaled").limit()
        is_score = quantity.tensor.endswith(("scaled", "masked"))
        color = partial(theme.score_color, limit=limit) if is_score else theme.weight_color
        visible = None if quantity.tensor.endswith("scaled") else self.trace.visible
        grid = AttentionGrid(
            quantity,
            size=min(theme.SIZE_NUMBER, 0.42 * cell[0]),
            queries=tokens,
            keys=tokens,
            decimals=decimals,
            cell=cell,
            color_of=color,
            visible=visible,
            axes=("query", "key") if side is ORIGIN else None,
        )
        half = grid.cells.width / 2
        x = side[0] * (theme.STAGE_RIGHT - _SUMS - half)
        if side[0] < 0:
            x = theme.STAGE_LEFT + grid.row_labels.width + 0.2 + half
        return grid.shift([x, _GRID_Y, 0] - grid.cells.get_center())

    def _named(self, grid: AttentionGrid, code: str) -> Formula:
        formula = Formula(code, size=0.4).set_x(grid.cells.get_x())
        return formula.set_y(grid.cells.get_bottom()[1] - 0.72)

    def _loss_bars(self, leak: Leak) -> VGroup:
        """Draw four losses: with and without mask, in training and when it really must guess."""
        rows = {
            "with mask, in training": ("with_mask", theme.POSITIVE),
            "with mask, when writing": ("honest_with_mask", theme.POSITIVE),
            "no mask, in training": ("without_mask", theme.WRONG),
            "no mask, when writing": ("honest_without_mask", theme.WRONG),
        }
        losses = [
            Quantity("leak", name, np.array([getattr(leak, name)])).cite(0)
            for name, _ in rows.values()
        ]
        colors = [color for _, color in rows.values()]
        bars = Bars(list(rows), losses, colors=colors, longest=_LONGEST_BAR)
        bars.shift([-1.75, 1.6, 0])
        unit = "loss in nats per token, lower is better; two models, alike but for the mask"
        return bars.add(Text(unit, size=theme.SIZE_LABEL, color=theme.QUIET).move_to([0, -2.5, 0]))
