"""What a mask hides of one row: black, called by what it hides; it slides over the scores."""

from __future__ import annotations

from manim import Animation, Restore, VGroup

from scenes import theme
from scenes.pieces.same_scores_four_masks.score_row import ScoreRow
from scenes.stage.cited import Quantity
from scenes.stage.claims import Encoding, shows
from scenes.stage.shapes import Outline, Rectangle
from scenes.stage.text import Text

_DEPTH, _NAME_DEPTH = 1.5, 2  # before the bars
_NAME, _INSIDE = 0.5, 0.86  # of its width, at most, for its name


class Cover(VGroup):
    """The hidden cells of a row in one frame; made where it is to lie.

    Attributes
    ----------
    called
        What it hides, written on it; nothing where nothing is hidden.
    hiding
        All of it but its name.
    """

    def __init__(self, row: ScoreRow, visible: Quantity, name: str) -> None:
        unseen = [at for at, one in enumerate(visible[0].each()) if not one.value]
        cells = VGroup(*(hidden(row.cells[at], visible, 0, at) for at in unseen))
        self.hiding, self.called = VGroup(cells), VGroup()
        super().__init__(self.hiding, self.called)
        if not unseen:
            return
        frame = Outline(width=cells.width, height=cells.height).move_to(cells)
        self.hiding.add(frame.set_stroke(theme.QUIET, theme.STROKE_FRAME).set_z_index(_DEPTH))
        text = Text(name, size=_NAME).set_z_index(_NAME_DEPTH)
        text.scale(min(1.0, _INSIDE * cells.width / text.width)).set_x(cells.get_x())
        self.called.add(text.stand_on(cells.get_y() - theme.MIDDLE * text.em))

    def wait_at(self, x: float) -> Cover:
        """Stand aside until it is laid."""
        self.save_state()
        return self.set_x(x)

    def lay(self) -> Animation:
        return Restore(self)


def hidden(cell: Rectangle, visible: Quantity, *at: int) -> Rectangle:
    """Make what hides one cell."""
    dark = cell.copy().set_fill(theme.HIDDEN, 1).set_z_index(_DEPTH)
    return shows(dark, Encoding(visible.cite(*at), "fill", theme.hidden_color))
