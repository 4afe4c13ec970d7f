import numpy as np

from scenes.mobjects.attention_graph import AttentionGraph
from scenes.own_scene import OwnScene


class Listening(OwnScene):
    heading = "Who listens to whom"

    def construct(self):
        self.beat("graph", "Each word listens to itself most.")
        self.add(AttentionGraph(np.eye(3) / 2 + 1 / 6, queries=("the", "cat", "sat"), size=0.8))
