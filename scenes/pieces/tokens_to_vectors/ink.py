"""What of a picture can be seen."""

from __future__ import annotations

from manim import VMobject

_NOTHING = 0.02


def is_seen(part: VMobject) -> bool:
    """Say whether a part has any ink."""
    stroke = part.get_stroke_opacity() if part.get_stroke_width() else 0.0
    return max(part.get_fill_opacity(), stroke) > _NOTHING
