"""A stand-in in a module of its own: what changes in others is no change of its clip."""

from __future__ import annotations

from manim import FadeIn, Scene, Square


class Lasts(Scene):
    """Plays for one second in one part."""

    heading = "A square lasts"

    def construct(self) -> None:
        self.play(FadeIn(Square()), run_time=1)
