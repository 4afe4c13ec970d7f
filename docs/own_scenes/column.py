import numpy as np
from manim import FadeIn, VGroup

from scenes import theme
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.own_scene import OwnScene
from scenes.stage.layout import stage

FIRST, SECOND = np.array([2.0, 0.0, 1.0]), np.array([0.0, 4.0, 1.0])
MIXED = 0.5 * FIRST + 0.5 * SECOND


class AMixture(OwnScene):
    heading = "Half of each"

    def construct(self):
        self.beat("columns", "Two values, heard alike, make one output.")
        look = {"size": 0.6, "pitch": (1.2, 0.9)}
        first, second, mixed = (
            NumberMatrix(vector, color=hue, **look)
            for vector, hue in ((FIRST, theme.VALUE), (SECOND, theme.VALUE), (MIXED, theme.INK))
        )
        stage().hold(VGroup(first, second, mixed).arrange(buff=1.5))
        self.play(FadeIn(first, second))
        self.play(FadeIn(mixed, target_position=second), run_time=2)
