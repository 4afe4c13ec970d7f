"""Where the pictures of the chapter stand."""

from __future__ import annotations

from scenes.stage.layout import stage


class Rooms:
    """Rooms of one stage, named by what stands in them."""

    def __init__(self) -> None:
        left, right = stage().columns(8.6, 4.6, gap=0.2)
        self.name, below = left.rows(1, 6.2)
        self.beside = stage().rows(1, 6.2)[0].columns(2, 3)[1]
        self.page = below.inset(right=-0.18, bottom=0.05)
        self.shelf = below.inset(top=0.3, right=0.1, bottom=0.3)
        self.field, self.hits = below.inset(bottom=0.1).rows(1, 5.6, gap=0.2)
        self.receiver, self.foot = right.rows(4.4, 1.4)
        under = stage().rows(1, 6.2)[1]
        self.asking, self.drawers = under.rows(1.5, 4.2, gap=0.3)
        self.board = under.inset(top=0.68, bottom=0.95)
        self.formula, self.twins = stage().rows(1.2, 1.5, gap=0.25)
        self.unicorn = self.formula.inset(left=0.2)
