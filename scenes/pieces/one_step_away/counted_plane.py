"""Hops, counted for longer and longer sentences."""

from __future__ import annotations

from manim import RIGHT, VGroup
from manim.utils.color import ManimColor

from attention_math.recall import Paths
from scenes import theme
from scenes.mobjects.plane import Plane
from scenes.stage.layout import Room, line
from scenes.stage.text import Numeral, Text

LENGTHS = (4, 8, 16, 32, 64, 128, 256, 512, 1024)
_TICKS = (256.0, 512.0, 1024.0)
_NETWORKS = "RNN", "attention"
_ACROSS = (768.0, 0.0)
_NAMES = (930.0, 1000.0), (1024.0, 70.0)  # where they end, on the axes


class CountedPlane(VGroup):
    """Tokens to the right, and upwards how many hops they take."""

    def __init__(self, room: Room, paths: Paths) -> None:
        self.paths = paths
        inner = room.inset(left=1.0, right=0.5, bottom=0.95, top=0.3)
        end = float(LENGTHS[-1])
        self.plane = Plane((0.0, end), (0.0, end), width=inner.width, height=inner.height)
        self.plane.move_to(inner.center)
        self.ticks = VGroup(*(self.plane.x_tick(at) for at in _TICKS))
        self.across = Text("tokens", color=theme.QUIET)
        self.across.move_to(self.plane.at(*_ACROSS)).match_y(self.ticks[-1][1])
        hues = theme.INK, theme.WEIGHT
        self.hops = VGroup(*(self.plane.curve(LENGTHS, counted, color=hue, width=5)
                             for counted, hue in zip(paths.hops, hues, strict=True)))  # fmt: skip
        self.told = [self._told(*one) for one in enumerate(hues)]
        super().__init__(self.plane, self.ticks, self.across)

    def _told(self, network: int, color: ManimColor) -> VGroup:
        style = {"size": theme.SIZE_TOKEN, "color": color}
        words = (Text(word, **style) for word in (_NETWORKS[network], "hops"))
        number = Numeral(self.paths.hops[network].cite(-1), decimals=0, **style)
        return line(*words, number).move_to(self.plane.at(*_NAMES[network]), aligned_edge=RIGHT)
