"""Captions: one sentence at a time at the bottom of the frame, for as long as it takes to read."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress

from manim import Animation, FadeIn, FadeOut, Mobject, Scene, VGroup, config
from manim.utils.exceptions import EndSceneEarlyException

from scenes import theme
from scenes.stage.choices import shows_captions
from scenes.stage.cited import Declared
from scenes.stage.layout import caption_baseline, step_aside
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError
from scenes.stage.text import Numeral, Text


class Caption(Text):
    """One sentence at the bottom; digits only in a token that it quotes, or ``declared``."""

    def __init__(
        self, sentence: str, tokens: Collection[str] = (), declared: Declared | None = None
    ) -> None:
        own = sentence
        for token in tokens:
            own = own.replace(f"“{token}”", "")
        if declared is None and any(map(str.isdigit, own)):
            raise StageError(
                f"nobody can check the digits of the caption {sentence!r}: write them as words, "
                "quote a token in “…”, or say what they are with beat(…, declared=Declared("
                '"published constant", source="…")) and another reason of scenes/stage/cited.py '
                "where that fits better"
            )
        super().__init__(sentence, size=theme.SIZE_CAPTION, declared=declared or Declared("token"))


class Narrated(Scene):
    """A scene that tells what it shows in beats, each with a caption that can be read.

    Where captions are not wanted in the picture they stand in the subtitles alone. ``is_holding``
    says that the stage stands still on purpose, and ``guesses`` at which seconds a viewer has had
    the time to guess, before what was asked for comes.
    """

    is_holding = False
    guesses: Sequence[float] = ()
    _caption: Caption | None = None
    _caption_since = 0.0
    _caption_is_written = False
    _shows_captions = True

    def setup(self) -> None:
        super().setup()
        self._shows_captions = shows_captions(os.environ)

    def beat(
        self, name: str, caption: str, /, declared: Declared | None = None, **data: object
    ) -> None:
        """Begin a beat: let the last caption be read, open a section, say the new one."""
        self._finish_reading()
        self._write_subcaption()
        self.next_section(name)
        self.say(caption, declared, **data)

    def say(self, caption: str, /, declared: Declared | None = None, **data: object) -> None:
        """Put one sentence into the captions' band, in place of the last one.

        It is written out here, with named places that ``data`` fills, or it is a `phrase`. It has
        no digits of its own, for nobody could check them; a quoted word may have, and what is
        ``declared``.
        """
        self._finish_reading(breath=1 / config.frame_rate)
        self._write_subcaption()
        text = Caption(phrase(caption, **data), self._tokens(), declared)
        if text.width > config.frame_width - 2 * theme.MARGIN:
            raise StageError(f"the caption {text.text!r} is too long for one line")
        text.stand_on(caption_baseline())
        if self._caption is not None:
            self._fade_caption(FadeOut, self._caption)
        self._caption, self._caption_since = text, self.time
        self._caption_is_written = False
        self._fade_caption(FadeIn, text)

    def hold(self, seconds: float) -> None:
        """Let the stage stand still on purpose: what it shows is worth looking at."""
        self.is_holding = True
        self.wait(seconds)
        self.is_holding = False

    def guess(
        self,
        *places: Mobject,
        seconds: float | None = None,
        larger: float = 1.0,
        beside: Animation | None = None,
    ) -> None:
        """Let a viewer guess: a "?" stands where each number will be, and goes before it comes.

        What is played ``beside`` it tells how much time is left.
        """
        marks = VGroup()
        for place in places:
            mark = Text("?", size=larger * theme.SIZE_GUESS, color=theme.HIGHLIGHT)
            marks.add(step_aside(mark.move_to(place), self._numbers()))
        self.play(FadeIn(marks), run_time=theme.QUICK / 2)
        if beside is None:
            self.hold(seconds or theme.GUESS)
        else:
            self.play(beside, run_time=seconds or theme.GUESS)
        self.guesses = (*self.guesses, self.time)
        self.play(FadeOut(marks), run_time=theme.QUICK / 2)

    def tear_down(self) -> None:
        # manim asks for an early end with an exception, which it expects from `construct` alone.
        with suppress(EndSceneEarlyException):
            self._finish_reading()
            self.hold(theme.POSTER)
        self._write_subcaption()

    def _tokens(self) -> set[str]:
        """Collect the words that a caption may quote, with their digits."""
        return set()

    def _numbers(self) -> list[Numeral]:
        """Collect the numbers that are seen."""
        family = (part for one in self.mobjects for part in one.get_family())
        seen = (part for part in family if isinstance(part, Numeral))
        return [one for one in seen if len(one.points) and one.get_fill_opacity()]

    def _fade_caption(self, fade: type[FadeIn | FadeOut], caption: Caption) -> None:
        """Fade a caption; where none is shown take as long, so that the clips stay in step."""
        if self._shows_captions:
            self.play(fade(caption), run_time=theme.SWAP)
        else:
            self.wait(theme.SWAP)

    def _finish_reading(self, breath: float | None = None) -> None:
        """Wait until the caption has been read, and a breath longer."""
        if self._caption is None:
            return
        needed = max(theme.SHORTEST_CAPTION, len(self._caption.text) / theme.READING_RATE)
        breath = theme.BREATH if breath is None else breath
        missing = self._caption_since + needed + breath - self.time
        if missing > 1 / config.frame_rate:
            self.wait(missing)

    def _write_subcaption(self) -> None:
        """Write the caption that has been read into the subtitles, once."""
        if self._caption is not None and not self._caption_is_written:
            shown = self.time - self._caption_since
            self.add_subcaption(self._caption.text, duration=shown, offset=-shown)
            self._caption_is_written = True
