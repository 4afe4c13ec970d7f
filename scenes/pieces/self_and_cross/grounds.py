"""What words stand on: a box for each of them, which goes where its word goes, or one for all."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Animation, AnimationGroup, FadeIn, FadeOut, ReplacementTransform

from scenes import theme
from scenes.mobjects.token_row import Token
from scenes.stage.shapes import Panel
from scenes.stage.text import Text


def gathered(tokens: Iterable[Token], words: Iterable[Text], ground: Panel) -> Animation:
    """Let words of boxes walk onto one ground."""
    walks = (_walk(*pair, FadeOut) for pair in zip(tokens, words, strict=True))
    return AnimationGroup(*walks, FadeIn(ground))


def parted(ground: Panel, words: Iterable[Text], tokens: Iterable[Token]) -> Animation:
    """Let words walk off one ground, each on a box of its own."""
    walks = (_walk(*pair, FadeIn) for pair in zip(tokens, words, strict=True))
    return AnimationGroup(FadeOut(ground, run_time=theme.QUICK), *walks)


def _walk(token: Token, word: Text, fade: type[FadeIn | FadeOut]) -> Animation:
    """Let a word leave its box, which shrinks with it and goes, or come with one that grows."""
    ends = (word, token.label) if fade is FadeIn else (token.label, word)
    smaller = word.width / token.label.width
    box = fade(token.box, target_position=word, scale=smaller)
    return AnimationGroup(ReplacementTransform(*ends), box)
