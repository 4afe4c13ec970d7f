"""Chapter 10: the same three matrices turn every token into a query, a key and a value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    CubicBezier,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    VGroup,
)

from attention_math.derived import projection_terms
from scenes import theme
from scenes.citation import Citation, Declared
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_graph import Edge, tip_length
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.projection import Projection, RunningSum
from scenes.mobjects.speech_bubble import SpeechBubble
from scenes.mobjects.token_row import Token, TokenRow
from scenes.motion import dimming
from scenes.text import Numeral, Text

_TOP = 2.05  # where the first row of every matrix stands
_PITCH = (0.69, 0.44)
_SIZE = 0.275
_LABEL_SIZE = 0.34
_SUM_HEIGHTS = (-2.38, -2.8)
_FINAL = 1.2  # how much larger the answer stands than the working
_FINAL_PLACES = (-3.2, 0.95, 5.0)


@dataclass(frozen=True)
class Part:
    """One of the three things that a token gets, as it is named and coloured."""

    name: str
    symbol: str
    color: ManimColor
    says: str
    caption: str = ""


QUERY = Part("query", "Q", theme.QUERY, "what I am looking for")
KEY = Part("key", "K", theme.KEY, "what I offer",
           "A second matrix makes keys: what each token offers.")  # fmt: skip
VALUE = Part("value", "V", theme.VALUE, "what I hand over",
             "A third matrix makes values: what each token hands over.")  # fmt: skip


class QueriesKeysValues(Mechanism):
    """One row of X meets one column of W_Q; then every token gets its query, key and value."""

    heading = "Queries, keys, values"

    def construct(self) -> None:
        asking, answering = self.pair
        row, bubbles = self.ask_and_answer(asking, answering)
        tokens, inputs, home = self.lay_out_inputs(row, bubbles)
        query = self.bring_matrix(tokens, inputs, home)
        worked = self.work_out_one_entry(inputs, query, asking)
        self.fill_for_every_token(inputs, query, worked)
        key = self.project_again(KEY, inputs, query)
        value = self.project_again(VALUE, inputs, key)
        self.name_all_three(tokens, inputs, (query, key, value))

    def ask_and_answer(self, asking: int, answering: int) -> tuple[TokenRow, VGroup]:
        words = self.trace.query_side.tokens
        row = TokenRow(words, size=0.5, gap=0.35, widest=12.8)
        self.beat("question", "Words ask and answer. Where do their questions come from?")
        self.play(LaggedStart(*(FadeIn(token) for token in row), lag_ratio=0.12))
        asker, answerer = row[asking], row[answering]
        question = self.question(words[asking], words[answering]) or "who matters to me?"
        reach = abs(asker.get_x() - answerer.get_x())
        asks = SpeechBubble(Text(question, size=0.42, color=theme.QUERY), asker,
                            color=theme.QUERY, distance=0.5 + 0.25 * reach)  # fmt: skip
        weight = self.of_head("weights").cite(asking, answering)
        answer = VGroup(Text("I answer, with weight", size=0.42, color=theme.KEY),
                        Numeral(weight, size=0.42, color=theme.KEY))  # fmt: skip
        answer.arrange(RIGHT, buff=0.15)
        answer[1].stand_on(answer[0].baseline)
        answers = SpeechBubble(answer, answerer, color=theme.KEY,
                               above=False)  # fmt: skip
        self.play(FadeIn(asks, shift=UP * 0.2),
                  asker.box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME))  # fmt: skip
        self.play(FadeIn(answers, shift=DOWN * 0.2),
                  answerer.box.animate.set_stroke(theme.KEY, theme.STROKE_FRAME))  # fmt: skip
        message = _message(answerer, asker, weight)
        self.play(Create(message), run_time=theme.NORMAL)
        return row, VGroup(asks, answers, message)

    def lay_out_inputs(
        self, row: TokenRow, bubbles: VGroup
    ) -> tuple[VGroup, NumberMatrix, np.ndarray]:
        self.beat("inputs", "Each word, with its place, comes in as one row of the matrix X.")
        inputs, labels = self._inputs()
        home = VGroup(inputs, labels).get_center()
        VGroup(inputs, labels).set_x(0).shift(DOWN * 0.35)
        self.play(FadeOut(bubbles), run_time=theme.QUICK)
        self.play(
            *(ReplacementTransform(token.label, label)
              for token, label in zip(row, labels, strict=True)),
            FadeOut(*(token.box for token in row)),
            run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(
            FadeIn(inputs.brackets, inputs.gaps, inputs.name),
            LaggedStart(*(FadeIn(inputs.row(i), shift=RIGHT * 0.2) for i in range(len(labels))),
                        lag_ratio=0.2),
            run_time=theme.SLOW,
        )  # fmt: skip
        return labels, inputs, home

    def bring_matrix(self, tokens: VGroup, inputs: NumberMatrix, home: np.ndarray) -> Projection:
        self.beat("matrix", "A learnt matrix, and a bias, will turn each row into a query.")
        self.play(VGroup(inputs, tokens).animate.move_to(home), run_time=theme.NORMAL)
        query = self._projection(QUERY, inputs)
        self.play(FadeIn(query.weight, query.weight_name, query.times, shift=LEFT * 0.2))
        self.play(FadeIn(query.bias, query.bias_name, query.plus))
        self.play(FadeIn(query.result.brackets, query.result_name, query.equals))
        return query

    def work_out_one_entry(self, inputs: NumberMatrix, query: Projection, asking: int) -> VGroup:
        self.beat("one entry", "Row times column: multiply pair by pair, add up, add the bias.")
        shown = [j for j in query.result.columns if j is not None]
        column = max(shown, key=lambda j: abs(self.story.query[asking, j]))
        row_frame = inputs.frame(inputs.row(asking), theme.INK)
        column_frame = query.weight.frame(query.weight.column(column), theme.QUERY)
        others = [inputs.row(i) for i in inputs.rows if i not in (asking, None)]
        self.play(
            Create(row_frame), Create(column_frame), *(dimming(other) for other in others),
            inputs.row(asking).animate.set_fill(theme.INK),
        )  # fmt: skip
        working = self._running_sum(inputs, asking, column)
        self.play(FadeIn(working.heads, working.gaps), run_time=theme.QUICK)
        for place, j in enumerate(working.columns):
            self._add_term(
                working, place, inputs.numeral(asking, j), query.weight.numeral(j, column)
            )
        last = working.steps[-1]
        self.play(
            FadeIn(last[0], target_position=query.bias.numeral(0, column)),
            FadeIn(working.bias_head),
        )
        self.play(FadeIn(last[1], shift=DOWN * 0.1), run_time=theme.QUICK)
        entry = query.result.numeral(asking, column)
        entry_frame = query.result.frame(entry, theme.QUERY)
        self.play(FadeIn(entry, target_position=last[1]), Create(entry_frame))
        return VGroup(row_frame, column_frame, entry_frame, working)

    def fill_for_every_token(self, inputs: NumberMatrix, query: Projection, worked: VGroup) -> None:
        self.beat("every token", "The same matrix serves every token: all queries at once.")
        limit = inputs.quantity.limit()
        self.play(
            FadeOut(worked),
            *(n.animate.set_fill(theme.entry_color(n.value, limit)) for n in inputs.numerals),
            run_time=theme.QUICK,
        )
        self._fill(query.result, run_time=2 * theme.SLOW)

    def project_again(self, part: Part, inputs: NumberMatrix, last: Projection) -> Projection:
        self.beat(part.name, part.caption)
        new = self._projection(part, inputs)
        self.play(
            FadeOut(last.weight, last.bias, last.result, last.names, shift=UP * 0.3),
            FadeIn(new.weight, new.bias, new.result.brackets, new.names, shift=UP * 0.3),
            run_time=theme.NORMAL,
        )
        self._fill(new.result, run_time=theme.SLOW)
        return new

    def name_all_three(
        self, tokens: VGroup, inputs: NumberMatrix, projections: tuple[Projection, ...]
    ) -> None:
        self.beat("answer", "Three learnt matrices give every token a query, a key and a value.")
        first, last = projections[0], projections[-1]
        self.play(FadeOut(inputs, last.weight, last.bias, last.names, first.signs),
                  run_time=theme.QUICK)  # fmt: skip
        results = [projection.result for projection in projections]
        targets = [
            result.copy().scale(_FINAL).move_to([x, _TOP - 0.25, 0], aligned_edge=UP)
            for result, x in zip(results, _FINAL_PLACES, strict=True)
        ]
        self.play(
            FadeIn(*targets[:-1]),
            results[-1].animate.become(targets[-1]),
            *self._follow(tokens, targets[0]),
            run_time=theme.NORMAL,
        )
        legends = VGroup()
        for part, target in zip((QUERY, KEY, VALUE), targets, strict=True):
            x, bottom = target.brackets.get_x(), target.brackets.get_bottom()[1]
            symbol = Formula(part.symbol, size=0.6, color=part.color).move_to([x, _TOP + 0.2, 0])
            legend = Text(part.says, size=0.37, color=part.color).set_x(x).stand_on(bottom - 0.5)
            legends.add(VGroup(symbol, legend))
        self.play(LaggedStart(*(FadeIn(legend) for legend in legends), lag_ratio=0.4),
                  run_time=theme.SLOW)  # fmt: skip

    # --- pieces ------------------------------------------------------------------------------

    def _follow(self, tokens: VGroup, matrix: NumberMatrix) -> list[Animation]:
        """Move the words to the rows of a larger matrix."""
        moves = []
        for place, label in enumerate(tokens):
            target = label.copy().scale(_FINAL).next_to(matrix.brackets, LEFT, buff=0.25)
            target.stand_on(matrix.row_height(place) - 0.1 * _FINAL)
            moves.append(label.animate.become(target))
        return moves

    def _inputs(self) -> tuple[NumberMatrix, VGroup]:
        """Lay out X at the left edge of the stage, its rows named by the tokens."""
        quantity = self.quantity("query_side.inputs")
        limit = quantity.limit()
        inputs = NumberMatrix(quantity, size=_SIZE, pitch=_PITCH,
                              color=partial(theme.entry_color, limit=limit))  # fmt: skip
        labels = VGroup(*(Text(word, size=_LABEL_SIZE, declared=Declared("token"))
                          for word in self.trace.query_side.tokens))  # fmt: skip
        inputs.move_to([theme.STAGE_LEFT + labels.width + 0.25, 0, 0], aligned_edge=LEFT)
        inputs.begin_at(_TOP)
        for place, label in enumerate(labels):
            label.next_to(inputs.brackets, LEFT, buff=0.2)
            label.stand_on(inputs.row_height(place) - 0.1)
        top = inputs.brackets.get_top()[1] + 0.56
        inputs.name = Formula("X").move_to([inputs.get_x(), top, 0], aligned_edge=UP)
        return inputs.add(inputs.name), labels

    def _projection(self, part: Part, inputs: NumberMatrix) -> Projection:
        return Projection(
            self.of_head(f"{part.name}_weight"), self.of_head(f"{part.name}_bias"),
            self.of_head(part.name), inputs=inputs, symbol=part.symbol, color=part.color,
            size=_SIZE,
        )  # fmt: skip

    def _running_sum(self, inputs: NumberMatrix, asking: int, column: int) -> RunningSum:
        terms, totals = projection_terms(
            self.trace.query_side.inputs[asking],
            self.story.query_weight[:, column],
            float(self.story.query_bias[column]),
        )
        entry = f"head{self.head}.query[{asking}, {column}]"
        return RunningSum(
            (inputs.quantity[asking], self.of_head("query_weight")[:, column]),
            self.derived(f"projection_terms({entry}).terms", terms),
            self.derived(f"projection_terms({entry}).totals", totals),
            bias=self.of_head("query_bias").cite(column),
            entry=self.of_head("query").cite(asking, column),
            columns=inputs.columns,
            heights=_SUM_HEIGHTS,
            color=theme.QUERY,
        )

    def _add_term(self, working: RunningSum, place: int, value: Numeral, weight: Numeral) -> None:
        """Bring two factors together, let them become their product, and add it."""
        factors, (term, total) = working.factors(place), working.steps[place]
        self.play(
            FadeIn(factors[0], target_position=value),
            FadeIn(factors[2], target_position=weight),
            FadeIn(factors[1]),
            run_time=0.45,
        )
        self.play(FadeOut(factors, target_position=term), FadeIn(term), run_time=0.35)
        self.play(FadeIn(total, shift=DOWN * 0.1), run_time=0.2)

    def _fill(self, result: NumberMatrix, run_time: float) -> None:
        """Let each token's row of the result arrive from the row of X that makes it."""
        rows = [i for i in result.rows if i is not None]
        self.play(
            FadeIn(result.gaps),
            LaggedStart(
                *(LaggedStart(*(FadeIn(n, shift=RIGHT * 0.3) for n in result.row(i)),
                              lag_ratio=0.1) for i in rows),
                lag_ratio=0.3,
            ),
            run_time=run_time,
        )  # fmt: skip


def _message(speaker: Token, listener: Token, weight: Citation) -> Edge:
    """Lead from one token's box over to the other's, as wide as the weight."""
    apart = speaker.get_x() - listener.get_x()
    aside = np.sign(apart) * 0.25 * listener.box.width  # beside the string of the listener's bubble
    tip = tip_length(theme.edge_width(weight.value))
    start, end = speaker.get_top(), listener.get_top() + [aside, tip + 0.04, 0]
    lift = UP * (0.25 + 0.25 * abs(apart))
    query, key = weight.index
    path = CubicBezier(start, start + lift, end + lift, end)
    return Edge(path, weight, query=query, key=key, color=theme.VALUE)
