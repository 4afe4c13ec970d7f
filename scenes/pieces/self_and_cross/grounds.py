"""What words stand on: a box for each of them, or one ground for all."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, AnimationGroup, FadeIn, FadeOut, Mobject, ReplacementTransform

from scenes.stage.shapes import Panel


def gathered(boxes: Sequence[Mobject], ground: Panel) -> Animation:
    """Let boxes grow together into one ground."""
    first, *others = boxes
    drawn = (FadeOut(box, target_position=ground) for box in others)
    return AnimationGroup(ReplacementTransform(first, ground), *drawn)


def parted(ground: Panel, boxes: Sequence[Mobject]) -> Animation:
    """Let one ground part into a box for each word."""
    first, *others = boxes
    coming = (FadeIn(box, target_position=ground) for box in others)
    return AnimationGroup(ReplacementTransform(ground, first), *coming)
