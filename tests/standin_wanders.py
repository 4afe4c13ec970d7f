"""A stand-in in a module of its own, which a worker imports in no time beside manim."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, YELLOW, Scene, Square


class Wanders(Scene):
    """A square turns and wanders through six sections of half a second; each says its name."""

    heading = "A square wanders"

    def construct(self) -> None:
        square = Square(color=YELLOW, fill_opacity=0.5)
        self.add(square)
        for number, direction in enumerate((UP, RIGHT, DOWN, DOWN, LEFT, UP), 1):
            self.next_section(f"step {number}")
            self.add_subcaption(f"Step {number}.", duration=0.5)
            self.play(square.animate.shift(direction).rotate(number / 7), run_time=0.3)
            self.wait(0.2)
