"""What blocks are called, the ways between them, and how both look when a block is out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import Animation

from attention_math.blocks import Does
from scenes import theme
from scenes.mobjects.blocks import Block
from scenes.stage.claims import Furniture, shows
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.shapes import Path

_STROKE, _LIT = 3.0, 6.0


def way_through(corners: Sequence[np.ndarray]) -> Path:
    """Draw a way through corners."""
    path = Path(stroke_color=theme.EDGE, stroke_width=_STROKE).set_z_index(-1)
    return shows(path.set_points_as_corners(corners), Furniture("pipe"))


def lit(way: Path) -> Animation:
    """Let a way shine."""
    return way.animate.set_stroke(theme.HIGHLIGHT, _LIT)


def hollow(block: Block) -> Iterator[Animation]:
    """Let a block add nothing: an empty box."""
    yield block.box.animate.set_fill(theme.GROUND).set_stroke(theme.LINE)
    yield block.label.animate.set_fill(theme.DIM)


def name_of(does: Does) -> Phrase:
    """Say what a block does."""
    return {
        "embedding": phrase("embedding, position"),
        "self": phrase("self-attention"),
        "masked": phrase("masked self-attention"),
        "cross": phrase("cross-attention"),
        "feed-forward": phrase("feed-forward"),
        "norm": phrase("add and norm"),
        "output": phrase("linear, softmax"),
    }[does]
