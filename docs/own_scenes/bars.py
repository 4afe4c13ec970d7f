import numpy as np
from manim import Create, FadeIn

from scenes.mobjects.bar_column import BarColumn
from scenes.own_scene import OwnScene
from scenes.stage.layout import stage


class Shares(OwnScene):
    heading = "Shares of one"

    def construct(self):
        self.beat("bars", "Softmax makes shares of scores: the best takes most.")
        scores = np.array([2.0, 1.0, 0.5, -1.0])
        shares = np.exp(scores) / np.exp(scores).sum()
        bars = stage().hold(BarColumn(shares, unit=7, pitch=0.9, whole=1))
        self.play(Create(bars.outlines))
        self.play(FadeIn(bars.bars, bars.numbers, lag_ratio=0.2))
