"""Sheets on one pile that turns and fans out, each over the ribbon that it emits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, Animation, MoveToTarget, TransformFromCopy, VGroup

from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.many_heads.heat_strip import HeatStrip
from scenes.pieces.many_heads.sheets import hue_of
from scenes.stage.cited import Quantity
from scenes.stage.depth import Layers
from scenes.stage.layout import Room

_TURN, _LIFT = 0.95, 0.1  # radians
_AT_SIDES = 1.0  # for words, and for the half of a sheet that is not turned yet
_HIGH, _WIDE = 0.74, 0.85  # of a sheet and a ribbon, as shares of their rooms


class Fan:
    """Heat maps that are piled up and turned, and the ribbons that they emit."""

    def __init__(self, maps: VGroup, outputs: Sequence[Quantity], room: Room) -> None:
        self.maps = maps
        self.upper, self.lower = room.rows(3, 2)
        middle = self.lower.inset(left=_AT_SIDES, right=_AT_SIDES)
        self.ribbons = VGroup()
        for head, (output, one) in enumerate(
            zip(outputs, middle.columns(*[1] * len(maps)), strict=True)
        ):
            size = {"width": _WIDE * one.width, "height": _WIDE * one.height}
            self.ribbons.add(one.hold(HeatStrip(output, hue=hue_of(head), **size)))

    def pile(self) -> list[Animation]:
        """Let all maps come to lie on one pile, the first in front."""
        return [self._piled(sheet, place) for place, sheet in enumerate(self.maps)]

    def turn(self) -> Animation:
        """Let the pile turn, until every sheet is seen above the place of its ribbon."""
        apart = self.ribbons[1].get_x() - self.ribbons[0].get_x()
        return Layers(*self.maps, apart=apart / np.sin(_TURN)).turned(_TURN, _LIFT)

    def emit(self) -> list[Animation]:
        """Let each sheet hand down what its head makes of the sentence."""
        return [TransformFromCopy(*pair) for pair in zip(self.maps, self.ribbons, strict=True)]

    def _piled(self, sheet: HeatMap, place: int) -> Animation:
        sheet.set_z_index(-place / len(self.maps))
        target = sheet.generate_target()
        target.scale(_HIGH * self.upper.height / sheet.height)
        self.upper.hold(target, DOWN).set_x(self.ribbons[0].get_x())
        return MoveToTarget(sheet)
