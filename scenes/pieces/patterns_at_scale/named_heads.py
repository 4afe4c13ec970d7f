"""The heads that look one token aside, taken out of the wall, each with what was measured."""

from __future__ import annotations

from manim import DOWN, UP, Animation, FadeIn, LaggedStart, UpdateFromFunc, VGroup

from scenes import theme
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.patterns_at_scale.head_wall import HeadWall
from scenes.pieces.patterns_at_scale.numbers import Numbers
from scenes.stage.layout import Room
from scenes.stage.text import Numeral, Text

_SIZE, _SHARE = 0.5, 0.7
_SHOWN, _TOLD = 3.8, 1.2
_SAID = {1: "one token back", 2: "one token on"}  # by their places among the recorded roles


class NamedHeads(VGroup):
    """Large maps of some heads, with names and shares; ``frames`` show them in the wall."""

    def __init__(self, wall: HeadWall, cited: Numbers, room: Room) -> None:
        found = cited.positional.values
        places = room.columns(*[1] * len(found), gap=0.4)
        self._wall, self._places = wall, found[:, :2].tolist()
        self.maps, self.names, self.shares, self.frames = (VGroup() for _ in range(4))
        for which, (layer, head, role) in enumerate(found.tolist()):
            place, told = places[which].rows(_SHOWN, _TOLD, gap=0.2)
            part, side = (_part(layer, wall.block), _part(head, wall.block)), place.height
            self.maps.add(place.hold(HeatMap(wall.patterns[part], width=side, height=side)))
            share = Numeral(cited.roles.cite(layer, head, role), size=_SHARE, color=theme.WEIGHT)
            said = Text(_SAID[role], size=_SIZE)
            told.hold(VGroup(share, said).arrange(DOWN, buff=0.2), UP)
            self.names.add(said)
            self.shares.add(share)
            self.frames.add(wall.outline(layer, head))
        super().__init__(self.maps, self.names, self.shares)

    def follow(self) -> Animation:
        """Let the frames stay at their heads while the wall moves."""

        def stay(frames: VGroup) -> None:
            for frame, place in zip(frames, self._places, strict=True):
                frame.become(self._wall.outline(*place))

        return UpdateFromFunc(self.frames, stay)

    def come(self, which: int) -> Animation:
        """Let a head come out of the wall, and say what was measured of it."""
        big, frame = self.maps[which], self.frames[which]
        come = FadeIn(big, target_position=frame, scale=frame.width / big.width)
        told = FadeIn(self.names[which], self.shares[which])
        return LaggedStart(come, told, lag_ratio=0.5)


def _part(place: int, block: int) -> slice:
    return slice(place * block, (place + 1) * block)
