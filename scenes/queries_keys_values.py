"""Chapter 10: the same three matrices turn every token into a query, a key and a value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    CurvedArrow,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    ManimColor,
    Mobject,
    ReplacementTransform,
    RoundedRectangle,
    TransformFromCopy,
    VGroup,
)

from attention_math.derived import projection_terms
from scenes import theme
from scenes.chapter import Chapter, StageError
from scenes.citation import Quantity, relation
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.token_row import TokenRow
from scenes.motion import dimming
from scenes.text import Numeral, Text

_TOP = 2.05  # where the first row of every matrix stands
_PITCH = (0.69, 0.44)
_SIZE = 0.285
_WORKED_SIZE = 0.3
_PRODUCTS, _TOTALS = -2.1, -2.6
_FINAL = 1.2  # how much larger the answer stands than the working


@dataclass(frozen=True)
class Part:
    """One of the three things that a token gets, as it is named and coloured."""

    name: str
    symbol: str
    color: ManimColor
    says: str


QUERY = Part("query", "Q", theme.QUERY, "what I am looking for")
KEY = Part("key", "K", theme.KEY, "what I offer")
VALUE = Part("value", "V", theme.VALUE, "what I hand over")


@dataclass
class Projection:
    """The mobjects of XW + b = Q (or K, or V) on the stage."""

    weight: NumberMatrix
    bias: NumberMatrix
    result: NumberMatrix
    names: VGroup
    signs: VGroup

    def all(self) -> VGroup:
        return VGroup(self.weight, self.bias, self.result, self.names, self.signs)


class QueriesKeysValues(Chapter):
    """One row of X meets one column of W_Q; then every token gets its query, key and value."""

    heading = "Queries, keys, values"
    sentence = "the white cat sees the green car"
    model = "agreement"
    layer = 1
    head = 1
    most_tokens = 7

    def construct(self) -> None:
        asking, answering = self.find_story()
        opening = self.ask_and_answer(asking, answering)
        tokens, inputs = self.lay_out_inputs(opening)
        query = self.bring_matrix(tokens, inputs)
        self.work_out_one_entry(inputs, query, asking)
        self.fill_for_every_token(inputs, query)
        key = self.project_again(KEY, inputs, query)
        value = self.project_again(VALUE, inputs, key)
        self.name_all_three(tokens, inputs, value, (query, key, value))

    def find_story(self) -> tuple[int, int]:
        """Choose the query that looks hardest at another token, one with a legible question first."""
        weights, words = self.story.weights, self.trace.query_side.tokens
        pairs = [tuple(map(int, pair)) for pair in np.ndindex(*weights.shape) if pair[0] != pair[1]]
        if not pairs:
            raise StageError("QueriesKeysValues needs at least two tokens")
        return max(
            pairs, key=lambda p: (self._reads(words[p[0]], words[p[1]]) is not None, weights[p])
        )

    def ask_and_answer(self, asking: int, answering: int) -> VGroup:
        words = self.trace.query_side.tokens
        row = TokenRow(words, size=0.5, gap=0.35, widest=12.8)
        self.beat("question", "How does a word find out which other words matter to it?")
        self.play(LaggedStart(*(FadeIn(token) for token in row), lag_ratio=0.12))
        question = self._reads(words[asking], words[answering]) or "who matters to me?"
        asks = _bubble(Text(question, size=0.42, color=theme.QUERY), theme.QUERY)
        reach = abs(row[asking].get_x() - row[answering].get_x())
        asks.next_to(row[asking], UP, buff=0.5 + 0.25 * reach)
        weight = self.of_head("weights").cite(asking, answering)
        number = Numeral(weight, size=0.42, color=theme.KEY)
        words_of_answer = Text("I answer, with weight", size=0.42, color=theme.KEY)
        answers = _bubble(VGroup(words_of_answer, number).arrange(RIGHT, buff=0.15), theme.KEY)
        answers.next_to(row[answering], DOWN, buff=0.6)
        start, end = row[answering].get_top(), row[asking].get_top()
        bend = CurvedArrow(start + UP * 0.06, end + UP * 0.06, color=theme.VALUE, tip_length=0.18,
                           stroke_width=theme.edge_width(weight.value) * 0.5,
                           angle=np.pi / 2 if answering > asking else -np.pi / 2)  # fmt: skip
        bubbles = VGroup(asks, answers)
        for bubble in bubbles:
            bubble.shift(RIGHT * max(0, theme.STAGE_LEFT - bubble.get_left()[0]))
            bubble.shift(LEFT * max(0, bubble.get_right()[0] - theme.STAGE_RIGHT))
        bubbles.add(
            Line(asks.get_bottom(), row[asking].get_top(), color=theme.QUERY, stroke_width=1.5),
            Line(answers.get_top(), row[answering].get_bottom(), color=theme.KEY, stroke_width=1.5),
        )
        for line, token in ((bubbles[2], row[asking]), (bubbles[3], row[answering])):
            line.set_x(token.get_x())
        self.play(FadeIn(asks, bubbles[2], shift=UP * 0.2),
                  row[asking].box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME))
        self.play(FadeIn(answers, bubbles[3], shift=DOWN * 0.2),
                  row[answering].box.animate.set_stroke(theme.KEY, theme.STROKE_FRAME))
        self.play(Create(bend), run_time=theme.NORMAL)
        return VGroup(row, bubbles, bend)

    def lay_out_inputs(self, opening: VGroup) -> tuple[VGroup, NumberMatrix]:
        self.beat("inputs", "Each word comes in as a vector: one row of the matrix X.")
        quantity = self.quantity("query_side.inputs")
        limit = quantity.limit()
        inputs = NumberMatrix(quantity, size=_SIZE, pitch=_PITCH,
                              color=lambda value: theme.entry_color(value, limit))  # fmt: skip
        row, bubbles, bend = opening
        labels = VGroup(*(token.label.copy() for token in row))
        widest = max(label.width for label in labels) * 0.34 / 0.5
        inputs.move_to([theme.STAGE_LEFT + widest + 0.3, 0, 0], aligned_edge=LEFT)
        _stand_below(inputs)
        targets = VGroup()
        for place, word in enumerate(self.trace.query_side.tokens):
            target = TokenRow([word], size=0.34)[0].label
            target.next_to(inputs.brackets, LEFT, buff=0.2)
            targets.add(target.stand_on(inputs.row_height(place) - 0.1))
        name = Formula("X", size=0.5).next_to(inputs.brackets, UP, buff=0.15)
        picture = VGroup(inputs, targets, name)
        home = picture.get_center()
        picture.move_to([0, picture.get_y() - 0.35, 0])
        self.play(FadeOut(bubbles, bend), run_time=theme.QUICK)
        self.play(
            *(ReplacementTransform(token.label, target)
              for token, target in zip(row, targets, strict=True)),
            FadeOut(*(token.box for token in row)),
            run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(
            FadeIn(inputs.brackets, inputs.gaps, name),
            LaggedStart(*(FadeIn(inputs.row(i), shift=RIGHT * 0.2) for i in range(len(targets))),
                        lag_ratio=0.2),
            run_time=theme.SLOW,
        )  # fmt: skip
        inputs.add(name)
        self._way_home = home - picture.get_center()
        return targets, inputs

    def bring_matrix(self, tokens: VGroup, inputs: NumberMatrix) -> Projection:
        self.beat("matrix", "A learnt matrix, and a bias, will turn each row into a query.")
        self.play(VGroup(tokens, inputs).animate.shift(self._way_home), run_time=theme.NORMAL)
        query = self._projection(QUERY, inputs)
        self.play(FadeIn(query.weight, query.names[0], query.signs[0], shift=LEFT * 0.2))
        self.play(FadeIn(query.bias, query.names[1]))
        self.play(FadeIn(query.result.brackets, query.names[2], query.signs[1]))
        return query

    def work_out_one_entry(
        self, inputs: NumberMatrix, query: Projection, asking: int
    ) -> None:
        self.beat("one entry", "Row times column: multiply pair by pair, add up, add the bias.")
        shown = [j for j in query.result.columns if j is not None]
        column = max(shown, key=lambda j: abs(self.story.query[asking, j]))
        row_frame = inputs.frame(inputs.row(asking), theme.INK)
        column_frame = query.weight.frame(query.weight.column(column), theme.QUERY)
        others = [inputs.row(i) for i in range(len(inputs.quantity)) if i != asking]
        self.play(Create(row_frame), Create(column_frame), *(dimming(other) for other in others))
        worked = self._running_sum(inputs, query, asking, column)
        entry = query.result.numeral(asking, column)
        entry_frame = query.result.frame(entry, theme.QUERY)
        self.play(TransformFromCopy(worked[-1][-1], entry), Create(entry_frame),
                  run_time=theme.NORMAL)
        self.wait(theme.BREATH)
        self._leftovers = VGroup(row_frame, column_frame, entry_frame, worked)

    def fill_for_every_token(self, inputs: NumberMatrix, query: Projection) -> None:
        self.beat("every token", "The same matrix serves every token: all queries at once.")
        limit = inputs.quantity.limit()
        self.play(
            FadeOut(self._leftovers),
            *(numeral.animate.set_fill(theme.entry_color(numeral.value, limit))
              for numeral in inputs.numerals),
            run_time=theme.QUICK,
        )  # fmt: skip
        self._ripple(inputs, query.result, run_time=2 * theme.SLOW)

    def project_again(self, part: Part, inputs: NumberMatrix, last: Projection) -> Projection:
        captions = {
            "key": "A second matrix makes keys: what each token offers.",
            "value": "A third matrix makes values: what each token hands over.",
        }
        self.beat(part.name, captions[part.name])
        new = self._projection(part, inputs)
        self.play(
            FadeOut(last.weight, last.bias, last.result, last.names, shift=UP * 0.3),
            FadeIn(new.weight, new.bias, new.result.brackets, new.names, shift=UP * 0.3),
            run_time=theme.NORMAL,
        )
        self._ripple(inputs, new.result, run_time=theme.SLOW)
        return new

    def name_all_three(
        self,
        tokens: VGroup,
        inputs: NumberMatrix,
        value: Projection,
        projections: tuple[Projection, ...],
    ) -> None:
        self.beat("answer", "Every token asks with Q, answers with K, and hands over V.")
        signs = projections[0].signs
        self.play(FadeOut(inputs, value.weight, value.bias, value.names, signs),
                  run_time=theme.QUICK)  # fmt: skip
        places = (-3.2, 0.95, 5.0)
        legends = VGroup()
        moves = []
        for part, projection, x in zip((QUERY, KEY, VALUE), projections, places, strict=True):
            result = projection.result
            place = [x, _TOP - 0.25, 0]
            if part is VALUE:
                moves.append(result.animate.scale(_FINAL).move_to(place, aligned_edge=UP))
            else:
                moves.append(FadeIn(result.scale(_FINAL).move_to(place, aligned_edge=UP)))
            symbol = Formula(part.symbol, size=0.6, color=part.color).move_to([x, _TOP + 0.2, 0])
            legend = Text(part.says, size=0.4, color=part.color).move_to([x, -2.45, 0])
            legends.add(VGroup(symbol, legend))
        first = projections[0].result
        for place, label in enumerate(tokens):
            target = label.copy().scale(_FINAL).next_to(first.brackets, LEFT, buff=0.25)
            height = first.row_height(place) - 0.1 * _FINAL
            moves.append(label.animate.become(target.stand_on(height)))
        self.play(*moves, run_time=theme.NORMAL)
        self.play(LaggedStart(*(FadeIn(legend) for legend in legends), lag_ratio=0.4),
                  run_time=theme.SLOW)  # fmt: skip

    # --- pieces ------------------------------------------------------------------------------

    def _ripple(self, inputs: NumberMatrix, result: NumberMatrix, run_time: float) -> None:
        """Let each row of X send off its row of the result, one after the other."""
        rows = [i for i in result.rows if i is not None]
        missing = [[n for n in result.row(i) if n not in self.mobjects] for i in rows]
        self.play(
            FadeIn(result.gaps),
            LaggedStart(
                *(LaggedStart(*(FadeIn(n, shift=RIGHT * 0.3) for n in row), lag_ratio=0.1)
                  for row in missing if row),
                lag_ratio=0.3,
            ),
            run_time=run_time,
        )  # fmt: skip

    def _reads(self, word: str, partner: str) -> str | None:
        """Put the question into words where training makes it legible."""
        try:
            from attention_math.readings import question_of
        except ModuleNotFoundError:
            return None
        return question_of(self.model, word, partner)

    def _projection(self, part: Part, inputs: NumberMatrix) -> Projection:
        """Lay out W, b and the result of one projection to the right of X."""
        kept = {"size": _SIZE, "pitch": _PITCH, "most_columns": 4, "color": part.color}
        weight = NumberMatrix(self.of_head(f"{part.name}_weight"), **kept)
        weight.next_to(inputs.brackets, RIGHT, buff=0.42)
        _stand_below(weight)
        bias = NumberMatrix(self.of_head(f"{part.name}_bias")[None], **kept)
        bias.next_to(weight, DOWN, buff=0.25).set_x(weight.get_x())
        result = NumberMatrix(self.of_head(part.name), **kept)
        result.next_to(weight, RIGHT, buff=0.55)
        _stand_below(result)
        symbol = part.symbol
        names = VGroup(
            Formula(f"W_{symbol}", size=0.5, color=part.color).next_to(weight, UP, buff=0.15),
            Formula(f"b_{symbol}", size=0.42, color=part.color).next_to(bias, RIGHT, buff=0.15),
            Formula(symbol, size=0.5, color=part.color).next_to(result, UP, buff=0.15),
        )
        plus = Formula("+", size=0.42).next_to(bias, LEFT, buff=0.12)
        times = Formula("dot.op", size=0.5).move_to(
            [(inputs.brackets.get_right()[0] + weight.get_left()[0]) / 2, inputs.get_y(), 0])
        equals = Formula("=", size=0.5).move_to(
            [(weight.get_right()[0] + result.get_left()[0]) / 2, inputs.get_y(), 0])
        return Projection(weight, bias, result, names, VGroup(VGroup(times, plus), equals))

    def _running_sum(
        self, inputs: NumberMatrix, query: Projection, asking: int, column: int
    ) -> VGroup:
        """Stand each product under its column of X, and under it the sum so far."""
        name = f"query_side.inputs[{asking}], head{self.head}.query[:, {column}]"
        worked = projection_terms(self.trace.query_side.inputs[asking],
                                  self.story.query_weight[:, column],
                                  float(self.story.query_bias[column]))
        terms = self.derived(f"projection_terms({name}).terms", worked.terms)
        totals = self.derived(f"projection_terms({name}).totals", worked.totals)
        heads = VGroup(Text("product ≈", size=theme.SMALLEST, color=theme.QUIET),
                       Text("sum so far", size=theme.SMALLEST, color=theme.QUIET))
        for head, y in zip(heads, (_PRODUCTS, _TOTALS), strict=True):
            head.move_to([inputs.brackets.get_left()[0] - 0.12, y, 0], aligned_edge=RIGHT)
        self.play(FadeIn(heads), run_time=theme.QUICK)
        steps = VGroup()
        for j in (j for j in inputs.columns if j is not None):
            steps.add(self._one_product(inputs, query, (asking, j, column), terms, totals))
        ending = self._ending(query, asking, column, totals)
        return VGroup(heads, steps, ending)

    def _one_product(
        self,
        inputs: NumberMatrix,
        query: Projection,
        place: tuple[int, int, int],
        terms: Quantity,
        totals: Quantity,
    ) -> VGroup:
        asking, j, column = place
        pair = (inputs.numeral(asking, j), query.weight.numeral(j, column))
        x = pair[0].get_right()[0]
        product, total = (
            Numeral(quantity.cite(j), decimals=1, size=_WORKED_SIZE, color=color)
            .move_to([x + 0.06, y, 0], aligned_edge=RIGHT)
            for quantity, y, color in ((terms, _PRODUCTS, theme.INK), (totals, _TOTALS, theme.QUERY))
        )
        self.play(
            *(factor.copy().animate.move_to(product).set_opacity(0) for factor in pair),
            FadeIn(product),
            run_time=0.45,
        )
        self.play(FadeIn(total, shift=DOWN * 0.1), run_time=0.25)
        return VGroup(product, total)

    def _ending(
        self, query: Projection, asking: int, column: int, totals: Quantity
    ) -> VGroup:
        """Add the bias: + b = the entry, or ≈ if the rounded numbers do not add up."""
        cited = self.of_head("query_bias").cite(column)
        bias = Numeral(cited, decimals=1, size=_WORKED_SIZE, color=theme.QUERY,
                       prefix="+ " if cited.value >= 0 else "")
        entry = Numeral(self.of_head("query").cite(asking, column), decimals=1,
                        size=_WORKED_SIZE + 0.06, color=theme.QUERY)
        before = totals.values[-2]
        sign = Text(relation([before, bias.value], entry.value, 1), size=_WORKED_SIZE)
        line = VGroup(bias, sign, entry).arrange(RIGHT, buff=0.15)
        line.move_to([query.weight.get_left()[0] - 0.25, -2.3, 0], aligned_edge=LEFT)
        self.play(TransformFromCopy(query.bias.numeral(0, column), bias), run_time=theme.QUICK)
        self.play(FadeIn(sign, entry), run_time=theme.QUICK)
        return line


def _bubble(content: Mobject, color: ManimColor) -> VGroup:
    box = RoundedRectangle(width=content.width + 0.5, height=content.height + 0.4,
                           corner_radius=0.2, stroke_color=color, fill_color=theme.PANEL,
                           fill_opacity=1, stroke_width=theme.STROKE_THIN)
    return VGroup(box, content.move_to(box))


def _stand_below(matrix: NumberMatrix) -> None:
    """Let the matrix begin at the common first row."""
    matrix.shift(UP * (_TOP - matrix.row_height(0)))
