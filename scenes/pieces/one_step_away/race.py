"""Three networks in three lanes: how much of the first word arrives, the farther it has to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from manim import (
    LEFT,
    RIGHT,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from attention_math.recall import Recall, one_network
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.one_step_away.lane import Lane
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

RNN, LSTM, ATTENTION = range(3)
_LONG = slice(2, None)  # of the lengths: where it is not too easy
_NAME, _SHARES, _APART, _TOLD = 0.5, (0.6, 0.6, 0.95), 0.3, 0.45


class Race(VGroup):
    """A lane for each network, and above them how many tokens there are up to each ring.

    Attributes
    ----------
    names
        Of the networks, at the left of their lanes.
    shares
        How often each names the first token at the last ring.
    """

    def __init__(self, room: Room, recall: Recall) -> None:
        self._recall, lengths = recall, recall.lengths[_LONG]
        above, *lanes, self._below = room.rows(0.6, 1.3, 1.3, 2.1, 0.45)
        across = room.inset(left=2.4, right=2.4)
        plane = Plane((1.0, lengths.cite(-1).value), (0.0, 1.0), width=across.width, height=1.0)
        plane.set_x(across.center[0])
        self.lanes, self.names, self.shares = VGroup(), VGroup(), VGroup()
        hues = theme.INK, theme.QUIET, theme.WEIGHT
        for network, (one, hue) in enumerate(zip(lanes, hues, strict=True)):
            height = one.bottom + 0.6
            arriving = derive(one_network, recall.influence, network)[_LONG]
            lane = Lane(plane, height, lengths, arriving, hue)
            name = Text(recall.networks.words()[network], size=_NAME, color=hue)
            self.names.add(name.move_to([room.left, height, 0], aligned_edge=LEFT))
            right = derive(one_network, recall.accuracy, network)[_LONG].cite(-1)
            number = Numeral(right, size=_SHARES[network], color=hue)
            self.shares.add(number.next_to(lane.rings[-1], RIGHT, buff=_APART))
            self.lanes.add(lane)
        self.numbers = VGroup()
        for ring, length in zip(self.lanes[0].rings, lengths.each(), strict=True):
            number = Numeral(length, decimals=0, size=theme.SIZE_TOKEN)
            self.numbers.add(above.hold(number).set_x(ring.get_x()))
        self.head = above.hold(Text("tokens", color=theme.QUIET), LEFT)
        self.parcels = [lane.parcel() for lane in self.lanes[:ATTENTION]]
        self.sent = self.lanes[ATTENTION].sent()
        super().__init__(self.lanes, self.numbers, self.head)

    def entering(self) -> Animation:
        """Let all that words do not become come, one lane after the other, and what is to go."""
        still = [VGroup(lane.thread, lane.rings) for lane in self.lanes]
        still[LSTM].add(self.lanes[LSTM].states, self.names[LSTM])
        start = FadeIn(*self.parcels, self.sent[-1])
        coming = (*still, VGroup(self.head, self.numbers))
        return LaggedStart(*map(FadeIn, coming), start, lag_ratio=0.3)

    def come_of(self, rows: Iterable[TokenRow], networks: Iterable[int]) -> Iterator[Animation]:
        """Let the words of short sentences become the states of the longest one."""
        for row, network in zip(rows, networks, strict=True):
            boxes, lane = VGroup(*(token.box for token in row)), self.lanes[network]
            yield ReplacementTransform(boxes, lane.states)
            yield FadeOut(*(token.label for token in row), run_time=theme.QUICK)

    def run(self, network: int, *told: Mobject) -> Animation:
        """Let a network hand its parcel on, hop by hop, and say how often it is right."""
        hopping = self.lanes[network].hand_on(self.parcels[network])
        return LaggedStart(hopping, *map(FadeIn, (self.shares[network], *told)), lag_ratio=0.6)

    def leap(self) -> Animation:
        """Let attention reach the last ring in one hop."""
        return self.lanes[ATTENTION].leap(self.sent)

    def follow(self) -> Animation:
        """Let it reach all rings before the last one, too."""
        return self.lanes[ATTENTION].follow(self.sent)

    def told(self) -> VGroup:
        """Say what the shares are, of how many trainings, and what guessing would give."""
        look = {"color": theme.INK, "size": _TOLD}
        seeds, chance = self._recall.seeds.cite(), self._recall.chance.cite()
        guessing = line(Text("guessing:", **look), Numeral(chance, **look))
        before, after = Text("share right, mean of", **look), Text("trainings", **look)
        shares = line(before, Numeral(seeds, decimals=0, **look), after, gap=0.12)
        right = self._below.hold(shares, RIGHT).get_right()[0]
        height = self.shares[LSTM : ATTENTION + 1].get_y()
        return VGroup(guessing.move_to([right, height, 0], aligned_edge=RIGHT), shares)
