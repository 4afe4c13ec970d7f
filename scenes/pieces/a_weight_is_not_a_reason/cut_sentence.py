"""A sentence over its heavy edges and under its French: an edge is cut, and the French answers."""

from __future__ import annotations

from collections.abc import Iterator

from manim import (
    DOWN,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ShowPassingFlash,
    Succession,
    Uncreate,
    VGroup,
)

from attention_math.story import Pair
from scenes import theme
from scenes.mobjects.edge import Edge
from scenes.mobjects.motion import rising
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.blade import blade_across
from scenes.pieces.a_weight_is_not_a_reason.certainty import NUMBER, Certainty
from scenes.pieces.a_weight_is_not_a_reason.edge_weights import numbers_beside
from scenes.pieces.a_weight_is_not_a_reason.heavy_edges import HeavyEdges
from scenes.pieces.a_weight_is_not_a_reason.linked import linked, taking_over
from scenes.stage.cited import Citation
from scenes.stage.gender import hue_of_gender
from scenes.stage.layout import Room, spread
from scenes.stage.text import Text

_SIZE, _GAP, _FRENCH = 0.6, 0.6, 0.62
_BELOW, _WIDER = 2.2, 1.2  # room for arcs and numbers, and for French that is longer
_ABOVE, _APART = 0.24, 0.12


class CutSentence(VGroup):
    """Words with three edges below them, and above each what is written for it.

    Attributes
    ----------
    sure
        Of each edge that is cut, in the order of the cuts: how sure the model is of its word.
    """

    def __init__(self, room: Room, heavy: HeavyEdges) -> None:
        self._heavy = heavy
        self.tokens = TokenRow(heavy.words, size=_SIZE, gap=_GAP, widest=room.width - _WIDER)
        room.inset(bottom=_BELOW).hold(self.tokens, DOWN)
        self.graph = linked(self.tokens, heavy.weights, heavy.chosen)
        self._whole = {pair: self.graph.edge(*pair) for pair in heavy.chosen}
        self.numbers = numbers_beside(self._whole, heavy.weights, self.tokens)
        self.french = spread(VGroup(*map(self._written, heavy.french, self.tokens)))
        self.sure = VGroup(*(self._certainty(heavy.kept.cite(q), q) for q, _ in heavy.chosen))
        said = "how sure", "of its word"
        self.title = VGroup(*(Text(words, size=NUMBER, color=theme.QUIET) for words in said))
        self.title.arrange(DOWN, buff=_APART)
        self.title.move_to([self._free(room), self.sure[0].glass.get_y(), 0])
        super().__init__(self.graph, self.tokens, self.french)

    def speak(self) -> Animation:
        """Let the French come out of the words."""
        coming = (FadeIn(word, shift=UP * 0.4) for word in self.french)
        return LaggedStart(*coming, lag_ratio=0.2)

    def link(self) -> Animation:
        """Draw the edges, and write how much each weighs."""
        drawn = (Create(self.edge(pair)) for pair in self._heavy.chosen)
        return LaggedStart(AnimationGroup(*drawn), FadeIn(*self.numbers.values()), lag_ratio=0.7)

    def be_sure(self) -> Animation:
        """Fill the glasses, and say what they are."""
        glasses = (FadeIn(one.glass, one.number) for one in self.sure)
        return AnimationGroup(
            FadeIn(self.title), *glasses, rising(one.filling for one in self.sure)
        )

    def edge(self, pair: Pair) -> Edge:
        return self._whole[pair]

    def cut(self, place: int) -> Iterator[Animation]:
        """Let a blade fall on one of the edges, which withers, and the rest of its row grow."""
        pair = self._heavy.chosen[place]
        edge = self._whole.pop(pair)
        self._whole[pair] = edge.copy()
        self.others = taking_over(self.tokens, self._heavy.left(pair), pair.query).edges
        yield Succession(
            ShowPassingFlash(blade_across(edge), time_width=0.6, run_time=theme.QUICK),
            AnimationGroup(Uncreate(edge), *map(Create, self.others)),
        )

    def mend(self, place: int) -> Iterator[Animation]:
        """Let the edge that was cut grow again."""
        pair = self._heavy.chosen[place]
        yield AnimationGroup(Create(self.edge(pair)), *map(Uncreate, self.others))

    def weigh(self, *, again: bool = False) -> Animation:
        """Let the edges' numbers go where others are to take over, or come again."""
        return (FadeIn if again else FadeOut)(*self.numbers.values())

    def answer(self, place: int) -> Animation:
        """Let the glass of an edge that was cut say how sure the model is without it."""
        query = self._heavy.chosen[place].query
        old, new = self.sure[place], self._certainty(self._heavy.kept_without(query), query)
        self.sure.submobjects[place] = new
        return old.change(new)

    def turn(self, place: int) -> Animation:
        """Let the word of an edge that was cut rise into its glass, and another come."""
        query = self._heavy.chosen[place].query
        old, new = self.french[query], self._heavy.without(query)
        word = self._written(new, self.tokens[query]).set_x(old.get_x())
        self.french.submobjects[query] = word
        self.lost = old
        rising = old.animate.move_to(self.sure[place].glass)
        return LaggedStart(rising, FadeIn(word, shift=UP * 0.4), lag_ratio=0.6)

    def turning(self, place: int) -> tuple[str, str]:
        """Name what is written for the word of an edge, and what without it."""
        query = self._heavy.chosen[place].query
        return self._heavy.french[query], self._heavy.without(query)

    def told(self) -> list[Text]:
        """List the words whose edges were cut; the last one is lost."""
        *kept, _ = (self.french[pair.query] for pair in self._heavy.chosen)
        return [*kept, self.lost]

    def _certainty(self, likely: Citation, query: int) -> Certainty:
        foot = self.french.get_top()[1] + _ABOVE
        return Certainty(likely, self.tokens[query].get_x(), foot)

    def _free(self, room: Room) -> float:
        """Find the middle of the widest room beside and between the glasses."""
        spans = sorted((one.get_left()[0], one.get_right()[0]) for one in self.sure)
        ends = zip([room.left, *(right for _, right in spans)],
                   [*(left for left, _ in spans), room.right], strict=True)  # fmt: skip
        return sum(max(ends, key=lambda pair: pair[1] - pair[0])) / 2

    @staticmethod
    def _written(word: str, token: VGroup) -> Text:
        text = Text(word, size=_FRENCH, color=hue_of_gender(word)).set_x(token.get_x())
        return text.stand_on(token.get_top()[1] + _ABOVE)
