"""A picture between chapters or behind them, which shows no number and has no caption."""

from __future__ import annotations

import os
from typing import ClassVar

from scenes import theme
from scenes.stage.carrying import Carrying


class Card(Carrying):
    """A scene in the theme's colours, whatever else a viewer has chosen."""

    takes_choices: ClassVar[str] = "theme"

    def render(self, preview: bool = False) -> bool:
        with theme.painted({}, os.environ):
            return super().render(preview)

    def setup(self) -> None:
        self.camera.background_color = theme.GROUND
