import numpy as np
from manim import Create, FadeIn

from scenes.mobjects.attention_grid import AttentionGrid
from scenes.own_scene import OwnScene

WORDS = ("a", "cat", "sat", "down")
WEIGHTS = np.array([[1, 0, 0, 0], [0.4, 0.6, 0, 0], [0.1, 0.7, 0.2, 0], [0.2, 0.3, 0.4, 0.1]])


class ARowListens(OwnScene):
    heading = "A row listens"

    def construct(self):
        self.beat("grid", "Each row shares out one; a column speaks.")
        look = {"axes": ("listens", "speaks"), "cell": (1.4, 0.85), "size": 0.45}
        grid = AttentionGrid(WEIGHTS, queries=WORDS, keys=WORDS, visible=WEIGHTS > 0, **look)
        self.play(FadeIn(grid))
        self.play(Create(grid.frame(grid.row(2))))
