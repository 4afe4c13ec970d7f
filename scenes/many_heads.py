"""Chapter 21: heads look for different things at the same time, and one matrix joins them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    SurroundingRectangle,
    VGroup,
)

from attention_math.derived import HeadRole, head_measures, head_role
from scenes import theme
from scenes.chapter import Chapter
from scenes.citation import Declared, Quantity
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_strip import HeatStrip
from scenes.motion import rippling
from scenes.text import Numeral, Text

_ACROSS = 4
_SHAPE_SIZE = 0.3


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
        grids = self.show_all_heads(one)
        names = self.name_what_is_measured(grids)
        stack = self.stack_in_depth(grids, names)
        self.join_with_one_matrix(stack)

    def badge_text(self) -> str:
        return f"{self.trace.source.label} · all heads"

    def show_one_head(self) -> AttentionGrid:
        self.beat("one head", "One head learns one way of looking. What do the others do?")
        tokens = self.trace.query_side.tokens
        cell = (min(1.15, 8.0 / len(tokens)), min(0.62, 4.4 / len(tokens)))
        grid = AttentionGrid(
            self.of_head("weights"),
            queries=tokens,
            keys=self.trace.key_side.tokens,
            cell=cell,
            color_of=self._color(self.head),
            axes=("who listens", "who speaks"),
        )
        grid.move_to([0, -0.05, 0])
        self.play(FadeIn(grid.row_labels, grid.column_labels, grid.axis_titles))
        self.play(rippling(grid), run_time=theme.SLOW)
        return grid

    def show_all_heads(self, one: AttentionGrid) -> VGroup:
        count = len(self.trace.heads)
        self.beat(
            "all heads",
            f"This layer has {_COUNTS.get(count, 'many')} heads, each with matrices of its own.",
        )
        grids = VGroup(*(self._small_grid(number) for number in range(1, count + 1)))
        self._arrange(grids)
        labels = self._outer_labels(grids)
        titles = VGroup(*(self._head_title(n, grid) for n, grid in enumerate(grids, start=1)))
        mine = grids[self.head - 1]
        self.play(
            FadeOut(one.marks, one.row_labels, one.column_labels, one.axis_titles),
            run_time=theme.QUICK,
        )
        self.play(ReplacementTransform(one.cells, mine.cells), run_time=theme.NORMAL)
        others = [grid for grid in grids if grid is not mine]
        self.play(
            FadeIn(labels),
            LaggedStart(*(FadeIn(grid, scale=0.8) for grid in others), lag_ratio=0.15),
            LaggedStart(*(FadeIn(title) for title in titles), lag_ratio=0.1),
            run_time=theme.SLOW,
        )
        self._labels, self._titles = labels, titles
        return grids

    def name_what_is_measured(self, grids: VGroup) -> VGroup:
        self.beat("measured", "A head is named only if half of its weight goes to one place.")
        names = VGroup()
        for number, grid in enumerate(grids, start=1):
            name = self._name(number, self._role(number))
            names.add(name.next_to(self._titles[number - 1], DOWN, buff=0.08))
        self.play(
            LaggedStart(*(FadeIn(name, shift=UP * 0.1) for name in names), lag_ratio=0.2),
            run_time=2 * theme.SLOW,
        )
        frames = VGroup(
            *(
                SurroundingRectangle(
                    grid.cells, color=theme.HEADS[n - 1], buff=0.04, stroke_width=3
                )
                for n, grid in enumerate(grids, start=1)
                if self._role(n)
            )
        )
        self.play(FadeIn(frames), run_time=theme.QUICK)
        return names.add(frames)

    def stack_in_depth(self, grids: VGroup, names: VGroup) -> VGroup:
        self.beat("at once", "No head waits for another: all of them run at the same time.")
        self.play(FadeOut(names, self._labels, self._titles), run_time=theme.QUICK)
        moves = []
        for depth, grid in enumerate(grids):
            grid.set_z_index(len(grids) - depth)
            place = [-2.6 + 5.2 * depth / len(grids), -0.9 + 2.2 * depth / len(grids), 0]
            moves.append(grid.animate.scale(1.35).move_to(place))
        self.play(*moves, run_time=theme.SLOW)
        flash = [grid.cells.animate.set_stroke(theme.INK, 2) for grid in grids]
        self.play(*flash, run_time=theme.QUICK)
        return grids

    def join_with_one_matrix(self, stack: VGroup) -> None:
        self.beat("joined", "Their outputs stand side by side, and one matrix mixes them.")
        count, y = len(self.trace.heads), 0.15
        inputs = self._strip("query_side.inputs", 1.9, 1.5).move_to([-5.65, y, 0])
        outputs = (
            Group(
                *(
                    self._strip(f"head{n}.output", 0.95, min(0.42, 3.6 / count), self._color(n))
                    for n in range(1, count + 1)
                )
            )
            .arrange(DOWN, buff=min(0.1, 0.8 / count))
            .move_to([-2.75, y, 0])
        )
        parts = Group(*(part.copy() for part in outputs))
        for part in parts:
            part.stretch_to_fit_width(2.4 / count).stretch_to_fit_height(1.5)
        parts.arrange(RIGHT, buff=0).move_to([0.35, y, 0])
        output_weight = self._strip("output_weight", 1.9, 1.9).move_to([3.05, y, 0])
        result = self._strip("output", 1.9, 1.5).move_to([5.75, y, 0])
        self.play(FadeOut(stack), run_time=theme.QUICK)
        self.play(FadeIn(inputs), FadeIn(self._caption_of(inputs, "X", "query_side.inputs")))
        fan = VGroup(
            *(
                _arrow(inputs.get_right(), part.get_left(), theme.HEADS[i % 8])
                for i, part in enumerate(outputs)
            )
        )
        self.play(
            FadeIn(fan),
            LaggedStart(*(FadeIn(part) for part in outputs), lag_ratio=0.0),
            run_time=theme.NORMAL,
        )
        heading = Text("heads", size=0.42).next_to(outputs, UP, buff=0.2)
        shape = self._shape("head1.output").next_to(outputs, DOWN, buff=0.2)
        self.play(FadeIn(heading, shape), run_time=theme.QUICK)
        self.play(
            LaggedStart(
                *(ReplacementTransform(a.copy(), b) for a, b in zip(outputs, parts, strict=True)),
                lag_ratio=0.08,
            ),
            run_time=theme.SLOW,
        )
        times = Formula("dot.op", size=0.6).move_to([1.83, y, 0])
        equals = Formula("=", size=0.6).move_to([4.4, y, 0])
        self.play(
            FadeIn(
                self._caption_of(parts, '"concat"', "concat"),
                _arrow(outputs.get_right(), parts.get_left(), theme.QUIET),
            ),
            run_time=theme.QUICK,
        )
        self.play(
            FadeIn(times, output_weight),
            FadeIn(self._caption_of(output_weight, "W_O", "output_weight")),
        )
        self.play(FadeIn(equals, result), FadeIn(self._caption_of(result, "Y", "output")))
        self.beat("answer", "Many views, one new vector for every token.")
        self.play(FadeIn(SurroundingRectangle(result, color=theme.ACCENT, buff=0.08)))

    # --- pieces ------------------------------------------------------------------------------

    @cached_property
    def _partners(self) -> list[int | None]:
        """The noun of each adjective and determiner, where the grammar knows the words."""
        try:
            from attention_math.readings import noun_places
        except ModuleNotFoundError:
            return []
        return noun_places(self.trace.query_side.tokens)

    def _color(self, number: int) -> Callable[[float], ManimColor]:
        hue = theme.HEADS[(number - 1) % len(theme.HEADS)]
        return lambda weight: theme.weight_color(weight, hue)

    def _small_grid(self, number: int) -> AttentionGrid:
        weights = self.quantity(f"head{number}.weights")
        side = 2.5 / len(weights)
        return AttentionGrid(
            weights, view="heat", cell=(side, side * 0.7), color_of=self._color(number)
        )

    def _arrange(self, grids: VGroup) -> None:
        for place, grid in enumerate(grids):
            down, across = divmod(place, _ACROSS)
            grid.move_to([-4.35 + across * 3.18, 1.22 - down * 2.58, 0])

    def _outer_labels(self, grids: VGroup) -> VGroup:
        """Name the queries at the left edge of each line of grids and the keys above the first."""
        labels = VGroup()
        tokens = self.trace.query_side.tokens
        for grid in grids[::_ACROSS]:
            for i, word in enumerate(tokens):
                label = Text(
                    word, size=theme.SMALLEST, color=theme.QUERY, declared=Declared("token")
                )
                label.next_to(grid.row(i), LEFT, buff=0.12)
                labels.add(label.stand_on(grid.row(i).get_y() - 0.21 * theme.SMALLEST))
        for grid in grids[:_ACROSS]:
            for j, word in enumerate(self.trace.key_side.tokens):
                label = Text(word, size=theme.SMALLEST, color=theme.KEY, declared=Declared("token"))
                label.rotate(90 * DEGREES).next_to(grid.cell(0, j), UP, buff=0.08)
                labels.add(label)
        return labels

    def _head_title(self, number: int, grid: AttentionGrid) -> Text:
        return Text(
            f"head {number}",
            size=theme.SMALLEST,
            color=theme.HEADS[(number - 1) % 8],
            declared=Declared("head number"),
        ).next_to(grid.cells, DOWN, buff=0.1)

    def _role(self, number: int) -> HeadRole | None:
        queries, keys = self.trace.query_side.tokens, self.trace.key_side.tokens
        weights = self.trace.head(number).weights
        return head_role(head_measures(weights, queries, keys, self._partners))

    def _name(self, number: int, role: HeadRole | None) -> VGroup:
        """Write a head's measured name and share, or that no place has most of its weight."""
        if role is None:
            return VGroup(Text("no single place", size=theme.SMALLEST, color=theme.QUIET))
        share = Quantity(
            self.trace.source.label,
            f"head_role(head_measures(head{number}.weights)).share",
            np.array([role.share]),
        ).cite(0)
        hue = theme.HEADS[(number - 1) % 8]
        return VGroup(
            Text(role.name, size=0.31, color=hue), Numeral(share, size=0.31, color=theme.INK)
        ).arrange(RIGHT, buff=0.15)

    def _strip(
        self,
        name: str,
        width: float,
        height: float,
        color_of: Callable[[float], ManimColor] | None = None,
    ) -> HeatStrip:
        quantity = self.quantity(name)
        limit = quantity.limit()

        def shade(value: float) -> ManimColor:
            size = abs(value) / limit
            return color_of(size) if color_of else theme.weight_color(size, theme.INK)

        return HeatStrip(quantity, width=width, height=height, color_of=shade)

    def _shape(self, name: str) -> Text:
        rows, columns = self.quantity(name).shape
        return Text(
            f"{rows} × {columns}",
            size=_SHAPE_SIZE,
            color=theme.QUIET,
            declared=Declared(f"shape of {name}"),
        )

    def _caption_of(self, picture: Group, symbol: str, name: str) -> VGroup:
        return VGroup(
            Formula(symbol, size=0.5).next_to(picture, UP, buff=0.2),
            self._shape(name).next_to(picture, DOWN, buff=0.2),
        )


_COUNTS = {2: "two", 3: "three", 4: "four", 6: "six", 8: "eight", 12: "twelve"}


def _arrow(start: np.ndarray, end: np.ndarray, color: ManimColor) -> Arrow:
    return Arrow(
        start,
        end,
        buff=0.1,
        stroke_width=2.5,
        color=color,
        tip_length=0.14,
        max_tip_length_to_length_ratio=0.3,
    )
