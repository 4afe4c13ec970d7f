"""Where the input, the weights and the three results stand when tokens are projected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from manim import LEFT, RIGHT, UP, CubicBezier, ManimColor, VGroup

from attention_math.derived import projection_terms
from attention_math.story import Pair, conversations
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.edge import Edge, tip_length
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.queries_keys_values.heat_card import HeatCard
from scenes.pieces.queries_keys_values.projection import Projection, RunningSum
from scenes.pieces.queries_keys_values.speech_bubble import SpeechBubble
from scenes.stage.cited import Citation, Declared
from scenes.stage.derive import derive
from scenes.stage.text import Numeral, Text

_TOP = 2.05  # where the first row of every matrix stands
_PITCH = (0.69, 0.44)
_SIZE = 0.275
_LABEL_SIZE = 0.34
_SUM_HEIGHTS, _SUM_SIZE = (-1.93, -2.23, -2.57, -2.93), 0.3
_CARDS, _CARD_HEIGHT = (-6.7, -1.7, 2.4), -2.38
_QUESTION_HEIGHT = -2.5
_BUBBLE_SIZE = 0.42
_UNDER_ARCH = 0.42
_ALWAYS_TRUE = "who matters to me?"


@dataclass(frozen=True)
class Projected:
    """One of the three things that a token gets, as it is named and coloured."""

    name: str
    says: str

    @property
    def symbol(self) -> str:
        return FORMULAS[self.name]

    @property
    def color(self) -> ManimColor:
        return theme.hue_of(self.name)


QUERY = Projected("query", "what I am looking for")
KEY = Projected("key", "what I offer")
VALUE = Projected("value", "what I hand over")


class ProjectionLayouts(Mechanism):
    """Lay out how words ask and answer, and the matrices that make them do so."""

    def conversations(self) -> list[Pair]:
        """Choose who asks whom: the story, and a question to another token that can be read."""
        return conversations(self.story.weights, self.pair, self.asks)

    def question_of(self, pair: Pair) -> str:
        return self.asks(pair) or _ALWAYS_TRUE

    def conversation(self, row: TokenRow, pair: Pair) -> tuple[SpeechBubble, SpeechBubble, Edge]:
        """Let one token ask above the row and another one answer below it."""
        asker, answerer = row[pair.query], row[pair.key]
        reach = abs(asker.get_x() - answerer.get_x())
        asks = SpeechBubble(
            Text(self.question_of(pair), size=_BUBBLE_SIZE, color=theme.QUERY), asker,
            color=theme.QUERY, distance=0.5 + 0.25 * reach,
        )  # fmt: skip
        weight = self.of_head("weights").cite(*pair)
        says = VGroup(Text("I answer, with weight", size=_BUBBLE_SIZE, color=theme.KEY),
                      Numeral(weight, size=_BUBBLE_SIZE, color=theme.KEY))  # fmt: skip
        says.arrange(RIGHT, buff=0.15)
        says[1].stand_on(says[0].baseline)
        answers = SpeechBubble(says, answerer, color=theme.KEY, above=False)
        return asks, answers, _message(answerer, asker, weight)

    def meaning(self, message: Edge) -> VGroup:
        """Name what an arrow carries, under its arch, where that has room for it."""
        named = Text("message", color=theme.VALUE)
        under = message.apex() - [0, _UNDER_ARCH, 0]
        return VGroup(named.move_to(under)) if message.path.width > 2 * named.width else VGroup()

    def asked(self) -> VGroup:
        """Repeat the story's question in one line below the matrices."""
        word = self.trace.query_side.shown[self.pair.query]
        line = VGroup(
            Text(word, size=theme.SIZE_TOKEN, color=theme.QUERY, declared=Declared("token")),
            Text("asks:", size=theme.SIZE_TOKEN, color=theme.QUIET),
            Text(self.question_of(self.pair), size=theme.SIZE_TOKEN),
        ).arrange(RIGHT, buff=0.2)
        for part in line:
            part.stand_on(_QUESTION_HEIGHT)
        return line

    def card(self, projected: Projected, place: int) -> HeatCard:
        """Keep a finished matrix in sight, small, at one of three places below."""
        quantity = self.of_head(projected.name)
        law = partial(theme.size_color, limit=quantity.limit(), hue=projected.color)
        card = HeatCard(quantity, projected.symbol, projected.says, law=law, color=projected.color)
        return card.move_to([_CARDS[place], _CARD_HEIGHT, 0], aligned_edge=LEFT)

    def inputs(self) -> tuple[NumberMatrix, VGroup]:
        """Lay out X at the left edge of the stage, its rows named by the tokens."""
        quantity = self.quantity("query_side.inputs")
        limit = quantity.limit()
        inputs = NumberMatrix(quantity, size=_SIZE, pitch=_PITCH,
                              color=partial(theme.entry_color, limit=limit))  # fmt: skip
        labels = VGroup(*(Text(word, size=_LABEL_SIZE, declared=Declared("token"))
                          for word in self.trace.query_side.shown))  # fmt: skip
        inputs.move_to([theme.STAGE_LEFT + labels.width + 0.25, 0, 0], aligned_edge=LEFT)
        inputs.begin_at(_TOP)
        for place, label in enumerate(labels):
            label.next_to(inputs.brackets, LEFT, buff=0.2)
            label.stand_on(inputs.row_height(place) - 0.1)
        top = inputs.brackets.get_top()[1] + 0.56
        name = Formula(FORMULAS["inputs"]).move_to([inputs.get_x(), top, 0], aligned_edge=UP)
        return inputs.entitle(name), labels

    def projection(self, projected: Projected, inputs: NumberMatrix) -> Projection:
        return Projection(
            *self.projecting(projected.name), self.of_head(projected.name), inputs=inputs,
            name=projected.name, size=_SIZE,
        )  # fmt: skip

    def running_sum(self, inputs: NumberMatrix, asking: int, column: int) -> RunningSum:
        factors = inputs.quantity[asking], self.of_head("query_weight")[:, column]
        bias = self.of_head("query_bias")[column]
        return RunningSum(
            factors,
            *derive(projection_terms, *factors, bias),
            bias=bias.cite(),
            entry=self.of_head("query").cite(asking, column),
            columns=inputs.columns,
            heights=_SUM_HEIGHTS,
            color=theme.QUERY,
            size=_SUM_SIZE,
        )


def _message(speaker: Token, listener: Token, weight: Citation) -> Edge:
    """Lead from one token's box over to the other's, as wide as the weight."""
    apart = speaker.get_x() - listener.get_x()
    tip = tip_length(theme.edge_width(weight.value))
    # The tip stands beside the string of the listener's bubble, and still above the box.
    aside = np.sign(apart) * min(max(0.3, 1.2 * tip), 0.45 * listener.box.width)
    start, end = speaker.get_top(), listener.get_top() + [aside, tip + 0.04, 0]
    lift = UP * (0.25 + 0.25 * abs(apart))
    query, key = weight.index
    path = CubicBezier(start, start + lift, end + lift, end)
    return Edge(path, weight, query=query, key=key, color=theme.VALUE)
