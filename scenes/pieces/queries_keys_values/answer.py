"""The question of one word once more, and the gift that answers it."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, Mobject, VGroup

from scenes import theme
from scenes.mobjects.icons import parcel
from scenes.mobjects.motion import become
from scenes.pieces.queries_keys_values.rows import Speech
from scenes.stage.cited import Citation, Word
from scenes.stage.layout import line, stage
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Text

_WORD, _SAID, _GAP = 0.85, 1.9, 0.4
_GIVEN, _KEPT = 1.15, 2.6  # how wide a parcel would be at a weight of one, before and at the end
_BELOW = 0.6  # the middle of the stage


class Answer(VGroup):
    """Who asked, with its bubble; above, a gift and its giver's name, which then go into it."""

    def __init__(self, asker: str, giver: Word, question: Phrase, weight: Citation) -> None:
        left, _ = stage().columns(2.6, 10.8)
        self.asker = Text(asker, size=_WORD, color=theme.QUERY)
        left.hold(self.asker, shrink=True).shift(_BELOW * DOWN)
        self.speech = Speech(question, self.asker)
        self.gift, self.kept = (parcel(weight, wide / 2) for wide in (_GIVEN, _KEPT))
        self.giver = Text(giver, size=_WORD, color=theme.KEY)
        line(self.giver, self.gift, gap=_GAP).next_to(self.speech.bubble, UP, buff=2 * _GAP)
        self.listener = self.asker.copy()
        self.said = Speech(phrase("{word}", word=giver), self.listener, size=_SAID)
        self.kept.next_to(self.said, RIGHT, buff=_GAP)
        stage().hold(VGroup(self.listener, self.said, self.kept))
        super().__init__(self.asker, self.speech, self.gift, self.giver)

    def come_from(self, asker: Mobject, giver: Mobject, gift: Mobject) -> list[Animation]:
        """Let who asked and who gave the most come near, and the question be asked again."""
        near = become((asker, giver, gift), (self.asker, self.giver, self.gift))
        return [near, FadeIn(self.speech, shift=0.3 * RIGHT)]

    def land(self) -> Animation:
        """Let the bubble close on the giver's name, and the gift stay with who asked."""
        gone = FadeOut(self.speech.words, run_time=theme.QUICK)
        olds = self.asker, self.speech.bubble, self.giver, self.gift
        news = self.listener, self.said.bubble, self.said.words, self.kept
        return AnimationGroup(gone, become(olds, news))
