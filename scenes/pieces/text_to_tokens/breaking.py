"""A word as a reader sees it, whole, and then as a model does: the ids of its tokens."""

from __future__ import annotations

from collections.abc import Sequence

from manim import UP, Animation, AnimationGroup, FadeIn, FadeOut, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.motion import become
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.text_to_tokens.clapping import LATE
from scenes.pieces.text_to_tokens.layouts import Boxed, boxed
from scenes.stage.cited import Word
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import stage

_LARGEST, _APART, _HIGHER = 2.0, 0.3, 1.3
_WORD, _IDS = 3.2, 1  # the shares of both in height


class Breaking:
    """A word as large as can be, with its ids below it, which boxes as large are to hold."""

    def __init__(self, word: Word, own: Sequence[Boxed]) -> None:
        above, self._below = stage().rows(_WORD, _IDS)
        (self._whole,) = above.hold(TokenRow([word], size=_LARGEST))
        tokens = [one.token.word for one in own]
        cut = stage().hold(TokenRow(tokens, size=_LARGEST, gap=_APART, hue=theme.TOKEN))
        self._own, self._ids = own, boxed((one.number.citation for one in own), cut)
        self._boxes = VGroup(*(one.box.stretch(_HIGHER, 1) for one in self._ids))

    def make_whole(self) -> Animation:
        """Let the boxes of the word become one, with the whole word in it, above its ids."""
        boxes = VGroup(*(one.box for one in self._own))
        whole = ReplacementTransform(boxes, VGroup(self._whole.box))
        word = FadeIn(self._whole.label, rate_func=LATE)
        gone = FadeOut(*(one.label for one in self._own), run_time=theme.QUICK)
        return AnimationGroup(gone, whole, word, *map(self._go_below, self._own, self._ids))

    def crack(self) -> Animation:
        """Let the word go, and its box be as many pieces as it has ids."""
        word, box = self._whole.label, self._whole.box
        self._pieces = self._boxes.copy().match_style(box).arrange(buff=0)
        self._pieces.stretch_to_fit_width(box.width).stretch_to_fit_height(box.height).move_to(box)
        for piece in self._pieces:
            shows(piece, Furniture("panel"))
        return AnimationGroup(FadeOut(word, shift=UP), FadeOut(box), FadeIn(self._pieces))

    def fall_apart(self) -> Animation:
        """Let the pieces part, and each take in an id."""
        numbers = ([one.number for one in row] for row in (self._own, self._ids))
        return AnimationGroup(become(self._pieces, self._boxes), become(*numbers))

    def _go_below(self, old: Boxed, new: Boxed) -> Animation:
        number = old.number.animate.scale(new.number.height / old.number.height)
        return number.move_to(new.number).set_y(self._below.center[1])
