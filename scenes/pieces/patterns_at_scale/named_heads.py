"""The heads that look one token aside, taken out of the wall, each with what was measured."""

from __future__ import annotations

from manim import DOWN, LEFT, Animation, FadeIn, VGroup

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.patterns_at_scale.head_wall import HeadWall
from scenes.pieces.patterns_at_scale.numbers import Numbers
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

_SIZE, _SHARE = 0.36, 0.6
_TOLD = 2.4  # beside a map that is as wide as its row is high
_SAID = {1: "one token back", 2: "one token on"}  # by their places among the recorded roles


class NamedHeads(VGroup):
    """Large maps of some heads, with names and shares; ``frames`` show them in the wall."""

    def __init__(self, wall: HeadWall, cited: Numbers, room: Room) -> None:
        found = cited.positional.values
        rows = room.rows(*[1] * len(found), gap=0.3)
        self.maps, self.names, self.shares, self.frames = (VGroup() for _ in range(4))
        for which, (layer, head, role) in enumerate(found.tolist()):
            place, told = rows[which].columns(rows[which].height, _TOLD, gap=0.3)
            part, side = (_part(layer, wall.block), _part(head, wall.block)), place.width
            big = HeatMap(wall.patterns[part], width=side, height=side)
            self.maps.add(place.hold(big))
            numbers = (cited.positional + 1)[which, :2].each()
            name = [Text("layer"), Numeral(numbers[0], decimals=0)]
            name += [Text("head"), Numeral(numbers[1], decimals=0)]
            share = Numeral(cited.roles.cite(layer, head, role), size=_SHARE, color=theme.WEIGHT)
            said = Text(_SAID[role], size=_SIZE)
            words = VGroup(line(*name, gap=0.12), share, said)
            told.hold(words.arrange(DOWN, buff=0.22, aligned_edge=LEFT), LEFT)
            self.names.add(VGroup(words[0], said))
            self.shares.add(share)
            self.frames.add(wall.outline(layer, head))
        super().__init__(self.maps, self.names, self.shares)

    def come(self, which: int) -> Animation:
        """Let a head come out of the wall."""
        big, frame = self.maps[which], self.frames[which]
        return FadeIn(big, target_position=frame, scale=frame.width / big.width)


def _part(place: int, block: int) -> slice:
    return slice(place * block, (place + 1) * block)
