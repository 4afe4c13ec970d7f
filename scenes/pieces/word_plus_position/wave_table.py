"""Waves above each other, each in the row of the heat map that it is: a place is a column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup
from manim.utils.color import ManimColor

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.plane import Plane
from scenes.stage.cited import Declared, Quantity
from scenes.stage.text import Numeral, Text

_HEADROOM = 1.3  # no crest touches the next row
_OUTLINE = 8
_KINDS = ("sin", "cos")
_LONG = 10  # a wave so many times as long as the table needs no decimals


class WaveTable(VGroup):
    """One row for each wave; its curve runs over cells that are coloured by the curve's height.

    Parameters
    ----------
    heights
        The waves at whole places, places × waves: what the cells are coloured by.
    curves
        The same waves in finer steps, steps × waves.
    hues
        One colour for each pair of waves, a sine and a cosine.
    ticks
        The places that are written below.
    """

    def __init__(
        self,
        heights: Quantity,
        curves: Quantity,
        *,
        cell: tuple[float, float],
        hues: Sequence[ManimColor],
        ticks: Sequence[int],
    ) -> None:
        places, waves = heights.shape
        law = partial(theme.score_color, limit=1.0)
        self.heat = AttentionGrid(heights.transposed(), view="heat", cell=cell, color_of=law)
        self.heat.cells.set_z_index(-1)  # a curve stays in sight when its cells arrive
        self.lanes, self.curves, self.labels = VGroup(), VGroup(), VGroup()
        steps = np.linspace(0, places - 1, len(curves)).tolist()
        for wave in range(waves):
            row, hue = self.heat.row(wave), hues[wave // 2]
            lane = Plane(
                (-0.5, places - 0.5),
                (-_HEADROOM, _HEADROOM),
                width=places * cell[0],
                height=cell[1],
            ).move_to(row)
            self.lanes.add(lane)
            curve = lane.curve(steps, curves[:, wave], color=hue)
            # Dark on both sides, so that it stands out from cells of any colour.
            curve.set_stroke(theme.GROUND, _OUTLINE, background=True)
            self.curves.add(curve)
            label = Text(_KINDS[wave % 2], size=theme.SIZE_LABEL, color=hue, italic=True)
            self.labels.add(label.next_to(row, LEFT, buff=0.18).stand_on(row.get_y() - 0.08))
        self.ticks = VGroup(*(self.lanes[-1].x_tick(place)[1] for place in ticks))
        self.ticks.set_y(self.heat.cells.get_bottom()[1] - 0.2)
        self.title = Text("position", size=theme.SMALLEST, color=theme.QUIET)
        self.title.next_to(self.ticks, RIGHT, buff=0.3).set_y(self.ticks.get_y())
        super().__init__(
            self.heat.cells, self.lanes, self.curves, self.labels, self.ticks, self.title
        )

    def column(self, place: int) -> VGroup:
        """Return the cells of one place."""
        return VGroup(*(self.heat.cell(wave, place) for wave in range(len(self.lanes))))

    def frame(self, place: int, color: ManimColor) -> Rectangle:
        return self.heat.frame(self.column(place), color)

    def dots(self, place: int, heights: Quantity, color: ManimColor) -> VGroup:
        """Mark where each wave stands at one place."""
        return VGroup(
            *(
                lane.dot(float(place), heights.cite(wave), color=color, radius=0.06)
                for wave, lane in enumerate(self.lanes)
            )
        )


class WaveLengths(VGroup):
    """Beside each pair of waves, what it is the sine and cosine of, and how long it is.

    ``legend`` stands above and says what the formulas' letter means.

    Parameters
    ----------
    lengths
        The wavelength of every pair of the model.
    entries
        Which of a vector's ``width`` entries the waves are.
    """

    def __init__(
        self,
        table: WaveTable,
        lengths: Quantity,
        *,
        entries: Sequence[int],
        width: int,
        left: float,
    ) -> None:
        super().__init__()
        for pair, entry in enumerate(entries[::2]):
            hue = table.labels[2 * pair].get_fill_color()
            angle = Formula(
                FORMULAS["angle"].format(entry=entry, width=width),
                size=0.42,
                color=hue,
                declared=Declared("published constant", source="Vaswani et al. 2017, section 3.5"),
            )
            head = VGroup(Text("sin and cos of", color=hue), angle).arrange(RIGHT, buff=0.18)
            length = lengths.cite(int(entry) // 2)
            places = table.heat.quantity.shape[1]
            is_rough = length.value > _LONG * places
            line = VGroup(
                Text("repeats after ≈", color=theme.QUIET),
                Numeral(length, decimals=0 if is_rough else 1, size=theme.SIZE_LABEL),
                Text("positions", color=theme.QUIET),
            ).arrange(RIGHT, buff=0.14)
            for part in line:
                part.stand_on(0)
            self.add(VGroup(head, line).arrange(DOWN, buff=0.06, aligned_edge=LEFT))
            middle = VGroup(*table.lanes[2 * pair : 2 * pair + 2]).get_y()
            self[-1].move_to([left, middle, 0], aligned_edge=LEFT)
        letter = Formula(FORMULAS["position"], size=0.42)
        self.legend = VGroup(letter, Text("is the position", color=theme.QUIET))
        self.legend.arrange(RIGHT, buff=0.14).next_to(self, UP, buff=0.3, aligned_edge=LEFT)
