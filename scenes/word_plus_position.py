"""Chapter 8: waves give every place a vector, and the word's vector takes it along."""

from __future__ import annotations

from functools import partial

from manim import (
    DOWN,
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

from attention_math.places import other_distance
from attention_math.positions import position_products, wavelengths
from scenes import theme
from scenes.mobjects.equation_column import signs_between
from scenes.mobjects.motion import dimming
from scenes.mobjects.token_row import TokenRow
from scenes.mobjects.vector_column import VectorColumn
from scenes.pieces.word_plus_position.distance_products import DistanceProducts
from scenes.pieces.word_plus_position.numbers import PLACES, Positions
from scenes.pieces.word_plus_position.wave_table import WaveLengths, WaveTable
from scenes.stage.cited import Declared
from scenes.stage.claims import relate
from scenes.stage.derive import derive
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Numeral, Text

_CELL = (0.3, 0.53)
_TABLE_LEFT, _TOP = -5.95, 2.0
_PITCH = (1.05, 0.53)
_MIDDLE = 4.2  # of the right side of the stage
_APART = 1.85  # columns of a sum, from middle to middle
_HUES = 4
_HALF = 3.45  # middles of the stage's two halves
_SPREAD = 2.3
_WIDE = 2.6  # the same, where one sum has the stage
_GRID = 3.3
_ABOVE_WAVES = 0.5
_HIGHEST = 2.8
_RIGHT_LEFT = 1.75
_NUMBERS = -2.72  # where the places of the words are written


class WordPlusPosition(Positions):
    """A place is one column through waves of several lengths; it is added to the word's vector."""

    heading = "Word plus position"

    def construct(self) -> None:
        numbers, vectors = self.ask_what_marks_a_place()
        table, lengths = self.draw_waves(numbers, vectors)
        self.turn_heights_into_colours(table)
        cut = self.cut_out_two_places(table, lengths)
        frames, products = self.compare_places_by_distance(table, cut)
        added = self.add_place_to_word(table, frames, products)
        sums = self.put_the_word_elsewhere(added)
        self.rest_on_the_difference(sums)

    def ask_what_marks_a_place(self) -> tuple[VGroup, VGroup]:
        words, word = self.trace.query_side.shown, self.places.word
        row = TokenRow(words, size=0.46, gap=max(0.75, 5 / len(words)), widest=12.2).move_to(
            [0.4, 2.56, 0]
        )
        columns = VGroup(*(self._word_column(i).set_x(row[i].get_x()) for i in range(len(words))))
        columns.set_y(-0.13)
        numbers = VGroup(
            *(
                Numeral(i, decimals=0, color=theme.QUIET, declared=self._place(i))
                .set_x(token.get_x())
                .stand_on(_NUMBERS)
                for i, token in enumerate(row)
            )
        )
        axis = (
            Text("position", color=theme.QUIET)
            .next_to(numbers[0], LEFT, buff=0.3)
            .stand_on(_NUMBERS)
        )
        same = [i for i, other in enumerate(words) if other == words[word]]
        self.beat("question", _who_brings_the_same(words[word], len(same)))
        self.play(LaggedStart(*(FadeIn(token) for token in row), lag_ratio=0.1))
        self.play(
            LaggedStart(*(FadeIn(c, shift=DOWN * 0.3) for c in columns), lag_ratio=0.1),
            run_time=theme.SLOW,
        )
        frames = [columns[i].body.frame(columns[i], theme.HIGHLIGHT) for i in same]
        self.play(
            *(Create(frame) for frame in frames),
            *(row[i].box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME) for i in same),
            *(columns[i].numerals.animate.set_fill(theme.INK) for i in same),
            *(dimming(columns[i].numerals) for i in range(len(words)) if i not in same),
            run_time=theme.NORMAL,
        )
        self.play(
            LaggedStart(*(FadeIn(n, shift=UP * 0.2) for n in (axis, *numbers)), lag_ratio=0.1)
        )
        return numbers, VGroup(row, columns, axis, *frames)

    def draw_waves(self, numbers: VGroup, vectors: VGroup) -> tuple[WaveTable, VGroup]:
        self.beat("waves", "Waves do, quick to slow; the slowest hardly turn in a sentence.")
        table = self._wave_table()
        count = len(numbers)
        self.play(FadeOut(vectors), run_time=theme.QUICK)
        self.play(
            *(
                ReplacementTransform(number, tick)
                for number, tick in zip(numbers, table.ticks[:count], strict=True)
            ),
            FadeIn(table.lanes, table.ticks[count:], table.title),
            run_time=theme.NORMAL,
        )
        lengths = WaveLengths(
            table,
            derive(wavelengths, self.width, source="positions"),
            entries=self.entries,
            width=self.width,
            left=_RIGHT_LEFT,
        )
        for pair, length in enumerate(lengths):
            lanes = slice(2 * pair, 2 * pair + 2)
            self.play(
                FadeIn(table.labels[lanes]),
                *(Create(curve) for curve in table.curves[lanes]),
                FadeIn(length, *([lengths.legend] if pair == 0 else []), shift=RIGHT * 0.2),
                run_time=theme.NORMAL,
            )
        return table, lengths

    def turn_heights_into_colours(self, table: WaveTable) -> None:
        self.beat("heat", "Each wave is a row of colours: blue above zero, orange below.")
        places = range(table.heat.quantity.shape[1])
        self.play(
            LaggedStart(*(FadeIn(table.column(place)) for place in places), lag_ratio=0.3),
            run_time=2 * theme.SLOW,
        )

    def cut_out_two_places(self, table: WaveTable, lengths: VGroup) -> tuple[VGroup, VGroup]:
        self.beat("column", "A position is one column through all the waves: its own vector.")
        self.play(FadeOut(lengths, lengths.legend), run_time=theme.QUICK)
        frames, columns = VGroup(), VGroup()
        for place, color, x in (
            (self.places.first, theme.QUIET, _MIDDLE - _APART / 2),
            (self.places.second, theme.HIGHLIGHT, _MIDDLE + _APART / 2),
        ):
            frame = table.frame(place, color)
            dots = table.dots(place, self.sinusoids[place], color)
            column = self._position_column(place, color).set_x(x)
            self.play(Create(frame), FadeIn(dots), run_time=theme.NORMAL)
            self._fly(table, place, column)
            self.play(FadeIn(column.numerals), FadeOut(dots), run_time=theme.QUICK)
            frames.add(frame)
            columns.add(column)
        return frames, columns

    def compare_places_by_distance(
        self, table: WaveTable, cut: tuple[VGroup, VGroup]
    ) -> tuple[VGroup, VGroup]:
        self.beat("distance", "The dot product of two positions depends on their distance alone.")
        frames, columns = cut
        products = self._products()
        column, row = products.lines[0].stops[0]
        cell = products.cell(row, column)
        self.play(
            FadeOut(columns, target_position=cell),
            FadeIn(cell, products.lines[0].marks[0]),
            run_time=theme.NORMAL,
        )
        self.play(FadeIn(products.map, products.titles, products.ticks), run_time=theme.NORMAL)
        self.remove(cell)
        self.play(
            FadeIn(products.lines[0].title),
            FadeIn(products.lines[0][0], target_position=cell),
            run_time=theme.NORMAL,
        )
        for line, run_time in zip(products.lines, (theme.NORMAL, theme.QUICK), strict=True):
            for stop, (first, second) in enumerate(line.stops):
                if line[stop] is products.lines[0][0]:
                    continue
                new = [line.title] if stop == 0 else [line.paths[stop - 1]]
                self.play(
                    frames[0].animate.move_to(table.column(first)),
                    frames[1].animate.move_to(table.column(second)),
                    *(FadeIn(part) for part in new),
                    run_time=run_time,
                )
                self.play(
                    FadeIn(line.marks[stop]),
                    FadeIn(line[stop], target_position=line.marks[stop]),
                    run_time=theme.QUICK,
                )
        return frames, products

    def add_place_to_word(self, table: WaveTable, frames: VGroup, products: VGroup) -> VGroup:
        self.beat("sum", "The model adds it to the word, entry by entry: that is its input.")
        word, _, second = self.places
        columns, signs = self._sum(second, theme.HIGHLIGHT, at=0.0, apart=_WIDE)
        name, place, total = columns
        VGroup(name, place).shift(RIGHT * _MIDDLE)
        self.play(
            FadeOut(products.seen, frames[0]),
            frames[1].animate.move_to(table.column(second)),
            run_time=theme.NORMAL,
        )
        self.play(FadeIn(name, shift=DOWN * 0.2), run_time=theme.QUICK)
        self._fly(table, second, place)
        self.play(FadeIn(place.numerals), FadeOut(table, frames[1]), run_time=theme.QUICK)
        self.play(VGroup(name, place).animate.shift(LEFT * _MIDDLE), run_time=theme.NORMAL)
        self.play(FadeIn(signs, total.ground, total.name), run_time=theme.QUICK)
        rows = zip(name.numerals, place.numerals, total.numerals, strict=True)
        self.play(
            LaggedStart(
                *(FadeIn(result, target_position=addend) for _, addend, result in rows),
                lag_ratio=0.3,
            ),
            run_time=2 * theme.NORMAL,
        )
        return VGroup(columns, signs)

    def put_the_word_elsewhere(self, added: VGroup) -> tuple[VGroup, VGroup]:
        self.beat("elsewhere", "The same word at another position: another input.")
        other, signs = self._sum(self.places.first, theme.QUIET, at=_HALF)
        columns, between = added
        self.play(
            *(
                part.animate.shift(LEFT * (_HALF + (1 - _APART / _WIDE) * part.get_x()))
                for part in (*columns, *between)
            ),
            run_time=theme.NORMAL,
        )
        self.play(TransformFromCopy(added[0][0], other[0]), run_time=theme.NORMAL)
        self.play(FadeIn(other[1], signs[0], shift=DOWN * 0.2), run_time=theme.NORMAL)
        self.play(FadeIn(other[2], signs[1], shift=RIGHT * 0.2), run_time=theme.NORMAL)
        return added, VGroup(other, signs)

    def rest_on_the_difference(self, sums: tuple[VGroup, VGroup]) -> None:
        self.beat("answer", "Word plus position: in the difference, only positions remain.")
        (left, left_signs), (right, right_signs) = sums
        apart, signs = self._difference((left[2], right[2]), (left[1], right[1]))
        line = VGroup(left[2], right[2], apart, left[1], right[1])
        xs = [(place - 2) * _SPREAD for place in range(len(line))]
        self.play(FadeOut(*left[:2], *right[:2], left_signs, right_signs), run_time=theme.QUICK)
        starts = [line[k].get_x() for k in (0, 1)]
        for column, x in zip(line, xs, strict=True):
            column.set_x(x)
        written = signs_between([column.ground for column in line], signs)
        for column, x in zip(line[:2], starts, strict=True):
            column.set_x(x)
        self.play(
            *(line[k].animate.set_x(xs[k]) for k in (0, 1)),
            FadeIn(written[0]),
            run_time=theme.NORMAL,
        )
        self.play(FadeIn(written[1], apart, shift=RIGHT * 0.2), run_time=theme.SLOW)
        self.play(FadeIn(written[2:], *line[3:], shift=RIGHT * 0.2), run_time=theme.NORMAL)

    def badge_text(self) -> str:
        return phrase("{source} · input", source=self.trace.source.label)

    def _fly(self, table: WaveTable, place: int, column: VectorColumn) -> None:
        """Let a place's cells fly out of the table as narrow as they are, then make room."""
        flying = table.column(place).copy().set_z_index(_ABOVE_WAVES)
        frame = table.frame(place, column.name.get_fill_color()).set_z_index(_ABOVE_WAVES)
        x = column.ground.get_x()
        self.play(flying.animate.set_x(x), frame.animate.set_x(x), run_time=theme.NORMAL)
        self.play(
            ReplacementTransform(flying, column.ground),
            FadeOut(frame),
            FadeIn(column.name),
            run_time=theme.QUICK / 2,
        )

    # --- pieces ------------------------------------------------------------------------------

    def _wave_table(self) -> WaveTable:
        words = len(self.trace.query_side.shown)
        ticks = [*range(words), *range(-(-words // 4) * 4, PLACES, 4)]
        hues = [theme.HEADS[pair % _HUES] for pair in range(len(self.entries) // 2)]
        table = WaveTable(self.sinusoids, self.curves(), cell=_CELL, hues=hues, ticks=ticks)
        corner = table.heat.cells.get_corner(UP + LEFT)
        return table.shift([_TABLE_LEFT, _TOP, 0] - corner)

    def _word_column(self, index: int, name: Text | None = None) -> VectorColumn:
        quantity = self.quantity("query_side.token_embeddings")
        color = partial(theme.entry_color, limit=quantity.limit())
        return VectorColumn(quantity[index][self.entries], name, pitch=_PITCH, color=color)

    def _place(self, place: int) -> Declared:
        return Declared("place", of=self.quantity("query_side.positions")[place].name)

    def _position_column(self, place: int, color: ManimColor) -> VectorColumn:
        column = VectorColumn(
            self.quantity("query_side.positions")[place][self.entries],
            Text(phrase("position {place}", place=place), color=color, declared=self._place(place)),
            pitch=_PITCH,
            cell_color=partial(theme.score_color, limit=1.0),
        )
        return column.shift(UP * (_TOP - column.ground.get_top()[1]))

    def _products(self) -> DistanceProducts:
        products = derive(position_products, PLACES, self.width, source="positions")
        stops = self.stops()
        distances = [stops, other_distance(products.values, *stops[0], len(stops))]
        grid = DistanceProducts(products, distances, side=_GRID)
        return grid.move_to([_MIDDLE, 0, 0]).shift(UP * (_HIGHEST - grid.get_top()[1]))

    def _sum(
        self, place: int, color: ManimColor, *, at: float, apart: float = _APART
    ) -> tuple[VGroup, VGroup]:
        """Lay out word + position = input for the story's word at a place."""
        word = self.trace.query_side.shown[self.places.word]
        inputs = self.quantity("query_side.embeddings")
        first = self._word_column(self.places.word, Text(word, declared=Declared("token")))
        second = self._position_column(place, color)
        total = VectorColumn(
            self.input(place)[self.entries],
            Text(phrase("input {place}", place=place), color=color, declared=self._place(place)),
            pitch=_PITCH,
            color=partial(theme.entry_color, limit=inputs.limit()),
        )
        columns = VGroup(first, second, total)
        for step, column in enumerate(columns):
            column.shift([at + (step - 1) * apart - column.ground.get_x(), 0, 0])
            column.shift(UP * (second.ground.get_y() - column.ground.get_y()))
        sign = relate("sum", (first.numerals, second.numerals), total.numerals)
        return columns, signs_between([column.ground for column in columns], ("+", sign))

    def _difference(
        self, inputs: tuple[VectorColumn, VectorColumn], places: tuple[VectorColumn, VectorColumn]
    ) -> tuple[VectorColumn, list[str]]:
        """Lay out what two inputs differ by, and how it follows from them and from their places."""
        apart = VectorColumn(
            (self.input(self.places.second) - self.input(self.places.first))[self.entries],
            Text("difference"),
            pitch=_PITCH,
            cell_color=partial(theme.score_color, limit=1.0),
        )
        apart.shift(UP * (places[0].ground.get_y() - apart.ground.get_y()))
        signs = [
            relate("difference", [column.numerals for column in pair], apart.numerals)
            for pair in (inputs, places)
        ]
        return apart, ["−", signs[0], signs[1], "−"]


def _who_brings_the_same(word: str, times: int) -> Phrase:
    if times == 1:
        return phrase("“{word}” always brings the same vector. What marks the position?", word=word)
    if times == 2:
        return phrase("Both “{word}” bring the same vector. What marks the position?", word=word)
    return phrase("Every “{word}” brings the same vector. What marks the position?", word=word)
