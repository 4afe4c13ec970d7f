import numpy as np
from manim import FadeIn, VGroup

from scenes import theme
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.own_scene import OwnScene
from scenes.stage.layout import stage

QUERY, KEY = np.array([[1, 0, 2], [0, 2, 1]]), np.array([[1, 1, 0], [2, 0, 1]])


class ThreeMatrices(OwnScene):
    heading = "Queries, keys, scores"

    def construct(self):
        self.beat("matrices", "Every query meets every key: two by two scores.")
        look = {"decimals": 0, "size": 0.6, "pitch": (0.9, 0.8)}
        parts = (QUERY, theme.QUERY), (KEY, theme.KEY), (QUERY @ KEY.T, theme.INK)
        matrices = VGroup(*(NumberMatrix(part, color=hue, **look) for part, hue in parts))
        self.play(FadeIn(stage().hold(matrices.arrange(buff=1.2)), lag_ratio=0.2))
