"""Three networks in three lanes: how much of the first word arrives, the farther it has to go."""

from __future__ import annotations

from manim import LEFT, RIGHT, Animation, AnimationGroup, FadeIn, LaggedStart, VGroup

from attention_math.recall import Recall, one_network
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.pieces.one_step_away.lane import Lane
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

RNN, LSTM, ATTENTION = range(3)
_LONG = slice(2, None)  # of the lengths: where it is not too easy
_NAME, _SHARE, _APART, _ABOVE = 0.5, 0.6, 0.6, 0.55
_LEAP, _GO = 1.2, 4.5  # seconds


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
        across = room.inset(left=2.4, right=1.7)
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
            number = Numeral(right, size=_SHARE, color=hue)
            self.shares.add(number.next_to(lane.rings[-1], RIGHT, buff=_APART / 2))
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
        """Let the lanes come, one after the other, and the numbers above their rings."""
        coming = (*self.lanes, VGroup(self.head, self.numbers))
        return LaggedStart(*map(FadeIn, coming), lag_ratio=0.3)

    def go(self) -> Animation:
        """Let all set out at once: two hop by hop, and attention in one hop to every ring."""
        pairs = zip(self.lanes[:ATTENTION], self.parcels, strict=True)
        hopping = (lane.hand_on(parcel, _GO) for lane, parcel in pairs)
        return AnimationGroup(*hopping, self.lanes[ATTENTION].leap(self.sent, _LEAP))

    def told(self) -> VGroup:
        """Say below what the shares are, of how many trainings, and what guessing would give."""
        quiet = {"color": theme.QUIET, "size": theme.SIZE_TOKEN}
        seeds, chance = self._recall.seeds.cite(), self._recall.chance.cite()
        guessing = line(Text("guessing:", **quiet), Numeral(chance, **quiet))
        before, after = Text("share right, mean of", **quiet), Text("trainings", **quiet)
        shares = line(before, Numeral(seeds, decimals=0, **quiet), after, gap=0.12)
        return VGroup(self._below.hold(guessing, LEFT), self._below.hold(shares, RIGHT))
