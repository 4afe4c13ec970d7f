"""Chapter 13: a word's output is a mix of all values, each as much as its weight."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    LaggedStart,
    ManimColor,
    MoveAlongPath,
    Rectangle,
    ReplacementTransform,
    VGroup,
)

from attention_math.derived import before_and_after, column_totals
from attention_math.principal import (
    convex_hull,
    places_on_plane,
    principal_plane,
    running_means,
)
from attention_math.story import largest_entry, looking_at, move_alike
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.equation_column import EquationColumn
from scenes.mobjects.formula import Formula
from scenes.pieces.weighted_sum.mixture import Mixture
from scenes.pieces.weighted_sum.update_sum import UpdateSum
from scenes.pieces.weighted_sum.value_strips import ValueStrips
from scenes.pieces.weighted_sum.word_ways import WordWays
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import relate
from scenes.stage.derive import derive
from scenes.stage.phrases import phrase
from scenes.stage.text import Text

_STRIP = 1.36  # the width of an entry
_ROOM, _WIDEST = 4.06, 1.1  # for all values together, and from one to the next
_MIDDLE = 0.26  # the height around which the values stand
_WEIGHTS_AT, _STRIPS_AT, _PRODUCTS_AT, _SUMS_AT = -4.7, -1.25, 4.25, 6.6
_ASIDE = 2.6  # the values make so much room for the working
_PLANE = (11.9, 4.3)


class WeightedSum(Mechanism):
    """Values fade to their weights, slide together and add up; the sum moves the word."""

    heading = "The weighted sum"

    def construct(self) -> None:
        weights, strips = self.bring_values(*self.ask_what_is_taken())
        self.fade_to_weights(strips)
        mix, working = self.work_out_one_entry(weights, strips)
        stage = self.slide_together(weights, strips, mix, working)
        stage = self.mix_for_every_word(stage)
        stage = self.stay_among_the_values(stage)
        stage = self.add_to_the_word(stage)
        self.move_the_word(stage)

    def ask_what_is_taken(self) -> tuple[AttentionGrid, VGroup]:
        tokens = self.trace.key_side.shown
        row = AttentionGrid(
            self._weights[None], queries=[self._word], keys=tokens, axes=("query", "key"),
            cell=(min(1.55, 10.5 / len(tokens)), 1.0), size=0.4,
        ).shift(UP * 0.9)  # fmt: skip
        closed = VGroup(*(_closed_value().next_to(cell, DOWN, buff=0.9) for cell in row.cells))
        self.beat("question", "“{word}” has weighed the words. What does it take from them?",
                  word=self._word)  # fmt: skip
        self.play(FadeIn(row.row_labels, row.column_labels, row.axis_titles))
        pairs = zip(row.cells, row.marks, strict=True)
        self.play(LaggedStart(*(FadeIn(VGroup(*pair)) for pair in pairs), lag_ratio=0.2),
                  run_time=theme.SLOW)  # fmt: skip
        self.play(LaggedStart(*(FadeIn(box, shift=UP * 0.2) for box in closed), lag_ratio=0.1))
        return row, closed

    def bring_values(self, row: AttentionGrid, closed: VGroup) -> tuple[AttentionGrid, ValueStrips]:
        self.beat("values", "Every word has a value to hand over, a vector of numbers.")
        weights, strips = self._weights_column(), self._strips()
        self._heads = VGroup(
            self._head("weights", weights.cells, color=theme.WEIGHT),
            self._head("values", strips, color=theme.VALUE),
        )
        VGroup(weights, strips, self._heads).shift(RIGHT * _ASIDE)
        self.play(
            FadeOut(row.row_labels, row.axis_titles, closed),
            *(
                ReplacementTransform(old, new)
                for olds, news in ((row.cells, weights.cells), (row.marks, weights.marks),
                                   (row.column_labels, weights.row_labels))
                for old, new in zip(olds, news, strict=True)
            ),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.play(
            FadeIn(self._heads),
            LaggedStart(
                *(FadeIn(VGroup(*line), shift=RIGHT * 0.4)
                  for line in zip(strips.strips, strips.numerals, strict=True)),
                lag_ratio=0.15,
            ),
            run_time=theme.SLOW,
        )  # fmt: skip
        self.add(strips.gaps)
        return weights, strips

    def fade_to_weights(self, strips: ValueStrips) -> None:
        self.beat("fade", "Each value fades to its weight: what weighs little grows dim.")
        self.play(*strips.fading(self._weights), run_time=2 * theme.NORMAL)

    def work_out_one_entry(
        self, weights: AttentionGrid, strips: ValueStrips
    ) -> tuple[ValueStrips, VGroup]:
        self.beat("one entry", "One entry of the mix: weight times value, word after word.")
        stage = VGroup(weights, strips, self._heads)
        self.play(stage.animate.shift(LEFT * _ASIDE), run_time=theme.NORMAL)
        mix, place, column = self._mix(strips), *self._telling_column(strips)
        self._heads.add(
            Text(phrase("mix of “{word}”", word=self._word), color=theme.VALUE,
                 declared=Declared("token"))
            .next_to(mix.strips, LEFT, buff=0.55)
        )  # fmt: skip
        numbers = [row[place] for row in strips.entries()]
        frames = VGroup(weights.frame(weights.cells, theme.INK), strips.frame(column, theme.INK))
        added = self._terms()[:, column], self._totals()[:, column]
        terms = EquationColumn((weights.marks, numbers), *added, right=(_PRODUCTS_AT, _SUMS_AT))
        of_products, of_totals = terms.signs
        heads = VGroup(
            self._head(
                phrase("weight × value {relation}", relation=of_products),
                strips,
                right=_PRODUCTS_AT,
            ),
            self._head(phrase("sum so far {relation}", relation=of_totals), strips, right=_SUMS_AT),
        )
        self.play(Create(frames), FadeIn(heads), FadeIn(mix.outlines, self._heads[-1]))
        for i, (product, total) in enumerate(zip(terms.products, terms.totals, strict=True)):
            factors = VGroup(weights.marks[i], numbers[i])
            self.play(FadeIn(product, target_position=factors), run_time=0.4)
            self.play(FadeIn(total, shift=DOWN * 0.15), run_time=0.2)
        entry = mix.entries()[0][place]
        home = entry.get_center()
        self.add(entry.move_to(terms.totals[-1]))
        self.play(entry.animate.set_y(home[1]), run_time=theme.QUICK)
        self.play(entry.animate.move_to(home), run_time=theme.NORMAL)
        return mix, VGroup(frames, terms, heads, entry)

    def slide_together(
        self, weights: AttentionGrid, strips: ValueStrips, mix: ValueStrips, working: VGroup
    ) -> VGroup:
        self.beat("together", "All entries at once: the faded values slide together and add.")
        stage = VGroup(weights, strips, mix.outlines, self._heads)
        self.play(FadeOut(working))
        mix.shift(RIGHT * _ASIDE)
        self.play(stage.animate.shift(RIGHT * _ASIDE), run_time=theme.NORMAL)
        terms, head = strips.numbers(self._terms()), self._head("weight × value", strips)
        self.play(FadeOut(strips.numerals, self._heads[1]), run_time=theme.QUICK)
        travellers = VGroup(*(strip.copy() for strip in strips.strips))
        self.play(
            LaggedStart(*(t.animate.move_to(mix.strips) for t in travellers), lag_ratio=0.12),
            run_time=2 * theme.NORMAL,
        )
        self.play(FadeIn(mix.strips, terms, head), FadeOut(mix.outlines), run_time=theme.QUICK)
        self.remove(travellers)
        sums = self._column_sums(terms, mix)
        self.play(FadeIn(sums, mix.gaps, shift=DOWN * 0.15), run_time=theme.NORMAL)
        return VGroup(weights, self._heads[0], strips.strips, strips.gaps, terms, head, sums,
                      mix.strips, mix.gaps, self._heads[2])  # fmt: skip

    def mix_for_every_word(self, last: VGroup) -> VGroup:
        self.beat("every word", "Every word does the same: its row of weights mixes the values.")
        count = len(self.trace.key_side.shown)
        grid = self.grid("weights", cell=(min(0.95, 4.8 / count), 0.56), size=0.285, axes=None)
        value, output = (self.matrix(name, pitch=(0.69, 0.56)) for name in ("value", "output"))
        parts = VGroup(
            grid, Formula(FORMULAS["times"]), value, Formula(FORMULAS["approximately"]), output
        )
        parts.arrange(RIGHT, buff=0.22).shift(DOWN * 0.1)
        for part in (value, output):
            part.begin_at(grid.row(0).get_y())
        top = grid.get_top()[1] + 0.3
        names = VGroup(*(
            Formula(FORMULAS[name], size=0.55).move_to([part.get_x(), top, 0])
            for part, name in ((grid.cells, "weights"), (value, "value"), (output, "output"))
        ))  # fmt: skip
        signs = VGroup(parts[1], parts[3]).set_y(grid.cells.get_y())
        asking, weights = self.pair.query, last[0]
        story = [*grid.row(asking), *grid.row_marks(asking), *grid.column_labels]
        self.play(
            FadeOut(*last[1:]),
            *(
                ReplacementTransform(old, new)
                for old, new in zip((*weights.cells, *weights.marks, *weights.row_labels), story,
                                    strict=True)
            ),
            run_time=theme.NORMAL,
        )  # fmt: skip
        rest = [part for part in (*grid.cells, *grid.marks) if part not in story]
        self.play(FadeIn(*rest, grid.row_labels, value, names, signs, output.brackets, output.gaps))
        self.remove(*rest, *story)
        self.add(grid)
        frame = grid.frame(grid.row(asking), theme.QUERY)
        rows = [asking, *(i for i in output.rows if i not in (asking, None))]
        self.play(Create(frame), run_time=theme.QUICK)
        for i in rows:
            self.play(frame.animate.move_to(grid.row(i)),
                      FadeIn(output.row(i), shift=DOWN * 0.1),
                      run_time=0.45 if i != rows[0] else theme.NORMAL)  # fmt: skip
        self.play(FadeOut(frame), run_time=theme.QUICK)
        return VGroup(grid, value, output, names, signs)

    def stay_among_the_values(self, last: VGroup) -> VGroup:
        self.beat("hull", "A mix of values lies among them: it never leaves their hull.")
        value = self.of_head("value")
        places = derive(places_on_plane, value, value)
        picture = Mixture(
            places, convex_hull(places.values),
            derive(places_on_plane, value, derive(running_means, self._weights, value)),
            self._weights, _percent(value), words=self.trace.key_side.shown,
            name=phrase("mix of “{word}”", word=self._word), size=_PLANE,
        )  # fmt: skip
        dot = picture.first
        self.play(FadeOut(last), FadeIn(picture.plane), run_time=theme.NORMAL)
        self.play(FadeIn(picture.words), Create(picture.hull), run_time=theme.NORMAL)
        self.play(FadeIn(dot, scale=2), run_time=theme.QUICK)
        self.play(FadeIn(picture.mix_name, picture.path_name), run_time=theme.QUICK)
        self.play(MoveAlongPath(dot, picture.path), Create(picture.path),
                  run_time=2 * theme.NORMAL)  # fmt: skip
        self.remove(dot)
        self.add(picture.mix)
        self.play(FadeOut(picture.path_name, picture.path), run_time=theme.QUICK)
        self.play(FadeIn(picture.ties, picture.tie_name), run_time=theme.NORMAL)
        self.add(picture)
        return picture

    def add_to_the_word(self, last: VGroup) -> VGroup:
        self.beat("residual", "A matrix turns all heads’ mixes into an update, which is added.")
        update, inputs = self.quantity("output"), self.quantity("query_side.inputs")
        rows = self.quantity("concat"), update, inputs, inputs + update
        working = UpdateSum(
            *(quantity[self.pair.query] for quantity in rows),
            widths=[head.d_head for head in self.trace.heads], head=self.head, word=self._word,
        )  # fmt: skip
        self.play(FadeOut(last), FadeIn(working.concat, working.heads, shift=UP * 0.2))
        self.play(GrowArrow(working.arrow), FadeIn(working.matrix, working.matrix_name),
                  FadeIn(working.update_vector, shift=RIGHT * 0.4))  # fmt: skip
        self.play(FadeIn(working.before, working.signs[0]), run_time=theme.NORMAL)
        self.play(FadeIn(working.after, working.signs[1], shift=RIGHT * 0.3), FadeIn(working.norm))
        return working

    def move_the_word(self, last: VGroup) -> None:
        asking, key = self.pair
        partner = self.trace.key_side.shown[key]
        update, inputs = self.quantity("output"), self.quantity("query_side.inputs")
        looking = looking_at(self.story.weights, key)
        self.beat("answer", phrase("Words that look most at “{word}” move alike.", word=partner)
                  if move_alike(update.values[looking]) else
                  phrase("From the old place to the new: its update moves “{word}”.",
                         word=self._word))  # fmt: skip
        both = derive(before_and_after, inputs, update)
        picture = WordWays(
            derive(places_on_plane, both, inputs), derive(places_on_plane, both, inputs + update),
            _percent(both), words=self.trace.query_side.shown,
            bright=looking, story=asking,
            name=phrase("looks most at “{word}”", word=partner), size=_PLANE,
        )  # fmt: skip
        bright, others = (
            [way for i, way in enumerate(picture.ways) if i != asking and (i in looking) == with_it]
            for with_it in (True, False)
        )
        self.play(FadeOut(last), FadeIn(picture.plane), run_time=theme.NORMAL)
        self.play(FadeIn(picture.words), run_time=theme.NORMAL)
        self.play(GrowArrow(picture.ways[asking]), run_time=theme.SLOW)
        self.play(FadeIn(picture.bright_name), *(GrowArrow(way) for way in bright))
        if others:
            self.play(FadeIn(picture.others_name), *(GrowArrow(way) for way in others))

    # --- pieces ------------------------------------------------------------------------------

    @property
    def _word(self) -> str:
        return self.trace.query_side.shown[self.pair.query]

    @property
    def _weights(self) -> Quantity:
        return self.of_head("weights")[self.pair.query]

    def _terms(self) -> Quantity:
        """Cite each weight of the story's row times its value."""
        return self._weights[:, None] * self.of_head("value")

    def _totals(self) -> Quantity:
        return derive(column_totals, self._terms())

    def _weights_column(self) -> AttentionGrid:
        """Turn the story's row of weights upright: a cell beside each word that is weighed."""
        tokens = self.trace.key_side.shown
        column = AttentionGrid(self._weights[:, None], queries=tokens, cell=(0.95, self._pitch))
        column.row_labels.set_color(theme.KEY)
        column.shift([_WEIGHTS_AT, _MIDDLE, 0] - column.cells.get_center())
        return column

    def _strips(self) -> ValueStrips:
        strips = ValueStrips(self.of_head("value"), cell=self._cell, pitch=self._pitch)
        strips.move_to([_STRIPS_AT, _MIDDLE, 0])
        return strips

    @property
    def _pitch(self) -> float:
        """How far it is from one value to the next: fewer values fill the stage as well."""
        return min(_WIDEST, _ROOM / len(self.story.value))

    @property
    def _cell(self) -> tuple[float, float]:
        return _STRIP, min(0.8, self._pitch - 0.1)

    def _mix(self, strips: ValueStrips) -> ValueStrips:
        """Lay out the story's row of the output below the values that it is mixed from."""
        output = self.of_head("output")[self.pair.query][None]
        mix = ValueStrips(output, cell=self._cell, pitch=self._pitch)
        mix.move_to([_STRIPS_AT, strips.strips.get_bottom()[1] - self._pitch - 0.05, 0])
        mix.numerals.set_color(theme.INK)
        return mix

    def _head(self, words: str, below: VGroup, *, right: float | None = None,
              color: ManimColor | None = None) -> Text:  # fmt: skip
        head = Text(words, color=color or theme.QUIET).stand_on(below.get_top()[1] + 0.2)
        return head.set_x(below.get_x()) if right is None else head.set_x(right, direction=RIGHT)

    def _telling_column(self, strips: ValueStrips) -> tuple[int, int]:
        """Choose the shown entry of the mix that is largest: its place on screen, and its own."""
        shown = [j for j in strips.columns if j is not None]
        entry = largest_entry(self.story.output[self.pair.query], shown)
        return shown.index(entry), entry

    def _column_sums(self, terms: VGroup, mix: ValueStrips) -> VGroup:
        """Write the mix, and beside it the one sign that is true of all columns above it."""
        entries = mix.entries()[0].set_color(theme.ink_on(theme.VALUE))
        sign = relate("sum", terms, entries)
        return VGroup(*entries, Text(sign).next_to(mix.strips, LEFT, buff=0.2))


def _percent(points: Quantity) -> Quantity:
    """Cite what share of the points' variance one axis of their plane keeps, and both."""
    return derive(column_totals, derive(principal_plane, points).percent)


def _closed_value() -> VGroup:
    """Draw a value whose numbers are still unseen."""
    box = Rectangle(
        width=0.9, height=0.9, color=theme.VALUE, fill_opacity=1, stroke_width=theme.STROKE_THIN
    )
    return VGroup(box, Text("value", size=theme.SMALLEST, color=theme.ink_on(theme.VALUE)))
