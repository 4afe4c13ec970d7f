"""Chapter 19: heads look for different things at the same time, and one matrix joins them."""

from __future__ import annotations

from functools import cached_property, partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    Restore,
    SurroundingRectangle,
    VGroup,
)

from attention_math.derived import HeadRole, head_role
from scenes import theme
from scenes.chapter import Chapter
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import rippling
from scenes.pieces.many_heads.heat_strip import HeatStrip, NamedTensor, joined_strips
from scenes.pieces.many_heads.small_multiples import SmallMultiples
from scenes.stage.depth import Layers
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Numeral, Text

_TURN, _LIFT = 0.45, 0.28  # of the stack: radians
_MIDDLE = 0.15  # the height of the line from X to Y
_CLOSE = 1.1  # how much larger the first half stands until the second comes


class ManyHeads(Chapter):
    """All heads of one layer on one sentence, what each does as measured, and how they join."""

    heading = "Many heads"
    sentence = "the white cat sees the green car"
    model = "translator"
    layer = 2
    head = 3
    kind = "self"
    most_tokens = 8

    def construct(self) -> None:
        one = self.show_one_head()
        heads = self.show_all_heads(one)
        findings = self.name_what_is_measured(heads)
        self.stack_in_depth(heads, findings)
        entered = self.run_at_once(heads)
        result = self.join_with_one_matrix(*entered)
        self.rest_on_the_answer(result)

    def badge_text(self) -> str:
        return phrase("{source} · all heads", source=self.trace.source.label)

    def show_one_head(self) -> AttentionGrid:
        self.beat("one head", "This is how one head looks at the sentence. What do the others do?")
        tokens = self.trace.query_side.shown
        grid = AttentionGrid(
            self.of_head("weights"), queries=tokens, keys=self.trace.key_side.shown,
            cell=(min(1.15, 8.0 / len(tokens)), min(0.62, 4.4 / len(tokens))),
            color_of=partial(theme.weight_color, hue=self._hue(self.head)),
            axes=("who listens", "who speaks"),
        ).shift(DOWN * 0.05)  # fmt: skip
        self.play(FadeIn(grid.row_labels, grid.column_labels, grid.axis_titles))
        self.play(rippling(grid), run_time=theme.SLOW)
        return grid

    def show_all_heads(self, one: AttentionGrid) -> SmallMultiples:
        count = len(self.trace.heads)
        self.beat("all heads", "This layer has {count} heads, each with matrices of its own.",
                  count=_in_words(count))  # fmt: skip
        numbers = range(1, count + 1)
        heads = SmallMultiples(
            [self.of_head("weights", n) for n in numbers],
            titles=[phrase("head {number}", number=n) for n in numbers],
            hues=[self._hue(n) for n in numbers],
            queries=self.trace.query_side.shown, keys=self.trace.key_side.shown,
        )  # fmt: skip
        mine = heads.grids[self.head - 1]
        self.play(
            FadeOut(one.marks, one.row_labels, one.column_labels, one.axis_titles),
            run_time=theme.QUICK,
        )
        self.play(ReplacementTransform(one.cells, mine.cells), run_time=theme.NORMAL)
        others = [grid for grid in heads.grids if grid is not mine]
        self.play(
            FadeIn(heads.words),
            LaggedStart(*(FadeIn(grid, scale=0.8) for grid in others), lag_ratio=0.15),
            LaggedStart(*(FadeIn(title) for title in heads.titles), lag_ratio=0.1),
            run_time=theme.SLOW,
        )
        return heads

    def name_what_is_measured(self, heads: SmallMultiples) -> VGroup:
        roles = [self._role(number) for number in range(1, len(heads.grids) + 1)]
        named = [place for place, role in enumerate(roles) if role]
        self.beat(
            "measured",
            phrase("On this sentence: outlined cells that average half or more name a head.")
            if named
            else phrase("On this sentence no head averages half where we look: none is named."),
        )
        outlines = VGroup(*(heads.outline(place, roles[place].cells) for place in named))
        findings = VGroup(
            *(heads.finding(i, self._finding(i + 1, role)) for i, role in enumerate(roles))
        )
        if named:
            self.play(
                LaggedStart(*(FadeIn(outline) for outline in outlines), lag_ratio=0.3),
                run_time=theme.SLOW,
            )
        self.play(
            LaggedStart(*(FadeIn(finding, shift=UP * 0.1) for finding in findings), lag_ratio=0.2),
            run_time=2 * theme.NORMAL,
        )
        return findings.add(outlines)

    def stack_in_depth(self, heads: SmallMultiples, findings: VGroup) -> None:
        self.beat("at once", "No head waits for another: all look at the sentence at once.")
        self.play(FadeOut(findings), run_time=theme.QUICK)
        readers = VGroup(*(grid.frame(grid.row(0), theme.INK) for grid in heads.grids))
        self.play(FadeIn(readers), run_time=theme.QUICK)
        first = heads.grids[0]
        way = first.row(len(first.quantity) - 1).get_center() - first.row(0).get_center()
        self.play(readers.animate.shift(way), run_time=theme.SLOW)
        self.play(FadeOut(readers, heads.words, heads.titles), run_time=theme.QUICK)
        for place, grid in enumerate(reversed(heads.grids)):
            grid.set_z_index(place)
        self.play(*(grid.animate.scale(1.35).move_to([0.4, -1.0, 0]) for grid in heads.grids))
        self.play(
            *(grid.cells.animate.set_stroke(theme.QUIET, 1.5) for grid in heads.grids),
            run_time=theme.QUICK,
        )
        stack = Layers(*heads.grids, apart=8.5 / len(heads.grids))
        self.play(stack.turned(_TURN, _LIFT), run_time=theme.SLOW)

    def run_at_once(self, heads: SmallMultiples) -> tuple[VGroup, VGroup]:
        self.beat("outputs", "The same input enters every head, and each makes its own output.")
        count = len(heads.grids)
        inputs = self._tensor("query_side.inputs", "inputs", -5.65)
        outputs = VGroup(
            *(HeatStrip(self.of_head("output", n), width=0.95,
                        height=min(0.42, 3.6 / count), hue=self._hue(n))
              for n in range(1, count + 1))
        )  # fmt: skip
        outputs.arrange(DOWN, buff=min(0.1, 0.8 / count)).move_to([-2.75, _MIDDLE, 0])
        named = NamedTensor(outputs, FORMULAS["head outputs"], self.of_head("output", 1))
        fan = VGroup(
            *(_arrow(inputs.picture.get_right(), output.get_left(), self._hue(n))
              for n, output in enumerate(outputs, start=1))
        )  # fmt: skip
        picture = VGroup(inputs, fan, outputs, named.symbol, named.shape)
        picture.save_state().scale(_CLOSE).move_to([0, 0, 0])
        self.play(FadeIn(inputs), run_time=theme.QUICK)
        self.play(
            *(FadeOut(grid, target_position=output, scale=0.3)
              for grid, output in zip(heads.grids, outputs, strict=True)),
            FadeIn(fan, outputs), run_time=theme.SLOW,
        )  # fmt: skip
        self.play(FadeIn(named.symbol, named.shape), run_time=theme.QUICK)
        return outputs, picture

    def join_with_one_matrix(self, outputs: VGroup, picture: VGroup) -> NamedTensor:
        self.beat("joined", "Their outputs stand side by side, and one matrix mixes them.")
        self.play(Restore(picture), run_time=theme.NORMAL)
        parts = joined_strips(outputs, width=1.9, height=1.5).move_to([0.2, _MIDDLE, 0])
        concat = NamedTensor(parts, FORMULAS["concat"], self.quantity("concat"))
        self.play(
            LaggedStart(
                *(ReplacementTransform(output.copy(), part)
                  for output, part in zip(outputs, parts, strict=True)),
                lag_ratio=0.08,
            ),
            FadeIn(_arrow(outputs.get_right(), parts.get_left(), theme.QUIET)),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(FadeIn(concat.symbol, concat.shape), run_time=theme.QUICK)
        weight = self._tensor("output_weight", "output_weight", 2.95, height=1.9)
        times = Formula(FORMULAS["times"], size=0.6).move_to([1.6, _MIDDLE, 0])
        self.play(FadeIn(times, weight))
        bias = HeatStrip(self.quantity("output_bias")[None], width=1.9, height=0.2)
        bias.next_to(weight, DOWN, buff=0.3)
        plus = Formula(FORMULAS["plus"], size=0.42).next_to(bias, LEFT, buff=0.12)
        name = Formula(FORMULAS["output_bias"], size=0.42).next_to(bias, RIGHT, buff=0.12)
        result = self._tensor("output", "update", 5.6)
        equals = Formula(FORMULAS["equals"], size=0.6).move_to([4.28, _MIDDLE, 0])
        self.play(FadeIn(bias, plus, name), run_time=theme.QUICK)
        self.play(FadeIn(equals, result))
        return result

    def rest_on_the_answer(self, result: NamedTensor) -> None:
        self.beat("answer", "Many views of a sentence become one new vector for every token.")
        frame = SurroundingRectangle(result.picture, color=theme.HIGHLIGHT, buff=0.08)
        self.play(FadeIn(frame), run_time=theme.NORMAL)

    # --- pieces ------------------------------------------------------------------------------

    @cached_property
    def _partners(self) -> list[int | None]:
        """The noun of each adjective and determiner, where the grammar knows the words."""
        try:
            from attention_math.readings import noun_places
        except ModuleNotFoundError:
            return []
        return noun_places(self.trace.query_side.tokens)

    def _hue(self, number: int) -> ManimColor:
        return theme.HEADS[(number - 1) % len(theme.HEADS)]

    def _role(self, number: int) -> HeadRole | None:
        words = {"query_tokens": self.trace.query_side.tokens, "partners": self._partners,
                 "key_tokens": self.trace.key_side.tokens}  # fmt: skip
        return derive(head_role, self.of_head("weights", number), unnamed=words)

    def _finding(self, number: int, role: HeadRole | None) -> VGroup:
        """Write a head's measured name and share, or that no measure of it reaches a half."""
        if role is None:
            return VGroup(Text("no clear role", size=theme.SMALLEST, color=theme.QUIET))
        name = Text(role.name, size=0.3, color=self._hue(number))
        finding = VGroup(name, Numeral(role.share.cite(), size=0.3)).arrange(RIGHT, buff=0.15)
        finding[1].stand_on(name.baseline)
        return finding

    def _tensor(self, name: str, symbol: str, x: float, height: float = 1.5) -> NamedTensor:
        quantity = self.quantity(name)
        picture = HeatStrip(quantity, width=1.9, height=height).move_to([x, _MIDDLE, 0])
        return NamedTensor(picture, FORMULAS[symbol], quantity)


def _in_words(heads: int) -> Phrase:
    counts = {
        2: phrase("two"), 3: phrase("three"), 4: phrase("four"), 6: phrase("six"),
        8: phrase("eight"), 12: phrase("twelve"),
    }  # fmt: skip
    return counts.get(heads, phrase("several"))


def _arrow(start: np.ndarray, end: np.ndarray, color: ManimColor) -> Arrow:
    return Arrow(start, end, buff=0.1, stroke_width=2.5, color=color, tip_length=0.14,
                 max_tip_length_to_length_ratio=0.3)  # fmt: skip
