"""Chapter 6: an id is the number of a row in a learnt table, and that row is the token's vector."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    DashedVMobject,
    FadeIn,
    FadeOut,
    Group,
    LaggedStart,
    Line,
    ReplacementTransform,
    RoundedRectangle,
    SurroundingRectangle,
    VGroup,
    VMobject,
)

from attention_math.story import sizes_between
from attention_math.tables import batch_ids, embedding_table, look_up
from attention_math.wordlist import vocabulary_ids, word_list
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.scale_legend import ScaleLegend, swatch
from scenes.mobjects.tensor_shape import shape_of
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.tokens_to_vectors.lookup_table import LookupTable
from scenes.pieces.tokens_to_vectors.shape_line import ShapeLine
from scenes.pieces.tokens_to_vectors.sheet_stack import SheetStack
from scenes.pieces.tokens_to_vectors.ways import level_way, way_around
from scenes.stage.cited import Declared, Quantity
from scenes.stage.derive import derive
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral, Text

COMPANION = "a big dog slept behind the door"  # what shares a batch with the sentence

_MIDDLE, _PITCH = 0.2, 0.52  # of the words and their vectors; from one to the next
_IDS_RIGHT, _TABLE_AT = -4.6, np.array([-2.55, 0.0, 0])
_TABLE_SIZE = (1.7, 4.3)
_COLUMN, _BIG_COLUMN = 0.69, 0.86
_OPENED_AT = np.array([-1.1, 0.0, 0])  # the table, while nothing has been taken out of it
_BIG_AT, _BIG_HEIGHTS = 3.15, (1.75, 1.05, 0.35, -0.6)
_PILLS_AT, _DASHES = -2.55, 36
_NOTE_AT = -2.0
_LEGEND_AT = np.array([_BIG_AT, -2.1, 0])
_FRAME_BUFF, _FRAME_ROOM = (0.09, 0.075), 0.14
_WIDEST_SHEET, _LONGEST_LINE = 3.5, 32
_BATCH_TABLE = np.array([-0.75, 0.0, 0])


class TokensToVectors(Mechanism):
    """Each id picks its row of the table; a grid of ids picks a stack of vectors."""

    heading = "Tokens become vectors"

    def construct(self) -> None:
        words, ids = self.ask()
        table = self.open_table()
        lines, vector = self.look_one_up(table, ids)
        vectors = self.look_all_up(table, ids, lines, vector)
        self.meet_the_same_word_again(lines, vectors)
        pills = self.say_what_is_missing(vectors)
        leaving = Group(words, *lines.values(), vectors, pills)
        matrix, stack = self.look_up_a_batch(table, ids, leaving)
        self.add_the_third_axis(table, matrix, stack)

    # --- beats -------------------------------------------------------------------------------

    def ask(self) -> tuple[VGroup, VGroup]:
        row = TokenRow(self.tokens, size=0.55, gap=0.4, widest=12.8).move_to([0, 1.0, 0])
        quantity = self.quantity("query_side.ids")
        ids = VGroup(*(Numeral(quantity.cite(i), decimals=0, size=0.55, color=theme.HIGHLIGHT)
                       .move_to([token.get_x(), -0.7, 0])
                       for i, token in enumerate(row)))  # fmt: skip
        drops = VGroup(*(Line(token.get_bottom() + DOWN * 0.15, number.get_top() + UP * 0.15,
                              color=theme.EDGE, stroke_width=theme.STROKE_THIN)
                         for token, number in zip(row, ids, strict=True)))  # fmt: skip
        self.beat("question", "An id is a mere number. How does it become a vector?")
        note = Text("An id is the token’s place in the list of this model.", color=theme.QUIET)
        note.stand_on(_NOTE_AT)
        self.play(LaggedStart(*(FadeIn(token) for token in row), lag_ratio=0.12))
        self.play(LaggedStart(*(Create(drop) for drop in drops), lag_ratio=0.12),
                  LaggedStart(*(FadeIn(n, shift=DOWN * 0.2) for n in ids),
                              lag_ratio=0.12), FadeIn(note))  # fmt: skip
        self.beat("table", "The model owns a table: one row of learnt numbers for every token.")
        words = self._words(theme.STAGE_LEFT, LEFT)
        self.play(
            FadeOut(drops, note, *(token.box for token in row)),
            *(ReplacementTransform(token.label, word)
              for token, word in zip(row, words, strict=True)),
            *(number.animate.scale(0.42 / 0.55)
              .move_to([_IDS_RIGHT, self._height(i), 0], aligned_edge=RIGHT)
              for i, number in enumerate(ids)),
            run_time=theme.NORMAL,
        )  # fmt: skip
        return words, ids

    def open_table(self) -> LookupTable:
        table = self._table()
        self._said = self._legend()
        self.play(FadeIn(table, shift=UP * 0.2), FadeIn(self._said), run_time=theme.NORMAL)
        return table

    def look_one_up(self, table: LookupTable, ids: VGroup) -> tuple[dict[int, VGroup], VGroup]:
        story = self.pair.key
        self.beat("one", "The id of “{token}” is the number of its row.", token=self.tokens[story])
        self.play(table.animate.shift(_TABLE_AT - table.picture.get_center()))
        row, quantity = int(self.ids.values[story]), self.vectors[story : story + 1]
        into, frame = self._way_in(story, table), table.frame(row)
        self.play(ids[story].animate.set_fill(theme.INK), Create(into), run_time=theme.NORMAL)
        number = Numeral(
            self._row_numbers().cite(row), decimals=0, size=0.36, color=theme.HIGHLIGHT
        )
        aside = DOWN if frame.get_y() < ids[story].get_y() else UP
        number.next_to(frame, LEFT, buff=0.15).shift(aside * 0.22)
        self.play(Create(frame), FadeIn(number, target_position=ids[story]))
        numbers = NumberMatrix(quantity, size=0.37, pitch=(_BIG_COLUMN, 0.6))
        numbers.move_to([_BIG_AT, _BIG_HEIGHTS[2], 0])
        strip = table.taken_out(row)
        large = strip.copy().stretch_to_fit_height(0.5)
        large.stretch_to_fit_width(_BIG_COLUMN * len(numbers.columns))
        large.move_to([numbers.numerals.get_x(), _BIG_HEIGHTS[1], 0])
        word = Text(self.tokens[story], size=0.6, declared=Declared("token"))
        word.set_x(_BIG_AT).stand_on(_BIG_HEIGHTS[0])
        self.play(ReplacementTransform(strip, large), FadeIn(word), run_time=theme.SLOW)
        self.beat("vector", "Its row is a list of learnt numbers: the token’s vector.")
        symbol = Formula(FORMULAS["vector"], color=theme.QUIET,
                         declared=Declared("mathematics"))  # fmt: skip
        symbol.move_to([_BIG_AT, _BIG_HEIGHTS[3], 0])
        self.play(FadeIn(numbers.brackets, numbers.gaps),
                  LaggedStart(*(FadeIn(n, shift=DOWN * 0.3) for n in numbers.numerals),
                              lag_ratio=0.15), run_time=theme.SLOW)  # fmt: skip
        self.play(FadeIn(symbol))
        return {story: VGroup(into, frame)}, Group(large, word, numbers, symbol, number)

    def look_all_up(
        self, table: LookupTable, ids: VGroup, lines: dict[int, VGroup], vector: Group
    ) -> NumberMatrix:
        self.beat("all", "Every id picks its row in the same way, all at once.")
        vectors = self._matrix()
        story = next(iter(lines))
        others = [i for i in range(len(ids)) if i != story]
        lines |= {i: VGroup(self._way_in(i, table), table.frame(int(self.ids.values[i])))
                  for i in others}  # fmt: skip
        for i, line in lines.items():
            line.add(self._way_out(i, table))
        strip, word, numbers, symbol, number = vector
        self.play(
            FadeOut(strip, symbol, number, numbers.brackets, numbers.gaps, self._said),
            FadeOut(numbers.numerals, target_position=vectors.row(story)),
            ReplacementTransform(word, self._row_words[story]),
            FadeIn(vectors.row(story), target_position=numbers), FadeIn(vectors.brackets),
            FadeIn(vectors.gaps, self._sizes), Create(lines[story][-1]),
            ids[story].animate.set_fill(theme.HIGHLIGHT), run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(
            LaggedStart(*(LaggedStart(*(Create(part) for part in lines[i]), lag_ratio=0.4)
                          for i in others), lag_ratio=0.15),
            LaggedStart(*(FadeIn(VGroup(vectors.row(i), self._row_words[i]), shift=RIGHT * 0.5)
                          for i in others), lag_ratio=0.2),
            run_time=2 * theme.SLOW,
        )  # fmt: skip
        self.add(vectors)
        return vectors

    def meet_the_same_word_again(self, lines: dict[int, VGroup], vectors: NumberMatrix) -> None:
        again = [i for i, word in enumerate(self.tokens) if self.tokens.count(word) > 1]
        if not again:
            return
        word = self.tokens[again[0]]
        same = [i for i in again if self.tokens[i] == word]
        self.beat("same",
                  phrase("“{word}” stands at two places, and gets the very same row.", word=word)
                  if len(same) == 2 else
                  phrase("“{word}” gets the very same row wherever it stands.", word=word),
                  )  # fmt: skip
        others = [i for i in lines if i not in same]
        frames = VGroup(*(
            SurroundingRectangle(vectors.row(i), color=theme.HIGHLIGHT, buff=_FRAME_BUFF,
                                 corner_radius=0.06, stroke_width=theme.STROKE_FRAME * 0.7)
            for i in same
        ))  # fmt: skip
        self.play(*(part.animate.set_stroke(opacity=0.25) for i in others for part in lines[i]),
                  *(vectors.row(i).animate.set_fill(theme.DIM) for i in others),
            *(vectors.row(i).animate.set_fill(theme.INK) for i in same),
                  *(part.animate.set_stroke(width=theme.STROKE_FRAME)
                    for i in same for part in lines[i]))  # fmt: skip
        self.play(LaggedStart(*(Create(frame) for frame in frames), lag_ratio=0.5))
        vectors.add(frames)

    def say_what_is_missing(self, vectors: NumberMatrix) -> VGroup:
        self.beat("alone", "A row knows its word alone: no position, no context yet.")
        pills = VGroup(*(_pill(text, is_known=place == 0) for place, text in
                         enumerate(("the word", "position: later", "context: later"))))  # fmt: skip
        pills.arrange(RIGHT, buff=0.35).move_to([vectors.brackets.get_x(), _PILLS_AT, 0])
        pills.shift(LEFT * max(0.0, pills.get_right()[0] - theme.STAGE_RIGHT))
        self.play(LaggedStart(*(FadeIn(pill, shift=RIGHT * 0.2) for pill in pills),
                              lag_ratio=0.5), run_time=theme.SLOW)  # fmt: skip
        return pills

    def look_up_a_batch(
        self, table: LookupTable, ids: VGroup, leaving: Group
    ) -> tuple[NumberMatrix, SheetStack]:
        self.beat("batch", "Two sentences at once: a grid of ids becomes a stack of sheets.")
        matrix = self._grid_of_ids()
        sentences = VGroup(*map(_wrapped, (self.tokens, self.companion)))
        sentences.arrange(DOWN, buff=0.3, aligned_edge=LEFT).next_to(matrix, DOWN, buff=0.35)
        sentences.set_x(theme.STAGE_LEFT, direction=LEFT)
        self.play(FadeOut(leaving), run_time=theme.QUICK)
        self.play(
            table.animate.shift(_BATCH_TABLE - table.picture.get_center()),
            *(ReplacementTransform(number, matrix.numeral(0, i)) for i, number in enumerate(ids)),
            FadeIn(matrix.brackets, sentences[0]), run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(FadeIn(matrix.row(1), sentences[1], shift=UP * 0.2))
        cell = (min(0.46, _WIDEST_SHEET / self.sheets.shape[2]), 0.42)
        stack = SheetStack(self.sheets, cell=cell, axes=("B", "T", "C"),
                           meanings=("sentences", "tokens", "numbers"),
                           limit=self.table.limit())  # fmt: skip
        stack.move_to([theme.STAGE_RIGHT, _MIDDLE, 0], aligned_edge=RIGHT)
        # A way will lead to the story's row: the name of the axis stays above it or below it.
        front, story, name = stack.sheets[0], stack.frame(0, self.pair.key), stack.names[1]
        if story.get_y() >= front.get_y():
            name.align_to(front, DOWN)
            name.shift(DOWN * max(0.0, name.get_top()[1] - story.get_bottom()[1]))
        else:
            name.align_to(front, UP)
            name.shift(UP * max(0.0, story.get_top()[1] + 0.15 - name.get_bottom()[1]))
        self.play(LaggedStart(*(FadeIn(sheet, target_position=table.picture, scale=0.3)
                                for sheet in reversed(stack.sheets)), lag_ratio=0.4),
                  run_time=theme.SLOW)  # fmt: skip
        self.play(Create(stack.edge), FadeIn(stack.names))
        return matrix, stack

    def add_the_third_axis(
        self, table: LookupTable, matrix: NumberMatrix, stack: SheetStack
    ) -> None:
        self.beat("answer", "Ids look up rows: nothing is reshaped, the table adds an axis.")
        story = self.pair.key
        shapes = (ShapeLine("BT", self.batch), ShapeLine("BTC", self.sheets, new="C"))
        shapes[0].move_to([matrix.get_x(), -2.5, 0])
        shapes[0].shift(RIGHT * max(0.0, theme.STAGE_LEFT - shapes[0].get_left()[0]))
        shapes[1].move_to([stack.sheets[0].get_x(), -2.5, 0])
        row = int(self.batch.values[0, story])
        marks = (matrix.frame(matrix.numeral(0, story), theme.INK), table.frame(row),
                 stack.frame(0, story))  # fmt: skip
        ways = (way_around(marks[0], marks[1]),
                level_way(marks[1].get_right(), marks[2].get_left()))  # fmt: skip
        self.play(FadeIn(shapes[0]), Create(marks[0]))
        self.play(Create(ways[0]), run_time=theme.QUICK)
        self.play(Create(marks[1]), run_time=theme.QUICK)
        self.play(Create(ways[1]), run_time=theme.QUICK)
        self.play(Create(marks[2]), FadeIn(shapes[1]))

    # --- numbers -----------------------------------------------------------------------------

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.trace.query_side.shown

    @property
    def companion(self) -> list[str]:
        return COMPANION.split()[: len(self.tokens)]

    @property
    def ids(self) -> Quantity:
        return self.quantity("query_side.ids")

    @property
    def vectors(self) -> Quantity:
        return self.quantity("query_side.token_embeddings")

    @cached_property
    def table(self) -> Quantity:
        return derive(embedding_table, self.model, source=self.trace.source.label)

    @cached_property
    def batch(self) -> Quantity:
        return derive(batch_ids, self.ids, " ".join(self.companion), self.model)

    @cached_property
    def sheets(self) -> Quantity:
        return derive(look_up, self.batch, self.table)

    def badge_text(self) -> str:
        return phrase("{model} · its embedding table", model=self.model)

    # --- pieces ------------------------------------------------------------------------------

    def _height(self, place: int) -> float:
        return _MIDDLE + ((len(self.tokens) - 1) / 2 - place) * _PITCH

    def _words(self, x: float, edge: np.ndarray) -> VGroup:
        words = VGroup(*(Text(word, size=0.38, declared=Declared("token"))
                         for word in self.tokens))  # fmt: skip
        for place, word in enumerate(words):
            word.set_x(x, direction=edge).stand_on(self._height(place) - 0.1)
        return words

    def _table(self) -> LookupTable:
        numbers = self._row_numbers()
        words = word_list(self.model).shown
        last = len(words) - 1
        table = LookupTable(
            self.table, name="embedding table", width=_TABLE_SIZE[0], height=_TABLE_SIZE[1],
            ends=((words[0], numbers.cite(0)), (words[last], numbers.cite(last))),
        )  # fmt: skip
        return table.shift(_OPENED_AT - table.picture.get_center())

    def _legend(self) -> ScaleLegend:
        """Say what the greys mean, on the smallest, a middling and the largest entry."""
        cited = [self.table.cite(*entry) for entry in sizes_between(self.table.values)]
        law = partial(theme.size_color, limit=self.table.limit(), hue=theme.INK)
        words = Text("brighter: larger, whatever the sign", size=0.31, color=theme.QUIET)
        legend = ScaleLegend(cited, partial(swatch, law=law, side=0.32), words, decimals=1,
                             size=0.31)  # fmt: skip
        legend[1].shift(DOWN * 0.1)
        return legend.move_to(_LEGEND_AT)

    def _row_numbers(self) -> Quantity:
        return derive(vocabulary_ids, self.model, source=f"{self.model} vocabulary")

    def _matrix(self) -> NumberMatrix:
        """Lay out the looked-up vectors, each row at the height of its word and its id."""
        color = partial(theme.entry_color, limit=self.table.limit())
        matrix = NumberMatrix(self.vectors, size=0.275, pitch=(_COLUMN, _PITCH), color=color)
        for side, outwards in zip(matrix.brackets, (LEFT, RIGHT), strict=True):
            side.shift(outwards * _FRAME_ROOM)
        matrix.move_to([theme.STAGE_RIGHT, 0, 0], aligned_edge=RIGHT).begin_at(self._height(0))
        self._row_words = self._words(matrix.brackets.get_left()[0] - 0.15, RIGHT)
        self._sizes = shape_of(self.vectors, size=theme.SIZE_LABEL)
        self._sizes.next_to(matrix.brackets, DOWN, buff=0.15)
        return matrix.add(self._row_words, self._sizes)

    def _grid_of_ids(self) -> NumberMatrix:
        """Lay out the batch at the left edge, its columns as wide as its longest id needs."""
        digits = len(str(int(self.batch.limit())))
        size, space = (0.36, 0.24) if digits <= 2 else (0.3, 0.1)
        matrix = NumberMatrix(self.batch, decimals=0, size=size, color=theme.HIGHLIGHT,
                              pitch=(0.5 * digits * size + space, 0.75))  # fmt: skip
        return matrix.move_to([theme.STAGE_LEFT, 0.75, 0], aligned_edge=LEFT)

    def _way_in(self, place: int, table: LookupTable) -> VMobject:
        start = [_IDS_RIGHT + 0.15, self._height(place), 0]
        row = int(self.ids.values[place])
        return level_way(start, [table.picture.get_left()[0] - 0.05, table.height_of(row), 0])

    def _way_out(self, place: int, table: LookupTable) -> VMobject:
        row = int(self.ids.values[place])
        start = [table.picture.get_right()[0] + 0.05, table.height_of(row), 0]
        end = self._row_words[place].get_left()[0] - 0.1
        return level_way(start, [end, self._height(place), 0])


def _wrapped(words: Sequence[str]) -> VGroup:
    """Write a sentence in as many lines as keep it beside the table."""
    lines: list[list[str]] = [[]]
    for word in words:
        if sum(map(len, lines[-1])) + len(lines[-1]) + len(word) > _LONGEST_LINE:
            lines.append([])
        lines[-1].append(word)
    texts = (Text(" ".join(line), size=0.31, declared=Declared("token")) for line in lines)
    return VGroup(*texts).arrange(DOWN, buff=0.12, aligned_edge=LEFT)


def _pill(text: str, *, is_known: bool) -> VGroup:
    """Name one part of a meaning: what is there already stands out, the rest is dashed."""
    color = theme.HIGHLIGHT if is_known else theme.DIM
    label = Text(text, size=0.36, color=color)
    box = RoundedRectangle(
        width=label.width + 0.4, height=0.62, corner_radius=0.2, stroke_color=color,
        stroke_width=theme.STROKE_THIN, fill_color=theme.PANEL, fill_opacity=float(is_known),
    )  # fmt: skip
    label.stand_on(box.get_y() - 0.1)
    return VGroup(box if is_known else DashedVMobject(box, num_dashes=_DASHES), label)
