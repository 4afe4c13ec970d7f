"""A sentence in which one token asks all others, one of them answers, and hands something over."""

from __future__ import annotations

from collections.abc import Sequence

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    CubicBezier,
    FadeIn,
    FadeOut,
    MoveAlongPath,
    Polygon,
    ReplacementTransform,
    RoundedRectangle,
    Union,
    VGroup,
)

from scenes import theme
from scenes.mobjects.icons import Icon
from scenes.mobjects.token_row import TokenRow
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, stage
from scenes.stage.phrases import Phrase
from scenes.stage.shapes import Path
from scenes.stage.text import Text

_ICON, _GAP = 1.3, 0.2  # the height of an icon, and what is between it and its token
_NAME = 0.55  # the size of what an icon is called
_DIP = 0.3  # how far below its straight way a parcel travels


class Speech(VGroup):
    """Words in a bubble above a token, within a room."""

    def __init__(self, said: str, speaker: VGroup, room: Room) -> None:
        self.words = Text(said, size=0.75, color=theme.GROUND)
        box = RoundedRectangle(
            width=self.words.width + 0.9, height=self.words.height + 0.7, corner_radius=0.4
        )
        box.set_y(room.center[1]).set_x(speaker.get_x())
        box.shift(RIGHT * max(0.0, room.left - box.get_left()[0]))
        box.shift(LEFT * max(0.0, box.get_right()[0] - room.right))
        foot, tip = box.get_bottom() + 0.2 * UP, speaker.get_top() + _GAP * UP
        x = min(max(tip[0], box.get_left()[0] + 0.8), box.get_right()[0] - 0.8)
        tail = Polygon(tip, [x + 0.3, foot[1], 0], [x - 0.15, foot[1], 0])
        self.bubble = Path(fill_color=theme.QUERY, fill_opacity=1, stroke_width=0)
        self.bubble.set_points(Union(box, tail).points)
        shows(self.bubble, Furniture("bubble", of="query"))
        super().__init__(self.bubble, self.words.move_to(box))


class Conversation(VGroup):
    """The sentence, the question above it, a hand for each token, and a parcel below.

    Bubble, hand and parcel are called by the names that their roles have from here on.
    """

    def __init__(self, words: Sequence[str], question: Phrase, *, query: int, key: int) -> None:
        above, _, middle, _ = stage().rows(1.5, 1.0, 1.2, 2.1)
        self.row = middle.hold(TokenRow(words, size=0.6, gap=0.4, widest=13))
        self.asker, self.answerer = self.row[query], self.row[key]
        self.speech = Speech(question, self.asker, above.inset(left=0.1, right=0.1))
        hands = [Icon("key", height=_ICON).next_to(one, UP, buff=_GAP) for one in self.row]
        self.hand, self.others = hands[key], [*hands[:query], *hands[query + 1 :]]
        self.bubble = Icon("query", height=_ICON).next_to(self.asker, UP, buff=_GAP)
        self.parcel = Icon("value", height=_ICON).next_to(self.answerer, DOWN, buff=_GAP)
        self.names = [
            Text(icon.role, size=_NAME, color=theme.hue_of(icon.role)).next_to(icon, side)
            for icon, side in zip(self.icons, (UP, UP, DOWN), strict=True)
        ]
        super().__init__(self.row)

    @property
    def icons(self) -> tuple[Icon, Icon, Icon]:
        return self.bubble, self.hand, self.parcel

    def ask(self) -> Animation:
        lit = self.asker.box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        return AnimationGroup(lit, FadeIn(self.speech, shift=0.3 * UP))

    def raise_hand(self) -> Animation:
        """Let the one who answers raise a hand; the question shrinks to its icon."""
        lit = self.answerer.box.animate.set_stroke(theme.KEY, theme.STROKE_FRAME)
        shrinks = ReplacementTransform(self.speech.bubble, self.bubble)
        fades = FadeOut(self.speech.words, run_time=theme.QUICK / 2)
        raised = FadeIn(self.hand, *self.names[:2], shift=0.5 * UP)
        return AnimationGroup(lit, raised, shrinks, fades)

    def wrap(self) -> Animation:
        """Let the one who answers have a parcel ready."""
        return FadeIn(self.parcel, self.names[2], scale=0.3)

    def hand_over(self) -> Animation:
        """Let the parcel travel from the one who answers to the one who asks."""
        given = VGroup(self.parcel, self.names[2])
        start, end = given.get_center(), given.copy().match_x(self.asker).get_center()
        path = CubicBezier(start, start + _DIP * DOWN, end + _DIP * DOWN, end)
        return MoveAlongPath(given, path)
