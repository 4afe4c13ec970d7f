"""Every fault that is planted into a faultless stage is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from manim import BLACK, DOWN, Line, Rectangle, Typst, VGroup, tempconfig

from renders import rehearsal
from renders.checks.failure import Failure
from renders.checks.lint import lint, lint_timing
from renders.rehearsal import FRAME, Beat
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.formula import Formula
from scenes.mobjects.plane import Plane
from scenes.mobjects.token_row import TokenRow
from scenes.stage.captions import Caption
from scenes.stage.cited import Declared
from scenes.stage.layout import caption_baseline
from scenes.stage.text import Numeral, Text


class Stage(Chapter):
    """A row of tokens above a rule and a formula: a picture without a fault."""

    heading = "A stage"

    def construct(self) -> None:
        self.caption = Caption("A plain sentence under a plain picture.")
        self.row = TokenRow(["the", "sky", "is", "blue"], size=0.6, gap=0.8).shift([0, 1.4, 0])
        self.rule = Line([-5, 0, 0], [5, 0, 0], color=theme.QUIET)
        self.formula = Formula("A V", size=0.6).shift([0, -1.5, 0])
        self.add(self.row, self.rule, self.formula, self.caption.stand_on(caption_baseline()))


Fault = Callable[[Stage], object]


@contextmanager
def stage() -> Iterator[Stage]:
    settings = {"dry_run": True, "pixel_width": FRAME.width, "pixel_height": FRAME.height}
    with tempconfig(settings):
        scene = Stage()
        scene.setup()
        scene.construct()
        yield scene


def found(fault: Fault) -> list[Failure]:
    """Plant a fault and look."""
    with stage() as scene:
        fault(scene)
        return lint(scene, Beat("beat", "", 0.0), rehearsal.picture(scene))


def label(text: str = "a label", **style: object) -> Text:
    return Text(text, **style).shift([-3, -1.5, 0])


FAULTS: dict[str, tuple[str, str, Fault]] = {
    "text off stage": ("safe margin", "label", lambda s: s.add(label().set_x(7))),
    "text at the very edge": ("safe margin", "label", lambda s: s.add(label().set_x(6.4))),
    "two labels on each other": (
        "overlap", "one label", lambda s: s.add(label("one label"), label("other label"))),
    "two labels that touch": (
        "overlap", "other", lambda s: s.add(VGroup(label("one"), label("other")).arrange(DOWN, 0))),
    "a turned label across a word": (
        "overlap", "sky", lambda s: s.add(label("turned").rotate(0.8).move_to(s.row[1]))),
    "six-point text": ("text size", "label", lambda s: s.add(label(size=0.12))),
    "text that was scaled down": ("text size", "label", lambda s: s.add(label().scale(0.5))),
    "a formula whose index is tiny": (
        "text size", "W_Q", lambda s: s.add(Formula("W_Q", size=0.3).shift([-3, -1.5, 0]))),
    "a tiny number": (
        "text size", "0.5",
        lambda s: s.add(Numeral(0.5, size=0.2, declared=Declared("tick")).shift([-3, -1.5, 0]))),
    "tiny foreign text": (
        "text size", "foreign", lambda s: s.add(Typst("foreign", font_size=12).shift([-3, -1, 0]))),
    "grey on grey": ("contrast", "label", lambda s: s.add(label(color=theme.EDGE))),
    "white on a light cell": (
        "contrast", "label",
        lambda s: s.add(Rectangle(width=3, height=1, fill_color=theme.WEIGHT, fill_opacity=1)
                        .shift([-3, -1.5, 0]), label())),
    "text that has faded": ("contrast", "label", lambda s: s.add(label().set_fill(opacity=0.4))),
    "text behind a cell": (
        "covered text", "label",
        lambda s: s.add(label(), Rectangle(width=3, height=1, fill_color=theme.PANEL,
                        fill_opacity=1, z_index=2).shift([-3, -1.5, 0]))),
    "a picture in the captions' band": (
        "captions' band", "Line", lambda s: s.add(Line([-6, -2.5, 0], [-6, -3.3, 0]))),
    "a mobject that faded but stayed": (
        "invisible leftover", "Line",
        lambda s: s.add(Line([-6, -2.5, 0], [-5, -2.5, 0]).set_opacity(0))),
    "a mobject that left the frame": (
        "invisible leftover", "outside",
        lambda s: s.add(Line([-9, 0, 0], [-8, 0, 0]))),
    "a point that is as dark as the ground": (
        "contrast", "Dot",
        lambda s: s.add(Plane((0, 1), (0, 1), width=2, height=1).dot(0.5, 0.5, color=BLACK)
                        .move_to([-3, -1.5, 0]))),
    "an empty half": (
        "empty half", "lower half", lambda s: s.remove(s.formula)),
}  # fmt: skip


def test_a_faultless_stage_passes() -> None:
    assert found(lambda scene: None) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_the_one_that_is_found(name: str) -> None:
    check, mentioned, fault = FAULTS[name]
    failures = found(fault)
    assert [failure.check for failure in failures] == [check], failures
    assert mentioned in str(failures[0])
    assert (failures[0].chapter, failures[0].beat) == ("Stage", "beat")


def test_looking_changes_nothing() -> None:
    with stage() as scene:
        before = rehearsal.picture(scene)
        lint(scene, Beat("beat", "", 0.0), before)
        assert (rehearsal.picture(scene) == before).all()


class Hasty(Stage):
    """Three beats: a caption that nobody can read, then a beat in which nothing happens."""

    def construct(self) -> None:
        super().construct()
        self.remove(self.caption)
        for name, move in (("one", 0.0), ("two", 0.5), ("three", 0.0)):
            self.beat(name, f"Beat {name} has a caption of a length that takes time to read.")
            self.row.shift([0, move, 0])

    def _finish_reading(self, breath: float | None = None) -> None:
        if breath is None:
            self.wait(0.5)


def test_a_caption_too_fast_and_a_beat_that_says_nothing() -> None:
    beats: list[Beat] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        beats.append(beat)
        lint(chapter, beat, rehearsal.picture(chapter))

    with stage():
        chapter = rehearsal.rehearse_class(Hasty, look)
    failures = lint_timing(chapter, beats)
    assert [(failure.check, failure.beat) for failure in failures] == [
        ("reading time", "one"),
        ("reading time", "two"),
        ("reading time", "three"),
        ("still beat", "three"),
    ]
    assert "length that takes time" in failures[0].mobject
