"""How an arc of a graph becomes a cell of its matrix."""

from __future__ import annotations

from manim import Animation, AnimationGroup, FadeIn, FadeOut, Succession, Transform

from scenes.stage.shapes import Path, Rectangle

_SHARE, _FINEST = 0.6, 2.0  # of a cell: the arc in it; and its stroke at least


def shrink(path: Path, cell: Rectangle) -> Animation:
    """Let an arc keep its shape and shrink into a cell, which comes where it ends."""
    share = min(1.0, _SHARE * cell.width / max(path.width, path.height))
    small = path.copy().scale(share).move_to(cell)
    small.set_stroke(width=max(_FINEST, share * path.get_stroke_width()))
    return Succession(Transform(path, small), AnimationGroup(FadeOut(path), FadeIn(cell)))
