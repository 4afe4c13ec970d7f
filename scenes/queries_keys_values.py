"""Chapter 9: the same three matrices turn every token into a query, a key and a value."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    RoundedRectangle,
    VGroup,
)

from attention_math.story import largest_entry
from scenes import theme
from scenes.mobjects.formula import Formula
from scenes.mobjects.motion import dimming
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.queries_keys_values.heat_card import HeatCard
from scenes.pieces.queries_keys_values.layouts import (
    KEY,
    QUERY,
    VALUE,
    Projected,
    ProjectionLayouts,
)
from scenes.pieces.queries_keys_values.projection import Projection, RunningSum
from scenes.stage.phrases import phrase
from scenes.stage.text import Numeral, Text

_LARGE, _WIDEST, _HIGHEST = 1.6, 12.6, 5.4  # X alone on stage
_FINAL = 1.2  # how much larger the answer stands than the working
_FINAL_PLACES, _FINAL_MIDDLE = (-3.2, 0.95, 5.0), -0.13


class QueriesKeysValues(ProjectionLayouts):
    """One row of X meets one column of W_Q; then every token gets its query, key and value."""

    heading = "Queries, keys, values"

    def construct(self) -> None:
        row, bubbles = self.ask_and_answer()
        tokens, inputs, home = self.lay_out_inputs(row, bubbles)
        query, asked = self.bring_matrix(tokens, inputs, home)
        worked = self.work_out_one_entry(inputs, query, asked)
        cards = [self.fill_for_every_token(inputs, query, worked)]
        key = self.project_again(KEY, inputs, query, cards)
        value = self.project_again(VALUE, inputs, key, cards)
        self.name_all_three(tokens, inputs, (query, key, value), cards)

    def ask_and_answer(self) -> tuple[TokenRow, VGroup]:
        row = TokenRow(self.trace.query_side.shown, size=0.56, gap=0.45, widest=12.8)
        self.beat("question", "Words ask and answer. Where do their questions come from?")
        self.play(LaggedStart(*(FadeIn(token) for token in row), lag_ratio=0.12))
        said = VGroup()
        for pair in self.conversations():
            asks, answers, message = self.conversation(row, pair)
            if any(_touch(asks.body, known) or _touch(answers.body, known) for known in said):
                continue
            asker, answerer = row[pair.query], row[pair.key]
            self.play(FadeIn(asks, shift=UP * 0.2),
                      asker.box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME))  # fmt: skip
            self.play(FadeIn(answers, shift=DOWN * 0.2),
                      answerer.box.animate.set_stroke(theme.KEY, theme.STROKE_FRAME))  # fmt: skip
            meaning = self.meaning(message)
            self.play(Create(message), FadeIn(meaning), run_time=theme.NORMAL)
            said.add(asks, answers, message, meaning)
        return row, said

    def lay_out_inputs(self, row: TokenRow, bubbles: VGroup) -> tuple[VGroup, NumberMatrix, VGroup]:
        self.beat("inputs",
                  phrase("Each word, with its place, comes in as one row of the matrix X.")
                  if self.trace.source.layer == 1 else
                  phrase("What the layer below made of each word is one row of the matrix X."),
                  )  # fmt: skip
        inputs, labels = self.inputs()
        picture = VGroup(inputs, labels)
        home = picture.copy()
        picture.scale(min(_LARGE, _WIDEST / picture.width, _HIGHEST / picture.height))
        picture.move_to([0, -0.1, 0])
        self.play(FadeOut(bubbles), run_time=theme.QUICK)
        self.play(
            *(ReplacementTransform(token.label, label)
              for token, label in zip(row, labels, strict=True)),
            FadeOut(*(token.box for token in row)),
            run_time=theme.NORMAL,
        )  # fmt: skip
        self.play(
            FadeIn(inputs.brackets, inputs.gaps, inputs.title),
            LaggedStart(*(FadeIn(inputs.row(i), shift=RIGHT * 0.2) for i in range(len(labels))),
                        lag_ratio=0.2),
            run_time=theme.SLOW,
        )  # fmt: skip
        return labels, inputs, home

    def bring_matrix(
        self, tokens: VGroup, inputs: NumberMatrix, home: VGroup
    ) -> tuple[Projection, VGroup]:
        self.beat("matrix", "A learnt matrix, and a bias, will turn each row into a query.")
        picture = VGroup(inputs, tokens)
        shrunk = picture.animate.scale(home.width / picture.width).move_to(home)
        self.play(shrunk, run_time=theme.NORMAL)
        query, asked = self.projection(QUERY, inputs), self.asked()
        self.play(FadeIn(asked), run_time=theme.QUICK)
        self.play(FadeIn(query.weight, query.weight_name, query.times, shift=LEFT * 0.2))
        self.play(FadeIn(query.bias, query.bias_name, query.plus))
        self.play(FadeIn(query.result.brackets, query.result_name, query.equals, query.formula))
        return query, asked

    def work_out_one_entry(self, inputs: NumberMatrix, query: Projection, asked: VGroup) -> VGroup:
        self.beat("one entry", "Row times column: multiply pair by pair, add up, add the bias.")
        asking = self.pair.query
        shown = [j for j in query.result.columns if j is not None]
        column = largest_entry(self.story.query[asking], shown)
        row_frame = inputs.frame(inputs.row(asking), theme.QUIET)
        column_frame = query.weight.frame(query.weight.column(column), theme.QUIET)
        others = [inputs.row(i) for i in inputs.rows if i not in (asking, None)]
        self.play(
            Create(row_frame), Create(column_frame), FadeOut(asked),
            *(dimming(other) for other in others),
            inputs.row(asking).animate.set_fill(theme.INK),
        )  # fmt: skip
        working = self.running_sum(inputs, asking, column)
        self.play(FadeIn(working.heads, working.gaps), run_time=theme.QUICK)
        pointers = VGroup()
        for place, j in enumerate(working.columns):
            factors = inputs.numeral(asking, j), query.weight.numeral(j, column)
            self._add_term(working, place, factors, pointers)
        last, bias = working.steps[-1], query.bias.numeral(0, column)
        self.play(
            FadeOut(pointers[0]), pointers[1].animate.move_to(bias),
            FadeIn(last[0], target_position=bias), FadeIn(working.bias_head),
        )  # fmt: skip
        self.play(FadeIn(last[1], shift=DOWN * 0.1), run_time=theme.QUICK)
        entry = query.result.numeral(asking, column)
        entry_frame = query.result.frame(entry, theme.QUERY)
        self.play(FadeIn(entry, target_position=last[1]), Create(entry_frame))
        return VGroup(row_frame, column_frame, entry_frame, working, pointers[1])

    def fill_for_every_token(
        self, inputs: NumberMatrix, query: Projection, worked: VGroup
    ) -> HeatCard:
        self.beat("every token", "The same matrix serves every token: all queries at once.")
        limit = inputs.quantity.limit()
        self.play(
            FadeOut(worked),
            *(n.animate.set_fill(theme.entry_color(n.value, limit)) for n in inputs.numerals),
            run_time=theme.QUICK,
        )
        self._fill(query.result, run_time=2 * theme.SLOW)
        return self._keep(QUERY, query, 0)

    def project_again(
        self, projected: Projected, inputs: NumberMatrix, last: Projection, cards: list[HeatCard]
    ) -> Projection:
        self.beat(
            projected.name,
            phrase("A second matrix makes keys: what each token offers.")
            if projected is KEY
            else phrase("A third matrix makes values: what each token hands over."),
        )
        new = self.projection(projected, inputs)
        self.play(
            FadeOut(last.weight, last.bias, last.result, last.names, last.formula, shift=UP * 0.3),
            run_time=theme.QUICK,
        )
        self.play(
            FadeIn(
                new.weight,
                new.bias,
                new.result.brackets,
                new.names,
                new.formula,
                shift=UP * 0.3,
            ),
            run_time=theme.QUICK,
        )
        self._fill(new.result, run_time=theme.SLOW)
        cards.append(self._keep(projected, new, len(cards)))
        return new

    def name_all_three(
        self,
        tokens: VGroup,
        inputs: NumberMatrix,
        projections: tuple[Projection, ...],
        cards: list[HeatCard],
    ) -> None:
        self.beat("answer", "Three learnt matrices give every token a query, a key and a value.")
        first, last = projections[0], projections[-1]
        self.play(FadeOut(inputs, last.weight, last.bias, last.names, last.formula, first.signs),
                  run_time=theme.QUICK)  # fmt: skip
        results = [projection.result for projection in projections]
        targets = [
            result.copy().scale(_FINAL).move_to([x, _FINAL_MIDDLE, 0])
            for result, x in zip(results, _FINAL_PLACES, strict=True)
        ]
        self.play(
            *(
                FadeIn(target, target_position=card.grid, scale=0.4)
                for target, card in zip(targets[:-1], cards, strict=False)
            ),
            *(FadeOut(card.grid, card.symbol) for card in cards),
            results[-1].animate.become(targets[-1]),
            *self._follow(tokens, targets[0]),
            run_time=theme.NORMAL,
        )
        moves = []
        for projected, card, target in zip((QUERY, KEY, VALUE), cards, targets, strict=True):
            x, top, bottom = (target.brackets.get_x(), target.brackets.get_top()[1],
                              target.brackets.get_bottom()[1])  # fmt: skip
            symbol = Formula(projected.symbol, size=0.6).move_to([x, top + 0.45, 0])
            legend = (
                Text(projected.says, size=0.37, color=projected.color)
                .set_x(x)
                .stand_on(bottom - 0.5)
            )
            moves += [FadeIn(symbol), ReplacementTransform(card.words, legend)]
        self.play(*moves, run_time=theme.NORMAL)

    # --- pieces ------------------------------------------------------------------------------

    def _follow(self, tokens: VGroup, matrix: NumberMatrix) -> list[Animation]:
        """Move the words to the rows of a larger matrix."""
        moves = []
        for place, label in enumerate(tokens):
            target = label.copy().scale(_FINAL).next_to(matrix.brackets, LEFT, buff=0.25)
            target.stand_on(matrix.row_height(place) - 0.1 * _FINAL)
            moves.append(label.animate.become(target))
        return moves

    def _add_term(
        self, working: RunningSum, place: int, pair: tuple[Numeral, Numeral], pointers: VGroup
    ) -> None:
        """Point at two factors, write them out, multiply them, and add the product."""
        factors, (term, total) = working.factors[place], working.steps[place]
        if not pointers:
            pointers.add(*(_pointer(number) for number in pair))
            pointing = [Create(pointer) for pointer in pointers]
        else:
            pointing = [pointer.animate.move_to(_pointer(number))
                        for pointer, number in zip(pointers, pair, strict=True)]  # fmt: skip
        self.play(
            *pointing,
            FadeIn(factors[0], target_position=pair[0]),
            FadeIn(factors[1], target_position=pair[1]),
            run_time=0.45,
        )
        self.play(FadeIn(term, target_position=factors), run_time=0.35)
        self.play(FadeIn(total, shift=DOWN * 0.1), run_time=0.2)

    def _keep(self, projected: Projected, projection: Projection, place: int) -> HeatCard:
        """Let a small picture of a finished matrix stay below."""
        card = self.card(projected, place)
        self.play(
            FadeIn(card.grid, target_position=projection.result, scale=2),
            FadeIn(card.symbol, card.words),
            run_time=theme.NORMAL,
        )
        return card

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


def _touch(first: VGroup, second: VGroup) -> bool:
    """Say whether two pictures cover each other, or nearly."""
    apart = np.abs(first.get_center() - second.get_center())[:2]
    room = np.array([first.width + second.width, first.height + second.height]) / 2 + 0.2
    return bool((apart < room).all())


def _pointer(number: Numeral) -> RoundedRectangle:
    """Frame one number of a matrix, always in the same size."""
    return RoundedRectangle(width=0.66, height=0.36, corner_radius=0.06, color=theme.HIGHLIGHT,
                            stroke_width=theme.STROKE_FRAME * 0.7).move_to(number)  # fmt: skip
