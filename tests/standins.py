"""Tiny scenes that stand in for chapters where a test needs a success, a fault or a refusal."""

from __future__ import annotations

import os
import signal

from manim import DOWN, LEFT, RIGHT, UP, YELLOW, FadeIn, FadeOut, Scene, Square

from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.sentence_as_graph.bending import swell
from scenes.sentence_as_graph import SentenceAsGraph
from scenes.stage.carrying import Carrying
from scenes.stage.shapes import Panel
from scenes.stage.text import Text
from scenes.storyboard import Entry
from tests.standin_lasts import Lasts as Lasts
from tests.standin_wanders import Wanders as Wanders


class Appears(Scene):
    """Plays for one second in three parts, says something, and prints what nobody asked for."""

    heading = "A square appears"

    def construct(self) -> None:
        print("this line is no report")
        self.add_subcaption("A square appears.", duration=1)
        self.play(FadeIn(Square()), run_time=0.4)
        self.play(FadeIn(Square()), run_time=0.2)
        self.wait(0.4)


class Says(SentenceAsGraph):
    """A chapter of one beat, on an empty stage."""

    def construct(self) -> None:
        self.beat("only", "Nothing but a caption & its <band>.")


class Fills(SentenceAsGraph):
    """A chapter of one beat, on a stage that is full from side to side."""

    def construct(self) -> None:
        self.beat("only", "Nothing but panels.")
        panels = (Panel(width=3, height=3).shift(4 * side) for side in (LEFT, RIGHT))
        self.play(FadeIn(*panels))


class Excuses(Says):
    """A chapter that says why nobody guesses in it, and of the rest nothing."""

    exceptions = {"guess holds": "there is no number"}


class Weighs(SentenceAsGraph):
    """The first beats of a chapter: words, edges, numbers, and nothing that a check finds fault in.

    It is checked in a tenth of the time that a whole chapter takes, with its own sentence alone.
    """

    other_sentences = ()
    exceptions = dict.fromkeys(
        ("standstill", "spread of beats"), "it stops where its chapter goes on"
    )

    def construct(self) -> None:
        self.words, self.listener = self.tokens("query").words(), len(self.weights) - 1
        picture, near = self.ask_who_is_heard()
        self.beat("weights", "A head weighs each edge.")
        self.play(picture.last.step_back(near), run_time=theme.QUICK)
        last = picture.last  # of the other words nothing is there yet
        self.play(*map(swell, last.asked, last.row), run_time=theme.SLOW)
        self.play(FadeIn(*last.numbers.values()), run_time=theme.QUICK)
        self.zoom(last.whole, run_time=theme.QUICK)


class Steps(SentenceAsGraph):
    """A chapter of six beats, more than a page of a handout has, and each of them cheap."""

    directions = (RIGHT, RIGHT, UP, UP, RIGHT, DOWN)

    def construct(self) -> None:
        square = Square(color=YELLOW, fill_opacity=0.5).shift(2 * LEFT)
        self.add(square)
        for number, direction in enumerate(self.directions, 1):
            self.beat(f"step {number}", "A square goes one step.")
            self.play(square.animate.shift(direction).rotate(number / 7))


class Turns(Steps):
    """The first two of these."""

    directions = (RIGHT, UP)


class Own(Chapter):
    """A chapter that is none of the film's: a square comes in one second and goes in another."""

    heading = "A square"

    def construct(self) -> None:
        self.beat("only", "A square.")
        self.play(FadeIn(Square()))
        self.play(FadeOut(*self.mobjects[-1:]))


class Strays(SentenceAsGraph):
    """A chapter whose word stands on stage, but for a sentence of two words far beside it."""

    other_sentences = ("birds sing",)

    def construct(self) -> None:
        self.beat("only", "Nothing but a word.")
        word = Text("word")
        self.add(word if len(self.trace.query_side.tokens) > 2 else word.shift(20 * LEFT))


class Breaks(Scene):
    heading = "A square breaks"

    def construct(self) -> None:
        self.play(FadeIn(Square()), run_time=0.4)
        raise RuntimeError("the second beat\nis missing")


class Refuses(Scene):
    def construct(self) -> None:
        self.play(FadeIn(Square()), run_time=0.4)
        raise ValueError(f"{os.environ.get('ATTENTION_SENTENCE')!r} does not fit the stage")


class Dies(Scene):
    def construct(self) -> None:
        self.play(FadeIn(Square()), run_time=0.4)
        os.kill(os.getpid(), signal.SIGKILL)


class PlaysNothing(Scene):
    def construct(self) -> None:
        self.add(Square())


class Leaves(Carrying):
    """A word stands at the left, alone, and may be carried on."""

    heading = "A word leaves"

    def construct(self) -> None:
        self.add(word := Text("cat").shift(4 * LEFT))
        self.leave_with(word)
        self.wait(0.4)


class Opens(Carrying):
    """The same word stands at the right, twice as large, and may have come from elsewhere."""

    heading = "A word has come"

    def construct(self) -> None:
        self.open_with(Text("cat", size=2 * theme.SIZE_LABEL).shift(4 * RIGHT))
        self.wait(0.4)


class Marches(Scene):
    """A square marches in eight sections of two seconds: enough to share out, and cheap."""

    heading = "A square marches"

    def construct(self) -> None:
        self.camera.background_color = theme.GROUND  # whatever manim.cfg there is, or is not
        square = Square(side_length=1, color=YELLOW).shift(6 * LEFT)
        self.add(square)
        for number in range(1, 9):
            self.next_section(f"leg {number}")
            self.play(square.animate.shift(1.5 * RIGHT).rotate(number / 7), run_time=1.8)
            self.wait(0.2)


def entry(scene: type[Scene], number: int = 1, seconds: int = 1) -> Entry:
    """List a stand-in as a chapter of so many seconds."""
    return Entry(number, scene.__name__, scene.__module__, seconds, "that the machine works")
