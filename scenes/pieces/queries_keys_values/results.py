"""Queries, keys and values side by side, as colours in which rows can be read."""

from __future__ import annotations

from manim import (
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VGroup,
    VMobject,
)

from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mobjects.formula import Formula
from scenes.mobjects.icons import Icon
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.pieces.queries_keys_values.window import MOST_COLUMNS, Window
from scenes.pieces.queries_keys_values.windows import Windows, bands
from scenes.stage.layout import Room, line, stage
from scenes.stage.text import Numeral, Text

_SAYS = {"query": "what it asks", "key": "what it answers", "value": "what it gives"}


class Result(VGroup):
    """A matrix as colours, its rows level with the words; above it how it was made."""

    def __init__(self, window: Window, icon: Icon, heights: list[float], rooms: tuple) -> None:
        head, body = rooms
        role, hue = window.role, theme.hue_of(window.role)
        pitch = heights[0] - heights[1]
        self.icon, self.heat = icon, window.result
        law, fits = self.heat.color_of, self.heat.quantity.shape[1] <= MOST_COLUMNS
        self.matrix = NumberMatrix(
            self.heat.quantity,
            size=0.34,
            color=(lambda value: theme.ink_on(law(value))) if fits else hue,
            pitch=(0.88, pitch),
            most_columns=MOST_COLUMNS,
        )
        self.has_cells = fits  # of which each may hold its number
        body.hold(self.matrix)
        self.matrix.begin_at(heights[0])
        above, below = head.rows(0.6, 0.75)
        self.formula = Formula(FORMULAS[f"{role} made"], size=0.46)
        self.says = Text(_SAYS[role], size=0.4, color=hue)
        self.home = icon.copy()
        above.hold(self.formula)
        line(self.home, self.says, gap=0.25).move_to(below.center)
        super().__init__(self.matrix, self.formula, self.says)

    def take_in(self, window: Window) -> Animation:
        """Let the heat of the matrix grow to where its numbers will stand."""
        across, down = self.matrix.pitch
        grown = self.heat.animate.stretch_to_fit_width(across * len(self.matrix.columns))
        grown = grown.stretch_to_fit_height(down * len(self.matrix.rows)).move_to(self.matrix)
        moved = self.icon.animate.become(self.home)
        return AnimationGroup(grown, moved, ReplacementTransform(window.symbol, self.formula))

    @property
    def shown(self) -> list[VMobject]:
        """What stands there while no number is read."""
        return [self.heat, self.icon, self.formula, self.says, self.matrix.brackets]

    def bracket(self) -> Animation:
        """Close the brackets, and say what the matrix is for."""
        return FadeIn(self.matrix.brackets, self.says)


class Results(VGroup):
    """All three matrices beside the words that name their rows; below them two scores."""

    def __init__(self, windows: Windows) -> None:
        heads, bodies, below = bands()
        of_heads, of_bodies = (
            band.inset(left=windows.names.get_right()[0] - band.left + 0.6).columns(1, 1, 1)
            for band in (heads, bodies)
        )
        self.each = [
            Result(window, icon, windows.heights, rooms)
            for window, icon, *rooms in zip(
                windows.windows, windows.icons, of_heads, of_bodies, strict=True
            )
        ]
        self.heads, self.bodies = of_heads, of_bodies
        self.names, self.below = windows.names, below.columns(1, 1)
        self.query, self.key, self.value = (one.matrix for one in self.each)
        self.known: list[Numeral] = []
        super().__init__(*self.each)

    def land(self, worked_out: Numeral) -> Animation:
        """Let the entry that was worked out go to its cell, if it has one."""
        if not self.each[0].has_cells:
            return FadeOut(worked_out)
        self.known = [self.query.numeral(*worked_out.citation.index)]
        return ReplacementTransform(worked_out, *self.known)

    def beside_names(self) -> Room:
        """Return all of the stage that the words leave."""
        return stage().inset(left=self.names.get_right()[0] - stage().left)
