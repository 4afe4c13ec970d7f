"""What a token says: words in a box, on a string."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, Line, Mobject, RoundedRectangle, VGroup
from manim.utils.color import ManimColor

from scenes import theme


class SpeechBubble(VGroup):
    """A box around its content, above or below its speaker, kept inside the stage."""

    def __init__(
        self,
        content: Mobject,
        speaker: Mobject,
        *,
        color: ManimColor,
        above: bool = True,
        distance: float = 0.6,
    ) -> None:
        box = RoundedRectangle(
            width=content.width + 0.5,
            height=content.height + 0.4,
            corner_radius=0.2,
            stroke_color=color,
            stroke_width=theme.STROKE_THIN,
            fill_color=theme.PANEL,
            fill_opacity=1,
        )
        self.body = VGroup(box, content.move_to(box))
        self.body.next_to(speaker, UP if above else DOWN, buff=distance)
        self.body.shift(RIGHT * max(0.0, theme.STAGE_LEFT - self.body.get_left()[0]))
        self.body.shift(LEFT * max(0.0, self.body.get_right()[0] - theme.STAGE_RIGHT))
        mouth = speaker.get_top() if above else speaker.get_bottom()
        near = self.body.get_bottom()[1] if above else self.body.get_top()[1]
        self.string = Line(mouth, [mouth[0], near, 0], color=color, stroke_width=theme.STROKE_THIN)
        super().__init__(self.string, self.body)
