"""The line at the top: what a chapter is called, and where its numbers come from."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP, VGroup

from scenes import theme
from scenes.stage.cited import Declared
from scenes.stage.layout import title_baseline
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Panel
from scenes.stage.text import Text


def title_and_badge(heading: str, numbered: str, source: str) -> tuple[Text, VGroup]:
    """Write the ``numbered`` heading at the left, and the source of the numbers at the right.

    Raises
    ------
    StageError
        If there is no room for both.
    """
    title, badge = _title(numbered), _badge(source)
    if title.get_right()[0] > badge.get_left()[0]:
        raise StageError(f"the heading {heading!r} is too long: it runs into the badge")
    return title, badge


def origin(source: str, head: int) -> Text:
    """Say of what a picture is, beside which another one stands, or one that the badge is of."""
    said = phrase("{source} · head {number}", source=source, number=head)
    layer_and_head = Declared("layer and head")
    return Text(said, size=theme.SMALLEST, color=theme.QUIET, declared=layer_and_head)


def in_pill(text: Text, height: float) -> VGroup:
    """Surround what says of which head a picture is, as the badge is surrounded."""
    pill = Panel(
        width=text.width + 0.36,
        height=height,
        corner_radius=height / 2,
        stroke_color=theme.LINE,
        stroke_width=theme.STROKE_THIN,
    )
    return VGroup(pill.move_to(text), text)


def _title(numbered: str) -> Text:
    number = Declared("chapter number")
    title = Text(numbered, size=theme.SIZE_TITLE, color=theme.QUIET, declared=number)
    return title.to_edge(LEFT, buff=theme.MARGIN).stand_on(title_baseline())


def _badge(source: str) -> VGroup:
    declared = Declared("layer and head")
    text = Text(source, size=theme.SIZE_BADGE, color=theme.QUIET, declared=declared)
    return in_pill(text, 0.5).to_corner(UP + RIGHT, buff=theme.MARGIN).shift(UP * 0.05)
