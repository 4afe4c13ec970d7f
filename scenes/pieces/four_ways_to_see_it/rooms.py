"""Where the pictures of the chapter stand."""

from __future__ import annotations

from scenes.stage.layout import stage


class Rooms:
    """Rooms of one stage, named by what stands in them."""

    def __init__(self) -> None:
        top, asking, under = stage().rows(0.62, 1.0, 4.2)
        self.names = top.columns(3.2, 3.9, 2.6, 3.4)
        self.asking, right = asking.columns(9.6, 4, gap=0.1)
        self.slider = right.inset(bottom=0.2, top=-0.5)
        self.columns = under.inset(bottom=0.4)
        self.listeners = under.rows(1, 4)[0].inset(bottom=0.1)
        formula, twins = stage().rows(1.15, 2, gap=0.05)
        self.formula = formula
        self.unicorn, self.twins = twins.columns(1.3, 12, gap=0.2)
